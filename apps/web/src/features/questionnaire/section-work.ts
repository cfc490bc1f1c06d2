import type { Localized, Problem } from '@astrago/contracts'
import { isSame } from './same.ts'

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
  /** Edits that the server refuses; they wait here until they are changed. */
  refused: Readonly<Record<string, Localized>>
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
  const named = (problem.fields ?? []).filter(({ path }) => work.sending && path in work.sending)
  if (named.length === 0) return fail(work, problem, true)
  const stale = ({ path }: { path: string }) => path in work.edits
  const refused = Object.fromEntries(
    named.filter((field) => !stale(field)).map(({ path, message }) => [path, message] as const),
  )
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
  const isSecret = (value: unknown) => typeof value === 'object' && value !== null && 'secret' in value
  return fieldsOf(expected, theirs.values).every(
    (field) =>
      isSame(expected[field], theirs.values[field]) ||
      (typeof expected[field] === 'string' && isSecret(theirs.values[field])),
  )
}

function look(work: SectionWork, saved: Saved): SectionWork {
  const known = work.theirs ?? work.saved
  if (saved.revision <= known.revision) return work
  if (work.theirs) return { ...work, theirs: saved }
  return isDirty(work) ? work : { ...work, saved: asShown(saved, work.saved.values) }
}

function settle(work: SectionWork, mine: ReadonlySet<string>): SectionWork {
  if (!work.theirs) return work
  const shown = shownValues(work)
  const edits = Object.fromEntries([...mine].map((field) => [field, shown[field] ?? null]))
  return { ...newWork(asShown(work.theirs, shown)), edits }
}

export type Difference = {
  field: string
  mine: unknown
  theirs: unknown
  /** Who moved away from what both began with. */
  changedBy: 'me' | 'them' | 'both'
}

/** The fields in which what I have differs from what somebody else saved; empty without a conflict. */
export function differences(work: SectionWork): Difference[] {
  const { theirs, saved, edits } = work
  if (!theirs) return []
  const shown = shownValues(work)
  return fieldsOf(shown, theirs.values)
    .filter((field) => !isSame(shown[field], theirs.values[field]))
    .map((field) => ({
      field,
      mine: shown[field],
      theirs: theirs.values[field],
      changedBy: !(field in edits) ? 'them' : isSame(saved.values[field], theirs.values[field]) ? 'me' : 'both',
    }))
}

const takeBack = (work: SectionWork): SectionWork => ({
  ...work,
  edits: { ...work.sending, ...work.edits },
  sending: null,
})

/** `saved` with each value as it is shown where that means the same, so that nobody's typing is tidied under the hand. */
function asShown(saved: Saved, shown: Values): Saved {
  const fields = fieldsOf(shown, saved.values)
  const values = fields.map((field) => {
    const value = saved.values[field]
    return [field, isSame(shown[field], value) ? shown[field] : value] as const
  })
  return { ...saved, values: Object.fromEntries(values.filter(([, value]) => value !== undefined)) }
}

const fieldsOf = (...values: Values[]): string[] => [...new Set(values.flatMap((one) => Object.keys(one)))]

function without<T>(record: Readonly<Record<string, T>>, field: string): Readonly<Record<string, T>> {
  if (!(field in record)) return record
  const { [field]: _, ...rest } = record
  return rest
}
