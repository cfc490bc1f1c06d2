import type { FormProblem, Problem } from '@astrago/contracts'
import { placeOfPath } from '@astrago/exchange-form'
import { mergeRows, rowDifferences } from './row-merge.ts'
import { isKept, isSame } from './same.ts'

export type Values = Readonly<Record<string, unknown>>

/** A section as the server has it. */
export type Saved = { revision: number; savedAt: string | null; savedBy: string | null; values: Values }

/** What one person has on hand of one section. */
export type SectionWork = {
  /** As the server has it; a value that means the same stays as it was typed. */
  saved: Saved
  /** Typed and not sent; null clears. */
  edits: Values
  /** Sent and not answered. */
  sending: Values | null
  /** Sent without an answer: the server may have taken it. */
  unsure: Values | null
  /** Why the server refuses an edit, by field; such an edit waits here until it is changed. */
  refused: Readonly<Record<string, readonly FormProblem[]>>
  /** What somebody else saved in between; nothing is sent until a person has chosen. */
  theirs: Saved | null
  /** Why the last save failed, and how many did in a row. */
  problem: Problem | null
  failures: number
}

export type WorkEvent =
  | { type: 'edit'; field: string; value: unknown }
  | { type: 'undo'; field: string }
  | { type: 'send'; held: ReadonlySet<string> }
  | { type: 'answer'; saved: Saved }
  | { type: 'fail'; problem: Problem; answered: boolean }
  | { type: 'refuse'; problem: Problem }
  | { type: 'overtake'; theirs: Saved }
  | { type: 'look'; saved: Saved }
  | { type: 'settle'; mine: ReadonlySet<string> }

export const newWork = (saved: Saved): SectionWork => ({
  saved,
  edits: {},
  sending: null,
  unsure: null,
  refused: {},
  theirs: null,
  problem: null,
  failures: 0,
})

/** What the page shows: typed over sent over saved. */
export const shownValues = ({ saved, sending, edits }: SectionWork): Values => ({
  ...saved.values,
  ...sending,
  ...edits,
})

/** Whether something typed is not at the server yet. */
export const isDirty = ({ edits, sending }: SectionWork): boolean => sending !== null || Object.keys(edits).length > 0

/** The edits that may be sent now: not those that were refused, nor those still being typed. */
export function sendable({ edits, refused }: SectionWork, held: ReadonlySet<string>): Values {
  return Object.fromEntries(Object.entries(edits).filter(([field]) => !(field in refused) && !held.has(field)))
}

/** The section after an event. Nothing typed ever leaves it but into a save that the server confirmed, or by choice. */
export function stepWork(work: SectionWork, event: WorkEvent): SectionWork {
  switch (event.type) {
    case 'edit':
      return edit(work, event.field, event.value)
    case 'undo':
      return { ...work, edits: without(work.edits, event.field), refused: without(work.refused, event.field) }
    case 'send':
      return send(work, event.held)
    case 'answer':
      return answer(work, event.saved)
    case 'fail':
      return fail(work, event.problem, event.answered)
    case 'refuse':
      return refuse(work, event.problem)
    case 'overtake':
      return overtake(work, event.theirs)
    case 'look':
      return look(work, event.saved)
    case 'settle':
      return settle(work, event.mine)
  }
}

function edit(work: SectionWork, field: string, value: unknown): SectionWork {
  const refused = without(work.refused, field)
  const isBack = !work.unsure && !work.sending && isSame(value, work.saved.values[field])
  if (!isBack) return { ...work, refused, edits: { ...work.edits, [field]: value } }
  const values = { ...work.saved.values, [field]: value }
  return { ...work, refused, edits: without(work.edits, field), saved: { ...work.saved, values } }
}

function send(work: SectionWork, held: ReadonlySet<string>): SectionWork {
  const sending = sendable(work, held)
  const edits = Object.fromEntries(Object.entries(work.edits).filter(([field]) => !(field in sending)))
  return { ...work, sending, edits }
}

function answer(work: SectionWork, saved: Saved): SectionWork {
  const shown = { ...work.saved.values, ...work.sending }
  return { ...work, saved: asShown(saved, shown), sending: null, unsure: null, problem: null, failures: 0 }
}

function fail(work: SectionWork, problem: Problem, answered: boolean): SectionWork {
  const unsure = answered ? work.unsure : { ...work.unsure, ...work.sending }
  return { ...takeBack(work), unsure, problem, failures: work.failures + 1 }
}

function refuse(work: SectionWork, problem: Problem): SectionWork {
  const back = takeBack(work)
  const found = (problem.fields ?? []).map(
    ({ path, message }): FormProblem => ({ ...placeOfPath(path), severity: 'error', message }),
  )
  const named = found.filter(({ field }) => work.sending && field in work.sending)
  if (named.length === 0) return fail(work, problem, true)
  const refused = Object.groupBy(
    named.filter(({ field }) => !(field in work.edits)),
    ({ field }) => field,
  ) as Record<string, FormProblem[]>
  return { ...back, refused: { ...work.refused, ...refused }, problem: null, failures: 0 }
}

