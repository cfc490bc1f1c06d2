import { z } from 'zod'
import { RunKind, RunState, StepState } from './events.ts'
import { Localized } from './text.ts'

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
  warnings: z.array(Localized),
  /** Why the plan cannot be approved yet; empty when it can. */
  obstacles: z.array(Localized),
})
export type Plan = z.infer<typeof Plan>

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
  what: Localized,
  next: Localized,
})
export type HostSummary = z.infer<typeof HostSummary>

export const Estimate = z.object({
  remainingMs: z.number(),
  /** How many earlier runs the measured durations come from; 0 means that all are rough values of the plan. */
  basedOnRuns: z.number().int(),
})
export type Estimate = z.infer<typeof Estimate>
