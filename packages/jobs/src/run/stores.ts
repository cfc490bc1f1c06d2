import type { StepRow, StepState } from '@astrago/contracts'

/** Who does the work now. `signal` aborts when the lease is lost. */
export type Lease = { readonly site: string; readonly owner: string; readonly signal: AbortSignal }

type Step = { run: string; action: string; phase: string; host: string; at: string }
export type AttemptedStep = Step
export type RecordedStep = Step & {
  state: Extract<StepState, 'done' | 'already' | 'failed' | 'cancelled' | 'undone'>
  /** How long the attempt took; null where nothing was applied. */
  ms: number | null
}

/**
 * A row per action that a run has begun. Both writes happen only while `lease.owner` still has the lease of `lease.site`,
 * checked in the same statement. `at` is an ISO time.
 */
export type StepStore = {
  list(run: string): Promise<readonly StepRow[]>
  /** Makes or changes the row to 'running' with one attempt more, before the work: a crash counts. Null: lease lost. */
  attempt(lease: Lease, step: AttemptedStep): Promise<number | null>
  /** Makes or changes the row to its end state. False: lease lost, nothing written. */
  record(lease: Lease, step: RecordedStep): Promise<boolean>
}

/** One lease per site, in a store that several processes may share. */
export type LeaseStore = {
  /** Takes it when nobody has it, or its owner's last sign is older than the term. */
  take(site: string, owner: string): Promise<boolean>
  /** False once somebody else has it. */
  renew(site: string, owner: string): Promise<boolean>
  drop(site: string, owner: string): Promise<void>
  owner(site: string): Promise<string | null>
}
