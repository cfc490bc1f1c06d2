import { say, type VerdictStatus } from '@astrago/contracts'
import { foldNames } from '../host-names.ts'
import { isWaived } from '../model/judge.ts'
import type { PreflightPart, ReportModel, ReportVerdict } from '../model/model.ts'
import { hostName, WORDS } from '../words.ts'
import { flow, type Part } from './flow.ts'
import { flat, mark, type Pen, WORST_FIRST } from './pen.ts'
import { displayWidth, padTo, wrap } from './width.ts'

type HostCounts = {
  name: string
  address: string
  blocking: boolean
  waived: number
  counts: [VerdictStatus, number][]
}

/** How many verdicts of each status, the worst first; what is waived is counted apart. */
export function statusCounts(verdicts: readonly ReportVerdict[]): [VerdictStatus, number][] {
  const open = verdicts.filter((verdict) => !isWaived(verdict))
  return WORST_FIRST.map((status) => [status, open.filter((verdict) => verdict.status === status).length])
}

function countsOf(name: string, address: string, verdicts: readonly ReportVerdict[]): HostCounts {
  return {
    name,
    address,
    blocking: verdicts.some(({ blocking }) => blocking),
    waived: verdicts.filter(isWaived).length,
    counts: statusCounts(verdicts).filter(([, count]) => count > 0),
  }
}

const weight = ({ blocking, counts }: HostCounts): number =>
  blocking ? 0 : Math.min(4, ...counts.map(([status]) => 1 + WORST_FIRST.indexOf(status)))

/** Hosts with what blocks first; the site as a whole counts as one of them. */
function hostsOf(model: ReportModel, preflight: PreflightPart): HostCounts[] {
  const addresses = new Map(model.hosts.map((host) => [host.name, host.address]))
  return [...Map.groupBy(preflight.verdicts, ({ host }) => host)]
    .map(([name, verdicts]) => countsOf(name, addresses.get(name) ?? '', verdicts))
    .sort((a, b) => weight(a) - weight(b))
}

type Row = { label: string; parts: Part[]; hosts: number }

function rowOf({ counts, waived }: HostCounts, label: string, hosts: number, { locale }: Pen): Row {
  const parts = counts.map(([status, count]) => mark(status, count, locale))
  const more: Part[] = waived > 0 ? [{ text: `${WORDS.waived[locale]} ${waived}` }] : []
  return { label, parts: [...parts, ...more], hosts }
}

/** Hosts up to this many get a line each; of more those with the same counts share one. */
const MANY = 12
const MOST_ROWS = 20

function rowsOf(hosts: readonly HostCounts[], pen: Pen): Row[] {
  const { locale } = pen
  if (hosts.length <= MANY)
    return hosts.map((host) => rowOf(host, flat(`${hostName(host.name, locale)}  ${host.address}`).trim(), 1, pen))
  const groups = Map.groupBy(hosts, ({ blocking, counts, waived }) => JSON.stringify([blocking, counts, waived]))
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    const names = flat(foldNames(group.map(({ name }) => hostName(name, locale))))
    return first ? [rowOf(first, names, group.length, pen)] : []
  })
}

/** The counts beside the name, in a column; below it where one of the two is too wide for that. */
function rowLines({ label, parts }: Row, column: number, { paint, width }: Pen): string[] {
  const counts = parts.map(({ text }) => text).join('  ')
  const fits = displayWidth(label) <= column && 4 + column + displayWidth(counts) <= width
  if (fits) return flow([{ text: padTo(label, column), style: 'bold' }, ...parts], 2, width, paint)
  const names = wrap(label, Math.min(width, 100) - 2).map((line) => `  ${paint('bold', line)}`)
  return [...names, ...flow(parts, 4, width, paint)]
}

/** How each host stands, in a line; of many hosts, the same ones together. */
export function hostLines(model: ReportModel, preflight: PreflightPart, pen: Pen): string[] {
  const rows = rowsOf(hostsOf(model, preflight), pen)
  if (rows.length === 0) return []
  const shown = rows.slice(0, MOST_ROWS)
  const rest = rows.slice(MOST_ROWS).reduce((sum, { hosts }) => sum + hosts, 0)
  const widest = Math.max(...shown.map(({ label }) => displayWidth(label)))
  const column = Math.min(widest, Math.max(20, Math.min(40, pen.width / 2)))
  const lines = shown.flatMap((row) => rowLines(row, column, pen))
  const more = rest > 0 ? [`  ${pen.paint('dim', say(WORDS.moreHosts, pen.locale, { n: rest }))}`] : []
  return [pen.paint('bold', WORDS.hosts[pen.locale]), ...lines, ...more, '']
}
