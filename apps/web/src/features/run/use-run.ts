'use client'

import { type JournalEvent, ROUTES, type RunView } from '@astrago/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { atMostEvery } from '../../lib/at-most-every.ts'
import { useAsk } from '../../lib/query.ts'
import { useJournal } from '../../lib/use-socket.ts'
import { hear, NOTHING_YET } from './live.ts'
import { LogStore } from './log/log-store.ts'

const REFRESH_MS = 15_000
/** An end that the disk was slow to take is heard a moment before it is stored. */
const ENDING_MS = 500
/** How often the rail, which shows the same progress, is told while steps begin and end. */
const RAIL_MS = 2_000
/** How often the page is drawn anew while lines come: as often as a reader could tell. */
const DRAW_MS = 100
/** Lines before the end that are asked for at once; those before them come when somebody scrolls there. */
const TAIL = 400
const ENDED = [ROUTES.readRun, ROUTES.listRuns, ROUTES.readSite]
const REWOUND = [ROUTES.readRun, ROUTES.readRunEvents]

export type LastLine = { at: number; text: string }

/**
 * A run as it is stored, asked for again now and then for its estimate, and what its journal told: the steps from the
 * beginning, of the log the end and what is coming. For one run; another one is another component.
 */
export function useRun(site: string, run: string) {
  const params = { site, run }
  const told = useAsk(ROUTES.readRunEvents, { params })
  const { store, version, bump } = useStore()
  const [heard, setHeard] = useState<readonly JournalEvent[]>([])
  const lastLines = useRef(new Map<string, LastLine>())
  const refresh = useRefresh()
  const moveRail = useRail(refresh)

  const next = told.data?.next ?? null
  const [from, setFrom] = useState<number | null>(null)
  useEffect(() => {
    if (next === null) return
    store.grow(next - 1)
    bump()
    setFrom((before) => before ?? Math.max(1, next - TAIL))
  }, [next, store, bump])

  useJournal(from === null ? null : run, from ?? 1, {
    onEvents: (events, rewound) => {
      store.take(events)
      bump()
      noteLastLines(lastLines.current, events)
      const marks = events.filter(({ kind }) => kind !== 'log')
      if (marks.length > 0) moveRail()
      if (rewound) {
        setHeard((before) => [...before.filter(({ n }) => n < (events[0]?.n ?? 0)), ...marks])
        refresh(REWOUND)
      } else if (marks.length > 0) setHeard((before) => [...before, ...marks])
    },
    onLive: (number) => {
      store.cut(number)
      bump()
    },
  })

  const live = useMemo(() => {
    const events = told.data?.events ?? []
    return hear(NOTHING_YET, [...events, ...heard.filter(({ n }) => n >= (next ?? 1))])
  }, [told.data, heard, next])
  const every = (view: RunView | undefined) =>
    view?.run.state === 'running' ? (live.ended ? ENDING_MS : REFRESH_MS) : false
  const asked = useAsk(ROUTES.readRun, { params }, { refetchInterval: every })

  // Both ways: an end was heard, or a resumed run began again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the value itself is the occasion
  useEffect(() => refresh(ENDED), [live.ended, asked.data?.run.state, refresh])
  return { asked, live, store, version, bump, lastLines: lastLines.current as ReadonlyMap<string, LastLine> }
}

/** A store and a version that moves a few times a second while it changes. */
function useStore() {
  const [store] = useState(() => new LogStore())
  const [version, setVersion] = useState(0)
  const dirty = useRef(false)
  useEffect(() => {
    const timer = setInterval(() => {
      if (!dirty.current) return
      dirty.current = false
      setVersion((before) => before + 1)
    }, DRAW_MS)
    return () => clearInterval(timer)
  }, [])
  const [bump] = useState(() => () => {
    dirty.current = true
  })
  return { store, version, bump }
}

function useRefresh() {
  const client = useQueryClient()
  const [refresh] = useState(() => (routes: readonly { url: string }[]) => {
    for (const { url } of routes) void client.invalidateQueries({ queryKey: [url] })
  })
  return refresh
}

function useRail(refresh: ReturnType<typeof useRefresh>): () => void {
  const [rail] = useState(() => atMostEvery(RAIL_MS, () => refresh([ROUTES.readSite])))
  useEffect(() => rail.stop, [rail])
  return rail.ask
}

/** The last line that each step wrote: a step that takes long is judged by it. */
function noteLastLines(lines: Map<string, LastLine>, events: readonly JournalEvent[]): void {
  for (const event of events) {
    if (event.kind !== 'log') continue
    lines.set(event.step, { at: event.at, text: event.text.slice(event.text.lastIndexOf('\n') + 1) })
  }
}
