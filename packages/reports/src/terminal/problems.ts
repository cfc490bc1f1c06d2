import type { Locale } from '@astrago/contracts'
import type { PreflightPart, ReportModel } from '../model/model.ts'
import { groupPoints, groupTexts, type PointGroup } from '../point-groups.ts'
import { pointStatus, SIGNS } from '../status.ts'
import { waiverGroups, waiverTexts } from '../waivers.ts'
import { POINT_KINDS, WORDS } from '../words.ts'
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
export function waiverLines(preflight: PreflightPart, model: ReportModel, pen: Pen): string[] {
  const { locale, width, paint } = pen
  const held = waiverGroups(preflight).filter(({ waived }) => waived[0].waiver.lapse === null)
  if (held.length === 0) return []
  const titles = new Map(preflight.checks.map(({ id, title }) => [id, title[locale]]))
  const lines = held.flatMap((group) => {
    const { hosts, found, line } = waiverTexts(group, locale, model.timeZone)
    const head: Part[] = [
      { text: mark(group.status, '', locale).text, style: 'dim' },
      { text: flat(titles.get(group.check) ?? group.check), style: 'bold' },
      { text: flat(group.check), style: 'dim' },
    ]
    const rows: [string, string][] = [
      [WORDS.host[locale], hosts],
      [WORDS.found[locale], found],
      [WORDS.waived[locale], line],
    ]
    return [...flow(head, 2, width, paint), ...labelled(rows, 4, pen)]
  })
  return [paint('bold', WORDS.waivers[locale]), ...lines, '']
}
