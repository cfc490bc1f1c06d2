'use client'

import { type LogFilter, type LogLine, type Problem, ROUTES, toProblem } from '@astrago/contracts'
import { useCallback, useEffect, useState } from 'react'
import { ask } from '../../../lib/api.ts'

const TYPING_MS = 250
const GROWTH_MS = 2000
const PAGE = 1000

/** `growing` while the run may still write lines. */
type Request = { site: string; run: string; filter: LogFilter; enabled: boolean; growing: boolean }
/** What was found for the filter `key`. `seen` is the last number looked at; at the end of the journal `next` is null. */
type Found = { key: string; lines: readonly LogLine[]; next: number | null; seen: number; problem: Problem | null }
const NOTHING: Found = { key: '', lines: [], next: null, seen: 0, problem: null }

/** What the server finds by a filter, a page at a time; asked a moment after the last key, and again while lines come. */
export function useSearch({ site, run, filter, enabled, growing }: Request) {
  const [found, setFound] = useState<Found>(NOTHING)
  const [tries, setTries] = useState(0)
  const key = JSON.stringify(filter)
  const fresh = found.key === key

  // biome-ignore lint/correctness/useExhaustiveDependencies: another try asks the same again
  useEffect(() => {
    if (!enabled) {
      setFound(NOTHING)
      return
    }
    let over = false
    const timer = setTimeout(async () => {
      const page = await fetchPage({ site, run, key, from: 1 })
      if (!over) setFound({ ...NOTHING, key, ...page })
    }, TYPING_MS)
    return () => {
      over = true
      clearTimeout(timer)
    }
  }, [site, run, key, enabled, tries])

  const append = useCallback(
    async (from: number): Promise<void> => {
      const page = await fetchPage({ site, run, key, from })
      setFound((before) => (before.key === key && goesOnAt(before) === from ? joined(before, page) : before))
    },
    [site, run, key],
  )

  useEffect(() => {
    if (!enabled || !growing || found.key !== key || found.next !== null || found.problem !== null) return
    const timer = setTimeout(() => void append(goesOnAt(found)), GROWTH_MS)
    return () => clearTimeout(timer)
  }, [enabled, growing, found, key, append])

  return {
    lines: found.lines,
    more: enabled && fresh && found.next !== null,
    searching: enabled && !fresh,
    problem: fresh ? found.problem : null,
    findMore: () => void append(goesOnAt(found)),
    tryAgain: () => setTries((count) => count + 1),
  }
}

const goesOnAt = ({ next, seen }: Found): number => next ?? seen + 1

type Page = Partial<Omit<Found, 'key'>>

function joined(before: Found, { lines = [], ...page }: Page): Found {
  return { ...before, ...page, lines: [...before.lines, ...lines] }
}

async function fetchPage({ site, run, key, from }: { site: string; run: string; key: string; from: number }) {
  const querystring = { ...(JSON.parse(key) as LogFilter), from, limit: PAGE }
  return ask(ROUTES.searchLog, { params: { site, run }, querystring }).then(
    ({ lines, next, total }): Page => ({ lines, next, seen: total, problem: null }),
    (error: unknown): Page => ({ problem: toProblem(error) }),
  )
}
