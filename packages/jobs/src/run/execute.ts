import { AppError, type Plan, type PlannedPhase, type Problem, type RunState, type StepRow } from '@astrago/contracts'
import type { Phase } from '../action.ts'
import { differences } from '../plan/difference.ts'
import { maskAction, plannedPhase } from '../plan/planned.ts'
import { lanesOf, runLanes } from './lanes.ts'
import { shownProblem } from './problems.ts'
import { runAction, type Worker } from './run-action.ts'

export type RunRequest = Omit<Worker, 'signal'> & {
  /** As it was approved. */
  plan: Plan
  /** Made anew from the same inputs; the actions come from these. */
  phases: readonly Phase[]
  /** Aborts to cancel. */
  signal: AbortSignal
}

export type RunOutcome = {
  /** 'interrupted' when the lease was lost: somebody else may be at work, so nothing more was written. */
  state: Exclude<RunState, 'running'>
  /** Masked, for people. */
  problem?: Problem
  /** With its causes, for the server's own log only: it may hold what the host answered. */
  error?: unknown
  /** The journal could not take it. */
  untold?: true
}

/**
 * Runs an approved plan: phases in order, hosts side by side. A fresh run and a resumed one are the same call; what the
 * rows of `run` say is done is asked again and not repeated. Never throws: every end is an outcome, told in the journal.
 */
export async function execute(request: RunRequest): Promise<RunOutcome> {
  const signal = AbortSignal.any([request.signal, request.lease.signal])
  const worker: Worker = { ...request, signal }
  const outcome = await outcomeOf(worker, () => runPhases(request, worker))
  return tellEnd(worker, outcome)
}

/** How `work` ended, with whatever it threw as a part of the answer. */
export async function outcomeOf(worker: Worker, work: () => Promise<void>): Promise<RunOutcome> {
  try {
    await worker.journal.append({ kind: 'run', state: 'running' })
    await work()
    return { state: 'done' }
  } catch (error) {
    if (worker.lease.signal.aborted || isLeaseLost(error)) return ended('interrupted', error, worker)
    if (worker.signal.aborted) return { state: 'cancelled' }
    return ended('failed', error, worker)
  }
}

/** Writes the end into the journal; where that fails, this is how the run ended. */
export async function tellEnd(worker: Worker, outcome: RunOutcome): Promise<RunOutcome> {
  const { state, problem } = outcome
  if (state === 'interrupted') return outcome
  try {
    await worker.journal.append({ kind: 'run', state, ...(problem && { problem }) })
    return outcome
  } catch (error) {
    return { ...(state === 'done' ? ended('failed', error, worker) : outcome), untold: true }
  }
}

function ended(state: 'failed' | 'interrupted', error: unknown, { redactor }: Worker): RunOutcome {
  return { state, problem: shownProblem(error, redactor), error }
}

const isLeaseLost = (error: unknown): boolean => error instanceof AppError && error.code === 'LEASE_LOST'

async function runPhases({ plan, phases }: RunRequest, worker: Worker): Promise<void> {
  const rows = new Map((await worker.steps.list(worker.run)).map((row) => [row.action, row]))
  checkPhases(plan, phases)
  for (const [i, approved] of plan.phases.entries()) {
    worker.signal.throwIfAborted()
    await tellPhase(worker, approved.id, () => runPhase(worker, approved, phases[i] as Phase, rows))
  }
}

/** A program of another version may have other phases; that is another plan. */
function checkPhases(plan: Plan, phases: readonly Phase[]): void {
  const approved = plan.phases.map(({ id }) => id).join(', ')
  const now = phases.map(({ id }) => id).join(', ')
  if (approved !== now) throw planChanged(plan.phases[0]?.id ?? '?', [`${approved} -> ${now}`])
}

async function tellPhase({ journal, signal }: Worker, phase: string, work: () => Promise<void>): Promise<void> {
  const startedAt = performance.now()
  const ms = (): number => Math.round(performance.now() - startedAt)
  await journal.append({ kind: 'phase', phase, state: 'running' })
  try {
    await work()
  } catch (error) {
    if (!isLeaseLost(error)) {
      const state = signal.aborted ? 'cancelled' : 'failed'
      await journal.append({ kind: 'phase', phase, state, ms: ms() }).catch(() => undefined)
    }
    throw error
  }
  await journal.append({ kind: 'phase', phase, state: 'done', ms: ms() })
}

async function runPhase(
  worker: Worker,
  approved: PlannedPhase,
  phase: Phase,
  rows: ReadonlyMap<string, StepRow>,
): Promise<void> {
  const facts = await phase.gather(worker.hosts, worker.signal)
  const actions = phase.plan(facts)
  const now = plannedPhase(phase, actions, worker.redactor).actions
  const masked = { ...approved, actions: approved.actions.map((action) => maskAction(action, worker.redactor)) }
  const detail = differences(masked, now, (id) => (rows.get(id)?.attempts ?? 0) > 0)
  if (detail.length > 0) throw planChanged(phase.id, detail)
  await runLanes(lanesOf(actions, phase.concurrency), phase.concurrency, async (action) => {
    worker.signal.throwIfAborted()
    const end = await runAction(worker, phase.id, action, rows.get(action.id))
    if (end.state === 'failed') throw end.error
  })
  worker.signal.throwIfAborted()
}

function planChanged(phase: string, detail: readonly string[]): AppError {
  return new AppError('PLAN_CHANGED', { params: { phase, detail: detail.join('\n') } })
}
