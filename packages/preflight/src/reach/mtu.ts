import type { World } from '../check.ts'
import { linkBetween, rowsBetween } from './pairs.ts'

const UDP_HEADERS = 28

export type PathMtu = { interface: number; path: number }

/**
 * Bytes that the sender's interface carries and those of the largest packet that arrived whole (0: none of those tried).
 * Where pings are not answered, by datagrams as large as the interface allows; null when neither says anything.
 */
export function pathMtu({ reach, links }: Pick<World, 'reach' | 'links'>, from: string, to: string): PathMtu | null {
  const rows = rowsBetween(reach, from, to)
  const link = linkBetween(links, from, to)
  if (link?.mtu) return link.mtu
  const answers = (large: boolean) =>
    rows.filter(({ protocol, bytes }) => protocol === 'udp' && (bytes !== undefined) === large)
  const came = ({ result }: { result: string }): boolean => result === 'open' || result === 'refused'
  const own = (answers(true)[0]?.bytes ?? 0) + UDP_HEADERS
  if (answers(true).some(came)) return { interface: own, path: own }
  const lost = answers(true).some(({ result }) => result === 'timeout')
  return lost && answers(false).some(came) ? { interface: own, path: 0 } : null
}
