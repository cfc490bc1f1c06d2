import type { JournalEvent } from '@astrago/contracts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeSocket, reconnectDelay } from './socket.ts'

/** A stand-in for the browser's WebSocket: keeps what was sent, and is opened, fed and closed by the test. */
class StandInSocket {
  static readonly OPEN = 1
  readyState = 0
  sent: { type: string; from?: number }[] = []
  onopen: () => void = () => undefined
  onmessage: (message: { data: string }) => void = () => undefined
  onclose: () => void = () => undefined
  send(text: string) {
    this.sent.push(JSON.parse(text))
  }
  close() {
    this.readyState = 3
    this.onclose()
  }
  accept() {
    this.readyState = 1
    this.onopen()
  }
  say(message: unknown) {
    this.onmessage({ data: JSON.stringify(message) })
  }
  subscriptions() {
    return this.sent.filter(({ type }) => type === 'subscribe').map(({ from }) => from)
  }
}

const line = (n: number): JournalEvent => ({
  kind: 'log',
  n,
  at: 0,
  lines: 1,
  host: 'h',
  step: 's',
  level: 'info',
  text: `${n}`,
})

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('WebSocket', StandInSocket)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function start() {
  const opened: StandInSocket[] = []
  const socket = makeSocket(() => {
    const made = new StandInSocket()
    opened.push(made)
    return made as unknown as WebSocket
  })
  const lines: string[] = []
  const rewinds: boolean[] = []
  const stop = socket.subscribe('r1', 1, {
    onEvents: (events, rewound) => {
      rewinds.push(rewound)
      for (const event of events) lines.splice(event.n - 1, lines.length, event.kind === 'log' ? event.text : '')
    },
    onLive: (next) => lines.splice(next - 1),
  })
  const last = () => {
    const made = opened.at(-1)
    if (!made) throw new Error('no socket was opened')
    return made
  }
  return { socket, opened, lines, rewinds, stop, last }
}

describe('socket', () => {
  it('goes on after a lost connection from the number behind the last line', () => {
    const { opened, lines, last } = start()
    last().accept()
    last().say({ type: 'events', run: 'r1', events: [line(1), line(2)] })
    last().close()
    vi.advanceTimersByTime(reconnectDelay(1))
    expect(opened).toHaveLength(2)
    last().accept()
    expect(last().subscriptions()).toEqual([3])
    last().say({ type: 'events', run: 'r1', events: [line(3)] })
    expect(lines).toEqual(['1', '2', '3'])
  })

  it('forgets what a power cut took from the end of the journal, also while nothing new is written', () => {
    const { lines, rewinds, last } = start()
    last().accept()
    last().say({ type: 'events', run: 'r1', events: [line(1), line(2), line(3), line(4)] })
    last().close()
    vi.advanceTimersByTime(reconnectDelay(1))
    last().accept()
    expect(last().subscriptions()).toEqual([5])
    last().say({ type: 'live', run: 'r1', next: 4 })
    expect(lines).toEqual(['1', '2', '3'])
    last().close()
    vi.advanceTimersByTime(reconnectDelay(1))
    last().accept()
    expect(last().subscriptions()).toEqual([4])
    last().say({ type: 'events', run: 'r1', events: [{ ...line(2), text: 'again' } as JournalEvent] })
    last().say({ type: 'events', run: 'r1', events: [line(3)] })
    expect(lines).toEqual(['1', 'again', '3'])
    expect(rewinds).toEqual([false, true, false])
    expect(last().subscriptions()).toEqual([4])
  })

  it('asks again when a number is missing', () => {
    const { lines, last } = start()
    last().accept()
    last().say({ type: 'events', run: 'r1', events: [line(1), line(5)] })
    expect(lines).toEqual(['1'])
    expect(last().subscriptions()).toEqual([1, 2])
  })

  it('closes a connection that has gone silent', () => {
    const { socket, last } = start()
    last().accept()
    vi.advanceTimersByTime(45_000)
    expect(socket.connection().state).not.toBe('open')
  })

  it('stays open while a page is turned', () => {
    const { socket, opened, stop, last } = start()
    last().accept()
    stop()
    vi.advanceTimersByTime(1_000)
    socket.subscribe('r2', 7, { onEvents: () => undefined })
    vi.advanceTimersByTime(20_000)
    last().say({ type: 'pong', id: 0 })
    vi.advanceTimersByTime(20_000)
    expect(opened).toHaveLength(1)
    expect(socket.connection().state).toBe('open')
    expect(last().subscriptions()).toEqual([1, 7])
  })

  it('rests when nobody reads', () => {
    const { socket, opened, stop, last } = start()
    last().accept()
    stop()
    vi.advanceTimersByTime(60_000)
    expect(socket.connection().state).toBe('idle')
    expect(opened).toHaveLength(1)
  })
})

it('waits longer after each failure, up to ten seconds', () => {
  expect([1, 2, 3, 4, 5, 6, 20].map(reconnectDelay)).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000])
})
