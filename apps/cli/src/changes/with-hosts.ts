import { type Locale, MARK_ENDED, say } from '@astrago/contracts'
import type { Host } from '@astrago/hosts'
import { visible } from '@astrago/reports'
import type { Open } from '../preflight/open-hosts.ts'
import { type Teller, tell } from '../tell.ts'

/**
 * Opens these hosts to change them, works with them and closes them, however it ends. What was left running there and had to
 * be ended is told. @throws what opening the first that fails throws
 */
export async function withHosts<T>(
  names: readonly string[],
  open: Open,
  { io, locale }: { io: Teller; locale: Locale },
  work: (hosts: ReadonlyMap<string, Host>) => Promise<T>,
): Promise<T> {
  const onEnded = (name: string) => (programs: readonly string[]) =>
    tell(io, visible(`${name}: ${say(MARK_ENDED, locale, { programs: programs.join(', ') })}`), '! ')
  const opening = await Promise.allSettled(
    names.map(async (name) => [name, await open(name, { onEnded: onEnded(name) })] as const),
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
