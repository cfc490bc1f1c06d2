import { z } from 'zod'
import { Problem } from './errors.ts'
import { JournalEvent } from './events.ts'

/**
 * The socket at /api/socket. A client subscribes to a run from a number and gets every event from there, in order,
 * then those to come. After a lost connection it subscribes again from the number behind the last line it has.
 */
export const ClientMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('subscribe'), run: z.string(), from: z.number().int().positive() }),
  z.object({ type: z.literal('unsubscribe'), run: z.string() }),
  z.object({ type: z.literal('ping'), id: z.number() }),
])
export type ClientMessage = z.infer<typeof ClientMessage>

export const ServerMessage = z.discriminatedUnion('type', [
  /**
   * `events` in order, each right behind the one before. The first may begin before the number asked for: when that lies
   * inside its lines, or when the end of the journal was lost in a power cut. Either way an event takes the place of all
   * that the client holds from its `n` on.
   */
  z.object({ type: z.literal('events'), run: z.string(), events: z.array(JournalEvent) }),
  /** Everything written so far was sent; `next` is the number to come. Sent each time the reader catches up after a pause. */
  z.object({ type: z.literal('live'), run: z.string(), next: z.number().int() }),
  z.object({ type: z.literal('error'), run: z.string().nullable(), problem: Problem }),
  z.object({ type: z.literal('pong'), id: z.number() }),
])
export type ServerMessage = z.infer<typeof ServerMessage>
