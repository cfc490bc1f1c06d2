import type { FormProblem, Localized } from '@astrago/contracts'
import { z } from 'zod'
import { type FieldId, fieldOf } from './fields/index.ts'
import { asSubject } from './korean.ts'
import { messageOf } from './messages.ts'
import { NODE_COLUMNS, type NodeColumn } from './node.ts'
import { SecretRef } from './spec.ts'
import { l } from './text.ts'

/** How a secret looks to whoever may not see it. */
const Masked = z.strictObject({ secret: z.literal(true) })
export const MASK = { secret: true } as const satisfies z.infer<typeof Masked>

type Parsed = { value: unknown; problems: FormProblem[] }

/** A value after its field's schema; `value` is undefined when there are problems. A secret may be text, reference or mask. */
export function parseValue(id: FieldId, value: unknown): Parsed {
  const { schema, secret } = fieldOf(id)
  const result = (secret && typeof value !== 'string' ? storedSecret(value) : schema).safeParse(value)
  if (result.success) return { value: result.data, problems: [] }
  return {
    value: undefined,
    problems: firstOfEachPlace(result.error.issues.map((issue) => problemOf(id, value, issue))),
  }
}

const storedSecret = (value: unknown): z.ZodType =>
  typeof value === 'object' && value !== null && 'secretRef' in value ? SecretRef.strict() : Masked

export const emptyMessage = (label: Localized): Localized =>
  l(`${asSubject(label.ko)} 비어 있습니다.`, `${label.en}: not filled in yet.`)

function problemOf(id: FieldId, value: unknown, issue: z.core.$ZodIssue): FormProblem {
  const [row, column] = issue.path
  const place = {
    field: id,
    ...(typeof row === 'number' && { row }),
    ...(typeof column === 'string' && { column }),
  }
  const isCell = typeof row === 'number' && typeof column === 'string' && Array.isArray(value)
  if (isCell && value[row]?.[column] === undefined) {
    return { ...place, severity: 'missing', message: emptyMessage(NODE_COLUMNS[column as NodeColumn].label) }
  }
  return { ...place, severity: 'error', message: messageOf(issue) }
}

function firstOfEachPlace(problems: FormProblem[]): FormProblem[] {
  const places = new Map<string, FormProblem>()
  for (const problem of problems) {
    const place = `${problem.row} ${problem.column}`
    if (!places.has(place)) places.set(place, problem)
  }
  return [...places.values()]
}
