import { KeptDraft } from './schema.ts'

const PREFIX = 'astrago.draft.'

/** Somebody logged out: until the page is left, nothing is put here again. */
let closed = false

/** The tab's own storage: it ends with the tab. Null where the browser has it switched off. */
function storage(): Storage | null {
  try {
    return window.sessionStorage
  } catch {
    return null
  }
}

function read(key: string): KeptDraft | null {
  try {
    return KeptDraft.safeParse(JSON.parse(storage()?.getItem(key) ?? 'null')).data ?? null
  } catch {
    return null
  }
}

/** What this tab keeps of a site for `who`; what somebody else left here is thrown away. */
export function takeDraft(site: string, who: string): KeptDraft | null {
  const draft = read(PREFIX + site)
  if (draft && draft.who !== who) storage()?.removeItem(PREFIX + site)
  return draft?.who === who ? draft : null
}

/** Keeps a draft for as long as the tab lives; null when there is nothing to keep any more. */
export function putDraft(site: string, draft: KeptDraft | null): void {
  if (closed) return
  try {
    if (draft) storage()?.setItem(PREFIX + site, JSON.stringify(draft))
    else storage()?.removeItem(PREFIX + site)
  } catch {
    // A full storage keeps nothing; what is typed is still on the page.
  }
}

const keys = (): string[] => Object.keys(storage() ?? {}).filter((key) => key.startsWith(PREFIX))

/** How many values this tab keeps that are not saved, and how many secrets among what was typed it does not. */
export function countKept(): { values: number; secrets: number } {
  const sections = keys().flatMap((key) => Object.values(read(key)?.sections ?? {}))
  const values = sections.reduce((sum, { edits }) => sum + Object.keys(edits).length, 0)
  return { values, secrets: sections.reduce((sum, { lost }) => sum + lost.length, 0) }
}

/** Who logs out leaves nothing behind. */
export function dropDrafts(): void {
  closed = true
  for (const key of keys()) storage()?.removeItem(key)
}
