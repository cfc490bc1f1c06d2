import type { FormProblem } from '@astrago/contracts'
import { FIELD_IDS, type FieldId, fieldOf, isFieldId } from './fields/index.ts'
import { MESSAGES } from './messages.ts'
import { MASK, parseValue } from './parse.ts'
import { SHAPES } from './shapes.ts'
import type { Draft, SiteFacts } from './spec.ts'
import { isEmpty, isRequired, isVisible, settle, tidy } from './values.ts'

/** Answers as they may leave the server: each secret that is set as `{secret: true}`, nothing that is not a field. */
export function maskAnswers(draft: Draft): Draft {
  const known = Object.entries(draft).filter(([id, value]) => isFieldId(id) && !isEmpty(value))
  return Object.fromEntries(known.map(([id, value]) => [id, isFieldId(id) && fieldOf(id).secret ? MASK : value]))
}

export type SplitValues = {
  /** By field id, tidied; null clears it. */
  plain: Record<string, unknown>
  /** Texts for the vault by field id; null clears it. A secret that was left alone is absent. */
  secrets: Partial<Record<FieldId, string | null>>
  /** Values that must not be stored: unknown fields, wrong shapes, secrets that are malformed or weak. */
  problems: FormProblem[]
}

/**
 * A save taken apart into what goes into the row and what goes into the vault. Plain values may still break their
 * rules, a half-filled form is kept; a secret cannot be looked at later, so a bad one is refused here.
 */
export function splitSecrets(values: Draft): SplitValues {
  const split: SplitValues = { plain: {}, secrets: {}, problems: [] }
  for (const [id, value] of Object.entries(values)) {
    if (!isFieldId(id)) split.problems.push({ field: id, severity: 'error', message: MESSAGES.unknownField })
    else if (fieldOf(id).secret) putSecret(split, id, value)
    else putPlain(split, id, value)
  }
  return split
}

function putSecret({ secrets, problems }: SplitValues, id: FieldId, value: unknown): void {
  if (value === null) secrets[id] = null
  else if (!isEmpty(value)) {
    const parsed = parseValue(id, value)
    problems.push(...parsed.problems)
    if (typeof parsed.value === 'string') secrets[id] = parsed.value
  }
}

function putPlain({ plain, problems }: SplitValues, id: FieldId, value: unknown): void {
  const tidied = tidy(fieldOf(id).kind, value)
  if (isEmpty(tidied)) {
    plain[id] = null
    return
  }
  const shaped = SHAPES[fieldOf(id).kind].safeParse(tidied)
  if (shaped.success) plain[id] = shaped.data
  else problems.push({ field: id, severity: 'error', message: MESSAGES.shape })
}

/** The secrets that the console makes for this site: generated ones that are asked for, empty, and not the customer's to tell. */
export function secretsToGenerate(draft: Draft, site: SiteFacts): FieldId[] {
  const values = settle(draft, site)
  return FIELD_IDS.filter((id) => fieldOf(id).generated && isVisible(id, values, site)).filter(
    (id) => isEmpty(values[id]) && !isRequired(id, values, site),
  )
}
