import { createHash } from 'node:crypto'
import {
  type CheckId,
  type CheckScope,
  inAnyOrder,
  type OsFamily,
  type OutcomeInfo,
  type Params,
  type Severity,
  SITE_WIDE,
  type Verdict,
  type VerdictStatus,
} from '@astrago/contracts'
import { type Check, type Finding, isSiteCheck, type SiteCheck, type Subject, type World } from './check.ts'
import { CHECKS } from './checks/index.ts'
import type { Reason } from './facts/reason.ts'
import type { FactKey, Facts, FactValues, HostRecord } from './facts/schema.ts'
import type { DeclaredNode, PreflightInput } from './input.ts'
import { severityOfUnknown } from './unknown.ts'

export type JudgeInput = PreflightInput & World

const STATUS: Record<Severity, VerdictStatus> = { 'block!': 'fail', block: 'fail', warn: 'warn', info: 'pass' }

/** The facts that a check reads, or why the first missing one is missing. */
function factsFor(reads: readonly FactKey[], facts: Facts): { values: FactValues } | { absent: Reason } {
  const values: Partial<Record<FactKey, unknown>> = {}
  for (const key of reads) {
    const fact = facts[key]
    if ('absent' in fact) return { absent: fact.absent }
    values[key] = fact.value
  }
  return { values: values as FactValues }
}

/** An identity that is too long to keep is kept as its hash: it is compared, not read. */
const short = (identity: string): string =>
  identity.length <= 500 ? identity : createHash('sha256').update(identity).digest('hex')

/** Texts of hosts are of any length; nobody reads more than this of one. A value that is cut must not read like a whole one. */
const clipped = (text: string): string => (text.length <= 500 ? text : `${text.slice(0, 499)}…`)

const clippedParams = (params: Params): Params =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? clipped(value) : value]),
  )

type Place = { host: string; family: OsFamily | null }

/** A finding as a verdict; one that names no outcome of its check is an error of the check. */
function toVerdict(info: Check['info'], { host, family }: Place, finding: Finding<string>): Verdict {
  const { found = '-', wanted = '-', identity, params = {} } = finding
  const base = {
    check: info.id,
    host,
    found: clipped(found),
    wanted: clipped(wanted),
    ...(identity === undefined ? {} : { identity: short(inAnyOrder(identity)) }),
    params: clippedParams(params),
    family,
  }
  const outcomes: Readonly<Record<string, OutcomeInfo>> = info.outcomes
  const outcome = 'outcome' in finding ? outcomes[finding.outcome] : undefined
  if ('outcome' in finding && outcome) {
    return { ...base, outcome: finding.outcome, severity: outcome.severity, status: STATUS[outcome.severity] }
  }
  const reason = 'unknown' in finding ? finding.unknown : 'internal'
  return { ...base, outcome: reason, severity: severityOfUnknown(info.outcomes, reason), status: 'unknown' }
}

function findingOf(check: Check, subject: Subject, record: HostRecord, world: World): Finding<string> {
  const facts = factsFor(check.reads, record.facts)
  if ('absent' in facts) return { unknown: facts.absent }
  try {
    return check.judge(facts.values, subject, world)
  } catch {
    return { unknown: 'internal' }
  }
}

function placeOf({ host, facts }: HostRecord): Place {
  return { host, family: 'value' in facts.os ? facts.os.value.family : null }
}

function subjectOf(input: PreflightInput, node: DeclaredNode, record: HostRecord): Subject {
  const { site, answers, ports, nodes } = input
  return { node, access: record.access, site, answers, ports, nodes, active: record.active ?? {} }
}

function inScope({ info }: Check | SiteCheck, { site }: PreflightInput): boolean {
  return info.distributions.includes(site.distribution) && info.profiles.includes(site.profile)
}

function applies(check: Check, subject: Subject, world: World): boolean {
  if (!check.info.roles.some((role) => subject.node.roles.includes(role))) return false
  try {
    return check.applies(subject, world)
  } catch {
    return true
  }
}

function judgeNode(input: JudgeInput, node: DeclaredNode, checks: readonly Check[]): Verdict[] {
  const record = input.records.get(node.name)
  if (!record) return []
  const subject = subjectOf(input, node, record)
  const place = placeOf(record)
  const asked = checks.filter((check) => applies(check, subject, input))
  const verdicts = asked.map((check) => toVerdict(check.info, place, findingOf(check, subject, record, input)))
  if (verdicts.length !== asked.length) throw new Error(`${asked.length} checks gave ${verdicts.length} verdicts`)
  return verdicts
}

const SITE: Place = { host: SITE_WIDE, family: null }

function asks(check: SiteCheck, input: PreflightInput): boolean {
  try {
    return check.asks(input)
  } catch {
    return true
  }
}

function judgeSite(input: JudgeInput, check: SiteCheck): Verdict {
  try {
    return toVerdict(check.info, SITE, check.judgeSite(input, input))
  } catch {
    return toVerdict(check.info, SITE, { unknown: 'internal' })
  }
}

/** `only` names the checks to judge; without it all. `among` replaces the list of checks, for tests. */
export type JudgeOptions = { only?: readonly CheckId[]; among?: readonly (Check | SiteCheck)[] }

function selected(input: PreflightInput, { only, among = CHECKS }: JudgeOptions): (Check | SiteCheck)[] {
  return among.filter((check) => inScope(check, input) && (!only || only.includes(check.info.id)))
}

const isHostCheck =
  (scope: CheckScope) =>
  (check: Check | SiteCheck): check is Check =>
    !isSiteCheck(check) && check.info.scope === scope

/** What can be said of one host before the others have answered. */
export function judgeHost(input: JudgeInput, name: string, options: JudgeOptions = {}): Verdict[] {
  const node = input.nodes.find((each) => each.name === name)
  const checks = selected(input, options).filter(isHostCheck('host'))
  return node ? judgeNode(input, node, checks) : []
}

/** What can be said of one host by what it has tried so far. */
export function judgeActive(input: JudgeInput, name: string, options: JudgeOptions = {}): Verdict[] {
  const node = input.nodes.find((each) => each.name === name)
  const checks = selected(input, options).filter(isHostCheck('active'))
  return node ? judgeNode(input, node, checks) : []
}

/** What comes behind the probe: comparisons, connections, what hosts tried, and the site as declared. */
export function judgeTogether(input: JudgeInput, options: JudgeOptions = {}): Verdict[] {
  const checks = selected(input, options)
  const later = [...checks.filter(isHostCheck('between')), ...checks.filter(isHostCheck('active'))]
  return [
    ...checks
      .filter(isSiteCheck)
      .filter((check) => asks(check, input))
      .map((check) => judgeSite(input, check)),
    ...input.nodes.flatMap((node) => judgeNode(input, node, later)),
  ]
}

/**
 * Every verdict of the site: each check once for every host it applies to that has a record, be it only of a failed
 * connection, and each site check once. Pure: the same input gives the same verdicts, here or at the support desk.
 */
export function judgeAll(input: JudgeInput, options: JudgeOptions = {}): Verdict[] {
  return [...judgeTogether(input, options), ...input.nodes.flatMap((node) => judgeHost(input, node.name, options))]
}
