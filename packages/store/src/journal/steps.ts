import type { StepEvent } from '@astrago/contracts'
import { type JournalBytes, parseLine, readLines } from './lines.ts'

const PIECE_BYTES = 1_048_576
const NEWLINE = 10
/** Behind the number and the time stands the kind, as the writer lays events out. */
const HEAD_BYTES = 80
const MARK = '"kind":"step"'

/**
 * The step events of a journal, in order. The many log lines between are passed over without being parsed. Lets other
 * work in between the pieces.
 * @throws JOURNAL_DAMAGED
 */
export async function* stepEvents(source: JournalBytes): AsyncGenerator<StepEvent> {
  for (let at = 0; at < source.end; ) {
    const bytes = await readLines(source, at, PIECE_BYTES)
    for (let start = 0; start < bytes.length; ) {
      const end = bytes.indexOf(NEWLINE, start)
      if (bytes.toString('latin1', start, Math.min(end, start + HEAD_BYTES)).includes(MARK)) {
        const event = parseLine(source, bytes.subarray(start, end), at + start)
        if (event.kind === 'step') yield event
      }
      start = end + 1
    }
    at += bytes.length
  }
}
