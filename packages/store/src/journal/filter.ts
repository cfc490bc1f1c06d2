import type { JournalEvent, LogEvent, LogFilter, LogLevel, LogLine } from '@astrago/contracts'
import type { z } from 'zod'

export type Filter = z.infer<typeof LogFilter>

const LEVELS: readonly LogLevel[] = ['info', 'warn', 'error']

/** Whether the event is of the host and step asked for; a level asks for that one and those above it. */
export function passes(event: JournalEvent, { host, step, level }: Filter): boolean {
  if (host !== undefined && !('host' in event && event.host === host)) return false
  if (step !== undefined && !('step' in event && event.step === step)) return false
  return level === undefined || (event.kind === 'log' && LEVELS.indexOf(event.level) >= LEVELS.indexOf(level))
}

/** The lines of a log event that hold `search`, in whatever case; all of them without one. */
export function matchingLines(event: LogEvent, search = ''): LogLine[] {
  const needle = search.toLowerCase()
  if (!event.text.toLowerCase().includes(needle)) return []
  const { n, at, host, step, level } = event
  return event.text
    .split('\n')
    .map((text, i) => ({ n: n + i, at, host, step, level, text }))
    .filter(({ text }) => text.toLowerCase().includes(needle))
}
