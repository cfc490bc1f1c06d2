import { type Localized, say } from '@astrago/contracts'
import type { Change, ReportDiff, Side } from '../diff/model.ts'
import { formatTime } from '../format.ts'
import { foldNames } from '../host-names.ts'
import { changeLines, SIDES } from './change-lines.ts'
import { flow } from './flow.ts'
import { paintWith, type Style } from './paint.ts'
import { flat, labelled, type Pen } from './pen.ts'
import type { TerminalOptions } from './preflight.ts'
import { wrap } from './width.ts'

const l = (ko: string, en: string): Localized => ({ ko, en })

const CHANGES: Record<Change, { title: Localized; style: Style }> = {
  worse: { title: l('나빠짐', 'Worse'), style: 'red' },
  new: { title: l('새로 생김', 'New'), style: 'yellow' },
  other: { title: l('값이 달라짐', 'Other result or value'), style: 'blue' },
  better: { title: l('나아짐', 'Better'), style: 'green' },
  gone: { title: l('없어짐', 'Gone'), style: 'dim' },
}

const TEXTS = {
  title: l('사전 점검 비교', 'Preflights compared'),
  sites: l('서로 다른 사이트의 점검입니다.', 'These are preflights of different sites.'),
  thresholds: l(
    '판정 기준이 바뀌었습니다({before} → {after}). 서버가 그대로여도 판정이 달라질 수 있습니다.',
    'The thresholds have changed ({before} → {after}): verdicts may differ though the hosts do not.',
  ),
  hostsAdded: l('더해진 호스트', 'Hosts added'),
  hostsGone: l('빠진 호스트', 'Hosts gone'),
  checksAdded: l('더해진 점검', 'Checks added'),
  checksGone: l('빠진 점검', 'Checks gone'),
  same: l('달라진 것이 없습니다.', 'Nothing has changed.'),
}

const sideText = ({ site, startedAt, timeZone, preflight, thresholds }: Side): string =>
  [site, formatTime(startedAt, timeZone), preflight, thresholds ?? ''].filter(Boolean).join(' · ')

/** What changed between two preflights, for a terminal: what got worse first, the counts at the end. */
export function diffToTerminal(diff: ReportDiff, { locale, color, width }: TerminalOptions): string {
  const pen: Pen = { locale, paint: paintWith(color), width: width ?? Number.POSITIVE_INFINITY }
  const { before, after, hosts, checks, counts } = diff
  const notes = [
    ...(before.site === after.site ? [] : [TEXTS.sites[locale]]),
    ...(diff.thresholdsChanged
      ? [say(TEXTS.thresholds, locale, { before: before.thresholds ?? '', after: after.thresholds ?? '' })]
      : []),
  ]
  const names: [string, string][] = [
    [TEXTS.hostsAdded[locale], foldNames(hosts.added)],
    [TEXTS.hostsGone[locale], foldNames(hosts.gone)],
    [TEXTS.checksAdded[locale], checks.added.join(', ')],
    [TEXTS.checksGone[locale], checks.gone.join(', ')],
  ]
  const kinds = Object.entries(CHANGES) as [Change, (typeof CHANGES)[Change]][]
  const sections = kinds.flatMap(([change, { title, style }]) => {
    const own = diff.changes.filter((each) => each.change === change)
    if (own.length === 0) return []
    return [pen.paint(style, `${title[locale]} (${own.length})`), ...changeLines(own, pen), '']
  })
  const totals = kinds.map(([change, { title, style }]) => ({ text: `${title[locale]} ${counts[change]}`, style }))
  const paragraphs = [
    [
      pen.paint('bold', TEXTS.title[locale]),
      ...labelled(
        [
          [SIDES.before[locale], sideText(before)],
          [SIDES.after[locale], sideText(after)],
        ],
        0,
        pen,
      ),
    ],
    notes.flatMap((note) => wrap(flat(`! ${note}`), pen.width).map((line) => pen.paint('yellow', line))),
    labelled(names, 0, pen),
    sections.slice(0, -1),
    diff.exitCode === 0 ? [TEXTS.same[locale]] : flow(totals, 0, pen.width, pen.paint),
  ]
  return `${paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}
