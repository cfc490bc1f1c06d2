'use client'

import { useEffect, useRef, useSyncExternalStore } from 'react'
import { type Connection, makeSocket, type Reader } from './socket.ts'

function address(): string {
  const { protocol, host } = window.location
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/api/socket`
}

const socket = makeSocket(() => new WebSocket(address()))
const idle: Connection = { state: 'idle', attempt: 0, delayMs: null }

if (typeof window !== 'undefined')
  window.addEventListener('online', () => socket.connection().state === 'lost' && socket.connect())

/** How the connection for live events stands; `idle` while no page needs it. */
export function useConnection(): Connection {
  return useSyncExternalStore(socket.watch, socket.connection, () => idle)
}

export const reconnectNow = socket.connect

/** Follows a run's journal from number `from` on while the component is there; a null `run` follows nothing. */
export function useJournal(run: string | null, from: number, reader: Reader): void {
  const latest = useRef(reader)
  useEffect(() => {
    latest.current = reader
  })
  useEffect(() => {
    if (run === null) return
    return socket.subscribe(run, from, {
      onEvents: (events, rewound) => latest.current.onEvents(events, rewound),
      onLive: (next) => latest.current.onLive?.(next),
      onProblem: (problem) => latest.current.onProblem?.(problem),
    })
  }, [run, from])
}
