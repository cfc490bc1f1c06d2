'use client'

import type { JournalEvent } from '@astrago/contracts'
import { useEffect, useRef, useState } from 'react'
import { useJournal } from '../../../lib/use-socket.ts'
import { LogStore } from './log-store.ts'

/** How often the page is drawn anew while lines come: as often as a reader could tell. */
const DRAW_MS = 100

/** Follows a run's journal into a store. Lines are taken as they come and drawn a few times a second. */
export function useLog(
  run: string,
  onEvents: (events: readonly JournalEvent[]) => void,
  /** Everything written so far was given. */
  onLive: () => void,
): { store: LogStore; version: number } {
  const [store, setStore] = useState(() => new LogStore())
  const [version, setVersion] = useState(0)
  const dirty = useRef(false)
  const shown = useRef(run)

  useEffect(() => {
    if (shown.current === run) return
    shown.current = run
    setStore(new LogStore())
  }, [run])

  useEffect(() => {
    const timer = setInterval(() => {
      if (!dirty.current) return
      dirty.current = false
      setVersion((before) => before + 1)
    }, DRAW_MS)
    return () => clearInterval(timer)
  }, [])

  useJournal(run, 1, {
    onEvents: (events) => {
      store.take(events)
      dirty.current = true
      const others = events.filter(({ kind }) => kind !== 'log')
      if (others.length > 0) onEvents(others)
    },
    onLive,
  })
  return { store, version }
}
