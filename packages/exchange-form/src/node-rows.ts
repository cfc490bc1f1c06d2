import type { FormProblem } from '@astrago/contracts'
import { isEmpty } from './is-empty.ts'
import { emptyMessage, MESSAGES, messageOf, withExample } from './messages.ts'
import { NODE_COLUMN_IDS, NODE_COLUMNS, Node, type NodeColumn } from './node.ts'
import { isWanted, storedSecret } from './stored-secret.ts'

type CellProblem = Pick<FormProblem, 'severity' | 'message'> & { column?: NodeColumn }

/** A row of the node table, cell by cell. */
export type RowReading = {
  /** The well-formed cells; of secrets only references. */
  cells: Partial<Node>
  /** The columns that have a value, well-formed or not, secrets included. */
  given: ReadonlySet<NodeColumn>
  /** Secrets as they were typed just now. */
  texts: ReadonlyMap<NodeColumn, string>
  problems: readonly CellProblem[]
}

const readings = new WeakMap<object, RowReading>()

/** Reads a tidied row; once only, as long as nobody makes a new one of it: a table of hundreds is read at every key. */
export function readRow(row: unknown): RowReading {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return NO_ROW
  const known = readings.get(row)
  if (known) return known
  const reading = readCells(row as Readonly<Record<string, unknown>>)
  readings.set(row, reading)
  return reading
}

const NO_ROW: RowReading = {
  cells: {},
  given: new Set(),
  texts: new Map(),
  problems: [{ severity: 'error', message: MESSAGES.shape }],
}

function readCells(row: Readonly<Record<string, unknown>>): RowReading {
  const given = NODE_COLUMN_IDS.filter((column) => !isEmpty(row[column]))
  const isText = (column: NodeColumn): boolean =>
    NODE_COLUMNS[column].secret !== undefined && typeof row[column] === 'string'
  const cells = NODE_COLUMN_IDS.flatMap((column) => {
    const value = Node.shape[column].safeParse(row[column]).data
    return value === undefined ? [] : [[column, value] as const]
  })
  return {
    cells: Object.fromEntries(cells),
    given: new Set(given),
    texts: new Map(given.filter(isText).map((column) => [column, String(row[column])])),
    problems: NODE_COLUMN_IDS.flatMap((column) => cellProblem(column, row[column]) ?? []),
  }
}

function cellProblem(column: NodeColumn, value: unknown): CellProblem | undefined {
  const { label, required, secret, example } = NODE_COLUMNS[column]
  if (isEmpty(value) ? required : isWanted(value)) return { column, severity: 'missing', message: emptyMessage(label) }
  if (isEmpty(value)) return undefined
  const ofSecret = typeof value === 'string' ? secret : storedSecret(value)
  const [issue] = ((secret && ofSecret) ?? Node.shape[column]).safeParse(value).error?.issues ?? []
  return issue && { column, severity: 'error', message: withExample(messageOf(issue), example) }
}

const tidied = new WeakMap<object, object>()

/** A row as a person means it: no blanks around a value, digits as a number, no empty cells. Never changes a secret. */
export function tidyRow(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return row
  const known = tidied.get(row)
  if (known) return known
  const cells = Object.entries(row).map(([column, value]) => [column, tidyCell(column, value)] as const)
  const result = Object.fromEntries(cells.filter(([, value]) => !isEmpty(value)))
  tidied.set(row, result)
  tidied.set(result, result)
  return result
}

function tidyCell(column: string, value: unknown): unknown {
  const { kind } = Object.hasOwn(NODE_COLUMNS, column) ? NODE_COLUMNS[column as NodeColumn] : { kind: 'text' }
  if (kind === 'secret' || kind === 'pem') return value
  return kind === 'number' ? tidyNumber(value) : trimmed(value)
}

export const trimmed = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : value)

export function tidyNumber(value: unknown): unknown {
  const text = trimmed(value)
  return typeof text === 'string' && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text
}
