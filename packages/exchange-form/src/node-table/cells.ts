/** A row of a pasted table; `line` is where it begins in the text, counted from 1. */
export type TableRow = { line: number; cells: string[] }
type Cells = { rows: TableRow[] /** Line of a quote that is never closed. */; openQuote: number | undefined }

/** Longer cells are cut, further cells of a row dropped: no table of servers has them. */
const MAX_CELL = 300
const MAX_CELLS = 50

/** For each separator a quoted cell (RFC 4180: two quotes stand for one) and a plain one. Both read a text once through. */
const CELLS = {
  '\t': { quoted: /"([^"]*(?:""[^"]*)*)"([^\t\n]*)/y, plain: /[^\t\n]*/y },
  ';': { quoted: /"([^"]*(?:""[^"]*)*)"([^;\n]*)/y, plain: /[^;\n]*/y },
  ',': { quoted: /"([^"]*(?:""[^"]*)*)"([^,\n]*)/y, plain: /[^,\n]*/y },
}
type Separator = keyof typeof CELLS

const LOOKED_AT = 20

/**
 * Spreadsheets paste tabs; files have commas or, where the comma is the decimal sign, semicolons. It is the one that the
 * most lines have: a title has none, and another may stand within a cell.
 */
function separatorOf(text: string): Separator {
  const lines = text
    .slice(0, 20_000)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, LOOKED_AT)
  const uses = (separator: Separator): number => lines.filter((line) => line.includes(separator)).length
  return (['\t', ';', ','] as const).reduce((best, next) => (uses(next) > uses(best) ? next : best))
}

/** At most `limit` rows of trimmed cells; rows without any content are left out. */
export function splitCells(text: string, limit: number): Cells {
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const separator = separatorOf(source)
  const rows: TableRow[] = []
  let row: TableRow = { line: 1, cells: [] }
  let line = 1
  let openQuote: number | undefined
  for (let from = 0; from <= source.length && rows.length < limit; ) {
    const cell = readCell(source, from, separator)
    if (cell.isOpen) openQuote ??= line
    if (row.cells.length < MAX_CELLS) row.cells.push(cell.text.slice(0, MAX_CELL).trim())
    line += cell.breaks
    if (source[cell.end] !== separator) {
      if (row.cells.some((text) => text !== '')) rows.push(row)
      line += 1
      row = { line, cells: [] }
    }
    from = cell.end + 1
  }
  return { rows, openQuote }
}

type Cell = { text: string; end: number; breaks: number; isOpen: boolean }

/** The cell that begins at `from`. A quote that is never closed is an ordinary character, so that it swallows nothing. */
function readCell(source: string, from: number, separator: Separator): Cell {
  const { quoted, plain } = CELLS[separator]
  quoted.lastIndex = from
  const found = source[from] === '"' ? quoted.exec(source) : null
  if (found) {
    const [whole, inner = '', after = ''] = found
    const breaks = inner.split('\n').length - 1
    return { text: inner.replaceAll('""', '"') + after, end: from + whole.length, breaks, isOpen: false }
  }
  plain.lastIndex = from
  const text = plain.exec(source)?.[0] ?? ''
  return { text, end: from + text.length, breaks: 0, isOpen: text.startsWith('"') }
}
