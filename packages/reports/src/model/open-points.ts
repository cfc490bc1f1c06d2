import type { Localized, StepState } from '@astrago/contracts'
import { isWaived } from './judge.ts'
import type {
  OpenPoint,
  PreflightPart,
  ReportProblem,
  ReportStep,
  ReportVerdict,
  ReportWaiver,
  RunPart,
} from './model.ts'

const STEP_STATES: Record<StepState, Localized | null> = {
  done: null,
  already: null,
  pending: { ko: '실행하지 않았습니다.', en: 'It has not run.' },
  running: { ko: '실행 중에 멈췄거나 아직 실행 중입니다.', en: 'It is still running, or stopped while it ran.' },
  failed: { ko: '실패했습니다.', en: 'It failed.' },
  cancelled: { ko: '취소되었습니다.', en: 'It was cancelled.' },
  undone: { ko: '되돌렸습니다.', en: 'It was undone.' },
}

function lapsedText({ who, reason, lapse }: ReportWaiver): Localized | null {
  return lapse && { ko: `${lapse.text.ko} (${who}: ${reason})`, en: `${lapse.text.en} (${who}: ${reason})` }
}

function ofVerdict(verdict: ReportVerdict, preflight: PreflightPart): OpenPoint[] {
  if (verdict.status === 'pass' || verdict.settled || isWaived(verdict)) return []
  const check = preflight.checks.find((c) => c.id === verdict.check)
  return [
    {
      kind: verdict.status,
      blocking: verdict.blocking,
      host: verdict.host,
      subject: verdict.check,
      outcome: verdict.outcome,
      title: check?.title ?? { ko: verdict.check, en: verdict.check },
      message: verdict.message,
      fix: verdict.fix,
      found: verdict.found,
      wanted: verdict.wanted,
      fieldLabel: check?.fieldLabel ?? null,
      lapsed: verdict.waiver && lapsedText(verdict.waiver),
    },
  ]
}

function ofStep(step: ReportStep): OpenPoint[] {
  const message = STEP_STATES[step.state]
  return message ? [openStep(step, message, step.state === 'failed' ? step.problem : null)] : []
}

/** Of an installation whose undoing did not come to its end: one for each host, with what kept its last step from it. */
function ofLeftSteps(steps: readonly ReportStep[]): OpenPoint[] {
  const left = steps.filter(({ attempts, state }) => attempts > 0 && state !== 'undone' && state !== 'already')
  return [...Map.groupBy(left, ({ host }) => host).values()].flatMap((mine) => {
    const [step] = mine
    const n = mine.length
    const problem = mine.findLast(({ undoProblem }) => undoProblem !== null)?.undoProblem ?? null
    const title = { ko: `되돌리지 않은 작업 ${n}개`, en: n === 1 ? '1 action not undone' : `${n} actions not undone` }
    return step ? [{ ...openStep({ ...step, describe: title }, AGAIN, problem), blocking: false }] : []
  })
}

const AGAIN: Localized = { ko: '되돌리기를 다시 실행하십시오.', en: 'Undo again.' }

function openStep(step: ReportStep, message: Localized, problem: ReportProblem | null): OpenPoint {
  return {
    kind: 'step',
    blocking: step.state === 'failed',
    host: step.host,
    subject: step.action,
    outcome: '',
    title: step.describe,
    message: problem?.what ?? message,
    fix: problem?.fix ?? null,
    found: '',
    wanted: '',
    fieldLabel: null,
    lapsed: null,
  }
}

function ofRun({ phases, undo }: RunPart): OpenPoint[] {
  const steps = phases.flatMap((phase) => phase.steps)
  if (!undo) return steps.flatMap(ofStep)
  return undo.state === 'done' || undo.state === 'running' ? [] : ofLeftSteps(steps)
}

const KIND_ORDER: readonly OpenPoint['kind'][] = ['fail', 'step', 'unknown', 'warn']

/** What is still to be done, what blocks first, then as the checks and steps come. */
export function openPoints(preflight: PreflightPart | null, run: RunPart | null): OpenPoint[] {
  const points = [
    ...(preflight?.verdicts.flatMap((verdict) => ofVerdict(verdict, preflight)) ?? []),
    ...(run ? ofRun(run) : []),
  ]
  const rank = (p: OpenPoint): number => (p.blocking ? 0 : KIND_ORDER.length) + KIND_ORDER.indexOf(p.kind)
  return points.sort((a, b) => rank(a) - rank(b))
}
