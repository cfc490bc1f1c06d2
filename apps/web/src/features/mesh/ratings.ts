import type { MeshPair } from '@astrago/contracts'
import { remember } from '../../lib/remember.ts'
import type { KnownMesh } from './known.ts'
import { foundBy, type Lens, RATINGS, type Rating, type What, worst } from './view.ts'

/** The same trouble on the way to one host, with everybody who has it. */
export type Trouble = {
  rating: 'fail' | 'warn' | 'unknown'
  what: What
  to: string
  from: readonly string[]
}

type One = Omit<Trouble, 'from'> & { from: string }
type Sent = { counts: Record<Rating, number>; troubles: readonly One[]; ratings: ReadonlyMap<string, Rating> }

function sum(pairs: readonly MeshPair[], lens: Lens): Sent {
  const counts: Record<Rating, number> = { fail: 0, warn: 0, unknown: 0, pass: 0, none: 0 }
  const ratings = new Map<string, Rating>()
  const troubles: One[] = []
  for (const pair of pairs) {
    const found = foundBy(lens, pair)
    const rated = worst(found.map(({ rating }) => rating))
    counts[rated] += 1
    ratings.set(pair.to, rated)
    for (const { rating, what } of found)
      if (rating !== 'pass') troubles.push({ rating, what, to: pair.to, from: pair.from })
  }
  return { counts, troubles, ratings }
}

/** All that is said through a lens of the ways from one host; made anew only when its pairs are others. */
const sentThrough = remember((lens: Lens) => remember((pairs: readonly MeshPair[]) => sum(pairs, lens)))

/** The ratings of the ways from a host, by the host they lead to. */
export function ratingsFrom({ pairs }: KnownMesh, from: string, lens: Lens): ReadonlyMap<string, Rating> {
  const own = pairs.get(from)
  return own ? sentThrough(lens)(own).ratings : NOT_RATED
}
const NOT_RATED: ReadonlyMap<string, Rating> = new Map()

/** How often each rating occurs among the directions between hosts. */
export function countRatings({ pairs }: KnownMesh, lens: Lens): Record<Rating, number> {
  const counts: Record<Rating, number> = { fail: 0, warn: 0, unknown: 0, pass: 0, none: 0 }
  for (const own of pairs.values()) {
    const sent = sentThrough(lens)(own)
    for (const rating of RATINGS) counts[rating] += sent.counts[rating]
  }
  return counts
}

const nameOf = ({ what, to, rating }: One): string =>
  [to, rating, 'port' in what ? `${what.port} ${what.state}` : what.measure].join(' ')

/** What is wrong through a lens, the worst first; one line for each target and kind of trouble. */
export function groupTroubles({ pairs }: KnownMesh, lens: Lens): Trouble[] {
  const all = [...pairs.values()].flatMap((own) => sentThrough(lens)(own).troubles)
  const groups = [...Map.groupBy(all, nameOf).values()].flatMap((group): Trouble[] => {
    const [first] = group
    return first ? [{ ...first, from: group.map(({ from }) => from) }] : []
  })
  return groups.toSorted(
    (a, b) => RATINGS.indexOf(a.rating) - RATINGS.indexOf(b.rating) || b.from.length - a.from.length,
  )
}

/** The hosts of the map: all in their order, or of many the `most` with the worst troubles, those that are not reached first. */
export function hostsOfMap(
  { hosts }: Pick<KnownMesh, 'hosts'>,
  troubles: readonly Trouble[],
  most: number,
): readonly string[] {
  const names = hosts.map(({ name }) => name)
  if (names.length <= most) return names
  const targets = new Set(troubles.map(({ to }) => to))
  const senders = new Set(troubles.flatMap(({ from }) => from))
  const rank = (name: string): number => (targets.has(name) ? 0 : senders.has(name) ? 1 : 2)
  return names.toSorted((a, b) => rank(a) - rank(b)).slice(0, most)
}
