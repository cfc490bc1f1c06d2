import { displayWidth, padTo, wrap } from '../terminal/width.ts'
import { visible } from '../visible.ts'
import type { Sheet, SheetTable } from './sheet.ts'

const GAP = 2
/** Narrower than this, a table is unreadable however it is cut. */
const LEAST = 60
/** Of a column; what is left of the room is shared out. */
const NARROWEST = 4

function widthsOf({ columns, rows }: SheetTable, width: number): number[] {
  const room = Math.max(LEAST, width) - GAP * (columns.length - 1)
  const needed = columns.map(({ title }, index) =>
    Math.max(displayWidth(title), ...rows.flatMap((row) => (row[index] ?? '').split('\n').map(displayWidth))),
  )
  const total = needed.reduce((sum, each) => sum + each, 0)
  if (total <= room) return needed
  const shares = columns.reduce((sum, { share }) => sum + share, 0)
  const rest = room - NARROWEST * columns.length
  return columns.map(({ share }, index) =>
    Math.min(needed[index] ?? 0, NARROWEST + Math.floor((rest * share) / shares)),
  )
}

function rowLines(cells: readonly string[], widths: readonly number[]): string[] {
  const wrapped = cells.map((cell, index) =>
    visible(cell)
      .split('\n')
      .flatMap((line) => wrap(line, widths[index] ?? 10)),
  )
  const height = Math.max(...wrapped.map((lines) => lines.length))
  return Array.from({ length: height }, (_, line) =>
    wrapped
      .map((lines, index) => padTo(lines[line] ?? '', widths[index] ?? 0))
      .join(' '.repeat(GAP))
      .trimEnd(),
  )
}

function tableLines(table: SheetTable, width: number): string[] {
  const widths = widthsOf(table, width)
  const rule = widths.map((each) => '─'.repeat(each)).join(' '.repeat(GAP))
  return [
    '',
    visible(table.title),
    ...(table.explain ? wrap(table.explain, width) : []),
    '',
    ...rowLines(
      table.columns.map(({ title }) => title),
      widths,
    ),
    rule,
    ...table.rows.flatMap((row) => rowLines(row, widths)),
  ]
}

/** The document for a terminal that is `width` columns wide. */
export function sheetText(sheet: Sheet, width: number): string {
  const lines = [
    visible(`${sheet.title} · ${sheet.site}`),
    ...sheet.about.map(([name, value]) => `${name}: ${visible(value)}`),
    ...sheet.notes.flatMap((note) => wrap(`· ${visible(note)}`, width)),
    ...sheet.tables.flatMap((table) => tableLines(table, width)),
  ]
  return `${lines.join('\n')}\n`
}
