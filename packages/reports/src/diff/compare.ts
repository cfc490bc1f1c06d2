import { type Localized, SITE_WIDE } from '@astrago/contracts'
import { isWaived } from '../model/judge.ts'
import type { PreflightPart, ReportModel, ReportVerdict } from '../model/model.ts'
import { Change, type ChangedVerdict, DIFF_SCHEMA, type DiffVerdict, type ReportDiff, type Side } from './model.ts'

const keyOf = ({ check, host }: ReportVerdict): string => `${check} ${host}`

/** How much a verdict stands in the way. */
function rank(verdict: ReportVerdict): number {
  if (verdict.blocking) return 4
  if (isWaived(verdict)) return 3
  return { pass: 0, warn: 1, unknown: 2, fail: 4 }[verdict.status]
}

function changeOf(before: ReportVerdict | undefined, after: ReportVerdict | undefined): Change | null {
  if (!before) return 'new'
  if (!after) return 'gone'
  const step = rank(after) - rank(before)
  if (step !== 0) return step > 0 ? 'worse' : 'better'
  return before.outcome === after.outcome && before.identity === after.identity ? null : 'other'
}

function shown(verdict: ReportVerdict | undefined): DiffVerdict | null {
  if (!verdict) return null
  const { status, severity, outcome, found, message, blocking } = verdict
  return { status, severity, outcome, found, message, blocking, waived: isWaived(verdict) }
}

type Known = { hosts: ReadonlySet<string>; checks: ReadonlySet<string> }

function knownOf({ hosts }: ReportModel, { verdicts }: PreflightPart): Known {
  const named = verdicts.map(({ host }) => host).filter((host) => host !== SITE_WIDE)
  return {
    hosts: new Set([...hosts.map(({ name }) => name), ...named]),
    checks: new Set(verdicts.map(({ check }) => check)),
  }
}

const difference = (before: ReadonlySet<string>, after: ReadonlySet<string>) => ({
  added: [...after].filter((name) => !before.has(name)),
  gone: [...before].filter((name) => !after.has(name)),
})

/** Whether the change is said by that of its host or its check already. */
function isImplied(verdict: ReportVerdict, change: Change, other: Known): boolean {
  if (change !== 'new' && change !== 'gone') return false
  const known = (verdict.host === SITE_WIDE || other.hosts.has(verdict.host)) && other.checks.has(verdict.check)
  return !known && (change === 'gone' || verdict.status === 'pass')
}

function sideOf({ site, timeZone }: ReportModel, { id, startedAt, thresholds, exitCode }: PreflightPart): Side {
  return { site: site.name, preflight: id, startedAt, timeZone, thresholds, exitCode }
}

function exitCodeOf(changes: readonly ChangedVerdict[], anything: boolean): ReportDiff['exitCode'] {
  if (changes.some(({ change, after }) => change === 'worse' || (change === 'new' && after?.blocking))) return 3
  return anything ? 4 : 0
}

/**
 * What changed from one preflight to another, what got worse first, then as the checks come.
 * @throws Error when one of the reports has no preflight.
 */
export function compareReports(before: ReportModel, after: ReportModel): ReportDiff {
  const [old, now] = [before.preflight, after.preflight]
  if (!old || !now) throw new Error('a report without a preflight cannot be compared')
  const [oldKnown, nowKnown] = [knownOf(before, old), knownOf(after, now)]
  const titles = new Map<string, Localized>([...old.checks, ...now.checks].map(({ id, title }) => [id, title]))
  const olds = new Map(old.verdicts.map((verdict) => [keyOf(verdict), verdict]))
  const nows = new Map(now.verdicts.map((verdict) => [keyOf(verdict), verdict]))
  const changes = [...new Set([...nows.keys(), ...olds.keys()])].flatMap((key): ChangedVerdict[] => {
    const [was, is] = [olds.get(key), nows.get(key)]
    const change = changeOf(was, is)
    const subject = is ?? was
    if (!change || !subject || isImplied(subject, change, is ? oldKnown : nowKnown)) return []
    const { host, check } = subject
    const title = titles.get(check) ?? { ko: check, en: check }
    return [{ change, host, check, title, before: shown(was), after: shown(is) }]
  })
  changes.sort((a, b) => Change.options.indexOf(a.change) - Change.options.indexOf(b.change))
  const hosts = difference(oldKnown.hosts, nowKnown.hosts)
  const checks = difference(oldKnown.checks, nowKnown.checks)
  const thresholdsChanged = old.thresholds && now.thresholds ? old.thresholds !== now.thresholds : null
  const named = [hosts, checks].flatMap(({ added, gone }) => [...added, ...gone])
  const counts = Object.fromEntries(
    Change.options.map((change) => [change, changes.filter((each) => each.change === change).length]),
  ) as ReportDiff['counts']
  return {
    schema: DIFF_SCHEMA,
    before: sideOf(before, old),
    after: sideOf(after, now),
    exitCode: exitCodeOf(changes, changes.length + named.length > 0 || thresholdsChanged === true),
    thresholdsChanged,
    hosts,
    checks,
    counts,
    changes,
  }
}
