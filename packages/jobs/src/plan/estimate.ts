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
  const expected = (action: PlannedAction): number => median(measured.get(kindOf(action.id)) ?? []) ?? action.expectedMs
  const left = (action: PlannedAction): number => {
    const row = rows.get(action.id)
    if (row?.state === 'done' || row?.state === 'already') return 0
    if (row?.state !== 'running' || row.startedAt === null) return expected(action)
    return Math.max(0, expected(action) - (now - Date.parse(row.startedAt)))
  }
  const actions = plan.phases.flatMap((phase) => phase.actions)
  const kinds = new Set(actions.map(({ id }) => kindOf(id)))
  const phases = plan.phases.map((phase) => ({ phase: phase.id, leftMs: Math.round(phaseDuration(phase, left)) }))
  return {
    remainingMs: phases.reduce((sum, { leftMs }) => sum + leftMs, 0),
    phases,
    basedOnRuns: earlier.filter((run) => run.some((row) => isMeasured(row) && kinds.has(kindOf(row.action)))).length,
    underWay: actions
      .filter(({ id }) => rows.get(id)?.state === 'running')
      .map((action) => ({
        action: action.id,
        expectedMs: expected(action),
        measured: measured.get(kindOf(action.id))?.length ?? 0,
      })),
  }
}

const isMeasured = (row: StepRow): boolean => row.state === 'done' && row.ms !== null

/** The part of an action's id before its host: other sites do the same on hosts of other names. */
const kindOf = (action: string): string => action.split('@', 1)[0] ?? action

function measuredDurations(earlier: EstimateInput['earlier']): Map<string, number[]> {
  const rows = Map.groupBy(earlier.flat().filter(isMeasured), ({ action }) => kindOf(action))
  return new Map([...rows].map(([kind, list]) => [kind, list.map(({ ms }) => ms ?? 0)]))
}

function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
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
