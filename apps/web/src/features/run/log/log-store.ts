import { type JournalEvent, type LogEvent, type LogLine, type Mark, nextNumber } from '@astrago/contracts'

export type LineRow = LogLine & { kind: 'line' }
/** What is no line of a host: a step, a phase or the run itself began or ended. */
type MarkRow = { kind: 'mark'; n: number; at: number; event: Mark }
export type Row = LineRow | MarkRow

/** How many numbers are kept and let go together, and fetched at once. */
export const BLOCK = 500
/** About thirty thousand lines: more than anybody scrolls through, and a few megabytes. */
const MOST_BLOCKS = 60

type Block = { rows: (Row | undefined)[]; filled: number }

/**
 * The part of a run's journal that is in memory. Every number of the journal is a row, so that row and number are one;
 * of all rows only the blocks that were looked at or came last are held, the others are fetched again by their numbers.
 */
export class LogStore {
  /** By the block's index, the one used longest ago first. */
  readonly #blocks = new Map<number, Block>()
  #total = 0
  #lost = 0

  /** How many numbers the journal has given, whether or not they are here. */
  get total(): number {
    return this.#total
  }

  /** Numbers that were left out by what came live. */
  get lost(): number {
    return this.#lost
  }

  get held(): number {
    return [...this.#blocks.values()].reduce((sum, { filled }) => sum + filled, 0)
  }

  /** The journal has at least so many numbers; what they are may be asked for later. */
  grow(total: number): void {
    this.#total = Math.max(this.#total, total)
  }

  /** What stands from number `n` on is no more. */
  cut(n: number): void {
    if (n > this.#total) return
    for (const [index, block] of this.#blocks) {
      const first = index * BLOCK + 1
      if (first >= n) this.#blocks.delete(index)
      else if (first + block.rows.length > n) {
        block.rows.length = n - first
        block.filled = block.rows.filter((row) => row !== undefined).length
      }
    }
    this.#total = n - 1
  }

  /** Takes events as they come live: each takes the place of everything from its number on. */
  take(events: readonly JournalEvent[]): void {
    const [first] = events
    if (!first) return
    if (this.#total > 0) this.#lost += Math.max(0, first.n - this.#total - 1)
    this.cut(first.n)
    this.put(events)
  }

  /** Takes events that were fetched. */
  put(events: readonly JournalEvent[]): void {
    for (const event of events) {
      if (event.kind === 'log') this.#putLines(event)
      else this.#set({ kind: 'mark', n: event.n, at: event.at, event })
      this.grow(nextNumber(event) - 1)
    }
    for (const [index] of this.#blocks) {
      if (this.#blocks.size <= MOST_BLOCKS) break
      this.#blocks.delete(index)
    }
  }

  /** The row of a number; null when it is not here. */
  row(n: number): Row | null {
    return this.#blocks.get(blockOf(n))?.rows[(n - 1) % BLOCK] ?? null
  }

  /** The first numbers of the blocks that some of the numbers are missing from. Those that are here count as used. */
  missing(first: number, last: number): number[] {
    const found: number[] = []
    for (let index = blockOf(Math.max(1, first)); index <= blockOf(Math.min(last, this.#total)); index++) {
      const block = this.#blocks.get(index)
      if (block) this.#use(index, block)
      const whole = Math.min(BLOCK, this.#total - index * BLOCK)
      if (whole > 0 && (block?.filled ?? 0) < whole) found.push(index * BLOCK + 1)
    }
    return found
  }

  #putLines({ n, at, host, step, level, text }: LogEvent): void {
    for (const [i, line] of text.split('\n').entries()) {
      this.#set({ kind: 'line', n: n + i, at, host, step, level, text: line })
    }
  }

  #set(row: Row): void {
    const index = blockOf(row.n)
    const block = this.#blocks.get(index) ?? { rows: [], filled: 0 }
    const place = (row.n - 1) % BLOCK
    if (block.rows[place] === undefined) block.filled += 1
    block.rows[place] = row
    if (place === 0 || !this.#blocks.has(index)) this.#use(index, block)
  }

  #use(index: number, block: Block): void {
    this.#blocks.delete(index)
    this.#blocks.set(index, block)
  }
}

const blockOf = (n: number): number => Math.floor((n - 1) / BLOCK)
