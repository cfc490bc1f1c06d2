'use client'

import { type JournalEvent, ROUTES, type RunView } from '@astrago/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useAsk } from '../../lib/query.ts'
import { hear, type Live, NOTHING_YET } from './live.ts'

const REFRESH_MS = 15_000
/** The end is heard a moment before it is stored. */
const ENDING_MS = 500
const ENDED = [ROUTES.readRun, ROUTES.listRuns, ROUTES.readSite]

/** A run as it is stored, asked for again now and then for its estimate, and what its journal told since. */
export function useRun(site: string, run: string) {
  const client = useQueryClient()
  const [heard, setHeard] = useState<{ run: string; live: Live }>({ run, live: NOTHING_YET })
  const live = heard.run === run ? heard.live : NOTHING_YET
  const every = (view: RunView | undefined) =>
    view?.run.state === 'running' ? (live.ended ? ENDING_MS : REFRESH_MS) : false
  const asked = useAsk(ROUTES.readRun, { params: { site, run } }, { refetchInterval: every })
  const change = (next: (live: Live) => Live) =>
    setHeard((before) => ({ run, live: next(before.run === run ? before.live : NOTHING_YET) }))
  const take = (events: readonly JournalEvent[]) => change((before) => hear(before, events))
  const catchUp = () => change((before) => (before.caughtUp ? before : { ...before, caughtUp: true }))

  // Both ways: an end was heard, or a resumed run began again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the value itself is the occasion
  useEffect(() => {
    for (const { url } of ENDED) void client.invalidateQueries({ queryKey: [url] })
  }, [live.ended, asked.data?.run.state, client])
  return { asked, live, take, catchUp }
}

/** The time, told anew every second while `running`. */
export function useNow(running: boolean): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!running) return
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [running])
  return now
}
