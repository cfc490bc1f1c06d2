'use client'

import { useEffect, useState } from 'react'
import { type Filter, filterIn, withFilter } from './filter.ts'

/** The filter of the board: the address begins it, and follows it, so that it can be sent to somebody else. */
export function useFilter(query: URLSearchParams): readonly [Filter, (filter: Filter) => void] {
  const [filter, setFilter] = useState(() => filterIn(query))
  useEffect(() => {
    const asked = withFilter(query, filter).toString()
    if (asked !== query.toString()) window.history.replaceState(null, '', `?${asked}`)
  }, [filter, query])
  return [filter, setFilter]
}
