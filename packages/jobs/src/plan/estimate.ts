import type { Estimate, Plan, PlannedAction, PlannedPhase, StepRow } from '@astrago/contracts'

export type EstimateInput = {
  plan: Plan
  /** Steps of the run so far. */
  steps: readonly StepRow[]
  /** Steps of earlier runs, one list each; their measured durations go before those of the plan. */
  earlier: readonly (readonly StepRow[])[]
  /** Milliseconds since 1970. */
  now: number
}

/** How long the rest of a run will take, with the hosts of a phase working side by side as they do. */
export function estimate({ plan, steps, earlier, now }: EstimateInput): Estimate {
  const rows = new Map(steps.map((row) => [row.action, row]))
  const measured = measuredDurations(earlier)
  const left = (action: PlannedAction): number => {
    const expected = median(measured.get(action.id) ?? []) ?? action.expectedMs
    const row = rows.get(action.id)
    if (row?.state === 'done' || row?.state === 'already') return 0
    if (row?.state !== 'running' || row.startedAt === null) return expected
    return Math.max(0, expected - (now - Date.parse(row.startedAt)))
  }
  const remainingMs = plan.phases.reduce((sum, phase) => sum + phaseDuration(phase, left), 0)
  const ids = new Set(plan.phases.flatMap(({ actions }) => actions.map(({ id }) => id)))
  const basedOnRuns = earlier.filter((run) => run.some((row) => isMeasured(row) && ids.has(row.action))).length
  return { remainingMs: Math.round(remainingMs), basedOnRuns }
}

const isMeasured = (row: StepRow): boolean => row.state === 'done' && row.ms !== null

function measuredDurations(earlier: EstimateInput['earlier']): Map<string, number[]> {
  const durations = new Map<string, number[]>()
  for (const row of earlier.flat().filter(isMeasured)) {
    durations.set(row.action, [...(durations.get(row.action) ?? []), row.ms ?? 0])
  }
  return durations
}

function median(values: readonly number[]): number | undefined {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
}

/** Hosts are taken in order by whichever worker is free first. */
function phaseDuration(phase: PlannedPhase, left: (action: PlannedAction) => number): number {
  const byHost = new Map<string, number>()
  for (const action of phase.actions) byHost.set(action.host, (byHost.get(action.host) ?? 0) + left(action))
  const workers = Array.from({ length: phase.concurrency }, () => 0)
  for (const duration of byHost.values()) {
    const free = workers.indexOf(Math.min(...workers))
    workers[free] = (workers[free] ?? 0) + duration
  }
  return Math.max(...workers)
}
