import { type JournalEvent, nextNumber } from '@astrago/contracts'

export type Received = {
  /** What the reader has not seen yet, in order. */
  fresh: readonly JournalEvent[]
  /** The number behind the last line the reader has now. */
  next: number
  /** A number is missing: the reader must ask again from `next`. */
  gap: boolean
}

/** The part of `event` from number `next` on, or null when all of it was seen. */
function unseen(event: JournalEvent, next: number): JournalEvent | null {
  if (event.n >= next) return event
  if (event.kind !== 'log' || nextNumber(event) <= next) return null
  const seen = next - event.n
  return { ...event, n: next, lines: event.lines - seen, text: event.text.split('\n').slice(seen).join('\n') }
}

/**
 * What a batch of events brings to a reader that waits for number `next`. Events seen before are dropped, also the
 * first lines of a log event; behind a gap nothing is taken.
 */
export function receive(next: number, events: readonly JournalEvent[]): Received {
  const fresh: JournalEvent[] = []
  for (const event of events) {
    const part = unseen(event, next)
    if (!part) continue
    if (part.n > next) return { fresh, next, gap: true }
    fresh.push(part)
    next = nextNumber(part)
  }
  return { fresh, next, gap: false }
}
