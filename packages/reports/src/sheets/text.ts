import { wrap } from '../terminal/width.ts'
import { visible } from '../visible.ts'
import type { Sheet, SheetTable } from './sheet.ts'
import { tableText } from './table-text.ts'

const tableLines = (table: SheetTable, width: number): string[] => [
  '',
  visible(table.title),
  ...(table.explain ? wrap(table.explain, width) : []),
  '',
  ...tableText(table, width),
]

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
