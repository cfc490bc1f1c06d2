import { type Locale, SITE_WIDE } from '@astrago/contracts'
import { isWaived } from './model/judge.ts'
import type { ReportCheck, ReportModel, ReportVerdict } from './model/model.ts'
import { visible } from './visible.ts'
import { waiverLine } from './waivers.ts'
import { STATUSES, TITLES, WORDS } from './words.ts'

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;' }

/** What XML 1.0 cannot hold is written out by `visible`. */
const body = (value: string): string => visible(value).replace(/[&<>]/g, (char) => ENTITIES[char] ?? char)
const attributes = (values: Record<string, string | number>): string =>
  Object.entries(values)
    .map(([name, value]) => [name, visible(String(value)).replace(/[&<>"\n]/g, (char) => ENTITIES[char] ?? char)])
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('')

type Kind = 'failure' | 'error' | 'skipped' | 'passed'

/** How a verdict counts for a reader that knows failures, errors and skipped tests, but no warnings. */
function kindOf(verdict: ReportVerdict): Kind {
  if (isWaived(verdict)) return 'skipped'
  if (verdict.status === 'fail') return 'failure'
  if (verdict.status === 'unknown') return verdict.blocking ? 'error' : 'skipped'
  return 'passed'
}

function countsOf(verdicts: readonly ReportVerdict[]): Record<string, number> {
  const kinds = verdicts.map(kindOf)
  const count = (kind: Kind): number => kinds.filter((each) => each === kind).length
  return { tests: kinds.length, failures: count('failure'), errors: count('error'), skipped: count('skipped') }
}

function detailOf({ found, wanted, fix, waiver }: ReportVerdict, field: string, locale: Locale): string {
  const rows: [string, string][] = [
    [WORDS.found[locale], found],
    [WORDS.wanted[locale], wanted],
    [WORDS.fix[locale], fix?.[locale] ?? ''],
    [WORDS.field[locale], field],
    [WORDS.waived[locale], waiver ? waiverLine(waiver, locale) : ''],
  ]
  return rows.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : [])).join('\n')
}

function resultOf(verdict: ReportVerdict, check: ReportCheck | undefined, locale: Locale): string {
  const kind = kindOf(verdict)
  const message = `${check?.title[locale] ?? verdict.check}: ${verdict.message[locale]}`
  const detail = detailOf(verdict, check?.fieldLabel?.[locale] ?? '', locale)
  if (kind === 'skipped') {
    const waived = isWaived(verdict) && verdict.waiver
    const why = waived ? `${WORDS.waived[locale]}: ${waiverLine(waived, locale)}\n${message}` : message
    return `<skipped${attributes({ message: why })}/>`
  }
  if (kind !== 'passed') return `<${kind}${attributes({ type: verdict.outcome, message })}>${body(detail)}</${kind}>`
  if (verdict.status === 'pass') return ''
  return `<system-out>${body(`${STATUSES[verdict.status][locale]}: ${message}\n${detail}`)}</system-out>`
}

/** Ids in place of titles: a reader follows a case over many runs by its names, and a dot would be a package of Java. */
const suiteName = (host: string): string => (host === SITE_WIDE ? 'site' : host)

/**
 * A preflight as JUnit XML, a suite for each host and one for the site, a case for each check. A failure is a failure,
 * an unknown that blocks an error, a waived problem and an unknown that does not block are skipped with the reason in
 * the message, a warning passes and says so in system-out.
 * @throws Error when the report has no preflight.
 */
export function toJunit(model: ReportModel, locale: Locale): string {
  const { preflight } = model
  if (!preflight) throw new Error('this report has no preflight')
  const checks = new Map(preflight.checks.map((check) => [check.id, check]))
  const timestamp = preflight.startedAt.slice(0, 19)
  const suites = [...Map.groupBy(preflight.verdicts, ({ host }) => suiteName(host))].map(([name, verdicts]) => {
    const cases = verdicts.map((verdict) => {
      const check = checks.get(verdict.check)
      const classname = [name.replaceAll('.', '-'), check?.category].filter(Boolean).join('.')
      const head = `    <testcase${attributes({ classname, name: verdict.check, time: 0 })}`
      const result = resultOf(verdict, check, locale)
      return result ? `${head}>${result}</testcase>` : `${head}/>`
    })
    return `  <testsuite${attributes({ name, ...countsOf(verdicts), time: 0, timestamp })}>\n${cases.join('\n')}\n  </testsuite>`
  })
  // The schema of Jenkins' xUnit plugin has no count of skipped cases here.
  const { skipped: _, ...counts } = countsOf(preflight.verdicts)
  const all = { name: `${model.site.name} · ${TITLES.preflight[locale]}`, ...counts, time: 0 }
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${attributes(all)}>\n${suites.join('\n')}\n</testsuites>\n`
}
