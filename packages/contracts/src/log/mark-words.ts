import { z } from 'zod'
import { roughDuration } from '../duration.ts'
import { explain } from '../errors.ts'
import type { JournalEvent, LogEvent, LogLevel, RunKind } from '../events.ts'
import type { Plan } from '../plans.ts'
import { type Locale, say } from '../text.ts'
import { MARK_PHASES, MARK_RETRIED, MARK_RUN, MARK_STEPS, MARK_UNDOING } from './mark-texts.ts'

/** What a journal holds besides log lines: what began and ended. */
export type Mark = Exclude<JournalEvent, LogEvent>

export const MarkTone = z.enum(['pass', 'fail', 'warn', 'plain'])
export type MarkTone = z.infer<typeof MarkTone>

/** A mark as a line of the log; `host` is empty where it is about no host. */
export type MarkLine = { host: string; text: string; tone: MarkTone }
export type MarkWords = (mark: Mark) => MarkLine

const TONES: Readonly<Record<string, MarkTone>> = {
  done: 'pass',
  already: 'pass',
  undone: 'pass',
  judged: 'pass',
  failed: 'fail',
  cancelled: 'warn',
  interrupted: 'warn',
}

const isRetried = (mark: Mark): boolean => mark.kind === 'step' && mark.again === true

const toneOf = (mark: Mark): MarkTone => (isRetried(mark) ? 'warn' : (TONES[stateOf(mark)] ?? 'plain'))

/** A run's journal has no events of a preflight; where one is shown all the same, its name has to do. */
const stateOf = (mark: Mark): string => ('state' in mark ? mark.state : mark.kind)

const LEVELS: Readonly<Record<MarkTone, LogLevel>> = { pass: 'info', plain: 'info', warn: 'warn', fail: 'error' }

/** A failure is an error, or a warning where another try follows; so is a run or a step that did not come to its end. */
export const markLevel = (mark: Mark): LogLevel => LEVELS[toneOf(mark)]

/** Says in words what the marks in a run's log are, by the plan that it follows; without one their ids have to do. */
export function markWords(kind: RunKind, plan: Pick<Plan, 'phases'> | null, locale: Locale): MarkWords {
  const steps = kind === 'undo' ? MARK_UNDOING : MARK_STEPS
  const planned = plan?.phases ?? []
  const phases = new Map(planned.map(({ id, title }) => [id, title[locale]]))
  const actions = new Map(planned.flatMap((phase) => phase.actions.map(({ id, describe }) => [id, describe[locale]])))
  const head = (mark: Mark): string => {
    if (mark.kind === 'step') {
      const words = isRetried(mark) ? MARK_RETRIED : steps[mark.state]
      return say(words, locale, { what: actions.get(mark.step) ?? mark.step })
    }
    if (mark.kind === 'phase')
      return say(MARK_PHASES[mark.state], locale, { what: phases.get(mark.phase) ?? mark.phase })
    return mark.kind === 'run' ? say(MARK_RUN[mark.state], locale) : stateOf(mark)
  }
  return (mark) => ({
    host: 'host' in mark ? mark.host : '',
    text: [head(mark), ...tail(mark, locale)].join(' '),
    tone: toneOf(mark),
  })
}

/** How long it took, where that is worth a word, and what went wrong. */
function tail(mark: Mark, locale: Locale): string[] {
  const ms = 'ms' in mark ? (mark.ms ?? 0) : 0
  const problem = 'problem' in mark ? mark.problem : undefined
  return [
    ...(ms >= 1000 ? [`(${roughDuration(ms, locale)})`] : []),
    ...(problem ? [`— ${explain(problem, locale).what}`] : []),
  ]
}
