import { explain, type Localized, type Plan, type Problem, type Run, type StepRow } from '@astrago/contracts'
import type { ReportPhase, ReportProblem, ReportStep, RunPart } from './model.ts'

/** Why a step failed, from the last step event of the journal that names a problem. */
export type StepProblem = { action: string; problem: Problem }

/** What a report reads of a run and of its plan. */
export type RunInput = Pick<Run, 'id' | 'state' | 'startedBy' | 'startedAt' | 'endedAt' | 'steps'>
export type PlanInput = Pick<Plan, 'hash' | 'createdAt' | 'phases' | 'warnings'>

type PlannedStep = { id: string; host: string; describe: Localized }

const millis = (time: string): number => Date.parse(time)

/** Wall clock time from the first start to the last end; null while nothing has ended. */
function elapsed(steps: readonly ReportStep[]): number | null {
  const starts = steps.flatMap((s) => (s.startedAt ? [millis(s.startedAt)] : []))
  const ends = steps.flatMap((s) => (s.endedAt ? [millis(s.endedAt)] : []))
  return starts.length && ends.length ? Math.max(0, Math.max(...ends) - Math.min(...starts)) : null
}

function problemOf(problem: Problem | undefined): ReportProblem | null {
  if (!problem) return null
  const [ko, en] = [explain(problem, 'ko'), explain(problem, 'en')]
  const both = (part: 'what' | 'cause' | 'fix'): Localized => ({ ko: ko[part], en: en[part] })
  return { code: problem.code, what: both('what'), cause: both('cause'), fix: both('fix') }
}

function stepOf(action: PlannedStep, row: StepRow | undefined, problems: readonly StepProblem[]): ReportStep {
  return {
    action: action.id,
    host: action.host,
    describe: action.describe,
    state: row?.state ?? 'pending',
    attempts: row?.attempts ?? 0,
    startedAt: row?.startedAt ?? null,
    endedAt: row?.endedAt ?? null,
    ms: row?.ms ?? null,
    problem: problemOf(problems.findLast((p) => p.action === action.id)?.problem),
  }
}

/** Steps that ran though the plan does not list them keep their id as their text. */
function unplanned(rows: readonly StepRow[], planned: ReadonlySet<string>): PlannedStep[] {
  return rows
    .filter((row) => !planned.has(row.action))
    .map((row) => ({ id: row.action, host: row.host, describe: { ko: row.action, en: row.action } }))
}

function phasesOf(run: RunInput, plan: PlanInput | null, problems: readonly StepProblem[]): ReportPhase[] {
  const rows = new Map(run.steps.map((row) => [row.action, row]))
  const planned = new Set(plan?.phases.flatMap((phase) => phase.actions.map((action) => action.id)))
  const known = (plan?.phases ?? []).map(({ id, title, actions }) => ({ id, title, actions: actions as PlannedStep[] }))
  for (const id of new Set(run.steps.map((row) => row.phase))) {
    const extra = unplanned(
      run.steps.filter((row) => row.phase === id),
      planned,
    )
    const phase = known.find((p) => p.id === id)
    if (phase) phase.actions = [...phase.actions, ...extra]
    else known.push({ id, title: { ko: id, en: id }, actions: extra })
  }
  return known.map(({ id, title, actions }) => {
    const steps = actions.map((action) => stepOf(action, rows.get(action.id), problems))
    return { id, title, ms: elapsed(steps), steps }
  })
}

/** The run with every step that was planned, also those that never started. */
export function runPart(run: RunInput, plan: PlanInput | null, problems: readonly StepProblem[]): RunPart {
  return {
    id: run.id,
    state: run.state,
    startedBy: run.startedBy,
    startedAt: run.startedAt,
    endedAt: run.endedAt,
    ms: run.endedAt ? Math.max(0, millis(run.endedAt) - millis(run.startedAt)) : null,
    phases: phasesOf(run, plan, problems),
  }
}
