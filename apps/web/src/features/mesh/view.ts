import { type Mesh, type MeshPair, type PathState, pathStatus, type VerdictStatus } from '@astrago/contracts'

export const MEASURES = ['latency', 'loss', 'mtu', 'bandwidth', 'skew'] as const
export type Measure = (typeof MEASURES)[number]

/** From one host to another. */
export type Way = { from: string; to: string }

/** What the map shows: the worst of all, one port by its key, or one measure. */
export type View = 'all' | Measure | `port ${string}`

/** `none`: the one needs nothing of the other in this view, or it was not measured. */
export type Rating = VerdictStatus | 'none'
/** The worst first. */
const RATINGS: readonly Rating[] = ['fail', 'warn', 'unknown', 'pass', 'none']

const worst = (ratings: readonly Rating[]): Rating => RATINGS.find((rating) => ratings.includes(rating)) ?? 'none'

export const isMeasure = (view: View): view is Measure => (MEASURES as readonly string[]).includes(view)
const portOf = (view: View): string | null => (view.startsWith('port ') ? view.slice('port '.length) : null)

/** How a direction is rated in a view. */
export function rate(pair: MeshPair | undefined, view: View): Rating {
  if (!pair) return 'none'
  const port = portOf(view)
  if (port !== null) return pair.ports[port] ? pathStatus(pair.ports[port]) : 'none'
  if (isMeasure(view)) return pair[view]?.status ?? 'none'
  return worst([
    ...Object.values(pair.ports).map(pathStatus),
    ...MEASURES.flatMap((measure) => pair[measure]?.status ?? []),
  ])
}

/** The number of a measure as it stands in a cell or a sentence, the same in every language; null without one. */
export function numberOf(pair: MeshPair | undefined, measure: Measure): string | null {
  const found = pair?.[measure]
  if (!found) return null
  if ('by' in found) return milliseconds(found.ms)
  if ('sent' in found) return `${Math.round((100 * found.lost) / found.sent)} %`
  if ('path' in found) return String(found.path)
  if ('mbps' in found) return found.mbps >= 1000 ? `${(found.mbps / 1000).toFixed(1)} G` : `${Math.round(found.mbps)} M`
  return `${(Math.round(found.ms / 100) / 10 || 0).toFixed(1)} s`
}

function milliseconds(ms: number): string {
  if (ms < 0.1) return '< 0.1 ms'
  return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`
}

/** A pair by its two hosts. The list must not change afterwards. */
export function pairIndex({ pairs }: Pick<Mesh, 'pairs'>): (from: string, to: string) => MeshPair | undefined {
  const index = new Map(pairs.map((pair) => [`${pair.from} ${pair.to}`, pair]))
  return (from, to) => index.get(`${from} ${to}`)
}

/** How often each rating occurs among the directions between hosts. */
export function countRatings(mesh: Mesh, view: View): Record<Rating, number> {
  const counts: Record<Rating, number> = { fail: 0, warn: 0, unknown: 0, pass: 0, none: 0 }
  for (const pair of mesh.pairs) counts[rate(pair, view)] += 1
  return counts
}

/** The same trouble on the way to one host, with everybody who has it. */
export type Trouble = {
  rating: 'fail' | 'warn' | 'unknown'
  /** Key of the port, or the measure. */
  what: { port: string; state: PathState } | { measure: Measure }
  to: string
  from: readonly string[]
}

function troublesOf(pair: MeshPair, view: View): Omit<Trouble, 'from'>[] {
  const port = portOf(view)
  const ports = Object.entries(pair.ports)
    .filter(([key]) => (port === null ? view === 'all' : key === port))
    .map(([key, state]) => ({ rating: pathStatus(state), what: { port: key, state } }))
  const measures = MEASURES.filter((measure) => view === 'all' || view === measure).flatMap((measure) => {
    const rating = pair[measure]?.status
    return rating ? [{ rating, what: { measure } }] : []
  })
  return [...ports, ...measures].flatMap(({ rating, what }) =>
    rating === 'pass' ? [] : [{ rating, what, to: pair.to }],
  )
}

const nameOf = ({ what, to, rating }: Omit<Trouble, 'from'>): string =>
  [to, rating, 'port' in what ? `${what.port} ${what.state}` : what.measure].join(' ')

/** What is wrong in a view, the worst first; one line for each target and kind of trouble. */
export function groupTroubles(mesh: Mesh, view: View): Trouble[] {
  const all = mesh.pairs.flatMap((pair) => troublesOf(pair, view).map((trouble) => ({ ...trouble, from: pair.from })))
  const groups = [...Map.groupBy(all, nameOf).values()].flatMap((group): Trouble[] => {
    const [first] = group
    return first ? [{ ...first, from: group.map(({ from }) => from) }] : []
  })
  return groups.toSorted(
    (a, b) => RATINGS.indexOf(a.rating) - RATINGS.indexOf(b.rating) || b.from.length - a.from.length,
  )
}

/** The hosts of the map: all in their order, or of many the `most` with the worst troubles, in their order too. */
export function hostsOfMap(mesh: Mesh, view: View, most: number): readonly string[] {
  const names = mesh.hosts.map(({ name }) => name)
  if (names.length <= most) return names
  const bad = groupTroubles(mesh, view).flatMap(({ to, from }) => [to, ...from])
  const chosen = new Set([...new Set([...bad, ...names])].slice(0, most))
  return names.filter((name) => chosen.has(name))
}

/** What the map can be turned to: everything, then each port, then each measure that was taken. */
export function viewsOf(mesh: Mesh): { ports: readonly string[]; measures: readonly Measure[] } {
  return {
    ports: mesh.ports.map(({ key }) => key),
    measures: MEASURES.filter((measure) => mesh.pairs.some((pair) => pair[measure] !== null)),
  }
}
