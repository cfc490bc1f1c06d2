'use client'

import { type FocusEvent, type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { type Place, placeAfter } from './grid-keys.ts'

const placeOf = (element: Element): Place | null => {
  const [row, column] = element.closest('[data-at]')?.getAttribute('data-at')?.split(' ') ?? []
  return row === undefined ? null : { row: Number(row), column: Number(column) }
}

/**
 * One stop of the Tab key for a table of many cells, and arrow keys within. Cells name their place by `data-at="row
 * column"`; the focus is on the button in a cell, else on the cell. The row of `at` must be drawn even out of view.
 * `rows` are the ids of the rows: the place stays with its row when others come or go.
 */
export function useGrid(table: RefObject<HTMLElement | null>, rows: readonly string[], columns: number) {
  const [chosen, setChosen] = useState<{ id: string; column: number } | null>(null)
  const moved = useRef(false)
  const at: Place = {
    row: Math.max(0, rows.indexOf(chosen?.id ?? '')),
    column: Math.min(chosen?.column ?? 0, columns - 1),
  }
  const choose = ({ row, column }: Place) => setChosen({ id: rows[row] ?? '', column })

  useLayoutEffect(() => {
    if (!moved.current) return
    moved.current = false
    const cell = table.current?.querySelector<HTMLElement>(`[data-at="${at.row} ${at.column}"]`)
    const target = cell?.querySelector('button') ?? cell
    target?.focus()
  })

  return {
    at,
    onKeyDown: (event: KeyboardEvent) => {
      const place = placeAfter(event, at, { rows: rows.length, columns })
      if (!place) return
      event.preventDefault()
      moved.current = true
      choose(place)
    },
    onFocus: ({ target }: FocusEvent) => {
      const place = placeOf(target)
      if (place && (place.row !== at.row || place.column !== at.column)) choose(place)
    },
  }
}
