import {
  Category,
  Distribution,
  Lapse,
  Localized,
  NodeRole,
  PreflightScope,
  Profile,
  RunState,
  Severity,
  StepState,
  VerdictStatus,
} from '@astrago/contracts'
import { z } from 'zod'

/** Times are ISO 8601 in UTC; the writers show them in the report's `timeZone`. */
const Time = z.iso.datetime({ offset: true })

export const ReportHost = z.object({
  name: z.string(),
  address: z.string(),
  roles: z.array(NodeRole),
  os: z.string().nullable(),
  kernel: z.string().nullable(),
  cpus: z.number().nullable(),
  memoryBytes: z.number().nullable(),
  gpus: z.number().nullable(),
  /** Fingerprint of the host key that was confirmed; null for the local machine and for a host not confirmed yet. */
  hostKey: z.string().nullable(),
})
export type ReportHost = z.infer<typeof ReportHost>

export const ReportAnswer = z.object({ field: z.string(), label: Localized, value: Localized, secret: z.boolean() })
export type ReportAnswer = z.infer<typeof ReportAnswer>

export const AnswerSection = z.object({ id: z.string(), title: Localized, rows: z.array(ReportAnswer) })
export type AnswerSection = z.infer<typeof AnswerSection>

/** `id` is open text, not the union of today's checks: a report must stay readable after a check was renamed. */
export const ReportCheck = z.object({
  id: z.string(),
  category: Category,
  title: Localized,
  explain: Localized,
  field: z.string().nullable(),
  fieldLabel: Localized.nullable(),
})
export type ReportCheck = z.infer<typeof ReportCheck>

/** A failure that somebody took on. `found` is what was found then, `lapse` why it does not count; null: it holds. */
export const ReportWaiver = z.object({
  who: z.string(),
  at: Time,
  reason: z.string(),
  /** Its last day, in UTC. */
  expires: z.iso.date(),
  found: z.string(),
  lapse: z.object({ why: Lapse, text: Localized }).nullable(),
})
export type ReportWaiver = z.infer<typeof ReportWaiver>

export const ReportVerdict = z.object({
  check: z.string(),
  host: z.string(),
  status: VerdictStatus,
  severity: Severity,
  outcome: z.string(),
  found: z.string(),
  wanted: z.string(),
  /** What of `found` makes it the same finding in another preflight. */
  identity: z.string(),
  message: Localized,
  fix: Localized.nullable(),
  /** Keeps the installation from starting: could block, and no waiver of it holds. */
  blocking: z.boolean(),
  waiver: ReportWaiver.nullable(),
  /** The installation that came after the preflight has put it right: it is done, not open. */
  settled: z.literal(true).optional(),
})
export type ReportVerdict = z.infer<typeof ReportVerdict>

/** What was done about a finding before it was looked at again. */
export const ReportFix = z.object({ check: z.string(), host: z.string(), describe: Localized, state: StepState })
export type ReportFix = z.infer<typeof ReportFix>

export const PreflightPart = z.object({
  id: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled', 'interrupted']),
  startedAt: Time,
  endedAt: Time.nullable(),
  /** Of the numbers and lists that the verdicts were made by; null where it is not known. */
  thresholds: z.string().nullable(),
  /** When waivers were looked at: one that holds then counts, though it may have expired since. */
  waiversAt: Time,
  /** How `astrago preflight` ends on these verdicts: 0 all pass, 4 warnings or waived failures, 3 something blocks or nothing was judged. */
  exitCode: z.union([z.literal(0), z.literal(3), z.literal(4)]),
  /** Each counts check x host; the four statuses add up to `total`, the others are parts of them. */
  counts: z.object({
    total: z.number().int(),
    pass: z.number().int(),
    warn: z.number().int(),
    fail: z.number().int(),
    unknown: z.number().int(),
    blocking: z.number().int(),
    waived: z.number().int(),
    lapsed: z.number().int(),
  }),
  /** How much was looked at, where that is not everything: what it says is then no word on the whole site. */
  part: PreflightScope.optional(),
  checks: z.array(ReportCheck),
  verdicts: z.array(ReportVerdict),
  /** Where hosts were changed; the verdicts are those from after it. */
  fixes: z.array(ReportFix).optional(),
})
export type PreflightPart = z.infer<typeof PreflightPart>

