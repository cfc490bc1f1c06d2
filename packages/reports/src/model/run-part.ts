import { explain, type Localized, type Plan, type Problem, type Run, type StepRow } from '@astrago/contracts'
import type { ReportPhase, ReportProblem, ReportStep, RunPart, UndoPart } from './model.ts'

export type StepProblem = { action: string; problem: Problem }

/** What a report reads of a run and of its plan. */
export type RunInput = Pick<Run, 'id' | 'state' | 'startedBy' | 'startedAt' | 'endedAt' | 'steps'> & {
  /** The newest undoing of it. */
  undo?: UndoPart | null
  /** Why attempts of a step failed, and why it could not be undone: of each step the last one counts. */
  problems?: readonly StepProblem[]
  undoProblems?: readonly StepProblem[]
}
export type PlanInput = Pick<Plan, 'hash' | 'createdAt' | 'phases' | 'warnings'>

type PlannedStep = { id: string; host: string; describe: Localized }

const millis = (time: string): number => Date.parse(time)

/** Wall clock time from the first start to the last end; null while nothing has ended. */
function elapsed(steps: readonly ReportStep[]): number | null {
  const starts = steps.flatMap((s) => (s.startedAt ? [millis(s.startedAt)] : []))
  const ends = steps.flatMap((s) => (s.endedAt ? [millis(s.endedAt)] : []))
  return starts.length && ends.length ? Math.max(0, Math.max(...ends) - Math.min(...starts)) : null
}

/** The last of the problems of an action counts. */
function lastOf(problems: readonly StepProblem[] = [], action: string): ReportProblem | null {
  const problem = problems.findLast((each) => each.action === action)?.problem
  if (!problem) return null
  const [ko, en] = [explain(problem, 'ko'), explain(problem, 'en')]
  const both = (part: 'what' | 'cause' | 'fix'): Localized => ({ ko: ko[part], en: en[part] })
  return { code: problem.code, what: both('what'), cause: both('cause'), fix: both('fix') }
}

function stepOf(action: PlannedStep, row: StepRow | undefined, run: RunInput): ReportStep {
  return {
    action: action.id,
    host: action.host,
    describe: action.describe,
    state: row?.state ?? 'pending',
    attempts: row?.attempts ?? 0,
    startedAt: row?.startedAt ?? null,
    endedAt: row?.endedAt ?? null,
    ms: row?.ms ?? null,
    problem: lastOf(run.problems, action.id),
    undoProblem: run.undo ? lastOf(run.undoProblems, action.id) : null,
  }
}

/** Steps that ran though the plan does not list them keep their id as their text. */
function unplanned(rows: readonly StepRow[], planned: ReadonlySet<string>): PlannedStep[] {
  return rows
    .filter((row) => !planned.has(row.action))
    .map((row) => ({ id: row.action, host: row.host, describe: { ko: row.action, en: row.action } }))
}

function phasesOf(run: RunInput, plan: PlanInput | null): ReportPhase[] {
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
    const steps = actions.map((action) => stepOf(action, rows.get(action.id), run))
    return { id, title, ms: elapsed(steps), steps }
  })
}

/** The run with every step that was planned, also those that never started. */
export function runPart(run: RunInput, plan: PlanInput | null): RunPart {
  return {
    id: run.id,
    state: run.state,
    startedBy: run.startedBy,
    startedAt: run.startedAt,
    endedAt: run.endedAt,
    ms: run.endedAt ? Math.max(0, millis(run.endedAt) - millis(run.startedAt)) : null,
    phases: phasesOf(run, plan),
    undo: run.undo ?? null,
  }
}
