import {
  type JournalEvent,
  type LogEvent,
  type LogFilter,
  type LogLevel,
  type LogLine,
  type Mark,
  type MarkWords,
  markLevel,
} from '@astrago/contracts'

const LEVELS: readonly LogLevel[] = ['info', 'warn', 'error']

/**
 * The lines of an event that pass the filter, as the log shows them: a mark is the line that `words` makes of it. A level
 * asks for that one and those above it, a search for its text in whatever case.
 */
export function linesFound(event: JournalEvent, filter: LogFilter, words: MarkWords): LogLine[] {
  if (!passes(event, filter)) return []
  return event.kind === 'log' ? matchingLines(event, filter.search) : matchingMark(event, filter.search, words)
}

function passes(event: JournalEvent, { host, step, level }: LogFilter): boolean {
  if (host !== undefined && !('host' in event && event.host === host)) return false
  if (step !== undefined && !('step' in event && event.step === step)) return false
  if (level === undefined) return true
  return LEVELS.indexOf(event.kind === 'log' ? event.level : markLevel(event)) >= LEVELS.indexOf(level)
}

function matchingLines(event: LogEvent, search = ''): LogLine[] {
  const needle = search.toLowerCase()
  if (!event.text.toLowerCase().includes(needle)) return []
  const { n, at, host, step, level } = event
  return event.text
    .split('\n')
    .map((text, i) => ({ n: n + i, at, host, step, level, text }))
    .filter(({ text }) => text.toLowerCase().includes(needle))
}

function matchingMark(mark: Mark, search = '', words: MarkWords): LogLine[] {
  const { host, text, tone } = words(mark)
  if (!text.toLowerCase().includes(search.toLowerCase())) return []
  const step = 'step' in mark ? mark.step : 'phase' in mark ? mark.phase : ''
  return [{ n: mark.n, at: mark.at, host, step, level: markLevel(mark), text, tone }]
}
