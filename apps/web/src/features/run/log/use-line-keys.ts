'use client'

import { type FocusEvent, type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { placeAfter } from '../../../lib/grid-keys.ts'

type Lines = {
  first: number
  last: number
  count: number
  /** Brings a row into view. */
  show: (row: number) => void
  /** The focus came to a line, which must stay where it is. */
  onStay: () => void
}

const rowOf = (element: Element): number | null => {
  const row = element.closest('[data-row]')?.getAttribute('data-row')
  return row ? Number(row) : null
}

/**
 * One stop of the Tab key for all lines of the log, and arrow keys from line to line. A row names itself by
 * `data-row="index"`; the focus is on the button in it.
 */
export function useLineKeys(box: RefObject<HTMLElement | null>, { first, last, count, show, onStay }: Lines) {
  const [chosen, setChosen] = useState(0)
  const moved = useRef(false)

  // The row may be drawn only after the scrolling that brought it into view.
  useLayoutEffect(() => {
    const button = moved.current && box.current?.querySelector<HTMLElement>(`[data-row="${chosen}"] button`)
    if (!button) return
    moved.current = false
    button.focus({ preventScroll: true })
  })

  return {
    /** The row whose button the Tab key stops at. */
    stop: chosen >= first && chosen <= last ? chosen : first,
    onKeyDown: (event: KeyboardEvent) => {
      const at = rowOf(event.target as Element)
      if (at === null) return
      const next = placeAfter({ key: event.key, ctrlKey: true }, { row: at, column: 0 }, { rows: count, columns: 1 })
      if (!next || next.row === at) return
      event.preventDefault()
      moved.current = true
      setChosen(next.row)
      if (next.row <= first || next.row >= last) show(next.row)
    },
    onFocus: ({ target }: FocusEvent) => {
      const row = rowOf(target)
      if (row === null) return
      setChosen(row)
      onStay()
    },
  }
}
