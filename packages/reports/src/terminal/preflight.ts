import type { Locale, VerdictStatus } from '@astrago/contracts'
import { formatTime } from '../format.ts'
import { isWaived } from '../model/judge.ts'
import type { PreflightPart, ReportModel, ReportVerdict } from '../model/model.ts'
import { SIGNS } from '../status.ts'
import { visible } from '../visible.ts'
import { waiverLine } from '../waivers.ts'
import { DISTRIBUTIONS, hostCount, hostName, PROFILES, STATUSES, TITLES, WORDS } from '../words.ts'
import { flow, type Part } from './flow.ts'
import { type Paint, paintWith, type Style } from './paint.ts'
import { displayWidth, padTo, wrap } from './width.ts'

export type TerminalOptions = {
  locale: Locale
  color: boolean
  /** Columns to wrap at; left out, lines stay whole, as they should when piped. */
  width?: number
}

const COLOURS: Record<VerdictStatus, Style> = { pass: 'green', warn: 'yellow', fail: 'red', unknown: 'dim' }
const WORST_FIRST: readonly VerdictStatus[] = ['fail', 'unknown', 'warn', 'pass']

type Pen = { locale: Locale; paint: Paint; width: number }
type HostVerdicts = { name: string; address: string; verdicts: ReportVerdict[] }

const mark = (status: VerdictStatus, behind: string | number, locale: Locale): Part => ({
  text: `${SIGNS[status]} ${STATUSES[status][locale]} ${behind}`.trim(),
  style: COLOURS[status],
})

const weight = ({ verdicts }: HostVerdicts): number =>
  verdicts.some((v) => v.blocking) ? 0 : Math.min(4, ...verdicts.map((v) => 1 + WORST_FIRST.indexOf(v.status)))

/** Hosts with what blocks first; the site as a whole counts as one of them. */
function hostsOf(model: ReportModel, preflight: PreflightPart): HostVerdicts[] {
  const addresses = new Map(model.hosts.map((host) => [host.name, host.address]))
  const byHost = Map.groupBy(preflight.verdicts, (verdict) => verdict.host)
  const hosts = [...byHost].map(([name, verdicts]) => ({ name, address: addresses.get(name) ?? '', verdicts }))
  return hosts.sort((a, b) => weight(a) - weight(b))
}

/** `label` in a column of its own, the text beside it wrapped under itself. */
function labelled(label: string, text: string, indent: number, labelWidth: number, { paint, width }: Pen): string[] {
  const gap = ' '.repeat(indent + labelWidth + 2)
  return wrap(text, width - gap.length).map((line, index) =>
    index === 0 ? `${' '.repeat(indent)}${paint('dim', padTo(label, labelWidth))}  ${line}` : `${gap}${line}`,
  )
}

function flat(text: string): string {
  return visible(text).replaceAll('\n', ' ')
}

function verdictLines(verdict: ReportVerdict, model: ReportModel, pen: Pen): string[] {
  const { locale, paint } = pen
  const check = model.preflight?.checks.find((c) => c.id === verdict.check)
  const title = check?.title[locale] ?? verdict.check
  const tags = [verdict.blocking ? WORDS.blocking[locale] : '', isWaived(verdict) ? WORDS.waived[locale] : ''].filter(
    Boolean,
  )
  const rows: [string, string][] = [
    [WORDS.found[locale], flat(verdict.found)],
    [WORDS.wanted[locale], flat(verdict.wanted)],
    [WORDS.fix[locale], flat(verdict.fix?.[locale] ?? '')],
    [WORDS.field[locale], flat(check?.fieldLabel?.[locale] ?? '')],
    [WORDS.waived[locale], verdict.waiver ? flat(waiverLine(verdict.waiver, locale)) : ''],
  ]
  const shown = rows.filter(([, text]) => text !== '')
  const labelWidth = Math.max(0, ...shown.map(([label]) => displayWidth(label)))
  const status = mark(verdict.status, tags.length ? `(${tags.join(', ')})` : '', locale)
  const head: Part[] = [status, { text: title, style: 'bold' }, { text: verdict.check, style: 'dim' }]
  return [
    ...flow(head, 2, pen.width, paint),
    ...wrap(flat(verdict.message[locale]), pen.width - 4).map((line) => `    ${line}`),
    ...shown.flatMap(([label, text]) => labelled(label, text, 4, labelWidth, pen)),
  ]
}

function hostLines(host: HostVerdicts, model: ReportModel, nameWidth: number, pen: Pen): string[] {
  const counts = WORST_FIRST.flatMap((status) => {
    const count = host.verdicts.filter((v) => v.status === status).length
    return count ? [mark(status, count, pen.locale)] : []
  })
  const problems = host.verdicts
    .filter((v) => v.status !== 'pass')
    .sort(
      (a, b) =>
        Number(b.blocking) - Number(a.blocking) || WORST_FIRST.indexOf(a.status) - WORST_FIRST.indexOf(b.status),
    )
  const label = nameOf(host, pen)
  return [
    ...flow([{ text: padTo(label, nameWidth), style: 'bold' }, ...counts], 0, pen.width, pen.paint),
    ...problems.flatMap((verdict) => verdictLines(verdict, model, pen)),
    ...(problems.length ? [''] : []),
  ]
}

function nameOf(host: HostVerdicts, { locale }: Pen): string {
  return flat(`${hostName(host.name, locale)}  ${host.address}`).trim()
}

/**
 * The result of a preflight for a terminal: hosts with problems first, what to do under each, one sentence and the
 * counts at the end. Control characters in values are written out, so no host can act on the terminal.
 * @throws Error when the report has no preflight.
 */
export function preflightToTerminal(model: ReportModel, options: TerminalOptions): string {
  const { preflight } = model
  if (!preflight) throw new Error('this report has no preflight')
  const { locale } = options
  const pen: Pen = { locale, paint: paintWith(options.color), width: options.width ?? Number.POSITIVE_INFINITY }
  const hosts = hostsOf(model, preflight)
  const widest = Math.max(0, ...hosts.map((host) => displayWidth(nameOf(host, pen))))
  const nameWidth = Math.min(widest, Math.max(20, pen.width / 2))
  const { counts } = preflight
  const facts = [
    PROFILES[model.site.profile][locale],
    DISTRIBUTIONS[model.site.distribution],
    hostCount(model.hosts.length, locale),
    formatTime(preflight.startedAt, model.timeZone),
  ]
  const verdict = model.result === 'pass' ? 'green' : model.result === 'warn' ? 'yellow' : 'red'
  const total = WORST_FIRST.map((status) => mark(status, counts[status], locale))
  const waived: Part[] = counts.waived ? [{ text: `${WORDS.waived[locale]} ${counts.waived}` }] : []
  return [
    ...wrap(`${flat(model.site.name)} · ${TITLES.preflight[locale]}`, pen.width).map((line) => pen.paint('bold', line)),
    ...wrap(facts.join(' · '), pen.width).map((line) => pen.paint('dim', line)),
    '',
    ...hosts.flatMap((host) => hostLines(host, model, nameWidth, pen)),
    ...(hosts.length ? [''] : []),
    ...wrap(model.headline[locale], pen.width).map((line) => pen.paint(verdict, line)),
    ...flow([...total, ...waived], 0, pen.width, pen.paint),
    '',
  ]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
}
