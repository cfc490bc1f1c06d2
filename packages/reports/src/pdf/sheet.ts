import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import type { Sheet, SheetTable } from '../sheets/sheet.ts'
import { facts, heading, table } from './blocks.ts'
import { BOXES_LAYOUT, CONTENT_WIDTH, INK, SIZE } from './look.ts'
import { pageOf } from './page.ts'
import type { Ruler } from './ruler.ts'
import { paragraph } from './text.ts'

const tablePart = ({ title, explain, columns, rows }: SheetTable, ruler: Ruler): Content =>
  table(heading(title, explain, ruler), columns, rows, ruler)

function signatureBoxes({ signatures }: Sheet, ruler: Ruler): Content[] {
  if (signatures.length === 0) return []
  const width = CONTENT_WIDTH / signatures.length - 28
  const boxes = signatures.map(({ title, lines }) => ({
    stack: [
      paragraph({ text: title, bold: true, color: INK.strong }, width, ruler),
      ...lines.map((line) => ({
        ...paragraph({ text: line, size: SIZE.small, color: INK.faint }, width, ruler),
        margin: [0, 10, 0, 0] as [number, number, number, number],
      })),
    ],
  }))
  return [
    {
      table: { widths: boxes.map(() => '*'), body: [boxes] },
      layout: BOXES_LAYOUT,
      margin: [0, 18, 0, 0],
      unbreakable: true,
    },
  ]
}

function contentOf(sheet: Sheet, ruler: Ruler): Content[] {
  const notes: Content[] = sheet.notes.length
    ? [{ ul: sheet.notes.map((note) => paragraph({ text: note, size: SIZE.small }, CONTENT_WIDTH - 20, ruler)) }]
    : []
  return [
    paragraph({ text: sheet.title, size: 11, bold: true, color: INK.accent }, CONTENT_WIDTH, ruler),
    paragraph({ text: sheet.site, size: SIZE.site, bold: true, color: INK.strong }, CONTENT_WIDTH, ruler),
    ...facts(sheet.about, 92, CONTENT_WIDTH, ruler),
    { stack: notes, margin: [0, 8, 0, 0] },
    ...sheet.tables.map((each) => tablePart(each, ruler)),
    ...signatureBoxes(sheet, ruler),
  ]
}

/** A document of tables for pdfmake. Pure but for the ruler. */
export function sheetDocument(sheet: Sheet, ruler: Ruler): TDocumentDefinitions {
  return pageOf(
    {
      title: `${sheet.title} · ${sheet.site}`,
      author: sheet.product,
      product: sheet.product,
      generatedAt: sheet.generatedAt,
      time: sheet.generatedAt.slice(0, 10),
      locale: sheet.locale,
    },
    contentOf(sheet, ruler),
    ruler,
  )
}
