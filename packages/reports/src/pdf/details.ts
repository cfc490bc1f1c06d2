import { type Locale, measuredDuration } from '@astrago/contracts'
import { ROLE_NAMES } from '@astrago/exchange-form'
import type { Content, ContentStack } from 'pdfmake/interfaces.js'
import { formatGib, formatTime } from '../format.ts'
import type { PreflightPart, ReportModel, ReportStep, RunPart } from '../model/model.ts'
import { reasonText } from '../reasons.ts'
import { stepStatus } from '../status.ts'
import { hostsText, linesByCategory, type VerdictLine, verdictNote } from '../verdict-lines.ts'
import { waiverLine } from '../waivers.ts'
import { CATEGORIES, hostCount, hostName, STATUSES, STEP_STATES, WORDS } from '../words.ts'
import { type Cell, type Column, heading, isShortRow, type Row, stateCell, table } from './blocks.ts'
import { CONTENT_WIDTH, INK, SIZE } from './look.ts'
import type { Ruler } from './ruler.ts'
import { type Piece, paragraph } from './text.ts'

const named = (name: string, id: string): Piece[] => [
  { text: name, size: SIZE.small, color: INK.strong },
  { text: id, size: SIZE.tiny, color: INK.faint },
]

const caption = (text: string, ruler: Ruler): Content => ({
  ...paragraph({ text, size: SIZE.subheading, bold: true, color: INK.strong }, CONTENT_WIDTH, ruler),
  margin: [0, 6, 0, 0],
})

const FEW_ROWS = 12

type Titled = { caption: string; rows: Row[] }

/**
 * Several tables of the same columns under one heading. The heading stays with the first table where that is short,
 * else it starts a page.
 */
function tables(title: ContentStack, columns: readonly Column[], parts: readonly Titled[], ruler: Ruler): Content[] {
  const made = parts.map((part) => table(caption(part.caption, ruler), columns, part.rows, ruler))
  const [first, ...rest] = made
  if (!first) return []
  const short = (parts[0]?.rows.length ?? 0) <= FEW_ROWS && parts[0]?.rows.every(isShortRow)
  return short
    ? [{ stack: [title, first], unbreakable: true }, ...rest]
    : [{ ...title, pageBreak: 'before', margin: [0, 0, 0, 2] }, first, ...rest]
}

export function hosts(model: ReportModel, locale: Locale, ruler: Ruler): Content[] {
  if (model.hosts.length === 0) return []
  const columns = [
    { title: WORDS.host[locale], share: 24 },
    { title: WORDS.roles[locale], share: 20 },
    { title: WORDS.os[locale], share: 27 },
    { title: WORDS.cpu[locale], share: 8 },
    { title: WORDS.memory[locale], share: 13 },
    { title: WORDS.gpu[locale], share: 8 },
  ]
  const rows = model.hosts.map((host): Cell[] => [
    named(host.name, host.address),
    host.roles.map((role) => ROLE_NAMES[role][locale]).join(', '),
    host.os ? named(host.os, host.kernel ?? '') : '–',
    String(host.cpus ?? '–'),
    host.memoryBytes === null ? '–' : formatGib(host.memoryBytes),
    String(host.gpus ?? '–'),
  ])
  const title = heading(WORDS.hosts[locale], hostCount(model.hosts.length, locale), ruler)
  return [table(title, columns, rows, ruler)]
}

export function components(model: ReportModel, locale: Locale, ruler: Ruler): Content[] {
  if (model.components.length === 0) return []
  const columns = [
    { title: WORDS.component[locale], share: 33 },
    { title: WORDS.version[locale], share: 30 },
    { title: WORDS.digest[locale], share: 37 },
  ]
  const rows = model.components.map(({ name, version, digest }) => [name[locale], version, digest ?? '–'])
  return [table(heading(WORDS.components[locale], '', ruler), columns, rows, ruler)]
}

function stepRows(step: ReportStep, model: ReportModel, locale: Locale): Row[] {
  const reason = reasonText(step, locale)
  return [stepCells(step, model, locale), ...(reason ? [{ note: [small(reason)] }] : [])]
}

function stepCells(step: ReportStep, model: ReportModel, locale: Locale): Cell[] {
  return [
    stateCell(stepStatus(step.state), STEP_STATES[step.state][locale]),
    named(step.describe[locale], step.action),
    hostName(step.host, locale),
    step.startedAt ? formatTime(step.startedAt, model.timeZone) : '–',
    step.ms === null ? '–' : measuredDuration(step.ms, locale),
    String(step.attempts),
  ]
}

export function steps(run: RunPart, model: ReportModel, locale: Locale, ruler: Ruler): Content[] {
  const columns = [
    { title: WORDS.result[locale], share: 16 },
    { title: WORDS.step[locale], share: 34 },
    { title: WORDS.host[locale], share: 16 },
    { title: WORDS.startedAt[locale], share: 18 },
    { title: WORDS.duration[locale], share: 13 },
    { title: WORDS.attempts[locale], share: 8 },
  ]
  const parts = run.phases
    .filter((phase) => phase.steps.length > 0)
    .map(({ title, ms, steps: all }) => ({
      caption: ms === null ? title[locale] : `${title[locale]} · ${measuredDuration(ms, locale)}`,
      rows: all.flatMap((step) => stepRows(step, model, locale)),
    }))
  return tables(heading(WORDS.steps[locale], '', ruler), columns, parts, ruler)
}

const small = (text: string): Piece => ({ text, size: SIZE.tiny, color: INK.faint })

function verdictRow({ check, verdict }: VerdictLine, hostNames: string, locale: Locale): Cell[] {
  const { waiver } = verdict
  const note = verdictNote(verdict, locale)
  const by = waiver ? `${WORDS.waived[locale]}: ${waiverLine(waiver, locale)}` : ''
  return [
    [...stateCell(verdict.status, STATUSES[verdict.status][locale]), ...(note ? [small(note)] : [])],
    [...named(check.title[locale], check.id), ...(by ? [small(by)] : [])],
    hostNames,
    verdict.found,
    verdict.wanted,
  ]
}

/** Every check, category by category. */
export function checks(preflight: PreflightPart, model: ReportModel, locale: Locale, ruler: Ruler): Content[] {
  const columns = [
    { title: WORDS.result[locale], share: 15 },
    { title: WORDS.check[locale], share: 27 },
    { title: WORDS.host[locale], share: 17 },
    { title: WORDS.found[locale], share: 22 },
    { title: WORDS.wanted[locale], share: 19 },
  ]
  const total = model.hosts.length
  const parts = linesByCategory(preflight).map(({ category, lines }) => ({
    caption: CATEGORIES[category][locale],
    rows: lines.map((line) => verdictRow(line, hostsText(line, lines, total, locale), locale)),
  }))
  return tables(heading(WORDS.allChecks[locale], WORDS.allChecksExplain[locale], ruler), columns, parts, ruler)
}
