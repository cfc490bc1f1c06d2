import type { Mark } from '@astrago/contracts'
import { type JournalBytes, parseLine, readLines } from './lines.ts'

const PIECE_BYTES = 1_048_576
const NEWLINE = 10
/** Behind the number and the time stands the kind, as the writer lays events out. */
const HEAD_BYTES = 80
const IS_LOG = /^\{"n":\d+,"at":\d+,"kind":"log"/

/**
 * Everything in a journal but its log lines, in order; these many are passed over without being parsed. Lets other work
 * in between the pieces.
 * @throws JOURNAL_DAMAGED
 */
export async function* markEvents(source: JournalBytes): AsyncGenerator<Mark> {
  for (let at = 0; at < source.end; ) {
    const bytes = await readLines(source, at, PIECE_BYTES)
    for (let start = 0; start < bytes.length; ) {
      const end = bytes.indexOf(NEWLINE, start)
      if (!IS_LOG.test(bytes.toString('latin1', start, Math.min(end, start + HEAD_BYTES)))) {
        const event = parseLine(source, bytes.subarray(start, end), at + start)
        if (event.kind !== 'log') yield event
      }
      start = end + 1
    }
    at += bytes.length
  }
}
