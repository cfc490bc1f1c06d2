import type { Plan, PlannedAction, PlannedPhase, Run, StepRow, StepState } from '@astrago/contracts'
import { isOver, type Live, type Step } from './live.ts'
import { coveredMs } from './span.ts'

export type TimelineHost = {
  host: string
  state: StepState
  done: number
  total: number
  current: string | null
  step: Step | null
}
/** `done` and `total` count hosts; `ms` is how long at least one of them was at work. */
export type TimelinePhase = {
  id: string
  state: StepState
  /** It has begun, and none of its actions has: the hosts are asked how they stand. */
  reading: boolean
  done: number
  total: number
  ms: number
  hosts: TimelineHost[]
}

type Known = { run: Run; live: Live; now: number }
/** The actions that a run deals with, and how each stands. */
type Standing = { deals: (action: PlannedAction) => boolean; stepOf: (action: string) => Step | null }

/**
 * The phases of a plan with their hosts, as the steps stand, in the order in which the run goes through them. A step
 * that was never begun is pending; one that an ended run left at work was broken off.
 */
export function timelineOf(plan: Plan, run: Run, live: Live, now: number): TimelinePhase[] {
  const known = { run, live, now }
  const standing = run.kind === 'undo' ? standingOfUndo(known) : standingOfInstall(known)
  // A phase without actions has nothing to wait for and nothing to show.
  const phases = plan.phases.map((phase) => phaseOf(phase, standing, known)).filter(({ total }) => total > 0)
  return run.kind === 'undo' ? phases.toReversed() : phases
}

function standingOfInstall({ run, live }: Known): Standing {
  const rows = new Map(run.steps.map((row) => [row.action, stored(row)]))
  return {
    deals: () => true,
    stepOf: (action) => ended(run, live.steps.get(action) ?? rows.get(action) ?? null),
  }
}

/** The rows are those of the run that is taken back: what it did waits to be undone, what was so before it stays. */
function standingOfUndo({ run, live }: Known): Standing {
  const rows = new Map(
    run.steps
      .filter(({ state, attempts }) => state === 'undone' || (attempts > 0 && state !== 'already'))
      .map((row) => [row.action, row.state === 'undone' ? UNDONE : TO_UNDO]),
  )
  return {
    deals: ({ id, undoable }) => undoable && rows.has(id),
    stepOf: (action) => ended(run, live.steps.get(action) ?? rows.get(action) ?? null),
  }
}

const TO_UNDO: Step = { state: 'pending', attempts: 1, startedAt: null, ms: null, problem: null }
const UNDONE: Step = { ...TO_UNDO, state: 'undone' }

const ended = (run: Run, step: Step | null): Step | null =>
  step?.state === 'running' && run.state !== 'running' ? { ...step, state: 'cancelled' } : step

const stored = (row: StepRow): Step => ({
  state: row.state,
  attempts: row.attempts,
  startedAt: row.startedAt === null ? null : Date.parse(row.startedAt),
  ms: row.ms,
  problem: null,
})

function phaseOf({ id, actions }: PlannedPhase, { deals, stepOf }: Standing, { run, live, now }: Known): TimelinePhase {
  const mine = actions.filter(deals)
  const isEnded = run.state !== 'running'
  const hosts = [...Map.groupBy(mine, ({ host }) => host)].map(([host, list]): TimelineHost => {
    const steps = list.map((action) => ({ id: action.id, step: stepOf(action.id) }))
    const inOrder = run.kind === 'undo' ? steps.toReversed() : steps
    const at = inOrder.find(({ step }) => step !== null && step.state !== 'pending' && !isOver(step.state))
    return {
      host,
      state: stateOf(
        steps.map(({ step }) => step),
        isEnded,
      ),
      done: steps.filter(({ step }) => step !== null && isOver(step.state)).length,
      total: steps.length,
      current: at?.id ?? null,
      step: at?.step ?? inOrder.findLast(({ step }) => step !== null)?.step ?? null,
    }
  })
  const steps = mine.map((action) => stepOf(action.id))
  const state = isEnded ? stateOf(steps, isEnded) : stateUnderWay(steps, live.phase, id)
  return {
    id,
    hosts,
    state,
    reading: state === 'running' && steps.every((step) => step === null || step.state === 'pending'),
    done: hosts.filter(({ done, total }) => done === total).length,
    total: hosts.length,
    ms: coveredMs(steps.flatMap((step) => spanOf(step, now))),
  }
}

function spanOf(step: Step | null, now: number): [number, number][] {
  if (step === null || step.startedAt === null) return []
  if (step.state === 'running') return [[step.startedAt, now]]
  return step.ms === null ? [] : [[step.startedAt, step.startedAt + step.ms]]
}

/** One state for several steps: the worst that needs a person, else running, else how far they are. */
function stateOf(steps: readonly (Step | null)[], isEnded: boolean): StepState {
  const states = steps.map((step) => step?.state ?? 'pending')
  for (const state of ['failed', 'running', 'cancelled'] as const) if (states.includes(state)) return state
  if (states.length > 0 && states.every((state) => state === 'undone')) return 'undone'
  if (states.every(isOver)) return 'done'
  if (!states.some(isOver)) return 'pending'
  return isEnded ? 'cancelled' : 'running'
}

/** A run that was resumed goes through its phases anew: of what was begun earlier, only its own phase is at work. */
function stateUnderWay(steps: readonly (Step | null)[], current: string | null, id: string): StepState {
  const state = stateOf(steps, false)
  if (current === null) return state
  if (state === 'pending' && current === id) return 'running'
  return state === 'running' && current !== id && !steps.some((step) => step?.state === 'running') ? 'pending' : state
}

/** Share of the actions that are over, 0 to 1. */
export function progressOf(phases: readonly TimelinePhase[]): number {
  const hosts = phases.flatMap((phase) => phase.hosts)
  const total = hosts.reduce((sum, host) => sum + host.total, 0)
  return total === 0 ? 0 : hosts.reduce((sum, host) => sum + host.done, 0) / total
}
