import { type Locale, type Localized, say, type VerdictStatus } from '@astrago/contracts'
import { foldNames } from './host-names.ts'
import type { OpenPoint, PreflightPart, ReportCheck, ReportVerdict } from './model/model.ts'
import { hostName, WORDS } from './words.ts'

/** Items with the same key together, in the order in which the first of each came. */
function grouped<T>(items: readonly T[], key: (item: T) => unknown): [T, ...T[]][] {
  const groups = new Map<string, [T, ...T[]]>()
  for (const item of items) {
    const id = JSON.stringify(key(item))
    const group = groups.get(id)
    if (group) group.push(item)
    else groups.set(id, [item])
  }
  return [...groups.values()]
}

type Told = { name: string; found: string; message: Localized; lapsed: Localized | null }
type Subject = { id: string; title: Localized }

/** Open points that say the same: one check, or one reason for which several could not be judged, on its hosts. */
export type PointGroup = Pick<OpenPoint, 'kind' | 'blocking' | 'fix' | 'wanted' | 'fieldLabel'> & {
  /** The check's title; of several checks the reason. */
  title: Localized
  subjects: [Subject, ...Subject[]]
  hosts: [Told, ...Told[]]
}

const subjectOf = ({ kind, subject, title }: OpenPoint): unknown => (kind === 'step' ? title : subject)

/** A value that is not there is not told. */
const value = (text: string): string => (text === '-' ? '' : text)

/** Points of one subject as one group. */
function groupOf([first, ...rest]: [OpenPoint, ...OpenPoint[]]): PointGroup {
  const told = ({ host, found, message, lapsed }: OpenPoint): Told => ({
    name: host,
    found: value(found),
    message,
    lapsed,
  })
  const { kind, blocking, fix, wanted, fieldLabel, title, subject } = first
  const subjects: PointGroup['subjects'] = [{ id: subject, title }]
  return {
    kind,
    blocking,
    fix,
    wanted: value(wanted),
    fieldLabel,
    title,
    subjects,
    hosts: [told(first), ...rest.map(told)],
  }
}

/** Checks that could not be judged on the same hosts for the same reason, as one group; it is told by its reason. */
function mergeUnknowns([first, ...rest]: [PointGroup, ...PointGroup[]]): PointGroup {
  if (rest.length === 0) return first
  const subjects: PointGroup['subjects'] = [...first.subjects, ...rest.flatMap((group) => group.subjects)]
  return { ...first, subjects, title: first.hosts[0].message, wanted: '', fieldLabel: null }
}

/** The same problem on several hosts said once, with what was found on each. */
export function groupPoints(points: readonly OpenPoint[]): PointGroup[] {
  const groups = grouped(points, (p) => [p.kind, p.blocking, subjectOf(p), p.fix, p.wanted]).map(groupOf)
  const reasonOf = ({ hosts }: PointGroup): unknown => hosts.map(({ name, message }) => [name, message])
  return grouped(groups, (group) => {
    const { kind, blocking, fix, wanted, subjects } = group
    return kind === 'unknown' ? [kind, blocking, fix, reasonOf(group)] : [kind, blocking, fix, wanted, subjects]
  }).map(mergeUnknowns)
}

/** The hosts of a group in words, numbered ones folded. */
export function groupHosts({ hosts }: PointGroup, locale: Locale): string {
  return foldHosts(
    hosts.map(({ name }) => name),
    locale,
  )
}

function foldHosts(names: readonly string[], locale: Locale): string {
  return foldNames(names.map((name) => hostName(name, locale)))
}

/** A text that is the same for all hosts, or a line for each of those that share one; at most `most` lines. */
function perHost(
  hosts: readonly Told[],
  locale: Locale,
  text: (host: Told) => string,
  most: number,
): { same: string } | { each: string } {
  const byText = [...Map.groupBy(hosts, text)]
  const [only, ...others] = byText
  if (only && others.length === 0) return { same: only[0] }
  const lines = byText.map(([said, group]) => {
    const names = group.map(({ name }) => name)
    return `${foldHosts(names, locale)}: ${said}`
  })
  const rest = byText.slice(most).flatMap(([, group]) => group).length
  const more = rest > 0 ? [say(WORDS.moreHosts, locale, { n: rest })] : []
  return { each: [...lines.slice(0, most), ...more].join('\n') }
}

