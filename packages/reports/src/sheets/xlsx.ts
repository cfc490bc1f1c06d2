import writeExcelFile from 'write-excel-file/node'
import { displayWidth } from '../terminal/width.ts'
import { visible } from '../visible.ts'
import type { Sheet, SheetTable } from './sheet.ts'

/** Characters that a column of the whole width holds at this font size. */
const WIDTH = 150
/** What Excel takes as the name of a sheet: 31 characters without these. */
const sheetName = (title: string): string => title.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31)

const INK = '#101828'
const LINE = { borderColor: '#d0d5dd', borderStyle: 'thin' } as const
/** A text, whatever it looks like: nothing that a person or a host wrote becomes a formula. */
const text = (value: string, more: object = {}) => ({ value: visible(value), type: String, textColor: INK, ...more })
const titled = (value: string) => text(value, { fontWeight: 'bold', fontSize: 14 })
const headed = (value: string) =>
  text(value, { fontWeight: 'bold', backgroundColor: '#eef3ff', wrap: true, alignVertical: 'center', ...LINE })
const celled = (value: string) => text(value, { wrap: true, alignVertical: 'top', ...LINE })

/** Points. A row is as high as its longest cell: not every spreadsheet works that out when it opens a file. */
const LINE_HEIGHT = 15

function heightOf(row: readonly string[], widths: readonly { width: number }[]): number {
  const lines = (cell: string, width: number): number =>
    cell.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(displayWidth(line) / width)), 0)
  return LINE_HEIGHT * Math.max(...row.map((cell, index) => lines(cell, (widths[index]?.width ?? 10) - 1)))
}

function body(table: SheetTable) {
  const widths = widthsOf(table)
  return [
    table.columns.map(({ title }) => headed(title)),
    ...table.rows.map((row) => row.map((cell) => ({ ...celled(cell), height: heightOf(row, widths) }))),
  ]
}

function widthsOf({ columns }: SheetTable) {
  const shares = columns.reduce((sum, { share }) => sum + share, 0)
  return columns.map(({ share }) => ({ width: Math.max(6, Math.round((WIDTH * share) / shares)) }))
}

/** The first sheet says whose document it is before its table. */
function opening(sheet: Sheet, table: SheetTable) {
  const before = [
    [titled(`${sheet.title} · ${sheet.site}`)],
    ...sheet.about.map(([name, value]) => [null, text(name, { fontWeight: 'bold' }), text(value)]),
    ...sheet.notes.map((note) => [null, text(`· ${note}`)]),
    [],
  ]
  const after = sheet.signatures.flatMap(({ title, lines }) => [
    [],
    [null, text(title, { fontWeight: 'bold' })],
    ...lines.map((line) => [null, headed(line), celled('')]),
  ])
  return { data: [...before, ...body(table), ...after], stickyRowsCount: before.length + 1 }
}

/** The document as an xlsx file: its first table on the first sheet, every further one on a sheet of its own. */
export async function toXlsx(sheet: Sheet): Promise<Uint8Array> {
  const [first, ...others] = [...sheet.tables, ...sheet.attachments]
  if (!first) throw new Error('a document without a table')
  const sheets = [
    { ...opening(sheet, first), sheet: sheetName(first.title), columns: widthsOf(first), orientation: 'landscape' },
    ...others.map((table) => ({
      data: body(table),
      stickyRowsCount: 1,
      sheet: sheetName(table.title),
      columns: widthsOf(table),
    })),
  ]
  return writeExcelFile(sheets as never).toBuffer()
}
