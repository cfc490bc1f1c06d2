import type { VerdictStatus } from '@astrago/contracts'
import type { Content, ContentStack, ContentTable, TableCell } from 'pdfmake/interfaces.js'
import { barLayout, CONTENT_WIDTH, FACTS_LAYOUT, GRID_LAYOUT, INK, PADDING, SIZE, STATE } from './look.ts'
import type { Ruler } from './ruler.ts'
import { type Piece, paragraph } from './text.ts'

/** A cell is a text, or several paragraphs one under the other. */
export type Cell = string | readonly Piece[]

/** A row of cells, or a note on the row above it, which stands under it from the second column on. */
export type Row = readonly Cell[] | { note: Cell }

/** Rows with cells of no more than this many characters are kept on one page; longer ones may not fit any. */
const KEEP_TOGETHER = 400
const KEEP_NOTE_TOGETHER = 2000

const lengthOf = (cell: Cell): number =>
  typeof cell === 'string' ? cell.length : cell.reduce((sum, piece) => sum + piece.text.length, 0)

export const isShort = (texts: readonly Cell[]): boolean => texts.every((cell) => lengthOf(cell) <= KEEP_TOGETHER)

const isNote = (row: Row): row is { note: Cell } => 'note' in row

export const isShortRow = (row: Row): boolean => (isNote(row) ? lengthOf(row.note) <= KEEP_NOTE_TOGETHER : isShort(row))

function cellContent(cell: Cell, width: number, ruler: Ruler): ContentStack {
  const pieces = typeof cell === 'string' ? [{ text: cell, size: SIZE.small }] : cell
  return { stack: pieces.map((piece) => paragraph(piece, width, ruler)) }
}

export const stateCell = (status: VerdictStatus, word: string): Piece[] => [
  { text: `${STATE[status].sign} ${word}`, size: SIZE.small, bold: true, color: STATE[status].ink },
]

export function heading(text: string, explain: string, ruler: Ruler): ContentStack {
  return {
    stack: [
      {
        ...paragraph({ text, size: SIZE.heading, bold: true, color: INK.strong }, CONTENT_WIDTH, ruler),
        outline: true,
        outlineText: text,
      },
      ...(explain ? [paragraph({ text: explain, size: SIZE.small, color: INK.faint }, CONTENT_WIDTH, ruler)] : []),
    ],
    margin: [0, 18, 0, 6],
  }
}

export type Column = { title: string; share: number }

/**
 * A table over the whole width; `share` is each column's part of it. Caption and header come again on every page that
 * the table reaches.
 */
export function table(caption: Content, columns: readonly Column[], rows: readonly Row[], ruler: Ruler): Content {
  const room = CONTENT_WIDTH - columns.length * 2 * PADDING
  const shares = columns.reduce((sum, column) => sum + column.share, 0)
  const widths = columns.map(({ share }) => (room * share) / shares)
  const head = columns.map(
    ({ title }, index): TableCell =>
      paragraph({ text: title, size: SIZE.small, bold: true, color: INK.soft }, widths[index] ?? 0, ruler),
  )
  const captionRow: TableCell[] = [
    { stack: [caption], colSpan: columns.length, margin: [-PADDING, 0, -PADDING, 0] },
    ...columns.slice(1).map(() => ({})),
  ]
  const body = rows.map((row, index) => {
    if (isNote(row)) return noteCells(row.note, widths, ruler)
    const next = rows[index + 1]
    const border = borderOf(true, !(next && isNote(next)))
    return row.map((cell, column): TableCell => ({ ...cellContent(cell, widths[column] ?? 0, ruler), border }))
  })
  return {
    table: {
      widths,
      headerRows: 2,
      keepWithHeaderRows: rows.every(isShortRow) ? 1 : 0,
      dontBreakRows: rows.every(isShortRow),
      body: [captionRow, head, ...body],
    },
    layout: GRID_LAYOUT,
    margin: [0, 0, 0, 6],
  }
}

const borderOf = (top: boolean, bottom: boolean): [boolean, boolean, boolean, boolean] => [false, top, false, bottom]

function noteCells(note: Cell, widths: readonly number[], ruler: Ruler): TableCell[] {
  const border = borderOf(false, true)
  const [, ...spanned] = widths
  const width = spanned.reduce((sum, each) => sum + each + 2 * PADDING, 0) - 2 * PADDING
  const content: TableCell = { ...cellContent(note, width, ruler), colSpan: spanned.length, border }
  return [{ text: '', border }, content, ...spanned.slice(1).map(() => ({}))]
}

/** Names and values, the names `nameWidth` points wide. Rows without a value are left out. */
export function facts(
  rows: readonly (readonly [string, string])[],
  nameWidth: number,
  width: number,
  ruler: Ruler,
): Content[] {
  const filled = rows.filter(([, value]) => value !== '')
  if (filled.length === 0) return []
  const valueWidth = width - nameWidth - 16
  const body = filled.map(([name, value]) => [
    paragraph({ text: name, size: SIZE.small, color: INK.faint }, nameWidth, ruler),
    paragraph({ text: value, size: SIZE.small, color: INK.strong }, valueWidth, ruler),
  ])
  return [{ table: { widths: [nameWidth, valueWidth], body }, layout: FACTS_LAYOUT }]
}

export const BAR_ROOM = CONTENT_WIDTH - 15

/** Contents beside a bar in the colour of a state. */
export function barred(color: string, contents: readonly Content[], keep: boolean): ContentTable {
  return {
    table: { widths: [BAR_ROOM], body: [[{ stack: [...contents] }]] },
    layout: barLayout(color),
    unbreakable: keep,
    margin: [0, 4, 0, 10],
  }
}