/** Why a step failed, with its texts; `code` is open text, so that a new error is no new schema. */
export const ReportProblem = z.object({ code: z.string(), what: Localized, cause: Localized, fix: Localized })
export type ReportProblem = z.infer<typeof ReportProblem>

export const ReportStep = z.object({
  action: z.string(),
  host: z.string(),
  describe: Localized,
  state: StepState,
  attempts: z.number().int(),
  startedAt: Time.nullable(),
  endedAt: Time.nullable(),
  ms: z.number().nullable(),
  /** Why its last attempt that failed did so, also where a later one went through. */
  problem: ReportProblem.nullable(),
  /** Why it could not be taken back. */
  undoProblem: ReportProblem.nullable(),
})
export type ReportStep = z.infer<typeof ReportStep>

export const ReportPhase = z.object({
  id: z.string(),
  title: Localized,
  /** Time between the first start and the last end of its steps. */
  ms: z.number().nullable(),
  steps: z.array(ReportStep),
})
export type ReportPhase = z.infer<typeof ReportPhase>

/** Taking the installation back, the newest attempt at it. */
export const UndoPart = z.object({
  state: RunState,
  startedBy: z.string(),
  startedAt: Time,
  endedAt: Time.nullable(),
})
export type UndoPart = z.infer<typeof UndoPart>

export const RunPart = z.object({
  id: z.string(),
  state: RunState,
  startedBy: z.string(),
  startedAt: Time,
  endedAt: Time.nullable(),
  ms: z.number().nullable(),
  phases: z.array(ReportPhase),
  undo: UndoPart.nullable(),
})
export type RunPart = z.infer<typeof RunPart>

/** What is still to be done: one verdict or one step that is not as it should be. */
export const OpenPoint = z.object({
  kind: z.enum(['fail', 'unknown', 'warn', 'step']),
  blocking: z.boolean(),
  host: z.string(),
  /** Check id or action id. */
  subject: z.string(),
  /** The entry of the check's outcome table; empty for a step. */
  outcome: z.string(),
  title: Localized,
  message: Localized,
  fix: Localized.nullable(),
  found: z.string(),
  wanted: z.string(),
  fieldLabel: Localized.nullable(),
  /** Of a failure whose waiver does not count any more: whose it was, and why. */
  lapsed: Localized.nullable(),
})
export type OpenPoint = z.infer<typeof OpenPoint>

/** Something with a version of its own: what was installed, and what judged it. */
export const ReportComponent = z.object({ name: Localized, version: z.string(), digest: z.string().nullable() })
export type ReportComponent = z.infer<typeof ReportComponent>

export const Signature = z.object({
  party: z.enum(['reseller', 'customer']),
  /** As the questionnaire names it; empty when it does not. Name, date and signature are written by hand. */
  organisation: z.string(),
})
export type Signature = z.infer<typeof Signature>

export const REPORT_SCHEMA = 'astrago-report/2'

/** Everything a report says, in both languages; each writer only chooses a form and a language. */
export const ReportModel = z.object({
  /** Its form and the version of that; docs/reference/report.schema.json describes it. */
  schema: z.literal(REPORT_SCHEMA),
  kind: z.enum(['preflight', 'install']),
  product: z.object({ name: z.string(), version: z.string() }),
  generatedAt: Time,
  generatedBy: z.string(),
  /** IANA name of the zone that the writers show times in. */
  timeZone: z.string(),
  site: z.object({ name: z.string(), profile: Profile, distribution: Distribution }),
  result: z.enum(['pass', 'warn', 'fail', 'open']),
  headline: Localized,
  hosts: z.array(ReportHost),
  preflight: PreflightPart.nullable(),
  plan: z.object({ hash: z.string(), createdAt: Time, warnings: z.array(Localized) }).nullable(),
  run: RunPart.nullable(),
  openPoints: z.array(OpenPoint),
  answers: z.array(AnswerSection),
  components: z.array(ReportComponent),
  signatures: z.array(Signature),
})
export type ReportModel = z.infer<typeof ReportModel>
