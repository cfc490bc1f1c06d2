import { explain, type JournalEvent, type Locale } from '@astrago/contracts'
import { type Filter, matchingLines, passes } from './filter.ts'
import { type JournalBytes, readPieces } from './lines.ts'

const PIECE_BYTES = 262_144

/** One line of text per line of the journal: number, time, host, step, level or state, text. */
export async function* journalText(source: JournalBytes, filter: Filter, locale: Locale): AsyncGenerator<string> {
  for await (const piece of readPieces(source, 0, PIECE_BYTES)) {
    const wanted = piece.filter(({ event }) => passes(event, filter))
    const text = wanted.map(({ event }) => eventText(event, filter.search, locale)).join('')
    if (text !== '') yield text
  }
}

function eventText(event: JournalEvent, search: string | undefined, locale: Locale): string {
  if (event.kind === 'log') {
    const lines = matchingLines(event, search)
    return lines.map(({ n, at, host, step, level, text }) => row(n, at, host, step, level, text)).join('')
  }
  if (search) return ''
  const host = 'host' in event ? event.host : '-'
  const step = 'step' in event ? event.step : 'phase' in event ? event.phase : '-'
  const problem = 'problem' in event && event.problem ? explain(event.problem, locale).what : ''
  const state = 'state' in event ? event.state : event.kind
  return row(event.n, event.at, host, step, `[${state}]`, problem)
}

function row(n: number, at: number, ...rest: string[]): string {
  return `${n} ${new Date(at).toISOString()} ${rest.join(' ').trimEnd()}\n`
}
