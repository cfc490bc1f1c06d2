import { AppError } from '@astrago/contracts'
import type { Store } from '@astrago/store'

/** Reads secrets that a site's answers refer to as `vault:<name>`. @returns a function that throws SECRET_REF_UNRESOLVED */
export function secretOf(store: Store, siteId: string): (ref: string) => Promise<string> {
  return async (ref) => {
    const text = ref.startsWith('vault:') ? await store.vault.get(siteId, ref.slice('vault:'.length)) : null
    if (text === null) throw new AppError('SECRET_REF_UNRESOLVED', { params: { ref } })
    return text
  }
}

/** Every secret of a site that must not show; the inputs of plans are whole documents and hold only what is listed besides. */
export async function siteSecrets(store: Store, siteId: string): Promise<string[]> {
  const all = await store.vault.all(siteId)
  return [...all].filter(([name]) => !name.startsWith('plan.')).map(([, text]) => text)
}
