import { type Locale, type Localized, say, type VerdictStatus } from '@astrago/contracts'
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
export type PointGroup = Omit<OpenPoint, 'host' | 'found' | 'message' | 'lapsed'> & { hosts: [Told, ...Told[]] }

const told = ({ host, found, message, lapsed }: OpenPoint): Told => ({ name: host, found, message, lapsed })

/** The same problem on several hosts said once, with what was found on each. */
export function groupPoints(points: readonly OpenPoint[]): PointGroup[] {
  return grouped(points, (p) => [p.kind, p.blocking, p.kind === 'step' ? p.title : p.subject, p.fix, p.wanted]).map(
    ([first, ...rest]) => ({ ...first, hosts: [told(first), ...rest.map(told)] }),
  )
}

/** A text that is the same for all hosts of the group, or one line for each host. */
function perHost(
  { hosts }: Pick<PointGroup, 'hosts'>,
  locale: Locale,
  text: (host: Told) => string,
): { same: string } | { each: string } {
  const texts = new Set(hosts.map(text))
  if (texts.size === 1) return { same: text(hosts[0]) }
  return { each: hosts.map((host) => `${hostName(host.name, locale)}: ${text(host)}`).join('\n') }
}

/**
 * What a group says in words and what was found. Where the sentence differs from host to host it is said for each,
 * and the found values, which it then holds, are not repeated.
 */
export function groupTexts(group: PointGroup, locale: Locale): { message: string; found: string } {
  const message = perHost(group, locale, (host) => host.message[locale])
  const found = perHost(group, locale, (host) => host.found)
  if ('each' in message) return { message: message.each, found: 'same' in found ? found.same : '' }
  return { message: message.same, found: 'same' in found ? found.same : found.each }
}

/** Of the hosts of a group whose waiver lapsed, why; empty without any. */
export function lapsedText({ hosts }: PointGroup, locale: Locale): string {
  const [first, ...rest] = hosts.filter((host) => host.lapsed)
  if (!first) return ''
  const text = (host: Told): string => host.lapsed?.[locale] ?? ''
  const lines = perHost({ hosts: [first, ...rest] }, locale, text)
  return 'same' in lines ? lines.same : lines.each
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
  const names = line.hosts.map((name) => hostName(name, locale)).join(', ')
  const siblings = lines.filter((other) => other.check.id === line.check.id)
  const longest = siblings.reduce((a, b) => (b.hosts.length > a.hosts.length ? b : a), line)
  const covered = siblings.reduce((sum, other) => sum + other.hosts.length, 0)
  if (longest !== line || covered !== total || line.hosts.length <= MANY) return names
  return say(siblings.length === 1 ? WORDS.allHosts : WORDS.otherHosts, locale, { n: line.hosts.length })
}
