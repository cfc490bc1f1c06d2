import type { Estimate, Plan, PlannedAction } from '@astrago/contracts'
import type { TimelinePhase } from './timeline.ts'

/** An action is slow at twice of what it takes as a rule, and at least so much beyond it. */
const FACTOR = 2
const GRACE_MS = 30_000

export type Stall = {
  action: PlannedAction
  passedMs: number
  expectedMs: number
  /** How many measurements say what is expected; 0: a rough value of the plan. */
  measured: number
  attempts: number
}

type Known = { plan: Plan; phases: readonly TimelinePhase[]; estimate: Estimate; now: number }

/** The actions under way that take much longer than they do as a rule, the slowest first. */
export function stallsOf({ plan, phases, estimate, now }: Known): Stall[] {
  const actions = new Map(plan.phases.flatMap((phase) => phase.actions.map((action) => [action.id, action])))
  const known = new Map(estimate.underWay.map((entry) => [entry.action, entry]))
  const stalls = phases
    .flatMap((phase) => phase.hosts)
    .flatMap(({ current, step }): Stall[] => {
      const action = actions.get(current ?? '')
      if (!action || step?.state !== 'running' || step.startedAt === null) return []
      const { expectedMs, measured } = known.get(action.id) ?? { expectedMs: action.expectedMs, measured: 0 }
      const passedMs = now - step.startedAt
      if (passedMs <= expectedMs * FACTOR + GRACE_MS) return []
      return [{ action, passedMs, expectedMs, measured, attempts: step.attempts }]
    })
  return stalls.toSorted((a, b) => b.passedMs - a.passedMs)
}
