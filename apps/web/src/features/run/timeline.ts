import type { JournalEvent, Plan, Problem, Run, StepRow, StepState } from '@astrago/contracts'

/** A step as the page shows it: what is stored of it, and what was heard since. */
type Step = {
  state: StepState
  attempts: number
  startedAt: number | null
  ms: number | null
  problem: Problem | null
}

export type Live = { steps: ReadonlyMap<string, Step>; problem: Problem | null; ended: boolean }
export const NOTHING_YET: Live = { steps: new Map(), problem: null, ended: false }

/** What is known after these events. */
export function hear(live: Live, events: readonly JournalEvent[]): Live {
  const steps = new Map(live.steps)
  let { problem, ended } = live
  for (const event of events) {
    if (event.kind === 'step') {
      const startedAt = event.state === 'running' ? event.at : (steps.get(event.step)?.startedAt ?? null)
      const { state, attempt: attempts, ms = null, problem: own = null } = event
      steps.set(event.step, { state, attempts, startedAt, ms, problem: own })
    }
    if (event.kind === 'run') {
      ended = event.state !== 'running'
      problem = event.problem ?? null
    }
  }
  return { steps, problem, ended }
}

const stored = (row: StepRow): Step => ({
  state: row.state,
  attempts: row.attempts,
  startedAt: row.startedAt === null ? null : Date.parse(row.startedAt),
  ms: row.ms,
  problem: null,
})

export type TimelineHost = {
  host: string
  state: StepState
  done: number
  total: number
  current: string | null
  step: Step | null
}
export type TimelinePhase = {
  id: string
  state: StepState
  done: number
  total: number
  ms: number
  hosts: TimelineHost[]
}

/** The phases of a plan with their hosts, as the steps stand. A step that was never begun is pending. */
export function timelineOf(plan: Plan, run: Run, live: Live): TimelinePhase[] {
  const rows = new Map(run.steps.map((row) => [row.action, stored(row)]))
  const stepOf = (action: string): Step | null => live.steps.get(action) ?? rows.get(action) ?? null
  // A phase without actions has nothing to wait for and nothing to show.
  return plan.phases
    .filter(({ actions }) => actions.length > 0)
    .map(({ id, actions }) => {
      const hosts = [...Map.groupBy(actions, ({ host }) => host)].map(([host, mine]) => {
        const steps = mine.map((action) => ({ id: action.id, step: stepOf(action.id) }))
        const at = steps.find(({ step }) => step !== null && !isOver(step.state))
        return {
          host,
          state: stateOf(steps.map(({ step }) => step)),
          done: steps.filter(({ step }) => step !== null && isOver(step.state)).length,
          total: steps.length,
          current: at?.id ?? null,
          step: at?.step ?? steps.findLast(({ step }) => step !== null)?.step ?? null,
        }
      })
      const steps = actions.map((action) => stepOf(action.id))
      return {
        id,
        hosts,
        state: stateOf(steps),
        done: hosts.filter(({ done, total }) => done === total).length,
        total: hosts.length,
        ms: steps.reduce((sum, step) => sum + (step?.ms ?? 0), 0),
      }
    })
}

const isOver = (state: StepState): boolean => state === 'done' || state === 'already' || state === 'undone'

/** One state for several steps: the worst that needs a person, else running, else how far they are. */
function stateOf(steps: readonly (Step | null)[]): StepState {
  const states = steps.map((step) => step?.state ?? 'pending')
  for (const state of ['failed', 'running', 'cancelled'] as const) if (states.includes(state)) return state
  if (states.length > 0 && states.every((state) => state === 'undone')) return 'undone'
  if (states.every(isOver)) return 'done'
  return states.some(isOver) ? 'running' : 'pending'
}

/** Share of the actions that are over, 0 to 1. */
export function progressOf(phases: readonly TimelinePhase[]): number {
  const hosts = phases.flatMap((phase) => phase.hosts)
  const total = hosts.reduce((sum, host) => sum + host.total, 0)
  return total === 0 ? 0 : hosts.reduce((sum, host) => sum + host.done, 0) / total
}
