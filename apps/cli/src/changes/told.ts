import type { Locale, NewEvent, Plan } from '@astrago/contracts'
import type { Journal } from '@astrago/jobs'
import { visible } from '@astrago/reports'
import type { Io } from '../command.ts'

const SIGNS: Readonly<Record<string, string>> = { done: '✓', already: '✓', failed: '✕', cancelled: '-' }

/** A journal that is read as it is written, by the person at the terminal. */
export function toldJournal({ err }: Pick<Io, 'err'>, { phases }: Plan, locale: Locale): Journal {
  const actions = new Map(phases.flatMap((phase) => phase.actions.map((action) => [action.id, action])))
  const textOf = (event: NewEvent): string | null => {
    if (event.kind === 'log') return event.text.replace(/^/gm, '    ')
    if (event.kind !== 'step' || !SIGNS[event.state]) return null
    return `  ${SIGNS[event.state]} ${event.host}  ${actions.get(event.step)?.describe[locale] ?? event.step}`
  }
  return {
    async append(event) {
      const text = textOf(event)
      if (text !== null) err(`${visible(text)}\n`)
    },
  }
}
