import type { World } from '../check.ts'
import type { LinkRow } from './links.ts'
import { linkBetween } from './pairs.ts'
import type { ReachRow } from './plan.ts'

type Tried = Pick<World, 'reach' | 'links'>
type Lacks = ReadonlyMap<string, ReadonlySet<string>>

const PROVES: readonly ReachRow['result'][] = ['open', 'refused']
const DENIES: readonly ReachRow['result'][] = ['timeout', 'no-route']

/** Whether something was tried from one host at the other and nothing at all got through. */
function isSilent(links: readonly LinkRow[], [first, ...more]: readonly ReachRow[]): boolean {
  if (!first || linkBetween(links, first.from, first.to)?.rtt) return false
  const results = new Set([first, ...more].map(({ result }) => result))
  return !PROVES.some((result) => results.has(result)) && DENIES.some((result) => results.has(result))
}

/** By host the others that it does not hear or that do not hear it. */
function lacksOf({ reach, links }: Tried): Lacks {
  const lacks = new Map<string, Set<string>>()
  const add = (host: string, other: string) => lacks.set(host, (lacks.get(host) ?? new Set()).add(other))
  for (const rows of Map.groupBy(reach, ({ from, to }) => `${from} ${to}`).values()) {
    const [first] = rows
    if (!first || !isSilent(links, rows)) continue
    add(first.from, first.to)
    add(first.to, first.from)
  }
  return lacks
}

const known = new WeakMap<Tried['reach'], { links: Tried['links']; lacks: Lacks }>()

/**
 * By host the others with which it has no contact, in one direction or the other. What is not known is no lack. The lists
 * are gone through once, since the verdict of every host asks; they must not change afterwards.
 */
export function lackingContact(hosts: readonly string[], tried: Tried): Map<string, string[]> {
  const before = known.get(tried.reach)
  const { lacks } = before?.links === tried.links ? before : { lacks: lacksOf(tried) }
  known.set(tried.reach, { links: tried.links, lacks })
  return new Map(hosts.map((host) => [host, hosts.filter((other) => lacks.get(host)?.has(other))]))
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
