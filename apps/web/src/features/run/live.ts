import type { JournalEvent, Problem, StepEvent, StepState } from '@astrago/contracts'

/** A step as the page shows it. `ms` is how long it took, null while that is not known. */
export type Step = {
  state: StepState
  attempts: number
  startedAt: number | null
  ms: number | null
  problem: Problem | null
}

/** What the journal of a run told. */
export type Live = { steps: ReadonlyMap<string, Step>; problem: Problem | null; ended: boolean }
export const NOTHING_YET: Live = { steps: new Map(), problem: null, ended: false }

export const isOver = (state: StepState): boolean => state === 'done' || state === 'already' || state === 'undone'

/** What is known after these events. */
export function hear(live: Live, events: readonly JournalEvent[]): Live {
  const steps = new Map(live.steps)
  let { problem, ended } = live
  for (const event of events) {
    if (event.kind === 'step') steps.set(event.step, stepAfter(steps.get(event.step), event))
    if (event.kind === 'run') {
      ended = event.state !== 'running'
      problem = event.problem ?? null
    }
  }
  return { steps, problem, ended }
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
