import {
  type MeshPair,
  type MeshPort,
  type PathState,
  PortGroup,
  pathStatus,
  type VerdictStatus,
} from '@astrago/contracts'
import type { KnownMesh } from './known.ts'

export const MEASURES = ['latency', 'loss', 'mtu', 'bandwidth', 'skew'] as const
export type Measure = (typeof MEASURES)[number]

/** From one host to another. */
export type Way = { from: string; to: string }

/** What the map shows: the worst of all, one group of ports, one port by its key, or one measure. */
export type View = 'all' | Measure | `group ${PortGroup}` | `port ${string}`

/** What counts in a view. `ports` by their keys, null for all. */
export type Lens = { ports: ReadonlySet<string> | null; measures: readonly Measure[] }

/** `none`: the one needs nothing of the other in this view, or it was not measured. */
export type Rating = VerdictStatus | 'none'
/** The worst first. */
export const SHOWN_RATINGS = ['fail', 'warn', 'unknown', 'pass'] as const
export const RATINGS: readonly Rating[] = [...SHOWN_RATINGS, 'none']

/** In place of a direction of which nothing is asked, or nothing known yet. */
export const NONE_SIGN = '–'
export const PENDING_SIGN = '…'

export const worst = (ratings: readonly Rating[]): Rating =>
  RATINGS.find((rating) => ratings.includes(rating)) ?? 'none'

export const isMeasure = (view: View): view is Measure => (MEASURES as readonly string[]).includes(view)

const isIn = ({ rules }: MeshPort, group: string): boolean => rules.some((rule) => rule.group === group)

/** The worst of all. */
export const EVERYTHING: Lens = { ports: null, measures: MEASURES }

export function lensOf(ports: readonly MeshPort[], view: View): Lens {
  if (view === 'all') return EVERYTHING
  if (isMeasure(view)) return { ports: new Set(), measures: [view] }
  const [kind, ...name] = view.split(' ')
  const asked = name.join(' ')
  const keys = ports.filter((port) => (kind === 'port' ? port.key === asked : isIn(port, asked))).map(({ key }) => key)
  return { ports: new Set(keys), measures: [] }
}

/** What a port or a measure says of a direction. */
export type What = { port: string; state: PathState } | { measure: Measure }
type Found = { rating: VerdictStatus; what: What }

/** All that counts in a direction through a lens. */
export function foundBy({ ports, measures }: Lens, pair: MeshPair): Found[] {
  const tried = Object.entries(pair.ports)
    .filter(([key]) => ports === null || ports.has(key))
    .map(([port, state]) => ({ rating: pathStatus(state), what: { port, state } }))
  const measured = measures.flatMap((measure) => {
    const rating = pair[measure]?.status
    return rating ? [{ rating, what: { measure } }] : []
  })
  return [...tried, ...measured]
}

/** How a direction is rated through a lens. */
export function rate(pair: MeshPair | undefined, lens: Lens): Rating {
  return pair ? worst(foundBy(lens, pair).map(({ rating }) => rating)) : 'none'
}

/** The number of a measure as it stands in a cell or a sentence, the same in every language; null without one. */
export function numberOf(pair: MeshPair | undefined, measure: Measure): string | null {
  const found = pair?.[measure]
  if (!found) return null
  if ('by' in found) return milliseconds(found.ms)
  if ('sent' in found) return `${Math.round((100 * found.lost) / found.sent)} %`
  if ('path' in found) return String(found.path)
  if ('mbps' in found) return megabits(found.mbps)
  return `${(Math.round(found.ms / 100) / 10 || 0).toFixed(1)} s`
}

function milliseconds(ms: number): string {
  if (ms < 0.1) return '< 0.1 ms'
  return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`
}

function megabits(mbps: number): string {
  if (mbps >= 1000) return `${(mbps / 1000).toFixed(1)} Gbit/s`
  return `${mbps < 10 ? mbps.toFixed(1) : Math.round(mbps)} Mbit/s`
}

/** What the map can be turned to, besides everything: each group of ports, each port, each measure that was taken. */
export function viewsOf({ ports, pairs }: KnownMesh) {
  const groups = PortGroup.options.filter((group) => ports.some((port) => isIn(port, group)))
  const taken = (measure: Measure) => [...pairs.values()].some((own) => own.some((pair) => pair[measure] !== null))
  return { groups, ports, measures: MEASURES.filter(taken) }
}
