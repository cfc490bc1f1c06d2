import { explain, type Locale, type Localized, type Plan } from '@astrago/contracts'
import { duration, format } from '../../../lib/format.ts'
import { MARK_PHASES, MARK_RUN, MARK_STEPS } from '../../../texts/run.ts'
import type { MarkRow } from './log-store.ts'

export type MarkTone = 'pass' | 'fail' | 'warn' | 'plain'

const TONES: Readonly<Record<string, MarkTone>> = {
  done: 'pass',
  already: 'pass',
  undone: 'pass',
  judged: 'pass',
  failed: 'fail',
  cancelled: 'warn',
  interrupted: 'warn',
}

type Event = MarkRow['event']
type Words = { host: string; text: string; tone: MarkTone }

/** A run's journal has no events of a preflight; where one is shown all the same, its name has to do. */
const stateOf = (event: Event): string => ('state' in event ? event.state : event.kind)

/** Says in words what the marks in a run's log are, by the plan that it follows. */
export function markWords(plan: Plan, locale: Locale): (row: MarkRow) => Words {
  const phases = new Map(plan.phases.map(({ id, title }) => [id, title]))
  const actions = new Map(plan.phases.flatMap((phase) => phase.actions.map(({ id, describe }) => [id, describe])))
  const words = (text: Localized, what = '') => format(text, locale, { what })
  const head = (event: Event): string => {
    if (event.kind === 'step') return words(MARK_STEPS[event.state], actions.get(event.step)?.[locale] ?? event.step)
    if (event.kind === 'phase') return words(MARK_PHASES[event.state], phases.get(event.phase)?.[locale] ?? event.phase)
    return event.kind === 'run' ? words(MARK_RUN[event.state]) : stateOf(event)
  }
  return ({ event }) => ({
    host: 'host' in event ? event.host : '',
    text: [head(event), ...tail(event, locale)].join(' '),
    tone: TONES[stateOf(event)] ?? 'plain',
  })
}

/** How long it took, where that is worth a word, and what went wrong. */
function tail(event: Event, locale: Locale): string[] {
  const ms = 'ms' in event ? (event.ms ?? 0) : 0
  const problem = 'problem' in event ? event.problem : undefined
  return [
    ...(ms >= 1000 ? [`(${duration(ms, locale)})`] : []),
    ...(problem ? [`— ${explain(problem, locale).what}`] : []),
  ]
}
