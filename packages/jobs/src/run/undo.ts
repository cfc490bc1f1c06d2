import { AppError, isAppError, type Problem, type StepRow, type StepState } from '@astrago/contracts'
import type { Action } from '../action.ts'
import { makeLogWriter } from '../log/log-writer.ts'
import type { PreparedPlan } from '../plan/make-plan.ts'
import { outcomeOf, type RunOutcome, tellEnd } from './execute.ts'
import { lanesOf, runLanes } from './lanes.ts'
import { leaseLost, onHost, shownProblem } from './problems.ts'
import { contextOf, type Worker } from './run-action.ts'

export type UndoRequest = Omit<Worker, 'onPoint'> & {
  /** `run` is the run to take back; `journal` that of the undoing. The facts are those from before the run. */
  prepared: Pick<PreparedPlan, 'phases' | 'facts'>
}

export type UndoOutcome = RunOutcome & {
  failures: { action: string; host: string; problem: Problem }[]
  /** Actions that were done and have no undo. */
  left: string[]
}

type Undoing = { phase: string; action: Action; attempts: number }

const OURS: readonly StepState[] = ['done', 'failed', 'cancelled', 'running']

/** With an attempt counted: also what a run began and did not finish. 'already' was not our doing. */
export const isOurs = ({ attempts, state }: Pick<StepRow, 'attempts' | 'state'>): boolean =>
  attempts > 0 && OURS.includes(state)

/**
 * Takes back what a run did, last first. Each action is on its own: one that cannot be undone does not keep the others
 * from it, and all failures are told. What was undone is recorded, so doing it again goes on with the rest.
 */
export async function undo(request: UndoRequest): Promise<UndoOutcome> {
  const signal = AbortSignal.any([request.signal, request.lease.signal])
  const worker: Worker = { ...request, signal }
  const failures: UndoOutcome['failures'] = []
  const left: string[] = []
  const outcome = await outcomeOf(worker, async () => {
    for (const { concurrency, undoings } of await undoingsOf(request)) {
      left.push(...undoings.filter(({ action }) => !action.undo).map(({ action }) => action.id))
      const possible = undoings.filter(({ action }) => action.undo)
      const lanes = lanesOf(
        possible.map((undoing) => ({ ...undoing, host: undoing.action.host })),
        concurrency,
      )
      await runLanes(lanes, concurrency, async (undoing) => {
        worker.signal.throwIfAborted()
        const problem = await undoAction(worker, undoing)
        if (problem) failures.push({ action: undoing.action.id, host: undoing.action.host, problem })
      })
      worker.signal.throwIfAborted()
    }
    if (failures.length > 0) throw incomplete(failures)
  })
  return { ...(await tellEnd(worker, outcome)), failures, left }
}

/** By phase, the last first, and within each the last action first. */
async function undoingsOf({ run, steps, prepared }: UndoRequest) {
  const rows = new Map((await steps.list(run)).map((row) => [row.action, row]))
  const phases = prepared.phases.map((phase) => {
    const undoings = phase.plan(prepared.facts[phase.id]).flatMap((action): Undoing[] => {
      const row = rows.get(action.id)
      return row && isOurs(row) ? [{ phase: phase.id, action, attempts: row.attempts }] : []
    })
    return { concurrency: phase.concurrency, undoings: undoings.reverse() }
  })
  return phases.reverse()
}

async function undoAction(worker: Worker, { phase, action, attempts }: Undoing): Promise<Problem | undefined> {
  const { run, host, id } = { run: worker.run, host: action.host, id: action.id }
  const log = makeLogWriter({ ...worker, host, step: id })
  const tell = (state: StepState, more: { ms?: number; problem?: Problem } = {}) =>
    worker.journal.append({ kind: 'step', step: id, phase, host, state, attempt: attempts, ...more })
  const startedAt = performance.now()
  try {
    await tell('running')
    await action.undo?.(contextOf(worker, host, log))
    await log.end()
    const ms = Math.round(performance.now() - startedAt)
    const at = new Date().toISOString()
    const isOwned = await worker.steps.record(worker.lease, { run, action: id, phase, host, at, state: 'undone', ms })
    if (!isOwned) throw leaseLost()
    await tell('undone', { ms })
    return undefined
  } catch (error) {
    await log.end().catch(() => undefined)
    if (isAppError(error) && error.code === 'LEASE_LOST') throw error
    if (worker.signal.aborted) {
      await tell('cancelled')
      return undefined
    }
    const problem = shownProblem(onHost(error, host), worker.redactor)
    await tell('failed', { problem })
    return problem
  }
}

function incomplete(failures: UndoOutcome['failures']): AppError {
  const detail = failures.map(({ action, host }) => `${action} (${host})`).join(', ')
  return new AppError('UNDO_INCOMPLETE', { params: { count: failures.length, detail } })
}
