import { z } from 'zod'
import { NODE_COLUMN_IDS, NODE_COLUMNS } from './node.ts'
import type { FieldKind } from './spec.ts'

const Text = z.string().max(100_000)
const Cell = z.union([z.string().max(500), z.number(), z.array(z.string().max(100)).max(20)])
/** A text, or what stands for a stored one. */
const SecretCell = z.union([Text, z.record(z.string(), z.union([z.string().max(1000), z.boolean()]))])
const Row = z.object(
  Object.fromEntries(
    NODE_COLUMN_IDS.map((column) => [column, (NODE_COLUMNS[column].secret ? SecretCell : Cell).optional()]),
  ),
)

/** What may be stored of a value that does not keep to its rules yet: the right kind of thing, of a bearable size. */
export const SHAPES: Record<FieldKind, z.ZodType> = {
  text: Text,
  address: Text,
  cidr: Text,
  list: z.array(z.string().max(500)).max(200),
  choice: Text,
  boolean: z.boolean(),
  number: z.union([z.number(), z.string().max(40)]),
  secret: Text,
  multiline: Text,
  date: Text,
  pem: Text,
  nodes: z.array(Row).max(2000),
}