function overtake(work: SectionWork, theirs: Saved): SectionWork {
  const back = takeBack(work)
  if (isOwnLostSave(back, theirs)) {
    const edits = Object.fromEntries(
      Object.entries(back.edits).filter(([field, value]) => value !== back.unsure?.[field]),
    )
    return { ...newWork(asShown(theirs, shownValues(back))), edits, refused: back.refused }
  }
  const overtaken = { ...back, theirs, problem: null, failures: 0 }
  return differences(overtaken).length === 0 ? settle(overtaken, new Set()) : overtaken
}

/** The save before the lost one, with exactly what was sent on top: nobody else was there. */
function isOwnLostSave({ saved, unsure }: SectionWork, theirs: Saved): boolean {
  if (!unsure || theirs.revision !== saved.revision + 1) return false
  const expected: Values = { ...saved.values, ...unsure }
  return fieldsOf(expected, theirs.values).every((field) => isKept(expected[field], theirs.values[field]))
}

function look(work: SectionWork, saved: Saved): SectionWork {
  const known = work.theirs ?? work.saved
  if (saved.revision <= known.revision) return work
  if (work.theirs) return { ...work, theirs: saved }
  return isDirty(work) ? work : { ...work, saved: asShown(saved, work.saved.values) }
}

/** `mine` names the differences, by their id, that are to be as I have them. */
function settle(work: SectionWork, mine: ReadonlySet<string>): SectionWork {
  if (!work.theirs) return work
  const shown = shownValues(work)
  const { values } = work.theirs
  const chosen = differences(work).filter(({ id }) => mine.has(id))
  const fields = Map.groupBy(chosen, ({ field }) => field)
  const edits = [...fields].map(([field, list]) => {
    const rows = list.flatMap(({ row }) => row ?? [])
    return [field, rows.length > 0 ? mergeRows(shown[field], values[field], new Set(rows)) : (shown[field] ?? null)]
  })
  return { ...newWork(asShown(work.theirs, shown)), edits: Object.fromEntries(edits) }
}

export type Difference = {
  id: string
  field: string
  /** The server, where rows of the node table differ. */
  row?: string
  mine: unknown
  theirs: unknown
  /** Who moved away from what both began with. */
  changedBy: 'me' | 'them' | 'both'
}

/** In what I have of it and what somebody else saved differ, the node table row by row; empty without a conflict. */
export function differences(work: SectionWork): Difference[] {
  const { theirs, saved } = work
  if (!theirs) return []
  const shown = shownValues(work)
  return fieldsOf(shown, theirs.values)
    .filter((field) => !isSame(shown[field], theirs.values[field]))
    .flatMap((field) => {
      const both = { mine: shown[field], theirs: theirs.values[field], base: saved.values[field] }
      const rows = isTable(both.mine) || isTable(both.theirs) ? rowDifferences(both.mine, both.theirs, both.base) : null
      const parts = rows?.map((part) => ({ id: `${field} ${part.row}`, field, ...part })) ?? [
        { id: field, field, ...both },
      ]
      return parts.map(({ base, ...part }) => ({ ...part, changedBy: changer(part.mine, part.theirs, base) }))
    })
}

function changer(mine: unknown, theirs: unknown, base: unknown): Difference['changedBy'] {
  if (isSame(mine, base)) return 'them'
  return isSame(theirs, base) ? 'me' : 'both'
}

const isTable = (value: unknown): value is readonly object[] =>
  Array.isArray(value) && value.length > 0 && value.every((row) => typeof row === 'object' && row !== null)

const takeBack = (work: SectionWork): SectionWork => ({
  ...work,
  edits: { ...work.sending, ...work.edits },
  sending: null,
})

/** `saved` with each value as it is shown where that means the same, so that nobody's typing is tidied under the hand. */
function asShown(saved: Saved, shown: Values): Saved {
  const values = fieldsOf(shown, saved.values).map(
    (field) => [field, keepShown(shown[field], saved.values[field])] as const,
  )
  return { ...saved, values: Object.fromEntries(values.filter(([, value]) => value !== undefined)) }
}

/** Of a table, each row for itself: rows that did not change are not drawn again. */
function keepShown(shown: unknown, saved: unknown): unknown {
  if (isSame(shown, saved)) return shown
  if (!isTable(shown) || !isTable(saved)) return saved
  return saved.map((row, index) => (isSame(shown[index], row) ? shown[index] : row))
}

const fieldsOf = (...values: Values[]): string[] => [...new Set(values.flatMap((one) => Object.keys(one)))]

function without<T>(record: Readonly<Record<string, T>>, field: string): Readonly<Record<string, T>> {
  if (!(field in record)) return record
  const { [field]: _, ...rest } = record
  return rest
}