/**
 * What a group says in words and what was found. Where the sentence differs from host to host it is said for each,
 * and the found values, which it then holds, are not repeated. At most `most` lines each.
 */
export function groupTexts(
  { subjects, hosts }: PointGroup,
  locale: Locale,
  most = Number.POSITIVE_INFINITY,
): { message: string; found: string } {
  // The title of several checks is the reason already, and they found different things.
  if (subjects.length > 1) return { message: '', found: '' }
  const message = perHost(hosts, locale, (host) => host.message[locale], most)
  const found = perHost(hosts, locale, (host) => host.found, most)
  if ('each' in message) return { message: message.each, found: 'same' in found ? found.same : '' }
  return { message: message.same, found: 'same' in found ? found.same : found.each }
}

/** The checks of a group that has several, else nothing. */
export function groupChecks({ subjects }: PointGroup, locale: Locale): string {
  return subjects.length > 1 ? subjects.map(({ title }) => title[locale]).join(', ') : ''
}

/** Of the hosts of a group whose waiver lapsed, why; empty without any. */
export function lapsedText({ hosts }: PointGroup, locale: Locale, most = Number.POSITIVE_INFINITY): string {
  const lapsed = hosts.filter((host) => host.lapsed)
  if (lapsed.length === 0) return ''
  const lines = perHost(lapsed, locale, (host) => host.lapsed?.[locale] ?? '', most)
  if ('each' in lines) return lines.each
  const names = lapsed.map(({ name }) => name)
  return lapsed.length === hosts.length ? lines.same : `${foldHosts(names, locale)}: ${lines.same}`
}

export type VerdictLine = { check: ReportCheck; verdict: ReportVerdict; hosts: string[] }
export type CategoryLines = { category: ReportCheck['category']; lines: VerdictLine[] }

const WORST_FIRST: readonly VerdictStatus[] = ['fail', 'unknown', 'warn', 'pass']

const nameless = (id: string): Localized => ({ ko: id, en: id })

/** Every verdict by category and check; hosts with the same result and the same values share a line. */
export function linesByCategory(preflight: PreflightPart): CategoryLines[] {
  const known = new Map(preflight.checks.map((check) => [check.id, check]))
  const order = new Map(preflight.checks.map((check, index) => [check.id, index]))
  const lines = grouped(preflight.verdicts, ({ host: _, message: _m, fix: _f, ...same }) => same).map(
    ([verdict, ...rest]): VerdictLine => ({
      check: known.get(verdict.check) ?? {
        id: verdict.check,
        category: 'cluster',
        title: nameless(verdict.check),
        explain: nameless(verdict.check),
        field: null,
        fieldLabel: null,
      },
      verdict,
      hosts: [verdict, ...rest].map((v) => v.host),
    }),
  )
  const place = (line: VerdictLine): number => order.get(line.check.id) ?? order.size
  const rank = (line: VerdictLine): number => WORST_FIRST.indexOf(line.verdict.status)
  lines.sort((a, b) => place(a) - place(b) || rank(a) - rank(b))
  return grouped(lines, (line) => line.check.category).map((group) => ({
    category: group[0].check.category,
    lines: group,
  }))
}

const MANY = 4

/**
 * The hosts of a line in words. In a check that ran on all `total` hosts, the longest line need not name them: it has
 * all of them, or those that the other lines of the check do not name.
 */
export function hostsText(line: VerdictLine, lines: readonly VerdictLine[], total: number, locale: Locale): string {
  const names = foldHosts(line.hosts, locale)
  const siblings = lines.filter((other) => other.check.id === line.check.id)
  const longest = siblings.reduce((a, b) => (b.hosts.length > a.hosts.length ? b : a), line)
  const covered = siblings.reduce((sum, other) => sum + other.hosts.length, 0)
  if (longest !== line || covered !== total || line.hosts.length <= MANY) return names
  return say(siblings.length === 1 ? WORDS.allHosts : WORDS.otherHosts, locale, { n: line.hosts.length })
}
