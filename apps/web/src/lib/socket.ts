import { type ClientMessage, type JournalEvent, type Problem, ServerMessage } from '@astrago/contracts'
import { receive } from './feed.ts'

const FIRST_DELAY_MS = 500
const LONGEST_DELAY_MS = 10_000
const PING_MS = 15_000
const SILENCE_MS = 10_000
/** How long an unread connection stays open, so that turning a page does not open a new one. */
const REST_MS = 30_000

export type Connection = {
  state: 'idle' | 'connecting' | 'open' | 'lost'
  /** How often in a row connecting failed. */
  attempt: number
  /** Round trip of the last ping in milliseconds, null before the first. */
  delayMs: number | null
}

export type Reader = {
  /** Each event takes the place of all that the reader has from its number on; `rewound` when that is anything. */
  onEvents: (events: readonly JournalEvent[], rewound: boolean) => void
  /** Everything written so far has come; what the reader has from number `next` on is no more. */
  onLive?: (next: number) => void
  onProblem?: (problem: Problem) => void
}

/** `mending` while what lies behind a gap was asked for and has not come yet; `begun` once the reader has anything. */
type Subscription = { run: string; next: number; mending: boolean; begun: boolean; reader: Reader }

/** How long to wait before the attempt after `failures` in a row, in milliseconds. */
export function reconnectDelay(failures: number): number {
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.max(0, failures - 1))
}

/**
 * The one socket of a page. It connects with the first subscription, and after a lost connection goes on with every
 * subscription from the number behind the last line that its reader has.
 */
export function makeSocket(open: () => WebSocket) {
  let connection: Connection = { state: 'idle', attempt: 0, delayMs: null }
  let socket: WebSocket | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let pulse: ReturnType<typeof setInterval> | undefined
  let rest: ReturnType<typeof setTimeout> | undefined
  let heardAt = 0
  const subscriptions = new Map<string, Subscription>()
  const watchers = new Set<() => void>()

  function change(part: Partial<Connection>): void {
    connection = { ...connection, ...part }
    for (const tell of watchers) tell()
  }

  function post(message: ClientMessage): void {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
  }

  const ask = ({ run, next }: Subscription) => post({ type: 'subscribe', run, from: next })

  function take(message: ServerMessage): void {
    if (message.type === 'pong') change({ delayMs: Math.max(0, Math.round(performance.now() - message.id)) })
    else if (message.run !== null) pass(message, subscriptions.get(message.run))
  }

  function pass(message: Exclude<ServerMessage, { type: 'pong' }>, subscription: Subscription | undefined): void {
    if (!subscription) return
    if (message.type === 'error') subscription.reader.onProblem?.(message.problem)
    else if (message.type === 'live') passLive(message.next, subscription)
    else passEvents(message.events, subscription)
  }

  function passEvents(events: readonly JournalEvent[], subscription: Subscription): void {
    const { fresh, next, gap, rewound } = receive(subscription.next, events)
    subscription.next = next
    if (fresh.length > 0) {
      subscription.mending = false
      subscription.reader.onEvents(fresh, rewound && subscription.begun)
      subscription.begun = true
    }
    if (gap && !subscription.mending) {
      subscription.mending = true
      ask(subscription)
    }
  }

  /** The end of the journal may have been lost in a power cut, and nothing written since. */
  function passLive(next: number, subscription: Subscription): void {
    subscription.next = Math.min(subscription.next, next)
    subscription.begun = true
    subscription.reader.onLive?.(next)
  }

  function beat(): void {
    if (performance.now() - heardAt > PING_MS + SILENCE_MS) socket?.close()
    else post({ type: 'ping', id: performance.now() })
  }

  function lose(): void {
    clearInterval(pulse)
    socket = null
    if (subscriptions.size === 0) {
      change({ state: 'idle', attempt: 0 })
      return
    }
    change({ state: 'lost', attempt: connection.attempt + 1, delayMs: null })
    timer = setTimeout(connect, reconnectDelay(connection.attempt))
  }

  function connect(): void {
    clearTimeout(timer)
    if (socket) return
    change({ state: connection.attempt === 0 ? 'connecting' : 'lost' })
    const mine = open()
    socket = mine
    mine.onopen = () => {
      heardAt = performance.now()
      change({ state: 'open', attempt: 0 })
      pulse = setInterval(beat, PING_MS)
      beat()
      for (const subscription of subscriptions.values()) {
        subscription.mending = false
        ask(subscription)
      }
    }
    mine.onmessage = ({ data }) => {
      heardAt = performance.now()
      take(ServerMessage.parse(JSON.parse(String(data))))
    }
    mine.onclose = () => {
      if (socket === mine) lose()
    }
  }

  /** Reads `run` from number `from`; the answer ends it. One reader per run. */
  function subscribe(run: string, from: number, reader: Reader): () => void {
    const subscription = { run, next: from, mending: false, begun: false, reader }
    clearTimeout(rest)
    subscriptions.set(run, subscription)
    if (connection.state === 'open') ask(subscription)
    else connect()
    return () => {
      if (subscriptions.get(run) !== subscription) return
      subscriptions.delete(run)
      post({ type: 'unsubscribe', run })
      if (subscriptions.size === 0) rest = setTimeout(() => socket?.close(), REST_MS)
    }
  }

  return {
    subscribe,
    /** Tries again now instead of waiting. */
    connect,
    connection: () => connection,
    watch(tell: () => void) {
      watchers.add(tell)
      return () => {
        watchers.delete(tell)
      }
    },
  }
}
