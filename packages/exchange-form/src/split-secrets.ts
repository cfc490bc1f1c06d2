import type { FormProblem } from '@astrago/contracts'
import { type FieldId, fieldOf, isFieldId } from './fields/index.ts'
import { isEmpty } from './is-empty.ts'
import { MESSAGES, type MessageId, messageOf } from './messages.ts'
import { NODE_COLUMNS, type NodeColumn, SECRET_COLUMNS } from './node.ts'
import { NODES, nodeSecretName, rowKeys, sourceRow } from './node-secrets.ts'
import { parseValue } from './parse.ts'
import { secretNames } from './secrets.ts'
import { SHAPES } from './shapes.ts'
import type { Draft, SecretRef } from './spec.ts'
import { isWanted, storedSecret, WANTED } from './stored-secret.ts'
import { tidy } from './values.ts'

type Row = Readonly<Record<string, unknown>>

export type SplitValues = {
  /** By field id, tidied, as they go into the row: a new secret as its reference, null clears. */
  plain: Record<string, unknown>
  /** Texts of new secrets by their name in the vault. */
  secrets: Record<string, string>
  /** Old name in the vault by new name, of secrets that were kept for a server which is now called otherwise. */
  moved: Record<string, string>
  /** Values that must not be stored: unknown fields, wrong shapes, secrets that are malformed, weak, gone or in an address. */
  problems: FormProblem[]
}

/**
 * A save taken apart into what goes into the row and what goes into the vault. Plain values may still break their
 * rules, a half-filled form is kept; a secret cannot be looked at later, so a bad one is refused here. `kept` are the
 * answers as they are stored: a secret that is left alone must be among theirs.
 */
export function splitSecrets(values: Draft, kept: Draft): SplitValues {
  const split: SplitValues = { plain: {}, secrets: {}, moved: {}, problems: [] }
  for (const [id, value] of Object.entries(values)) {
    if (!isFieldId(id)) split.problems.push({ field: id, severity: 'error', message: MESSAGES.unknownField })
    else if (fieldOf(id).secret) putSecret(split, id, value)
    else putPlain(split, id, value)
  }
  putNodeSecrets(split, kept)
  return split
}

const refTo = (name: string): SecretRef => ({ secretRef: `vault:${name}` })

function putSecret({ plain, secrets, problems }: SplitValues, id: FieldId, value: unknown): void {
  if (value === null) plain[id] = null
  else if (!isEmpty(value) && !isWanted(value)) {
    const parsed = parseValue(id, value)
    problems.push(...parsed.problems)
    if (typeof parsed.value !== 'string') return
    secrets[id] = parsed.value
    plain[id] = refTo(id)
  }
}

function putPlain({ plain, problems }: SplitValues, id: FieldId, value: unknown): void {
  const tidied = tidy(fieldOf(id).kind, value)
  if (isEmpty(tidied)) {
    plain[id] = null
    return
  }
  const shaped = SHAPES[fieldOf(id).kind].safeParse(tidied)
  if (!shaped.success) problems.push({ field: id, severity: 'error', message: MESSAGES.shape })
  else if (holdsLogin(id, shaped.data)) problems.push(...parseValue(id, shaped.data).problems)
  else plain[id] = shaped.data
}

const LOGIN_IN_ADDRESS: readonly string[] = ['urlSecret', 'proxyUrlSecret'] satisfies MessageId[]

/** Whether a value is an address with a login in it, and refused for that: kept as it is, it would show wherever answers do. */
export const holdsLogin = (id: FieldId, value: unknown): boolean =>
  fieldOf(id)
    .schema.safeParse(value)
    .error?.issues.some(({ message }) => LOGIN_IN_ADDRESS.includes(message)) ?? false

type Cell = { row: number; key: string; column: NodeColumn; value: unknown }

/** Takes the secrets out of the rows of the node table; a row then refers to each under its own name. */
function putNodeSecrets(split: SplitValues, kept: Draft): void {
  const rows = split.plain[NODES]
  if (!Array.isArray(rows)) return
  const cells = secretCells(rows)
  const known = new Set(secretNames(kept))
  const problems = cells.flatMap((cell) => whatIsWrong(cell, known))
  if (problems.length > 0) {
    delete split.plain[NODES]
    split.problems.push(...problems)
    return
  }
  const copies = rows.map((row: Row) => ({ ...row }))
  for (const cell of cells) Object.assign(copies[cell.row] ?? {}, { [cell.column]: putCell(split, cell) })
  split.plain[NODES] = copies
}

function secretCells(rows: readonly Row[]): Cell[] {
  const cells = rows.flatMap((row, index) =>
    SECRET_COLUMNS.filter((column) => !isEmpty(row[column])).map((column) => ({
      row: index,
      column,
      value: row[column],
    })),
  )
  const keys = cells.length > 0 ? rowKeys(rows) : []
  return cells.map((cell) => ({ ...cell, key: keys[cell.row] ?? '' }))
}

function whatIsWrong(cell: Cell, known: ReadonlySet<string>): FormProblem[] {
  const { row, column, value, key } = cell
  const place = { field: NODES, row, column, severity: 'error' } as const
  if (isWanted(value)) return []
  const schema = typeof value === 'string' ? NODE_COLUMNS[column].secret : storedSecret(value)
  const [issue] = schema?.safeParse(value).error?.issues ?? []
  if (issue) return [{ ...place, message: messageOf(issue) }]
  const isGone = typeof value !== 'string' && !known.has(nodeSecretName(sourceRow(value, column, key), column))
  return isGone ? [{ ...place, message: MESSAGES.secretGone }] : []
}

/** @returns what stands in the row instead */
function putCell({ secrets, moved }: SplitValues, { key, column, value }: Cell): unknown {
  if (isWanted(value)) return WANTED
  const name = nodeSecretName(key, column)
  if (typeof value === 'string') secrets[name] = NODE_COLUMNS[column].secret?.parse(value) ?? value
  else {
    const source = nodeSecretName(sourceRow(value, column, key), column)
    if (source !== name) moved[name] = source
  }
  return refTo(name)
}
