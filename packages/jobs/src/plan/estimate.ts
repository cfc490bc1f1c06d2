import type { Estimate, Plan, PlannedAction, PlannedPhase, StepRow } from '@astrago/contracts'
import { isOurs } from '../run/undo.ts'

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
  const measured = measuredDurations(earlier, 'done')
  const expected = (action: PlannedAction): number => median(measured.get(kindOf(action.id)) ?? []) ?? action.expectedMs
  const left = (action: PlannedAction): number => {
    const row = rows.get(action.id)
    if (row?.state === 'done' || row?.state === 'already') return 0
    if (row?.state !== 'running' || row.startedAt === null) return expected(action)
    return Math.max(0, expected(action) - (now - Date.parse(row.startedAt)))
  }
  return {
    ...rest(plan, left),
    basedOnRuns: runsThatTell(plan, earlier, 'done'),
    underWay: plan.phases
      .flatMap((phase) => phase.actions)
      .filter(({ id }) => rows.get(id)?.state === 'running')
      .map((action) => ({
        action: action.id,
        expectedMs: expected(action),
        measured: measured.get(kindOf(action.id))?.length ?? 0,
      })),
  }
}

/**
 * How long it takes to take back what `steps` did of the plan: as undoing took before, else no longer than doing it.
 * Nothing is told of the actions under way, since an undoing records only what it has undone.
 */
export function estimateUndo({ plan, steps, earlier }: Omit<EstimateInput, 'now'>): Estimate {
  const rows = new Map(steps.map((row) => [row.action, row]))
  const measured = measuredDurations(earlier, 'undone')
  const left = (action: PlannedAction): number => {
    const row = rows.get(action.id)
    if (!row || !isOurs(row) || !action.undoable) return 0
    return median(measured.get(kindOf(action.id)) ?? []) ?? row.ms ?? action.expectedMs
  }
  return { ...rest(plan, left), basedOnRuns: runsThatTell(plan, earlier, 'undone'), underWay: [] }
}

function rest(plan: Plan, left: (action: PlannedAction) => number): Pick<Estimate, 'remainingMs' | 'phases'> {
  const phases = plan.phases.map((phase) => ({ phase: phase.id, leftMs: Math.round(phaseDuration(phase, left)) }))
  return { remainingMs: phases.reduce((sum, { leftMs }) => sum + leftMs, 0), phases }
}

type Measured = 'done' | 'undone'

const isMeasured =
  (state: Measured) =>
  (row: StepRow): boolean =>
    row.state === state && row.ms !== null

/** How many of the earlier runs measured something that the plan does too. */
function runsThatTell(plan: Plan, earlier: EstimateInput['earlier'], state: Measured): number {
  const kinds = new Set(plan.phases.flatMap(({ actions }) => actions.map(({ id }) => kindOf(id))))
  const tells = (row: StepRow): boolean => isMeasured(state)(row) && kinds.has(kindOf(row.action))
  return earlier.filter((run) => run.some(tells)).length
}

/** The part of an action's id before its host: other sites do the same on hosts of other names. */
const kindOf = (action: string): string => action.split('@', 1)[0] ?? action

function measuredDurations(earlier: EstimateInput['earlier'], state: Measured): Map<string, number[]> {
  const rows = Map.groupBy(earlier.flat().filter(isMeasured(state)), ({ action }) => kindOf(action))
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
