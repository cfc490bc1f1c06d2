'use client'

import { type LogLine, ROUTES } from '@astrago/contracts'
import { useEffect, useState } from 'react'
import { ask } from '../../../lib/api.ts'
import type { Filter } from './LogFilterBar.tsx'

const TYPING_MS = 250
const PAGE = 1000

type Request = { site: string; run: string; filter: Filter; enabled: boolean }
type Found = { lines: readonly LogLine[]; next: number | null }
const NOTHING: Found = { lines: [], next: null }

/** What the server finds by a filter, a page at a time; asked a moment after the last key. */
export function useSearch({ site, run, filter, enabled }: Request) {
  const [found, setFound] = useState<Found>(NOTHING)
  const [searching, setSearching] = useState(false)
  const key = JSON.stringify(filter)

  useEffect(() => {
    if (!enabled) return
    let over = false
    setSearching(true)
    const timer = setTimeout(async () => {
      const page = await fetchPage({ site, run, filter: JSON.parse(key) as Filter }, 1)
      if (over) return
      setFound(page)
      setSearching(false)
    }, TYPING_MS)
    return () => {
      over = true
      clearTimeout(timer)
    }
  }, [site, run, key, enabled])

  async function findMore() {
    if (found.next === null) return
    const page = await fetchPage({ site, run, filter }, found.next)
    setFound({ lines: [...found.lines, ...page.lines], next: page.next })
  }

  return { lines: found.lines, more: enabled && found.next !== null, searching, findMore: () => void findMore() }
}

async function fetchPage({ site, run, filter }: Omit<Request, 'enabled'>, from: number): Promise<Found> {
  const querystring = { ...filter, from, limit: PAGE }
  return ask(ROUTES.searchLog, { params: { site, run }, querystring }).catch(() => NOTHING)
}
