import { isMap } from 'yaml'
import { type FieldId, fieldOf, fieldsIn } from '../fields/index.ts'
import { MESSAGES } from '../messages.ts'
import { NODE_COLUMN_IDS, NODE_COLUMNS, type NodeColumn } from '../node.ts'
import type { SectionId } from '../sections.ts'
import { SecretRef } from '../spec.ts'
import type { Reader, Spot } from './reader.ts'
import { keyOf } from './write.ts'

type Line = [path: string, line: number]
type FieldValue = { id: FieldId; value: unknown; lines: Line[] }

/** The fields of one section, each by its kind. */
export function readSection(reader: Reader, section: SectionId, spot: Spot): FieldValue[] {
  const ids = fieldsIn(section)
  const entries = reader.map(spot, ids.map(keyOf))
  return ids.flatMap((id) => {
    const entry = entries.get(keyOf(id))
    return entry ? [readField(reader, id, entry)] : []
  })
}

function readField(reader: Reader, id: FieldId, spot: Spot): FieldValue {
  const line: Line = [id, spot.line]
  if (fieldOf(id).kind !== 'nodes') return { id, value: readValue(reader, id, spot), lines: [line] }
  const rows = reader.list(spot).map((row) => readRow(reader, row))
  return {
    id,
    value: rows.length ? rows.map(({ cells }) => cells) : undefined,
    lines: [line, ...rows.flatMap(({ lines }) => lines)],
  }
}

function readValue(reader: Reader, id: FieldId, spot: Spot): unknown {
  const { kind, secret } = fieldOf(id)
  if (secret) return readSecret(reader, spot)
  if (kind === 'number') return reader.number(spot)
  if (kind === 'boolean') return reader.boolean(spot)
  if (kind === 'list') return readList(reader, spot)
  return reader.text(spot)
}

const readList = (reader: Reader, spot: Spot): string[] | undefined => {
  const items = reader.list(spot).flatMap((item) => reader.text(item) ?? [])
  return items.length ? items : undefined
}

/** A reference; the text of a secret that stands here by mistake is neither kept nor repeated in the problem. */
function readSecret(reader: Reader, spot: Spot): SecretRef | undefined {
  if (!isMap(spot.node)) {
    if (reader.text(spot) !== undefined) reader.report(spot, 'secretPlain')
    return undefined
  }
  const entry = reader.map(spot, ['secretRef']).get('secretRef')
  const ref = SecretRef.safeParse({ secretRef: entry && reader.text(entry) }).data
  if (!ref) reader.report(entry ?? spot, MESSAGES.secretRef)
  return ref
}

function readRow(reader: Reader, spot: Spot): { cells: Record<string, unknown>; lines: Line[] } {
  const entries = [...reader.map(spot, NODE_COLUMN_IDS)] as [NodeColumn, Spot][]
  const cells = entries.map(([column, entry]) => [column, readCell(reader, column, entry)] as const)
  return {
    cells: Object.fromEntries(cells.filter(([, value]) => value !== undefined)),
    lines: [[spot.path, spot.line], ...entries.map(([, entry]): Line => [entry.path, entry.line])],
  }
}

function readCell(reader: Reader, column: NodeColumn, spot: Spot): unknown {
  const { kind, secret } = NODE_COLUMNS[column]
  if (secret) return readSecret(reader, spot)
  if (kind === 'number') return reader.number(spot)
  return kind === 'roles' ? readList(reader, spot) : reader.text(spot)
}
