import type { Locale } from '@astrago/contracts'
import { formatTime } from '../format.ts'
import type { ReportModel } from '../model/model.ts'
import { DISTRIBUTIONS, hostCount, PROFILES, TITLES, WORDS } from '../words.ts'
import { fixLines } from './fixes.ts'
import { flow, type Part } from './flow.ts'
import { hostLines, statusCounts } from './hosts.ts'
import { paintWith } from './paint.ts'
import { flat, mark, type Pen } from './pen.ts'
import { problemLines, waiverLines } from './problems.ts'
import { wrap } from './width.ts'

export type TerminalOptions = {
  locale: Locale
  color: boolean
  /** Columns to wrap at; left out, lines stay whole, as they should when piped. */
  width?: number
}

/**
 * The result of a preflight for a terminal: what to do, what is waived, what was changed, how each host stands, and at the end, where the
 * eye is, one sentence and the counts. Control characters in values are written out, so no host can act on the terminal.
 * @throws Error when the report has no preflight.
 */
export function preflightToTerminal(model: ReportModel, options: TerminalOptions): string {
  const { preflight } = model
  if (!preflight) throw new Error('this report has no preflight')
  const { locale } = options
  const pen: Pen = { locale, paint: paintWith(options.color), width: options.width ?? Number.POSITIVE_INFINITY }
  const facts = [
    PROFILES[model.site.profile][locale],
    DISTRIBUTIONS[model.site.distribution],
    hostCount(model.hosts.length, locale),
    formatTime(preflight.startedAt, model.timeZone),
  ]
  const { counts } = preflight
  const tone = model.result === 'pass' ? 'green' : model.result === 'warn' ? 'yellow' : 'red'
  const total = statusCounts(preflight.verdicts).map(([status, count]) => mark(status, count, locale))
  const waived: Part[] = counts.waived ? [{ text: `${WORDS.waived[locale]} ${counts.waived}` }] : []
  return [
    ...wrap(`${flat(model.site.name)} · ${TITLES.preflight[locale]}`, pen.width).map((line) => pen.paint('bold', line)),
    ...wrap(facts.join(' · '), pen.width).map((line) => pen.paint('dim', line)),
    '',
    ...problemLines(model, pen),
    ...waiverLines(preflight, model, pen),
    ...fixLines(preflight, pen),
    ...hostLines(model, preflight, pen),
    ...wrap(model.headline[locale], pen.width).map((line) => pen.paint(tone, line)),
    ...flow([...total, ...waived], 0, pen.width, pen.paint),
    '',
  ].join('\n')
}
