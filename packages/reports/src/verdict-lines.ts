import { type Locale, type Localized, say, type VerdictStatus } from '@astrago/contracts'
import { grouped } from './grouped.ts'
import type { PreflightPart, ReportCheck, ReportVerdict } from './model/model.ts'
import { foldHosts } from './per-host.ts'
import { WORDS } from './words.ts'

export type VerdictLine = { check: ReportCheck; verdict: ReportVerdict; hosts: string[] }
export type CategoryLines = { category: ReportCheck['category']; lines: VerdictLine[] }

const WORST_FIRST: readonly VerdictStatus[] = ['fail', 'unknown', 'warn', 'pass']

const nameless = (id: string): Localized => ({ ko: id, en: id })

/** Every verdict by category and check; hosts with the same result and the same values share a line. */
export function linesByCategory(preflight: PreflightPart): CategoryLines[] {
  const known = new Map(preflight.checks.map((check) => [check.id, check]))
  const order = new Map(preflight.checks.map((check, index) => [check.id, index]))
  const lines = grouped(preflight.verdicts, ({ host: _, message: _m, fix: _f, identity: _i, ...same }) => same).map(
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

/** What stands below the result of a verdict: whether it still counts. */
export function verdictNote({ blocking, waiver, settled }: ReportVerdict, locale: Locale): string {
  if (blocking) return WORDS.blocking[locale]
  if (waiver) return WORDS.waived[locale]
  return settled ? WORDS.settledNote[locale] : ''
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
