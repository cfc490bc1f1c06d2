import { z } from 'zod'
import { CheckId } from './check-ids.ts'
import { Problem } from './errors.ts'
import { RunKind, RunState, StepState } from './events.ts'
import { Localized } from './text.ts'

/**
 * Where a thing is mended: a field of the questionnaire or, with `row` (from 0) and `column`, a cell of its node table;
 * a verdict of the preflight, or the preflight as a whole; an installation file by name.
 */
export const Place = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('field'),
    field: z.string(),
    row: z.number().int().min(0).optional(),
    column: z.string().optional(),
  }),
  z.object({ kind: z.literal('verdict'), check: CheckId, host: z.string() }),
  z.object({ kind: z.literal('preflight') }),
  z.object({ kind: z.literal('artifact'), name: z.string() }),
])
export type Place = z.infer<typeof Place>

/** A text of a plan with the place that it is about. Plans made before places were told have none. */
export const PlanNote = Localized.extend({ place: Place.optional() })
export type PlanNote = Localized & { readonly place?: Place | undefined }

/** A file that an action writes. `before` and `after` are shown texts: secrets are masked, null means absent or not known yet. */
export const FileChange = z.object({
  path: z.string(),
  mode: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
})
export type FileChange = z.infer<typeof FileChange>

export const PlannedAction = z.object({
  /** Stable across releases: it is the checkpoint key. */
  id: z.string(),
  phase: z.string(),
  host: z.string(),
  describe: Localized,
  commands: z.array(z.string()),
  files: z.array(FileChange),
  undoable: z.boolean(),
  pointOfNoReturn: z.boolean(),
  expectedMs: z.number(),
})
export type PlannedAction = z.infer<typeof PlannedAction>

export const PlannedPhase = z.object({
  id: z.string(),
  title: Localized,
  explain: Localized,
  /** How many hosts work at once. */
  concurrency: z.number().int().positive(),
  /** What only this phase can know when it starts; null where the plan is exact. */
  knownLater: Localized.nullable(),
  actions: z.array(PlannedAction),
})
export type PlannedPhase = z.infer<typeof PlannedPhase>

export const Plan = z.object({
  id: z.string(),
  site: z.string(),
  createdAt: z.string(),
  /** sha256 over the inputs, the actions and their order. */
  hash: z.string(),
  phases: z.array(PlannedPhase),
  warnings: z.array(PlanNote),
  /** Why the plan cannot be approved yet; empty when it can. */
  obstacles: z.array(PlanNote),
})
export type Plan = z.infer<typeof Plan>

/**
 * The making of a site's plan, the newest one. Files are summed and hosts are read, which takes seconds to minutes;
 * nothing changes anywhere, so one that is cancelled or whose console went down is simply asked for again.
 */
export const Planning = z.object({
  id: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  startedBy: z.string(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  /** Who asked to cancel it; while it is still running, its hosts are being let go. */
  cancelledBy: z.string().nullable(),
  /** What is looked at now, the how manyeth of how many such steps. */
  at: z.object({ title: Localized, number: z.number().int(), of: z.number().int() }),
  /** While installation files are summed: the one at hand, and bytes of all of them. */
  files: z.object({ name: z.string(), bytes: z.number(), total: z.number() }).nullable(),
  /** `reading` since a time, also while it is connected to; `answered` when nothing is asked of it at the moment. */
  hosts: z.array(
    z.object({ host: z.string(), state: z.enum(['waiting', 'reading', 'answered']), since: z.string().nullable() }),
  ),
  problem: Problem.nullable(),
  /** The plan that came of it. */
  plan: z.string().nullable(),
})
export type Planning = z.infer<typeof Planning>

export const StepRow = z.object({
  action: z.string(),
  phase: z.string(),
  host: z.string(),
  state: StepState,
  attempts: z.number().int(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  ms: z.number().nullable(),
})
export type StepRow = z.infer<typeof StepRow>

export const Run = z.object({
  id: z.string(),
  site: z.string(),
  plan: z.string().nullable(),
  kind: RunKind,
  /** The run that this one takes back; its steps are the steps shown. */
  undoes: z.string().nullable(),
  state: RunState,
  startedBy: z.string(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  steps: z.array(StepRow),
})
export type Run = z.infer<typeof Run>

/** What state an ended run left a host in, and what to do. */
export const HostSummary = z.object({
  host: z.string(),
  /** `uncertain`: an action was broken off and may be half done. */
  state: z.enum(['untouched', 'partial', 'complete', 'failed', 'uncertain', 'undone']),
  done: z.number().int(),
  total: z.number().int(),
  /** The action that failed or was broken off, null where none was. */
  step: z.string().nullable(),
  what: Localized,
  next: Localized,
})
export type HostSummary = z.infer<typeof HostSummary>

export const Estimate = z.object({
  remainingMs: z.number(),
  /** How many earlier runs of similar size the measured durations come from; 0: all are rough values of the plan. */
  basedOnRuns: z.number().int(),
  /** What is left of each phase. */
  phases: z.array(z.object({ phase: z.string(), leftMs: z.number() })),
  /** What the actions under way take as a rule, and how many measurements say so. */
  underWay: z.array(z.object({ action: z.string(), expectedMs: z.number(), measured: z.number().int() })),
})
export type Estimate = z.infer<typeof Estimate>
