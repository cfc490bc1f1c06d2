import type { LogFilter, LogLine, MarkWords } from '@astrago/contracts'
import { linesFound } from './filter.ts'
import { findLine, type JournalBytes, readPieces } from './lines.ts'

/** Small enough that working through it holds the event loop for a few milliseconds only. */
const PIECE_BYTES = 262_144

export type SearchOptions = LogFilter & { from?: number; limit?: number; signal?: AbortSignal }
export type SearchResult = {
  lines: LogLine[]
  /** Where to go on; null when the end was reached. */
  next: number | null
  /** Numbers given so far: the lines of the journal, other events counting as one each. */
  total: number
}

/** @throws the signal's reason when it aborts */
export async function searchLines(
  source: JournalBytes,
  next: number,
  options: SearchOptions,
  words: MarkWords,
): Promise<SearchResult> {
  const { from = 1, limit = 500, signal, ...filter } = options
  const lines: LogLine[] = []
  for await (const piece of readPieces(source, await findLine(source, from), PIECE_BYTES)) {
    signal?.throwIfAborted()
    for (const { event } of piece) {
      lines.push(...linesFound(event, filter, words).filter(({ n }) => n >= from))
      if (lines.length > limit) return { lines: lines.slice(0, limit), next: lines[limit]?.n ?? null, total: next - 1 }
    }
  }
  return { lines, next: null, total: next - 1 }
}
