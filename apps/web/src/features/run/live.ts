import type { JournalEvent, Problem, StepEvent, StepState } from '@astrago/contracts'

/** A step as the page shows it. `ms` is how long it took, null while that is not known. */
export type Step = {
  state: StepState
  attempts: number
  startedAt: number | null
  ms: number | null
  problem: Problem | null
  /** How it stood before the run was resumed, until its turn comes. */
  before?: Step
}

/** What the journal of a run told. */
export type Live = {
  steps: ReadonlyMap<string, Step>
  /** The phase that the run is in: it reads how the hosts stand, then does what is to be done. */
  phase: string | null
  problem: Problem | null
  ended: boolean
}
export const NOTHING_YET: Live = { steps: new Map(), phase: null, problem: null, ended: false }

export const isOver = (state: StepState): boolean => state === 'done' || state === 'already' || state === 'undone'

/** What is known after these events. */
export function hear(live: Live, events: readonly JournalEvent[]): Live {
  let steps = new Map(live.steps)
  let { phase, problem, ended } = live
  for (const event of events) {
    if (event.kind === 'step') steps.set(event.step, stepAfter(steps.get(event.step), event))
    if (event.kind === 'phase') phase = event.state === 'running' ? event.phase : null
    if (event.kind === 'run') {
      phase = null
      ended = event.state !== 'running'
      problem = event.problem ?? null
      steps = new Map([...steps].map(([id, step]) => [id, ended ? (step.before ?? step) : begunAnew(step)]))
    }
  }
  return { steps, phase, problem, ended }
}

/** What a run left at work or failed waits again once the run is resumed: nobody is at it before its turn comes. */
function begunAnew(step: Step): Step {
  if (isOver(step.state)) return step
  return { state: 'pending', attempts: step.attempts, startedAt: null, ms: null, problem: null, before: step }
}

/** A resumed run tells of a done step again, without how long it took. */
function stepAfter(before: Step | undefined, { state, attempt, at, ms, problem }: StepEvent): Step {
  return {
    state,
    attempts: attempt,
    startedAt: state === 'running' ? at : (before?.startedAt ?? null),
    ms: ms ?? (isOver(state) ? (before?.ms ?? null) : null),
    problem: problem ?? null,
  }
}
