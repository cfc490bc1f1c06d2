import { type FormProblem, fill, type Localized } from '@astrago/contracts'
import { type FieldId, fieldOf } from './fields/index.ts'
import { MAX_NODES } from './fields/machines.ts'
import { emptyMessage, MESSAGES, messageOf, withExample } from './messages.ts'
import type { Node } from './node.ts'
import { readRow } from './node-rows.ts'
import { isWanted, storedSecret } from './stored-secret.ts'

type Parsed = { value: unknown; problems: FormProblem[] }

/**
 * A value after its field's schema; undefined when there are problems. A secret may be text, reference or mask. Of the
 * node table those rows are the value that have what they must, whatever is wrong with others.
 */
export function parseValue(id: FieldId, value: unknown): Parsed {
  const { kind, schema, secret, label, example } = fieldOf(id)
  if (kind === 'nodes') return parseNodes(id, value)
  if (secret && isWanted(value)) return refused({ field: id, severity: 'missing', message: emptyMessage(label) })
  const result = (secret && typeof value !== 'string' ? storedSecret(value) : schema).safeParse(value)
  if (result.success) return { value: result.data, problems: [] }
  const rows = new Map<number | undefined, FormProblem>()
  for (const issue of result.error.issues) {
    const row = typeof issue.path[0] === 'number' ? issue.path[0] : undefined
    const place = { field: id, ...(row !== undefined && { row }) }
    if (!rows.has(row)) rows.set(row, { ...place, severity: 'error', message: withExample(messageOf(issue), example) })
  }
  return refused(...rows.values())
}

const refused = (...problems: FormProblem[]): Parsed => ({ value: undefined, problems })

function parseNodes(field: FieldId, rows: unknown): Parsed {
  const whole = (message: Localized): Parsed => refused({ field, severity: 'error', message })
  if (!Array.isArray(rows)) return whole(MESSAGES.shape)
  if (rows.length > MAX_NODES) return whole(fill(MESSAGES.tooMany, { max: MAX_NODES }))
  const readings = rows.map(readRow)
  const nodes = readings.flatMap(({ cells }) => (isNode(cells) ? [cells] : []))
  return {
    value: nodes.length > 0 ? nodes : undefined,
    problems: readings.flatMap(({ problems }, row) => problems.map((problem) => ({ field, row, ...problem }))),
  }
}

const isNode = ({ name, address, roles }: Partial<Node>): boolean =>
  name !== undefined && address !== undefined && roles !== undefined
