import { fill, type Localized } from '@astrago/contracts'
import { isIpv4 } from '../ip.ts'
import { NODE_COLUMNS, type NodeColumn } from '../node.ts'
import { NodeName } from '../schemas.ts'
import { l } from '../text.ts'
import { splitCells, type TableRow } from './cells.ts'
import { type HeaderCell, POSITIONAL, readHeader } from './header.ts'
import { readCount, readGib, readGpu, readRoles } from './values.ts'

/** A row as it goes into the form: what could not be understood stays as its text, so that it can be put right there. */
export type NodeDraft = { [C in NodeColumn]?: string | number | readonly string[] | undefined }

/** `line` counts from 1 in the pasted text; absent where the whole table is meant. */
export type TableProblem = { line?: number; message: Localized }

const MAX_ROWS = 1000
/** A file may say what it is before its table begins. */
const TITLE_ROWS = 10
const MAX_LENGTH = 1_000_000
const NOTHING = /^(?:[-–—.]|n\/?a|none|없음|해당\s*없음)?$/i

/**
 * Rows for the node table from pasted text: comma, semicolon or tab separated, with a Korean or English header in any
 * order or none (then in the order of NODE_COLUMNS). Never throws; rows that are no servers are left out and named.
 */
export function parseNodeTable(text: string): { rows: NodeDraft[]; problems: TableProblem[] } {
  if (text.length > MAX_LENGTH) return { rows: [], problems: [{ message: TOO_LONG }] }
  const { rows: all, openQuote } = splitCells(text, MAX_ROWS + TITLE_ROWS + 1)
  const at = headerRow(all)
  const header = readHeader(all[at]?.cells ?? [])
  const body = all.slice(at + 1)
  const read = body.slice(0, MAX_ROWS).map((row) => readRow(row, header ?? POSITIONAL))
  return {
    rows: read.flatMap(({ row }) => row ?? []),
    problems: [
      ...(body.length ? [] : [{ message: NO_ROWS }]),
      ...(openQuote === undefined ? [] : [{ line: openQuote, message: OPEN_QUOTE }]),
      ...unusedColumns(header ?? []).map((title) => ({
        line: all[at]?.line ?? 1,
        message: fill(UNUSED_COLUMN, { title }),
      })),
      ...read.flatMap(({ problems }) => problems),
      ...(body.length > MAX_ROWS
        ? [{ line: body[MAX_ROWS]?.line ?? 0, message: fill(TOO_MANY, { max: MAX_ROWS }) }]
        : []),
    ],
  }
}

/** A header stands before the first server; -1 when there is none. */
function headerRow(rows: readonly TableRow[]): number {
  const start = rows.slice(0, TITLE_ROWS)
  const firstServer = start.findIndex(({ cells }) => cells.some(isIpv4))
  return start.slice(0, firstServer < 0 ? undefined : firstServer).findIndex(({ cells }) => readHeader(cells))
}

const unusedColumns = (header: readonly HeaderCell[]): string[] =>
  header.filter(({ title, column }) => title && !column).map(({ title }) => title.slice(0, 40))

function readRow({ line, cells }: TableRow, header: readonly HeaderCell[]) {
  const problems: TableProblem[] = []
  const row: NodeDraft = {}
  for (const [index, text] of cells.entries()) {
    const { column, unit } = header[index] ?? {}
    if (column && !NOTHING.test(text)) Object.assign(row, readCell(column, text, unit))
  }
  const isServer = isIpv4(String(row.address ?? '')) || NodeName.safeParse(row.name).success
  if (!isServer) return { row: undefined, problems: [{ line, message: NOT_A_SERVER }] }
  const { unknown } = readRoles(textIn('roles', cells, header))
  if (unknown) problems.push({ line, message: fill(UNKNOWN_ROLE, { role: unknown.slice(0, 40) }) })
  return { row, problems }
}

const textIn = (column: NodeColumn, cells: readonly string[], header: readonly HeaderCell[]): string => {
  const text = cells[header.findIndex((cell) => cell.column === column)] ?? ''
  return NOTHING.test(text) ? '' : text
}

/** A value typed into a cell as it is meant, such as `1TB` for a memory; what is not understood stays as it is. */
export function readNodeCell(column: NodeColumn, value: unknown): unknown {
  if (typeof value !== 'string' || NODE_COLUMNS[column].kind !== 'number' || value.trim() === '') return value
  return readCell(column, value.trim(), undefined)[column]
}

function readCell(column: NodeColumn, text: string, unit: string | undefined): NodeDraft {
  switch (column) {
    case 'roles':
      return { roles: readRoles(text).roles }
    case 'memoryGib':
      return { memoryGib: readGib(text, 'binary', unit) ?? text }
    case 'diskGib':
    case 'dataDiskGib':
      return { [column]: readGib(text, 'decimal', unit) ?? text }
    case 'gpuModel':
      return gpuCells(text)
    default:
      return { [column]: NODE_COLUMNS[column].kind === 'number' ? (readCount(text) ?? text) : text }
  }
}

function gpuCells(text: string): NodeDraft {
  const { model, count } = readGpu(text)
  return { gpuModel: model, ...(count !== undefined && { gpuCount: count }) }
}

const NO_ROWS = l('붙여 넣은 내용에 서버가 없습니다.', 'There are no servers in what you pasted.')
const TOO_LONG = l('붙여 넣은 내용이 너무 깁니다.', 'What you pasted is too long.')
const TOO_MANY = l(
  '서버는 한 번에 {max}대까지 붙여 넣을 수 있습니다. 이 줄부터는 넣지 않았습니다.',
  'At most {max} servers at once. This row and those after it were left out.',
)
const OPEN_QUOTE = l(
  '따옴표가 닫히지 않았습니다. 이 줄의 내용을 확인해 주십시오.',
  'A quotation mark is not closed. Please check this row.',
)
const UNUSED_COLUMN = l('"{title}" 열은 쓰지 않습니다.', 'The column "{title}" is not used.')
const NOT_A_SERVER = l(
  '서버 이름이나 IPv4 주소로 읽히는 것이 없어 넣지 않았습니다.',
  'Left out: nothing reads as a server name or an IPv4 address.',
)
const UNKNOWN_ROLE = l('모르는 역할입니다: {role}', 'Unknown role: {role}')
