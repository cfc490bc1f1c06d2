import { type FileHandle, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { JournalEvent, LogFilter, Mark, MarkWords, NewEvent } from '@astrago/contracts'
import { findLine, type JournalBytes, parseLines, readLines } from './lines.ts'
import { markEvents } from './marks.ts'
import { findTail } from './recover.ts'
import { type SearchOptions, type SearchResult, searchLines } from './search.ts'
import { journalText } from './text.ts'
import { JournalWriter, writeError } from './writer.ts'

const NEWLINE = 10
const COMMA = 44
const BATCH_BYTES = 262_144
const RANGE_BYTES = 65_536

export type RawBatch = {
  /** Whole events as JSON, in UTF-8, with a comma between: `[` and `]` around them make the array. May be empty. */
  events: Buffer
  /** The number to come when nothing else is written at the moment, null when more follows at once. */
  next: number | null
}

/**
 * The events of one run in one file: a line of JSON each, beginning with its number. One process writes it, through one
 * FileJournal; any number may read it here while it grows. A reader never holds more than a batch, and the writer never
 * waits for one.
 */
export class FileJournal {
  readonly #file: FileHandle
  readonly #path: string
  readonly #writer: JournalWriter
  readonly #wake = new Set<() => void>()
  #closed = false
  /** Bytes of a half-written end that were cut off when the file was opened; 0 as a rule. */
  readonly cutBytes: number

  private constructor(file: FileHandle, path: string, tail: { end: number; next: number }, cutBytes: number) {
    this.#file = file
    this.#path = path
    this.cutBytes = cutBytes
    this.#writer = new JournalWriter({ file, path, ...tail, onWritten: () => this.#wakeReaders() })
  }

  /**
   * Opens or makes the journal at `path`; what the last writer left half written at its end is cut off.
   * @throws JOURNAL_DAMAGED, STORE_DISK_FULL, STORE_WRITE_FAILED
   */
  static async open(path: string): Promise<FileJournal> {
    const file = await open(path, 'a+', 0o600).catch((cause) => Promise.reject(writeError(path, cause)))
    try {
      const tail = await findTail(file, path)
      const { size } = await file.stat()
      if (size > tail.end) await file.truncate(tail.end)
      if (size === 0) await syncFolder(dirname(path))
      return new FileJournal(file, path, tail, size - tail.end)
    } catch (error) {
      await file.close()
      throw error
    }
  }

  /** The number to come; one less is how many lines there are. */
  get next(): number {
    return this.#writer.written.next
  }

  /**
   * Numbers the event, writes it and gives its number. A log event resolves when it is in the file (a killed process
   * loses nothing) and is synced to the disk within 200 ms; all others resolve when they are synced.
   * @throws STORE_DISK_FULL, STORE_WRITE_FAILED; the event is then not in the file, and readers never saw it
   */
  append(event: NewEvent): Promise<number> {
    return this.#writer.append(event)
  }

  /** Events from the one that covers `from`, in order, up to about `maxBytes` of the file but at least one. */
  async read(from: number, { maxBytes = BATCH_BYTES }: { maxBytes?: number } = {}): Promise<JournalEvent[]> {
    const source = this.#bytes()
    const offset = await findLine(source, from)
    const lines = await readLines(source, offset, maxBytes)
    return [...parseLines(source, lines, offset)].map(({ event }) => event)
  }

  /** Events that cover `lines` numbers from `from`, as far as they are written; the first and the last may reach beyond. */
  async readRange(from: number, lines: number): Promise<JournalEvent[]> {
    const source = this.#bytes()
    const events: JournalEvent[] = []
    for (let offset = await findLine(source, from); offset < source.end; ) {
      const piece = await readLines(source, offset, RANGE_BYTES)
      for (const { event } of parseLines(source, piece, offset)) {
        if (event.n >= from + lines) return events
        events.push(event)
      }
      offset += piece.length
    }
    return events
  }

  /** Every event from the one that covers `from`, then those to come, until `signal` aborts or the journal closes. */
  async *follow(from: number, signal: AbortSignal): AsyncGenerator<JournalEvent> {
    for await (const { events } of this.followRaw(from, signal)) {
      if (events.length > 0) yield* JSON.parse(`[${events.toString('utf8')}]`) as JournalEvent[]
    }
  }

  /**
   * As `follow`, in the bytes of the file, which a socket sends as they are. Begins with an empty batch when there is
   * nothing to read yet. A `from` behind the end (the tail was lost in a power cut) begins with the next event.
   */
  async *followRaw(from: number, signal: AbortSignal, maxBytes = BATCH_BYTES): AsyncGenerator<RawBatch> {
    let offset = await findLine(this.#bytes(), from)
    if (offset === this.#writer.written.end) yield { events: Buffer.alloc(0), next: this.next }
    while (!signal.aborted && !this.#closed) {
      const lines = await readLines(this.#bytes(), offset, maxBytes)
      offset += lines.length
      if (lines.length === 0) await this.#writtenBehind(offset, signal)
      else yield { events: withCommas(lines), next: offset === this.#writer.written.end ? this.next : null }
    }
  }

  /** Lines that pass the filter, from a number on; reads the file in pieces and keeps nothing of it. */
  search(options: SearchOptions, words: MarkWords): Promise<SearchResult> {
    return searchLines(this.#bytes(), this.next, options, words)
  }

  /** What began and ended so far, in order, without the log between. @throws JOURNAL_DAMAGED */
  marks(): AsyncGenerator<Mark> {
    return markEvents(this.#bytes())
  }

  /** The journal as text for people, in pieces of many lines. */
  text(filter: LogFilter, words: MarkWords): AsyncGenerator<string> {
    return journalText(this.#bytes(), filter, words)
  }

  /** Ends the followers, writes what is left and closes the file. */
  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    this.#wakeReaders()
    try {
      await this.#writer.flush()
    } finally {
      await this.#file.close()
    }
  }

  #bytes(): JournalBytes {
    return { file: this.#file, path: this.#path, end: this.#writer.written.end }
  }

  /** Checks and registers in one go: a write between the two would not wake the reader. */
  #writtenBehind(offset: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (offset < this.#writer.written.end || signal.aborted || this.#closed) return resolve()
      const wake = (): void => {
        this.#wake.delete(wake)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      this.#wake.add(wake)
      signal.addEventListener('abort', wake)
    })
  }

  #wakeReaders(): void {
    for (const wake of this.#wake) wake()
  }
}

/** A new file is safe from a power cut only when its name is, too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

function withCommas(lines: Buffer): Buffer {
  const events = lines.subarray(0, -1)
  for (let at = events.indexOf(NEWLINE); at >= 0; at = events.indexOf(NEWLINE, at + 1)) events[at] = COMMA
  return events
}
