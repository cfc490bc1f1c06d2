import type { JournalEvent, ServerMessage } from '@astrago/contracts'
import { WebSocket } from 'ws'

/** What one client of the socket saw of a run. */
export type Seen = {
  lines: number
  /** Numbers of the generator that came twice or out of order, or were left out. */
  wrong: number
  /** Milliseconds from written on the host to parsed here, one for each line. */
  delays: Float64Array
  /** From the first line's writing to the last one's arrival. */
  seconds: number
  done: Promise<void>
  /** Breaks the connection; a new one goes on behind the last line. */
  cut: () => void
  close: () => void
}

export type Feed = { url: string; headers: Record<string, string>; run: string; total: number; pace?: 'stalled' }

/** Reads a run to its last line, over as many connections as it takes. */
export function readRun({ url, headers, run, total }: Feed): Seen {
  const end = Promise.withResolvers<void>()
  const seen: Seen = {
    lines: 0,
    wrong: 0,
    delays: new Float64Array(total),
    seconds: 0,
    done: end.promise,
    cut: () => socket.terminate(),
    close: () => {
      closed = true
      socket.close()
    },
  }
  let closed = false
  let firstAt = 0
  let next = 1
  let socket = connect()

  function connect(): WebSocket {
    const opened = new WebSocket(url, { headers })
    opened.on('open', () => opened.send(JSON.stringify({ type: 'subscribe', run, from: next })))
    opened.on('message', (data) => take(JSON.parse(String(data)) as ServerMessage))
    opened.on('error', () => opened.terminate())
    opened.on('close', () => {
      if (closed || seen.lines >= total) return
      socket = connect()
    })
    return opened
  }

  function take(message: ServerMessage): void {
    if (message.type === 'error') end.reject(new Error(JSON.stringify(message.problem)))
    if (message.type !== 'events') return
    const now = performance.timeOrigin + performance.now()
    for (const event of message.events) takeEvent(event, now)
    if (seen.lines >= total) end.resolve()
  }

  function takeEvent(event: JournalEvent, now: number): void {
    if (event.kind !== 'log') next = Math.max(next, event.n + 1)
    else for (const [i, line] of event.text.split('\n').entries()) takeLine(event.n + i, line, now)
  }

  function takeLine(n: number, line: string, now: number): void {
    if (n < next) return
    next = n + 1
    if (Number(line.slice(17, 26)) !== seen.lines) seen.wrong += 1
    const writtenAt = Number(line.slice(0, 16)) / 1000
    if (seen.lines === 0) firstAt = writtenAt
    seen.delays[seen.lines] = now - writtenAt
    seen.seconds = (now - firstAt) / 1000
    seen.lines += 1
  }

  return seen
}

/** A client that subscribes and then reads nothing more from its socket. */
export function stallOn({ url, headers, run }: Omit<Feed, 'total'>): { close: () => void } {
  const socket = new WebSocket(url, { headers })
  socket.on('open', () => {
    socket.send(JSON.stringify({ type: 'subscribe', run, from: 1 }))
    socket.pause()
  })
  socket.on('error', () => socket.terminate())
  return { close: () => socket.terminate() }
}

export function percentile(values: Float64Array, share: number): number {
  const sorted = values.slice().sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
