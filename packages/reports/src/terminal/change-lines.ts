import type { Locale, Localized } from '@astrago/contracts'
import type { ChangedVerdict, DiffVerdict } from '../diff/model.ts'
import { grouped } from '../grouped.ts'
import { foldNames } from '../host-names.ts'
import { namedChecks } from '../point-groups.ts'
import { SIGNS } from '../status.ts'
import { hostName, STATUSES, WORDS } from '../words.ts'
import { flow, type Part } from './flow.ts'
import { flat, labelled, type Pen } from './pen.ts'

type Group = [ChangedVerdict, ...ChangedVerdict[]]

/** Checks that one reason holds for, before the rest is only counted. */
const MOST = 6

export const SIDES: Record<'before' | 'after', Localized> = {
  before: { ko: '이전', en: 'Before' },
  after: { ko: '이후', en: 'After' },
}

function statusText(verdict: DiffVerdict | null, locale: Locale): string {
  if (!verdict) return '–'
  const { status, waived, blocking } = verdict
  const notes = [...(blocking ? [WORDS.blocking[locale]] : []), ...(waived ? [WORDS.waived[locale]] : [])]
  return `${SIGNS[status]} ${STATUSES[status][locale]}${notes.length ? ` (${notes.join(', ')})` : ''}`
}

const verdictText = (verdict: DiffVerdict | null, locale: Locale): string =>
  [statusText(verdict, locale), verdict?.found === '-' ? '' : verdict?.found].filter(Boolean).join('  ')

const lines = (head: Part[], rows: [string, string][], pen: Pen): string[] => [
  ...flow(head, 2, pen.width, pen.paint),
  ...labelled(rows, 4, pen),
]

const hostsOf = (group: Group, locale: Locale): string =>
  foldNames([...new Set(group.map(({ host }) => hostName(host, locale)))])

/** One check, the same before and after on all its hosts. */
function checkLines(group: Group, pen: Pen): string[] {
  const { locale } = pen
  const [{ title, check, before, after }] = group
  return lines(
    [
      { text: flat(title[locale]), style: 'bold' },
      { text: flat(check), style: 'dim' },
    ],
    [
      [WORDS.host[locale], hostsOf(group, locale)],
      [SIDES.before[locale], verdictText(before, locale)],
      [SIDES.after[locale], verdictText(after, locale)],
    ],
    pen,
  )
}

/** What keeps a check from being judged any more, or did before it passed. */
function unknownOf({ before, after }: ChangedVerdict): DiffVerdict | null {
  if (after?.status === 'unknown') return after
  return before?.status === 'unknown' && after?.status === 'pass' ? before : null
}

/** Several checks on the same hosts, told by the one reason that they are, or were, not judged for. */
function reasonLines(group: Group, pen: Pen): string[] {
  const { locale } = pen
  const [first] = group
  const titles = [...new Map(group.map(({ check, title }) => [check, title])).values()]
  const isLeft = first.after?.status !== 'unknown'
  return lines(
    [{ text: flat(unknownOf(first)?.message[locale] ?? ''), style: 'bold' }],
    [
      [WORDS.check[locale], namedChecks(titles, locale, MOST)],
      [WORDS.host[locale], hostsOf(group, locale)],
      [SIDES.before[locale], isLeft ? statusText(first.before, locale) : ''],
      [SIDES.after[locale], statusText(first.after, locale)],
    ],
    pen,
  )
}

/** Changes by the reason why checks are not judged, where it holds for several checks on the same hosts. */
function byReason(changes: readonly ChangedVerdict[]): Group[] {
  const ofCheck = grouped(
    changes.filter((change) => unknownOf(change)),
    (change) => [change.check, change.after?.status, unknownOf(change)?.blocking, unknownOf(change)?.message],
  )
  const merged = grouped(ofCheck, (group) => {
    const [first] = group
    const { blocking, message } = unknownOf(first) ?? {}
    return [first.after?.status, blocking, message, group.map(({ host }) => host)]
  })
  return merged.flatMap(([first, ...others]): Group[] => (others.length > 0 ? [[...first, ...others.flat()]] : []))
}

/** Changes of one kind, the same one said once: that of several checks for one reason, and of a check on its hosts. */
export function changeLines(changes: readonly ChangedVerdict[], pen: Pen): string[] {
  const reasons = byReason(changes)
  const told = new Set(reasons.flat())
  const checks = grouped(
    changes.filter((change) => !told.has(change)),
    ({ check, before, after }) => [check, verdictText(before, pen.locale), verdictText(after, pen.locale)],
  )
  return [...reasons.flatMap((group) => reasonLines(group, pen)), ...checks.flatMap((group) => checkLines(group, pen))]
}
