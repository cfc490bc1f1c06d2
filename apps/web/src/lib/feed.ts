import { type JournalEvent, nextNumber } from '@astrago/contracts'

export type Received = {
  /** What the reader takes, in order: the first may take the place of what it has from that number on. */
  fresh: readonly JournalEvent[]
  /** The number behind the last line the reader has now. */
  next: number
  /** A number is missing: the reader must ask again from `next`. */
  gap: boolean
  /** `fresh` begins before what the reader waited for. */
  rewound: boolean
}

/**
 * What a batch of events brings to a reader that waits for number `next`. Behind a gap nothing is taken. A batch that
 * begins earlier says again what is there: the number asked for lies inside the lines of an event, or the end of the
 * journal was lost in a power cut and its numbers were given anew (contracts/socket.ts).
 */
export function receive(next: number, events: readonly JournalEvent[]): Received {
  const fresh: JournalEvent[] = []
  const rewound = (events[0]?.n ?? next) < next
  for (const event of events) {
    if (event.n > next) return { fresh, next, gap: true, rewound }
    fresh.push(event)
    next = nextNumber(event)
  }
  return { fresh, next, gap: false, rewound }
}
