import { flow } from '../terminal/flow.ts'
import { paintWith } from '../terminal/paint.ts'
import { displayWidth, padTo, wrap } from '../terminal/width.ts'
import { visible } from '../visible.ts'
import type { SheetTable } from './sheet.ts'

const GAP = 2

const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(displayWidth))
const widestWord = (text: string): number => widest(text.split(/[ \n]/))

/** Widths of columns in which no word is cut, what is left of the width shared out; null where there is no room for that. */
function widthsOf({ columns, rows }: SheetTable, width: number): number[] | null {
  const room = width - GAP * (columns.length - 1)
  const cells = columns.map(({ title }, index) => [title, ...rows.map((row) => row[index] ?? '')])
  const least = cells.map((texts) => Math.max(...texts.map(widestWord)))
  const rest = room - least.reduce((sum, each) => sum + each, 0)
  if (rest < 0) return null
  const needed = cells.map((texts) => widest(texts.flatMap((text) => text.split('\n'))))
  if (needed.reduce((sum, each) => sum + each, 0) <= room) return needed
  const shares = columns.reduce((sum, { share }) => sum + share, 0)
  return columns.map(({ share }, index) =>
    Math.min(needed[index] ?? 0, (least[index] ?? 0) + Math.floor((rest * share) / shares)),
  )
}

function rowLines(cells: readonly string[], widths: readonly number[]): string[] {
  const wrapped = cells.map((cell, index) => wrap(cell, widths[index] ?? 0))
  const height = Math.max(...wrapped.map((lines) => lines.length))
  return Array.from({ length: height }, (_, line) =>
    wrapped
      .map((lines, index) => padTo(lines[line] ?? '', widths[index] ?? 0))
      .join(' '.repeat(GAP))
      .trimEnd(),
  )
}

function grid({ columns, rows }: SheetTable, widths: readonly number[]): string[] {
  const titles = columns.map(({ title }) => title)
  const rule = widths.map((each) => '─'.repeat(each)).join(' '.repeat(GAP))
  return [...rowLines(titles, widths), rule, ...rows.flatMap((row) => rowLines(row, widths))]
}

/**
 * Each cell on lines of its own, beside the title of its column. A word wider than the line stays whole: the terminal
 * breaks it, and it is copied in one piece.
 */
function stacked({ columns, rows }: SheetTable, width: number): string[] {
  const column = widest(columns.map(({ title }) => title)) + GAP
  const cellLines = (cell: string, index: number): string[] => {
    const parts = cell.split('\n').map((text) => ({ text }))
    const lines = flow(parts, 0, Math.max(width - column, widestWord(cell) + GAP), paintWith(false))
    return lines.map((line, at) => padTo(at === 0 ? (columns[index]?.title ?? '') : '', column) + line)
  }
  return rows.flatMap((row, index) => [
    ...(index === 0 ? [] : ['']),
    ...row.flatMap((cell, at) => (cell === '' ? [] : cellLines(cell, at))),
  ])
}

/** A table for a terminal that is `width` columns wide, its rows below each other where side by side words had to be cut. */
export function tableText(table: SheetTable, width: number): string[] {
  const shown = { ...table, rows: table.rows.map((row) => row.map(visible)) }
  const widths = widthsOf(shown, width)
  return widths ? grid(shown, widths) : stacked(shown, width)
}
