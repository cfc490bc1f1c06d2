/** A place in a table that is gone through by arrow keys, from 0. */
export type Place = { row: number; column: number }
export type GridSize = { rows: number; columns: number }

const PAGE = 10

type Key = { key: string; ctrlKey: boolean }
type Move = (at: Place, size: GridSize, ctrl: boolean) => Place

/** Source: the grid pattern of the ARIA Authoring Practices Guide. */
const MOVES: Readonly<Record<string, Move>> = {
  ArrowUp: (at) => ({ ...at, row: at.row - 1 }),
  ArrowDown: (at) => ({ ...at, row: at.row + 1 }),
  ArrowLeft: (at) => ({ ...at, column: at.column - 1 }),
  ArrowRight: (at) => ({ ...at, column: at.column + 1 }),
  PageUp: (at) => ({ ...at, row: at.row - PAGE }),
  PageDown: (at) => ({ ...at, row: at.row + PAGE }),
  Home: (at, _, ctrl) => ({ row: ctrl ? 0 : at.row, column: 0 }),
  End: (at, { rows, columns }, ctrl) => ({ row: ctrl ? rows - 1 : at.row, column: columns - 1 }),
}

const within = (value: number, count: number): number => Math.min(Math.max(0, value), Math.max(0, count - 1))

/** Where a key leads from a place, never beyond the table; null where it is no key of a table. */
export function placeAfter({ key, ctrlKey }: Key, at: Place, size: GridSize): Place | null {
  const move = MOVES[key]
  if (!move) return null
  const { row, column } = move(at, size, ctrlKey)
  return { row: within(row, size.rows), column: within(column, size.columns) }
}
