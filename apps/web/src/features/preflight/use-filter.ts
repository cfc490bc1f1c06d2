'use client'

import { useEffect, useState } from 'react'
import { type Filter, filterIn, withFilter } from './filter.ts'

/** The filter of the board: the address begins it, and follows it, so that it can be sent to somebody else. */
export function useFilter(query: URLSearchParams): readonly [Filter, (filter: Filter) => void] {
  const [filter, setFilter] = useState(() => filterIn(query))
  useEffect(() => {
    const url = new URL(window.location.href)
    const search = withFilter(url.searchParams, filter).toString()
    if (search === url.searchParams.toString()) return
    url.search = search
    window.history.replaceState(null, '', url)
  }, [filter])
  return [filter, setFilter]
}
