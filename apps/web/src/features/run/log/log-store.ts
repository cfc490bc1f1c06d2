import type { JournalEvent, LogEvent, LogLevel } from '@astrago/contracts'

/** A line as it is drawn. */
export type Row = { n: number; at: number; host: string; step: string; level: LogLevel; text: string }

/** A log event kept as it came: one text for all its lines, split only while they are in view. */
type Chunk = { first: number; event: LogEvent }

/**
 * The log lines of a run in memory. What is kept are the events, not lines, so that two hundred thousand lines are a few
 * thousand objects. Rows are counted from 0; steps and phases, which have numbers of their own, are no rows.
 */
export class LogStore {
  readonly #chunks: Chunk[] = []
  #rows = 0
  #next = 1
  #lost = 0
  #split: { chunk: Chunk; lines: string[] } | null = null

  get rows(): number {
    return this.#rows
  }

  /** Numbers that never came. */
  get lost(): number {
    return this.#lost
  }

  /** Takes events in order; what it has already is left out, what is missing is counted. */
  take(events: readonly JournalEvent[]): void {
    for (const event of events) {
      if (event.n < this.#next) continue
      this.#lost += event.n - this.#next
      const lines = event.kind === 'log' ? event.lines : 1
      this.#next = event.n + lines
      if (event.kind !== 'log') continue
      this.#chunks.push({ first: this.#rows, event })
      this.#rows += lines
    }
  }

  /** @throws RangeError when there is no such row */
  row(index: number): Row {
    const chunk = this.#chunkAt(index)
    if (!chunk) throw new RangeError(`row ${index} of ${this.#rows}`)
    if (this.#split?.chunk !== chunk) this.#split = { chunk, lines: chunk.event.text.split('\n') }
    const { n, at, host, step, level } = chunk.event
    const offset = index - chunk.first
    return { n: n + offset, at, host, step, level, text: this.#split.lines[offset] ?? '' }
  }

  /** The row of a line number; of one that is no log line, the row after it. */
  rowOf(n: number): number {
    const chunk = this.#search((candidate) => candidate.event.n <= n)
    if (!chunk) return 0
    return Math.min(this.#rows - 1, chunk.first + Math.min(n - chunk.event.n, chunk.event.lines))
  }

  #chunkAt(index: number): Chunk | undefined {
    if (index < 0 || index >= this.#rows) return undefined
    return this.#search((candidate) => candidate.first <= index)
  }

  /** The last chunk for which `before` holds. */
  #search(before: (chunk: Chunk) => boolean): Chunk | undefined {
    let low = 0
    let high = this.#chunks.length
    while (low < high) {
      const middle = (low + high) >> 1
      const chunk = this.#chunks[middle]
      if (chunk && before(chunk)) low = middle + 1
      else high = middle
    }
    return this.#chunks[low - 1]
  }
}
