'use client'

import { type Locale, type LogFilter, type Problem, ROUTES, toProblem } from '@astrago/contracts'
import { useCallback, useEffect, useState } from 'react'
import { ask } from '../../../lib/api.ts'
import type { LineRow } from './log-store.ts'

const TYPING_MS = 250
const GROWTH_MS = 2000
const PAGE = 1000
/** Nobody reads more than this: who finds so much looks for something narrower, or downloads it. */
const MOST = 20_000

/** `growing` while the run may still write lines. */
type Request = { site: string; run: string; filter: LogFilter; lang: Locale; enabled: boolean; growing: boolean }
/** What was found for the filter and language `key`. `seen` is the last number looked at; at the end of the journal `next` is null. */
type Answer = { key: string; lines: readonly LineRow[]; next: number | null; seen: number; problem: Problem | null }
const NOTHING: Answer = { key: '', lines: [], next: null, seen: 0, problem: null }

export type Found = {
  lines: readonly LineRow[]
  more: boolean
  /** As much was found as is kept. */
  full: boolean
  searching: boolean
  problem: Problem | null
  findMore: () => void
  tryAgain: () => void
}

/** What the server finds by a filter, a page at a time; asked a moment after the last key, and again while lines come. */
export function useSearch({ site, run, filter, lang, enabled, growing }: Request): Found {
  const [found, setFound] = useState<Answer>(NOTHING)
  const [tries, setTries] = useState(0)
  const key = JSON.stringify({ ...filter, lang })
  const fresh = found.key === key
  const full = fresh && found.lines.length >= MOST

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
    const atEnd = found.key === key && found.next === null && found.problem === null
    if (!enabled || !growing || !atEnd || full) return
    const timer = setTimeout(() => void append(goesOnAt(found)), GROWTH_MS)
    return () => clearTimeout(timer)
  }, [enabled, growing, found, key, full, append])

  return {
    lines: found.lines,
    more: enabled && fresh && found.next !== null,
    full,
    searching: enabled && !fresh,
    problem: fresh ? found.problem : null,
    findMore: () => void append(goesOnAt(found)),
    tryAgain: () => setTries((count) => count + 1),
  }
}

const goesOnAt = ({ next, seen }: Answer): number => next ?? seen + 1

type Page = Partial<Omit<Answer, 'key'>>

function joined(before: Answer, { lines = [], ...page }: Page): Answer {
  return { ...before, ...page, lines: [...before.lines, ...lines] }
}

async function fetchPage({ site, run, key, from }: { site: string; run: string; key: string; from: number }) {
  const querystring = { ...(JSON.parse(key) as LogFilter & { lang: Locale }), from, limit: PAGE }
  return ask(ROUTES.searchLog, { params: { site, run }, querystring }).then(
    ({ lines, next, total }): Page => {
      const rows = lines.map((line): LineRow => ({ kind: 'line', ...line }))
      return { lines: rows, next, seen: total, problem: null }
    },
    (error: unknown): Page => ({ problem: toProblem(error) }),
  )
}
