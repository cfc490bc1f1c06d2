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
import { defaultOf, isRequired, isVisible, settle, tidy, withDefaults } from './values.ts'

/**
 * Every problem of the questionnaire at its field, all at once: malformed values, missing ones, rules across fields.
 * A secret may be a reference, a mask or, before it is saved, its text.
 */
export function validate(draft: Draft, site: SiteFacts): FormProblem[] {
  const reading = readDraft(draft, site)
  const { values, parsed } = reading
  const missing = FIELD_IDS.filter((id) => values[id] === undefined && isRequired(id, values, site)).map(missingAt)
  const input = inputOf(reading, site)
  return [...parsed.flatMap(({ problems }) => problems), ...missing, ...RULES.flatMap((rule) => rule.check(input))]
}

/** Whether somebody has to do something about it; a hint only tells what follows from an answer. */
export const isToDo = ({ severity }: FormProblem): boolean => severity !== 'hint'

/** The well-formed answers with their defaults; hidden fields and malformed values are left out. */
export const readAnswers = (draft: Draft, site: SiteFacts): Answers => answersOf(readDraft(draft, site))

/**
 * A draft as it may leave the console: what is hidden goes along, so that it is there again when it is asked for, but
 * not where it is malformed, as nobody would see it to mend it.
 */
export function withoutHiddenMistakes(draft: Draft, site: SiteFacts): Draft {
  const values = withDefaults(draft, site)
  const isMistake = (id: string, value: unknown): boolean =>
    isFieldId(id) && !isVisible(id, values, site) && parseValue(id, tidy(fieldOf(id).kind, value)).problems.length > 0
  return Object.fromEntries(Object.entries(draft).filter(([id, value]) => isEmpty(value) || !isMistake(id, value)))
}

/** A draft with its defaults and without what is hidden, each value parsed once. */
type Reading = { values: Draft; parsed: readonly (ReturnType<typeof parseValue> & { id: FieldId; given: unknown })[] }

function readDraft(draft: Draft, site: SiteFacts): Reading {
  const values = settle(draft, site)
  const given = Object.entries(values).filter((entry): entry is [FieldId, unknown] => isFieldId(entry[0]))
  return { values, parsed: given.map(([id, value]) => ({ id, given: value, ...parseValue(id, value) })) }
}

function answersOf({ parsed }: Reading): Answers {
  const answers = parsed.map(({ id, given, value }) => [id, answerOf(id, given, value)] as const)
  return Object.fromEntries(answers.filter(([, value]) => value !== undefined))
}

/** Of secrets only references are answers, since a mask or a text names no place to fetch it from. */
const answerOf = (id: FieldId, given: unknown, value: unknown): unknown =>
  fieldOf(id).secret ? SecretRef.safeParse(given).data : value

export type SectionProgress = { section: SectionId; filled: number; total: number }

/**
 * How far each section is. What counts is what somebody must enter, and what somebody did; a default that was left
 * alone is nobody's work, an optional field that is empty keeps no section open, and a value that is wrong is not done.
 * @param problems what `validate` says of the draft
 */
export function progress(draft: Draft, site: SiteFacts, problems: readonly FormProblem[]): SectionProgress[] {
  const values = withDefaults(draft, site)
  const wrong = new Set(problems.filter(({ severity }) => severity === 'error').map(({ field }) => field))
  const isGiven = (id: FieldId): boolean => !isEmpty(tidy(fieldOf(id).kind, draft[id])) && !isWanted(draft[id])
  const isOpen = (id: FieldId): boolean => defaultOf(id, site) === undefined && isRequired(id, values, site)
  return SECTION_IDS.map((section) => {
    const visible = fieldsIn(section).filter((id) => isVisible(id, values, site))
    const given = visible.filter(isGiven)
    const filled = given.filter((id) => !wrong.has(id)).length
    return { section, filled, total: visible.filter((id) => isGiven(id) || isOpen(id)).length }
  })
}

function missingAt(field: FieldId): FormProblem {
  const { missing, label } = fieldOf(field)
  return { field, severity: 'missing', message: missing ?? emptyMessage(label) }
}

/** What the rules look at. */
export const ruleInput = (draft: Draft, site: SiteFacts): RuleInput => inputOf(readDraft(draft, site), site)

function inputOf(reading: Reading, site: SiteFacts): RuleInput {
  const { values, parsed } = reading
  const texts = parsed.flatMap(({ id, given }): [FieldId, string][] =>
    fieldOf(id).secret && typeof given === 'string' ? [[id, given]] : [],
  )
  return {
    site,
    answers: answersOf(reading),
    nodes: nodeRows(values['resources.nodes']),
    given: new Set(parsed.map(({ id }) => id)),
    secretTexts: new Map(texts),
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
