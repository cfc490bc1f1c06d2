import {
  type Category,
  type CheckInfo,
  SITE_WIDE,
  type Verdict,
  type VerdictStatus,
  type Waiver,
  type Weighed,
  weigh,
} from '@astrago/contracts'
import type { COLUMN_TITLES } from '../../texts/preflight.ts'

export type ColumnId = keyof typeof COLUMN_TITLES

/** The categories of a column of the matrix; every category is in one. */
export const COLUMNS: Record<ColumnId, readonly Category[]> = {
  resources: ['cpu-memory'],
  disk: ['disk'],
  system: ['kernel', 'os', 'leftovers'],
  network: ['network', 'ports'],
  time: ['time', 'dns'],
  access: ['ssh', 'security'],
  registry: ['registry', 'proxy'],
  storage: ['storage'],
  gpu: ['gpu'],
  cluster: ['cluster'],
}

const COLUMN_IDS = Object.keys(COLUMNS) as readonly ColumnId[]

/** The column that the verdicts of a check stand in. */
export function columnOf(check: Pick<CheckInfo, 'category'> | undefined): ColumnId {
  return COLUMN_IDS.find((column) => COLUMNS[column].some((category) => category === check?.category)) ?? 'cluster'
}

/** How a verdict stands on the board: a waived failure is a kind of its own, and is never hidden among the passed. */
export type Standing = VerdictStatus | 'waived'
export const STANDINGS: readonly Standing[] = ['fail', 'unknown', 'warn', 'waived', 'pass']

export type Judged = Weighed<Verdict, Waiver> & { standing: Standing }
export type Cell = { column: ColumnId; judged: readonly Judged[]; worst: Standing | null }
export type Row = { host: string; cells: readonly Cell[] }
export type Counts = Record<Standing, number>

const keyOf = ({ check, host }: Pick<Verdict, 'check' | 'host'>) => `${check} ${host}`

/** The verdicts with those of `newer` in place of what was said of the same check and host before. */
export function mergeVerdicts(older: readonly Verdict[], newer: readonly Verdict[]): readonly Verdict[] {
  if (newer.length === 0) return older
  const merged = new Map(older.map((verdict) => [keyOf(verdict), verdict]))
  for (const verdict of newer) merged.set(keyOf(verdict), verdict)
  return [...merged.values()]
}

/** Every verdict with its standing, the worst first; the order of equals stays. */
export function judgedOf(verdicts: readonly Verdict[], waivers: readonly Waiver[], now: Date): readonly Judged[] {
  const judged = weigh(verdicts, waivers, now).map((weighed): Judged => {
    const holds = weighed.waiver !== null && weighed.lapse === null
    return { ...weighed, standing: holds ? 'waived' : weighed.verdict.status }
  })
  return judged.toSorted((a, b) => STANDINGS.indexOf(a.standing) - STANDINGS.indexOf(b.standing))
}

export function countStandings(judged: readonly Judged[]): Counts {
  const counts: Counts = { fail: 0, unknown: 0, warn: 0, waived: 0, pass: 0 }
  for (const { standing } of judged) counts[standing] += 1
  return counts
}

/** How many verdicts stand in the way of the installation. */
export function countBlockers(judged: readonly Judged[]): number {
  return judged.filter(({ blocking }) => blocking).length
}

type BoardInput = {
  judged: readonly Judged[]
  checks: ReadonlyMap<string, CheckInfo>
  hosts: readonly string[]
  filter: Standing | null
}

/** The matrix: hosts in their order and the site as a whole last, and the columns of which some host has a verdict. */
export function makeBoard({ judged, checks, hosts, filter }: BoardInput): {
  columns: readonly ColumnId[]
  rows: readonly Row[]
} {
  const columnOf = new Map(
    COLUMN_IDS.flatMap((column) => COLUMNS[column].map((category) => [category, column] as const)),
  )
  const byCell = Map.groupBy(judged, ({ verdict }) => {
    const category = checks.get(verdict.check)?.category
    return `${verdict.host} ${(category && columnOf.get(category)) ?? 'cluster'}`
  })
  const used = new Set([...byCell.keys()].map((key) => key.slice(key.indexOf(' ') + 1)))
  const columns = COLUMN_IDS.filter((column) => used.has(column))
  const names = judged.some(({ verdict }) => verdict.host === SITE_WIDE) ? [...hosts, SITE_WIDE] : hosts
  const rows = names.map((host): Row => {
    const cells = columns.map((column): Cell => {
      const all = byCell.get(`${host} ${column}`) ?? []
      const shown = filter ? all.filter(({ standing }) => standing === filter) : all
      return { column, judged: shown, worst: shown[0]?.standing ?? null }
    })
    return { host, cells }
  })
  return { columns, rows: filter ? rows.filter(({ cells }) => cells.some(({ worst }) => worst)) : rows }
}

export type ProblemGroup = { check: string; standing: Standing; hosts: readonly string[] }

/** What is to be resolved, the same check on several hosts as one, the worst first. */
export function groupProblems(judged: readonly Judged[]): readonly ProblemGroup[] {
  const open = judged.filter(({ standing }) => standing !== 'pass' && standing !== 'waived')
  return [...Map.groupBy(open, ({ verdict, standing }) => `${standing} ${verdict.check}`).values()].flatMap((group) => {
    const [first] = group
    return first
      ? [{ check: first.verdict.check, standing: first.standing, hosts: group.map(({ verdict }) => verdict.host) }]
      : []
  })
}
