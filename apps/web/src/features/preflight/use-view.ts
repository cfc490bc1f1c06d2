'use client'

import { useEffect, useState } from 'react'
import type { Checks } from './board.ts'
import { columnOf } from './columns.ts'
import { type Filter, filterIn, withFilter } from './filter.ts'
import type { Selection } from './Matrix.tsx'

/** What of the board is looked at, and the cell that is open. */
export type View = { filter: Filter; selection: Selection | null }

/**
 * How the board is looked at: the address begins it, and follows it, so that it can be sent to somebody else and is there
 * again when one comes back. It stays as it is when another preflight comes to be shown.
 */
export function useView(query: URLSearchParams, checks: Checks) {
  const [view, setView] = useState<View>(() => ({ filter: filterIn(query), selection: selectionIn(query, checks) }))
  useEffect(() => {
    const asked = withSelection(withFilter(query, view.filter), view.selection).toString()
    if (asked !== query.toString()) window.history.replaceState(null, '', `?${asked}`)
  }, [view, query])
  return {
    ...view,
    setFilter: (filter: Filter) => setView((before) => ({ ...before, filter })),
    select: (selection: Selection | null) => setView((before) => ({ ...before, selection })),
  }
}

/** The verdict that the address names with `check` and `host`. */
function selectionIn(query: URLSearchParams, checks: Checks): Selection | null {
  const [check, host] = [query.get('check'), query.get('host')]
  return check && host ? { check, host, column: columnOf(checks.get(check)) } : null
}

function withSelection(query: URLSearchParams, selection: Selection | null): URLSearchParams {
  const asked = new URLSearchParams(query)
  for (const key of ['check', 'host'] as const) {
    if (selection) asked.set(key, selection[key])
    else asked.delete(key)
  }
  return asked
}
