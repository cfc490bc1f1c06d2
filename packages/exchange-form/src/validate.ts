import type { FormProblem } from '@astrago/contracts'
import { type Answers, FIELD_IDS, type FieldId, fieldOf, fieldsIn, isFieldId } from './fields/index.ts'
import { isEmpty } from './is-empty.ts'
import { emptyMessage } from './messages.ts'
import { readRow } from './node-rows.ts'
import { parseValue } from './parse.ts'
import { RULES } from './rules/index.ts'
import type { NodeRow, RuleInput } from './rules/rule.ts'
import { SECTION_IDS, type SectionId } from './sections.ts'
import { type Draft, SecretRef, type SiteFacts } from './spec.ts'
import { isWanted } from './stored-secret.ts'
import { isRequired, isVisible, settle, tidy, withDefaults } from './values.ts'

/**
 * Every problem of the questionnaire at its field, all at once: malformed values, missing ones, rules across fields.
 * A secret may be a reference, a mask or, before it is saved, its text.
 */
export function validate(draft: Draft, site: SiteFacts): FormProblem[] {
  const values = settle(draft, site)
  const malformed = entries(values).flatMap(([id, value]) => parseValue(id, value).problems)
  const missing = FIELD_IDS.filter((id) => values[id] === undefined && isRequired(id, values, site)).map(missingAt)
  const input = ruleInput(draft, site)
  return [...malformed, ...missing, ...RULES.flatMap((rule) => rule.check(input))]
}

/** The well-formed answers with their defaults; hidden fields and malformed values are left out. */
export function readAnswers(draft: Draft, site: SiteFacts): Answers {
  const parsed = entries(settle(draft, site)).map(([id, value]) => [id, answerOf(id, value)] as const)
  return Object.fromEntries(parsed.filter(([, value]) => value !== undefined))
}

export type SectionProgress = { section: SectionId; filled: number; total: number }

/**
 * How far each section is. What counts is what somebody must enter, and what somebody did; a default that was left
 * alone is nobody's work, and an optional field that is empty keeps no section open.
 */
export function progress(draft: Draft, site: SiteFacts): SectionProgress[] {
  const values = withDefaults(draft)
  const isGiven = (id: FieldId): boolean => !isEmpty(tidy(fieldOf(id).kind, draft[id])) && !isWanted(draft[id])
  return SECTION_IDS.map((section) => {
    const visible = fieldsIn(section).filter((id) => isVisible(id, values, site))
    const open = visible.filter((id) => !isGiven(id) && fieldOf(id).default === undefined)
    const filled = visible.filter(isGiven).length
    return { section, filled, total: filled + open.filter((id) => isRequired(id, values, site)).length }
  })
}

const entries = (values: Draft): [FieldId, unknown][] =>
  Object.entries(values).flatMap(([id, value]): [FieldId, unknown][] => (isFieldId(id) ? [[id, value]] : []))

function missingAt(field: FieldId): FormProblem {
  const { missing, label } = fieldOf(field)
  return { field, severity: 'missing', message: missing ?? emptyMessage(label) }
}

/** A parsed value; of secrets only references, since a mask or a text names no place to fetch it from. */
function answerOf(id: FieldId, value: unknown): unknown {
  if (fieldOf(id).secret) return SecretRef.safeParse(value).data
  return parseValue(id, value).value
}

/** What the rules look at. */
export function ruleInput(draft: Draft, site: SiteFacts): RuleInput {
  const values = settle(draft, site)
  const given = entries(values)
  return {
    site,
    answers: readAnswers(draft, site),
    nodes: nodeRows(values['resources.nodes']),
    given: new Set(given.map(([id]) => id)),
    secretTexts: new Map(
      given.flatMap(([id, value]): [FieldId, string][] =>
        fieldOf(id).secret && typeof value === 'string' ? [[id, value]] : [],
      ),
    ),
  }
}

/** Rows reduced to their well-formed cells, so that one bad cell hides no problem of another. */
function nodeRows(value: unknown): NodeRow[] {
  if (!Array.isArray(value)) return []
  return value.map((row, index) => {
    const { cells, given, texts } = readRow(row)
    return { roles: [], ...cells, given, texts, row: index }
  })
}
