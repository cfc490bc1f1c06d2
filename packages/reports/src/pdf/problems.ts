import type { Locale } from '@astrago/contracts'
import type { Content, ContentTable } from 'pdfmake/interfaces.js'
import { explainPoints } from '../explain-points.ts'
import { fixGroups } from '../fixes.ts'
import type { PreflightPart, ReportModel } from '../model/model.ts'
import { groupPoints, groupTexts, type PointGroup } from '../point-groups.ts'
import { settledGroups, settledTexts } from '../settled.ts'
import { pointStatus, stepStatus } from '../status.ts'
import { waiverGroups, waiverTexts } from '../waivers.ts'
import { POINT_KINDS, STATUSES, STEP_STATES, WORDS } from '../words.ts'
import { BAR_ROOM, barred, facts, heading, isShort, stateCell, table } from './blocks.ts'
import { INK, SIZE, STATE } from './look.ts'
import type { Ruler } from './ruler.ts'
import { paragraph } from './text.ts'

function problem(point: PointGroup, locale: Locale, ruler: Ruler): ContentTable {
  const { sign, ink } = STATE[pointStatus(point)]
  const { message, rows } = groupTexts(point, locale)
  const kind = POINT_KINDS[point.kind][locale]
  const state = `${sign} ${point.blocking ? `${kind} · ${WORDS.blocking[locale]}` : kind}`
  const contents = [
    paragraph({ text: state, size: SIZE.small, bold: true, color: ink }, BAR_ROOM, ruler),
    paragraph({ text: point.title[locale], size: SIZE.subheading, bold: true, color: INK.strong }, BAR_ROOM, ruler),
    ...(message ? [paragraph({ text: message }, BAR_ROOM, ruler)] : []),
    ...facts(rows, 58, BAR_ROOM, ruler),
  ]
  return barred(ink, contents, isShort([message, ...rows.map(([, value]) => value)]))
}

/** What to do, what blocks first. The heading stays with the first problem. */
export function problems(model: ReportModel, locale: Locale, ruler: Ruler): Content[] {
  const points = groupPoints(model.openPoints).map((point) => problem(point, locale, ruler))
  const [first, ...rest] = points
  const title = heading(WORDS.openPoints[locale], explainPoints(model, locale), ruler)
  if (!first) return [title]
  return [{ stack: [title, first], unbreakable: first.unbreakable === true }, ...rest]
}

/** The problems that somebody took on, with name, time, expiry and reason; those that lapsed say why. */
export function waivers(preflight: PreflightPart, model: ReportModel, locale: Locale, ruler: Ruler): Content[] {
  const groups = waiverGroups(preflight)
  if (groups.length === 0) return []
  const titles = new Map(preflight.checks.map((check) => [check.id, check.title[locale]]))
  const columns = [
    { title: WORDS.result[locale], share: 14 },
    { title: WORDS.check[locale], share: 26 },
    { title: WORDS.host[locale], share: 14 },
    { title: WORDS.who[locale], share: 18 },
    { title: WORDS.reason[locale], share: 28 },
  ]
  const rows = groups.map((group) => {
    const { hosts, found, signs, reason } = waiverTexts(group, locale, model.timeZone)
    return [
      stateCell(group.status, STATUSES[group.status][locale]),
      [
        { text: titles.get(group.check) ?? group.check, size: SIZE.small, color: INK.strong },
        { text: found, size: SIZE.tiny, color: INK.faint },
      ],
      hosts,
      signs,
      reason,
    ]
  })
  return [table(heading(WORDS.waivers[locale], WORDS.waiversExplain[locale], ruler), columns, rows, ruler)]
}

/** What the preflight found and the installation has put right since. */
export function settled(preflight: PreflightPart, locale: Locale, ruler: Ruler): Content[] {
  const groups = settledGroups(preflight)
  if (groups.length === 0) return []
  const columns = [
    { title: WORDS.check[locale], share: 44 },
    { title: WORDS.host[locale], share: 28 },
    { title: WORDS.foundBefore[locale], share: 28 },
  ]
  const rows = groups.map((group) => {
    const { title, hosts, found } = settledTexts(group, preflight, locale)
    return [
      [
        { text: title, size: SIZE.small, color: INK.strong },
        { text: group.check, size: SIZE.tiny, color: INK.faint },
      ],
      hosts,
      found,
    ]
  })
  return [table(heading(WORDS.settled[locale], WORDS.settledExplain[locale], ruler), columns, rows, ruler)]
}

/** What was put right before the hosts were looked at again. */
export function fixes(preflight: PreflightPart, locale: Locale, ruler: Ruler): Content[] {
  const groups = fixGroups(preflight)
  if (groups.length === 0) return []
  const columns = [
    { title: WORDS.result[locale], share: 14 },
    { title: WORDS.check[locale], share: 56 },
    { title: WORDS.host[locale], share: 30 },
  ]
  const rows = groups.map(({ check, describe, state, hosts }) => [
    stateCell(stepStatus(state), STEP_STATES[state][locale]),
    [
      { text: describe[locale], size: SIZE.small, color: INK.strong },
      { text: check, size: SIZE.tiny, color: INK.faint },
    ],
    hosts,
  ])
  return [table(heading(WORDS.fixes[locale], WORDS.fixesExplain[locale], ruler), columns, rows, ruler)]
}
