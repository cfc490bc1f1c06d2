import {
  type CheckInfo,
  SITE_WIDE,
  type Standing,
  standingOf,
  type Verdict,
  type Waiver,
  type Weighed,
  weigh,
} from '@astrago/contracts'
import { remember } from '../../lib/remember.ts'
import { COLUMN_IDS, type ColumnId, columnOf } from './columns.ts'
import { asksForVerdicts, type Filter, isNamed, isShown } from './filter.ts'
import { STANDINGS } from './standing.ts'

export type Judged = Weighed<Verdict, Waiver> & { standing: Standing }
/** The verdicts of a host that stand in one column, the worst first. */
export type Cell = { column: ColumnId; judged: readonly Judged[]; worst: Standing }
export type Cells = ReadonlyMap<ColumnId, Cell>
export type Row = { host: string; cells: Cells }
export type Counts = Record<Standing, number>
export type Checks = ReadonlyMap<string, CheckInfo>
export type ByHost<T> = ReadonlyMap<string, readonly T[]>

/** The verdicts of one host with those of `newer` in place of what was said of the same check before. */
export function mergeVerdicts(older: readonly Verdict[], newer: readonly Verdict[]): readonly Verdict[] {
  const merged = new Map(older.map((verdict) => [verdict.check, verdict]))
  for (const verdict of newer) merged.set(verdict.check, verdict)
  return [...merged.values()]
}

/** Every verdict with its standing, the worst first; the order of equals stays. `today` as of `waiverDay`. */
export function judgedOf(verdicts: readonly Verdict[], waivers: readonly Waiver[], today: string): readonly Judged[] {
  const judged = weigh(verdicts, waivers, new Date(`${today}T00:00:00Z`)).map(
    (weighed): Judged => ({ ...weighed, standing: standingOf(weighed) }),
  )
  const byStanding = Map.groupBy(judged, ({ standing }) => standing)
  return STANDINGS.flatMap((standing) => byStanding.get(standing) ?? [])
}

const judgedOfHost = remember(judgedOf)

/** The same of all hosts; only of those whose verdicts are others than before is anything done. */
export function judgeHosts(
  verdicts: ByHost<Verdict>,
  waivers: readonly Waiver[],
  today: string,
): ReadonlyMap<string, readonly Judged[]> {
  return new Map([...verdicts].map(([host, own]) => [host, judgedOfHost(own, waivers, today)]))
}

export function countStandings(judged: readonly Judged[]): Counts {
  const counts: Counts = { fail: 0, unknown: 0, warn: 0, waived: 0, pass: 0 }
  for (const { standing } of judged) counts[standing] += 1
  return counts
}

export type Blockers = { failed: number; unknown: number }

export const countAll = ({ failed, unknown }: Blockers): number => failed + unknown

/** How many verdicts stand in the way of the installation: what failed, and what could not be told but might. */
export function countBlockers(judged: readonly Judged[]): Blockers {
  const all = judged.filter(({ blocking }) => blocking)
  const unknown = all.filter(({ standing }) => standing === 'unknown').length
  return { failed: all.length - unknown, unknown }
}

const NO_CELLS: Cells = new Map()

type HostCells = { cells: Cells; used: ReadonlySet<ColumnId> }

/** The cells of a host that have anything the filter asks for, and the columns that it has any verdict in. */
const cellsOf = remember((judged: readonly Judged[], checks: Checks, filter: Filter): HostCells => {
  const byColumn = Map.groupBy(judged, ({ verdict }) => columnOf(checks.get(verdict.check)))
  const cells = [...byColumn].flatMap(([column, all]): [ColumnId, Cell][] => {
    const shown = filter.column === null || filter.column === column ? all.filter((each) => isShown(each, filter)) : []
    return shown[0] ? [[column, { column, judged: shown, worst: shown[0].standing }]] : []
  })
  return { cells: new Map(cells), used: new Set(byColumn.keys()) }
})

type BoardInput = { judged: ByHost<Judged>; checks: Checks; hosts: readonly string[]; filter: Filter }

/** The matrix: hosts in their order and the site as a whole last, and the columns of which some host has a verdict. */
export function makeBoard({ judged, checks, hosts, filter }: BoardInput): {
  columns: readonly ColumnId[]
  rows: readonly Row[]
} {
  const found = new Map([...judged].map(([host, own]) => [host, cellsOf(own, checks, filter)]))
  const used = new Set([...found.values()].flatMap((of) => [...of.used]))
  const rows = [...hosts, ...(found.has(SITE_WIDE) ? [SITE_WIDE] : [])]
    .filter((host) => isNamed(host, filter))
    .map((host): Row => ({ host, cells: found.get(host)?.cells ?? NO_CELLS }))
  return {
    columns: COLUMN_IDS.filter((column) => used.has(column) && (filter.column ?? column) === column),
    rows: asksForVerdicts(filter) ? rows.filter(({ cells }) => cells.size > 0) : rows,
  }
}

/** Every verdict that the rows show. */
export function judgedIn(rows: readonly Row[]): readonly Judged[] {
  return rows.flatMap(({ cells }) => [...cells.values()].flatMap((cell) => cell.judged))
}

/** The same check on hosts, or several checks that could not be made on the same hosts for the same reason. */
export type ProblemGroup = {
  check: string
  standing: Standing
  hosts: readonly string[]
  /** One verdict of it. */
  verdict: Verdict
  checks: number
}

type Problems = { standing: Standing; verdicts: readonly [Verdict, ...Verdict[]] }

/** What is to be resolved, the same problem once: the worst first, then what most hosts have. */
export function groupProblems(judged: readonly Judged[]): readonly ProblemGroup[] {
  const open = judged.filter(({ standing }) => standing !== 'pass' && standing !== 'waived')
  const byCheck = Map.groupBy(open, ({ verdict, standing }) => `${standing} ${verdict.check}`)
  const groups = [...byCheck.values()].flatMap((group): Problems[] => {
    const [first, ...rest] = group
    return first ? [{ standing: first.standing, verdicts: [first.verdict, ...rest.map(({ verdict }) => verdict)] }] : []
  })
  return [...Map.groupBy(groups, sameProblem).values()]
    .flatMap((same): ProblemGroup[] => {
      const [first] = same
      if (!first) return []
      const { standing, verdicts } = first
      const hosts = verdicts.map(({ host }) => host)
      return [{ check: verdicts[0].check, standing, hosts, verdict: verdicts[0], checks: same.length }]
    })
    .toSorted(
      (a, b) => STANDINGS.indexOf(a.standing) - STANDINGS.indexOf(b.standing) || b.hosts.length - a.hosts.length,
    )
}

/** A host that is not reached leaves a hundred checks open: what is to be resolved is one thing. */
function sameProblem({ standing, verdicts }: Problems): string {
  if (standing !== 'unknown') return `${standing} ${verdicts[0].check}`
  return JSON.stringify(verdicts.map(({ host, outcome, params }) => [host, outcome, params]))
}
