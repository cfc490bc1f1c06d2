'use client'

import { type Localized, type Plan, type Run, type RunView, roughDuration } from '@astrago/contracts'
import { roughly } from '../../lib/format.ts'
import { useLocale, useSay } from '../../lib/locale.ts'
import { run as texts } from '../../texts/run.ts'
import { isTakenBack, isUndone } from './offers.ts'
import type { TimelinePhase } from './timeline.ts'

type Props = {
  view: RunView
  phases: readonly TimelinePhase[]
  /** The phase that the run is in. */
  phase: string | null
  now: number
}

/** How the run stands, in one sentence; an estimate says where it comes from. */
export function RunSentence({ view, phases, phase, now }: Props) {
  const say = useSay()
  const locale = useLocale()
  const { run, plan, estimate } = view
  const passed = roughDuration((run.endedAt ? Date.parse(run.endedAt) : now) - Date.parse(run.startedAt), locale)
  const end = endOf(view)
  if (end) return say(end, { passed })
  const undoing = run.kind === 'undo'
  const unmeasured = undoing ? texts.basisUndo : texts.basisPlan
  const basis = say(estimate.basedOnRuns > 0 ? texts.basisRuns : unmeasured, { n: estimate.basedOnRuns })
  const left = roughly(estimate.remainingMs)
  const words = left > 0 ? texts.left : texts.overdue
  const doing = undoing ? say(texts.undoing, countOf(phases)) : atWork(plan, phase, say)
  return `${doing} ${say(words, { passed, left: roughDuration(left, locale), basis })}`
}

function endOf(view: RunView): Localized | null {
  const { kind, state } = view.run
  if (kind === 'install' && isTakenBack(view)) return isUndone(view) ? texts.wasUndone : texts.partlyUndone
  if (state === 'running') return null
  return ENDS[kind][state]
}

const ENDED: Record<Exclude<Run['state'], 'running'>, Localized> = {
  done: texts.done,
  failed: texts.failed,
  cancelled: texts.cancelled,
  interrupted: texts.interrupted,
}

const ENDED_UNDOING: typeof ENDED = {
  done: texts.undone,
  failed: texts.failed,
  cancelled: texts.undoingCancelled,
  interrupted: texts.undoingInterrupted,
}

const ENDED_FIXING: typeof ENDED = {
  done: texts.fixed,
  failed: texts.failed,
  cancelled: texts.fixingCancelled,
  interrupted: texts.fixingInterrupted,
}

const ENDS: Record<Run['kind'], typeof ENDED> = {
  preflight: ENDED,
  install: ENDED,
  undo: ENDED_UNDOING,
  fix: ENDED_FIXING,
  'undo-fixes': { ...ENDED_FIXING, done: texts.undone },
}

function countOf(phases: readonly TimelinePhase[]): { done: number; total: number } {
  const hosts = phases.flatMap((phase) => phase.hosts)
  const sum = (key: 'done' | 'total') => hosts.reduce((count, host) => count + host[key], 0)
  return { done: sum('done'), total: sum('total') }
}

function atWork(plan: Plan, phase: string | null, say: ReturnType<typeof useSay>): string {
  const title = plan.phases.find(({ id }) => id === phase)?.title
  return title ? say(texts.running, { phase: say(title) }) : say(texts.starting)
}
