import type { LogFilter, LogLine, MarkWords } from '@astrago/contracts'
import { linesFound } from './filter.ts'
import { type JournalBytes, readPieces } from './lines.ts'

const PIECE_BYTES = 262_144

/** One line of text per line of the log: number, time, host, step or phase, level, text. */
export async function* journalText(source: JournalBytes, filter: LogFilter, words: MarkWords): AsyncGenerator<string> {
  for await (const piece of readPieces(source, 0, PIECE_BYTES)) {
    const text = piece.map(({ event }) => linesFound(event, filter, words).map(row).join('')).join('')
    if (text !== '') yield text
  }
}

function row({ n, at, host, step, level, text }: LogLine): string {
  return `${[n, new Date(at).toISOString(), host || '-', step || '-', level, text].join(' ').trimEnd()}\n`
}
