import type { World } from '../check.ts'
import { linkBetween, rowsBetween } from './pairs.ts'

type Tried = Pick<World, 'reach' | 'links'>

/** Whether anything at all gets from one host to the other and back; null when nothing is known. */
function answered(from: string, to: string, { reach, links }: Tried): boolean | null {
  if (linkBetween(links, from, to)?.rtt) return true
  const results = new Set(rowsBetween(reach, from, to).map(({ result }) => result))
  if (results.has('open') || results.has('refused')) return true
  return results.has('timeout') || results.has('no-route') ? false : null
}

/** By host the others with which it has no contact, in one direction or the other. What is not known is no lack. */
export function lackingContact(hosts: readonly string[], tried: Tried): Map<string, string[]> {
  const apart = (a: string, b: string): boolean => answered(a, b, tried) === false || answered(b, a, tried) === false
  return new Map(hosts.map((host) => [host, hosts.filter((other) => other !== host && apart(host, other))]))
}

/**
 * The largest group in which everybody reaches everybody, by taking away who lacks most until nobody lacks anybody; of
 * equals who comes last in `hosts`.
 */
export function majorityOf(hosts: readonly string[], lacks: ReadonlyMap<string, readonly string[]>): string[] {
  let group = [...hosts]
  for (;;) {
    const missing = (host: string): number => (lacks.get(host) ?? []).filter((other) => group.includes(other)).length
    const most = Math.max(0, ...group.map(missing))
    if (most === 0) return group
    const worst = group.findLast((host) => missing(host) === most)
    group = group.filter((host) => host !== worst)
  }
}
