'use client'

import { useEffect, useRef } from 'react'
import type { Cell } from './board.ts'
import type { Selection } from './Matrix.tsx'

type Kept = { host: string; cell: Cell }

/**
 * What the open cell says. While a preflight runs it says what it said before, so that it does not close under somebody
 * who reads or types there; a cell that was opened since then follows the preflight.
 */
export function useKeptCell(selection: Selection | null, found: Cell | null, running: boolean) {
  const before = useRef<Kept | null>(null)
  useEffect(() => {
    if (!running) before.current = selection && found ? { host: selection.host, cell: found } : null
  })
  const { current } = before
  const isSame = current && current.host === selection?.host && current.cell.column === selection.column
  const kept = running && isSame ? current.cell : null
  return { cell: kept ?? found, isBefore: kept !== null }
}
