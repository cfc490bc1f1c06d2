'use client'

import type { Localized, Plan, Run, RunView } from '@astrago/contracts'
import { elapsed } from '../../lib/format.ts'
import { useSay } from '../../lib/locale.ts'
import { run as texts } from '../../texts/run.ts'
import { isTakenBack, isUndone } from './offers.ts'
import type { TimelinePhase } from './timeline.ts'

type Props = { view: RunView; phases: readonly TimelinePhase[]; now: number }

/** How the run stands, in one sentence; an estimate says where it comes from. */
export function RunSentence({ view, phases, now }: Props) {
  const say = useSay()
  const { run, plan, estimate } = view
  const passed = elapsed((run.endedAt ? Date.parse(run.endedAt) : now) - Date.parse(run.startedAt))
  const end = endOf(view)
  if (end) return say(end, { elapsed: passed })
  const basis = estimate.basedOnRuns > 0 ? say(texts.basisRuns, { n: estimate.basedOnRuns }) : say(texts.basisPlan)
  if (run.kind === 'undo') return say(texts.undoing, { ...countOf(phases), elapsed: passed })
  const left = say(texts.left, { elapsed: passed, left: elapsed(estimate.remainingMs), basis })
  return `${atWork(plan, phases, say)} ${left}`
}

function endOf(view: RunView): Localized | null {
  const { kind, state } = view.run
  if (kind === 'install' && isTakenBack(view)) return isUndone(view) ? texts.wasUndone : texts.partlyUndone
  if (state === 'running') return null
  return (kind === 'undo' ? ENDED_UNDOING : ENDED)[state]
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

function countOf(phases: readonly TimelinePhase[]): { done: number; total: number } {
  const hosts = phases.flatMap((phase) => phase.hosts)
  const sum = (key: 'done' | 'total') => hosts.reduce((count, host) => count + host[key], 0)
  return { done: sum('done'), total: sum('total') }
}

function atWork(plan: Plan, phases: readonly TimelinePhase[], say: ReturnType<typeof useSay>): string {
  const current = phases.find(({ state }) => state === 'running')
  const title = plan.phases.find(({ id }) => id === current?.id)?.title
  return title ? say(texts.running, { phase: say(title) }) : say(texts.starting)
}
