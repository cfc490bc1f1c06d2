import type { Host } from '@astrago/hosts'
import type { Open } from '../preflight/open-hosts.ts'

/** Opens these hosts to change them, works with them and closes them, however it ends. @throws what opening the first that fails throws */
export async function withHosts<T>(
  names: readonly string[],
  open: Open,
  work: (hosts: ReadonlyMap<string, Host>) => Promise<T>,
): Promise<T> {
  const opening = await Promise.allSettled(
    names.map(async (name) => [name, await open(name, { forWork: true })] as const),
  )
  const hosts = new Map(opening.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])))
  try {
    const failed = opening.find((each) => each.status === 'rejected')
    if (failed) throw failed.reason
    return await work(hosts)
  } finally {
    await Promise.all([...hosts.values()].map((host) => host.close().catch(() => undefined)))
  }
}
