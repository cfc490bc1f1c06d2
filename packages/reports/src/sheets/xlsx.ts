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

/** Across all columns but the first, as high as its lines. */
function noteRow(note: string, [, ...widths]: readonly { width: number }[]) {
  const width = widths.reduce((sum, each) => sum + each.width, 0)
  const cell = text(note, { columnSpan: widths.length, wrap: true, alignVertical: 'top' })
  return [null, { ...cell, height: heightOf([note], [{ width }]) }, ...widths.slice(1).map(() => null)]
}

/** Printed, a sheet is as wide as a page, and as many pages long as it takes. */
const ON_PAGES = {
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (xml: string) =>
          xml.replace(/<worksheet[^>]*>/, '$&<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'),
        transformElementAttributes: (tag: string, attributes: Record<string, string | number>) =>
          tag === 'pageSetup' ? { ...attributes, fitToWidth: 1, fitToHeight: 0 } : attributes,
      },
    },
  },
}

/** The first sheet says whose document it is before its table. */
function opening(sheet: Sheet, table: SheetTable) {
  const before = [
    [titled(`${sheet.title} · ${sheet.site}`)],
    ...sheet.about.map(([name, value]) => [null, text(name, { fontWeight: 'bold' }), text(value)]),
    ...sheet.notes.map((note) => noteRow(`· ${note}`, widthsOf(table))),
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
    { table: first, ...opening(sheet, first) },
    ...others.map((table) => ({ table, data: body(table), stickyRowsCount: 1 })),
  ].map(({ table, ...content }) => ({
    ...content,
    sheet: sheetName(table.title),
    columns: widthsOf(table),
    orientation: 'landscape',
  }))
  return writeExcelFile(sheets as never, { features: [ON_PAGES] }).toBuffer()
}
