'use client'

import { type Problem, ROUTES, toProblem } from '@astrago/contracts'
import { useEffect, useRef, useState } from 'react'
import { ask } from '../../../lib/api.ts'
import { useConnection } from '../../../lib/use-socket.ts'
import { BLOCK, type LogStore } from './log-store.ts'

/** A reader who scrolls past does not want what lies on the way. */
const SETTLE_MS = 60
/** Fetched beside what is in view, so that going on a little finds it there. */
const BESIDE = 150

/** A block whose end the journal has not yet, or no more, is not asked for over and over. */
const REST_MS = 1000

type Range = { first: number; last: number }
type Request = { site: string; run: string; store: LogStore; view: Range; version: number; onLoaded: () => void }

/** Fetches what is missing of the numbers in view, a block at a time; each block is asked for once at a time. */
export function useBlocks({ site, run, store, view, version, onLoaded }: Request) {
  const underWay = useRef(new Set<number>())
  const [problem, setProblem] = useState<Problem | null>(null)
  const loaded = useRef(onLoaded)
  useEffect(() => {
    loaded.current = onLoaded
  })

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version may miss other numbers
  useEffect(() => {
    const fetchBlock = async (from: number) => {
      underWay.current.add(from)
      try {
        const { events } = await ask(ROUTES.readLogRange, {
          params: { site, run },
          querystring: { from, lines: BLOCK },
        })
        store.put(events)
        setProblem(null)
      } catch (error) {
        setProblem(toProblem(error))
      } finally {
        setTimeout(() => underWay.current.delete(from), REST_MS)
        loaded.current()
      }
    }
    if (problem !== null) return
    const timer = setTimeout(() => {
      for (const from of store.missing(view.first - BESIDE, view.last + BESIDE)) {
        if (!underWay.current.has(from)) void fetchBlock(from)
      }
    }, SETTLE_MS)
    return () => clearTimeout(timer)
  }, [site, run, store, view.first, view.last, version, problem])

  const { state } = useConnection()
  useEffect(() => {
    if (state === 'open') setProblem(null)
  }, [state])

  return { problem, tryAgain: () => setProblem(null) }
}
