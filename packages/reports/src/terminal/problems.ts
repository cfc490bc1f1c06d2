import type { Locale } from '@astrago/contracts'
import { foldNames } from '../host-names.ts'
import type { PreflightPart, ReportModel } from '../model/model.ts'
import { groupPoints, groupTexts, type PointGroup } from '../point-groups.ts'
import { pointStatus, SIGNS } from '../status.ts'
import { waivedVerdicts, waiverLine } from '../waivers.ts'
import { hostName, POINT_KINDS, WORDS } from '../words.ts'
import { flow, type Part } from './flow.ts'
import { COLOURS, flat, labelled, mark, type Pen } from './pen.ts'
import { wrap } from './width.ts'

/** Lines for the hosts that differ, and checks that one reason holds for, before the rest is only counted. */
const MOST = 6

function headOf({ kind, blocking, title, subjects }: PointGroup, locale: Locale): Part[] {
  const status = pointStatus({ kind, blocking })
  const word = `${SIGNS[status]} ${POINT_KINDS[kind][locale]}`
  const [{ id }, ...others] = subjects
  return [
    { text: blocking ? `${word} (${WORDS.blocking[locale]})` : word, style: blocking ? 'red' : COLOURS[status] },
    { text: flat(title[locale]), style: 'bold' },
    ...(others.length === 0 ? [{ text: flat(id), style: 'dim' as const }] : []),
  ]
}

function groupLines(group: PointGroup, pen: Pen): string[] {
  const { locale, width, paint } = pen
  const { message, rows } = groupTexts(group, locale, MOST)
  const said = message === '' ? [] : message.split('\n').flatMap((line) => wrap(flat(line), width - 4))
  return [
    ...flow(headOf(group, locale), 2, width, paint),
    ...said.map((line) => `    ${line}`),
    ...labelled(rows, 4, pen),
    '',
  ]
}

/** What to do, what blocks first, the same problem of many hosts said once. */
export function problemLines(model: ReportModel, pen: Pen): string[] {
  const groups = groupPoints(model.openPoints)
  if (groups.length === 0) return []
  return [pen.paint('bold', WORDS.openPoints[pen.locale]), ...groups.flatMap((group) => groupLines(group, pen))]
}

/** The waivers that hold, the same one of many hosts said once. Those that lapsed are among what to do. */
export function waiverLines(preflight: PreflightPart, pen: Pen): string[] {
  const { locale, width, paint } = pen
  const held = waivedVerdicts(preflight).filter(({ waiver }) => waiver.lapse === null)
  if (held.length === 0) return []
  const titles = new Map(preflight.checks.map(({ id, title }) => [id, title[locale]]))
  const groups = Map.groupBy(held, ({ check, waiver }) => JSON.stringify([check, waiverLine(waiver, locale)]))
  const lines = [...groups.values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const { check, status, waiver } = first
    const head: Part[] = [
      { text: mark(status, '', locale).text, style: 'dim' },
      { text: flat(titles.get(check) ?? check), style: 'bold' },
      { text: flat(check), style: 'dim' },
    ]
    const rows: [string, string][] = [
      [WORDS.host[locale], foldNames(group.map(({ host }) => hostName(host, locale)))],
      [WORDS.found[locale], [...new Set(group.map(({ found }) => found))].slice(0, MOST).join(', ')],
      [WORDS.waived[locale], waiverLine(waiver, locale)],
    ]
    return [...flow(head, 2, width, paint), ...labelled(rows, 4, pen)]
  })
  return [paint('bold', WORDS.waivers[locale]), ...lines, '']
}
