import { type FormView, type Problem, toProblem } from '@astrago/contracts'
import { type FieldId, fieldOf, SECTION_IDS, type SectionId, sectionOf } from '@astrago/exchange-form'
import { restoreDraft } from './drafts/kept-draft.ts'
import type { KeptDraft } from './drafts/schema.ts'
import {
  type FormSnapshot,
  type FormState,
  isUnsaved,
  lookAt,
  type Passed,
  savedSection,
  snapshotOf,
  stepSection,
} from './form-state.ts'
import { sendable, type Values } from './section-work.ts'

const DEBOUNCE_MS = 800
const FIRST_RETRY_MS = 1_000
const LONGEST_RETRY_MS = 15_000

export type Port = {
  save: (section: SectionId, revision: number, values: Values) => Promise<FormView>
  read: () => Promise<FormView>
  /** Called after a save, with what the server answered. */
  onSaved?: (view: FormView) => void
  onProblem?: (error: unknown) => void
}

/** Trying again by itself cannot help: somebody has to log in, take the site out of the archive, or change a value. */
const LASTING = new Set<Problem['code']>([
  'NOT_LOGGED_IN',
  'NOT_ALLOWED',
  'SITE_ARCHIVED',
  'NOT_FOUND',
  'VALIDATION_FAILED',
])
export const isLasting = ({ code }: Problem): boolean => LASTING.has(code)

/** How long to wait after `failures` in a row, in milliseconds. */
export const retryDelay = (failures: number): number =>
  Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.max(0, failures - 1))

/**
 * The questionnaire of one site in one browser: keeps what is typed, saves it section by section, one save at a time,
 * and goes on trying until the server has it.
 */
export function makeFormStore(port: Port, kept: KeptDraft | null = null) {
  let restored: Restored | null = null
  let state: FormState | null = null
  let snapshot: FormSnapshot | null = null
  let busy = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let dueAt = Number.POSITIVE_INFINITY
  /** Secrets still being typed: half of one must not reach the vault. */
  let held = new Set<string>()
  const watchers = new Set<() => void>()

  function become(next: FormState): void {
    if (next === state) return
    state = next
    snapshot = snapshotOf(next, snapshot)
    for (const tell of watchers) tell()
  }

  function wake(delay: number): void {
    const at = Date.now() + delay
    if (at >= dueAt && delay > 0) return
    clearTimeout(timer)
    dueAt = at
    timer = setTimeout(() => {
      dueAt = Number.POSITIVE_INFINITY
      void pump()
    }, delay)
  }

  function nextSection(): SectionId | undefined {
    return SECTION_IDS.find((section) => {
      const work = state?.sections[section]
      return work && !work.theirs && !isStopped(work.problem) && Object.keys(sendable(work, held)).length > 0
    })
  }

  async function pump(): Promise<void> {
    const section = nextSection()
    if (busy || !state || !section) return
    busy = true
    become(stepSection(state, section, { type: 'send', held }))
    await send(state, section)
    busy = false
    if (nextSection()) wake(Math.max(DEBOUNCE_MS, waitOf(state)))
  }

  async function send(from: FormState, section: SectionId): Promise<void> {
    const { saved, sending } = from.sections[section]
    try {
      const view = await port.save(section, saved.revision, sending ?? {})
      take(view, section, 'answer')
      port.onSaved?.(view)
    } catch (error) {
      await fail(section, error)
    }
  }

  function take(view: FormView, section: SectionId, type: 'answer' | 'overtake'): void {
    if (!state) return
    const saved = savedSection(view, section)
    const next = stepSection(state, section, type === 'answer' ? { type, saved } : { type, theirs: saved })
    become(lookAt(next, view))
  }

  async function fail(section: SectionId, error: unknown): Promise<void> {
    const problem = toProblem(error)
    port.onProblem?.(error)
    if (problem.code === 'SECTION_CHANGED') return overtaken(section)
    if (!state) return
    const answered = problem.code !== 'CONSOLE_UNREACHABLE' && problem.code !== 'INTERNAL'
    become(
      stepSection(
        state,
        section,
        problem.code === 'VALIDATION_FAILED' ? { type: 'refuse', problem } : { type: 'fail', problem, answered },
      ),
    )
  }

  async function overtaken(section: SectionId): Promise<void> {
    try {
      take(await port.read(), section, 'overtake')
    } catch (error) {
      if (state) become(stepSection(state, section, { type: 'fail', problem: toProblem(error), answered: true }))
    }
  }

  /** `hold` keeps it here until `flush`: a secret is being typed in it. */
  function edit(field: FieldId, value: unknown, hold = fieldOf(field).secret === true && value !== null): void {
    if (!state) return
    if (hold) held.add(field)
    become(stepSection(state, sectionOf(field), { type: 'edit', field, value }))
    if (!hold) wake(Math.max(DEBOUNCE_MS, waitOf(state)))
  }

  function undo(field: FieldId): void {
    held.delete(field)
    if (state) become(stepSection(state, sectionOf(field), { type: 'undo', field }))
  }

  /** Saves now what is typed, secrets included, unless a failed save waits for its next try. */
  function flush(): void {
    held = new Set()
    if (state && nextSection()) wake(waitOf(state))
  }

  /** Tries again now, also what was stopped. */
  function retry(): void {
    if (!state || !isUnsaved(state)) return
    let next = state
    for (const section of SECTION_IDS) {
      const work = next.sections[section]
      if (work.problem) next = { ...next, sections: { ...next.sections, [section]: { ...work, problem: null } } }
    }
    become(next)
    held = new Set()
    wake(0)
  }

  function pass(change: Partial<Passed>): void {
    if (state) become({ ...state, passed: { ...state.passed, ...change } })
  }

  return {
    /** Null until the questionnaire has been read once. */
    snapshot: () => snapshot,
    current(): FormSnapshot {
      if (!snapshot) throw new Error('the questionnaire was not read yet')
      return snapshot
    },
    /** Somebody was in the field and left it. */
    passField(field: string) {
      if (state && !state.passed.fields.has(field)) pass({ fields: new Set(state.passed.fields).add(field) })
    },
    /** Somebody was in the section and went on, or came to it to see what is left. */
    passSection(section: SectionId) {
      if (state && !state.passed.sections.has(section)) pass({ sections: new Set(state.passed.sections).add(section) })
    },
    watch(tell: () => void) {
      watchers.add(tell)
      return () => {
        watchers.delete(tell)
      }
    },
    /** What the server has, fetched now and then. The first time, what was kept of an earlier page is laid over it. */
    look(view: FormView) {
      if (state || !kept) return become(lookAt(state, view))
      const next = restoreDraft(lookAt(null, view), kept)
      restored = restoredOf(next, kept)
      become(next)
      wake(0)
    },
    /** What was brought back from an earlier page; null when there was nothing, or it was read. */
    restored: () => restored,
    forgetRestored() {
      restored = null
      for (const tell of watchers) tell()
    },
    /** The connection is back: tries again now what waits for its next try. */
    wakeUp() {
      if (state && nextSection()) wake(0)
    },
    /** Somebody else has logged in: nothing of this is shown or sent any more. */
    close() {
      clearTimeout(timer)
      state = null
      snapshot = null
      watchers.clear()
    },
    edit,
    undo,
    flush,
    retry,
    settle(section: SectionId, mine: ReadonlySet<string>) {
      if (!state) return
      become(stepSection(state, section, { type: 'settle', mine }))
      wake(0)
    },
    isUnsaved: () => state !== null && isUnsaved(state),
  }
}

/** What was brought back from an earlier page of this tab: fields, and as paths the secrets to be entered again. */
export type Restored = { fields: string[]; lost: string[] }

function restoredOf({ sections }: FormState, kept: KeptDraft): Restored | null {
  const fields = SECTION_IDS.flatMap((section) => Object.keys(sections[section].edits))
  const lost = Object.values(kept.sections).flatMap((section) => section.lost)
  return fields.length + lost.length > 0 ? { fields, lost } : null
}

export type FormStore = ReturnType<typeof makeFormStore>

const isStopped = (problem: Problem | null): boolean => problem !== null && isLasting(problem)

/** How long the section that failed most often has to wait, 0 when none failed. */
function waitOf(state: FormState | null): number {
  const failures = SECTION_IDS.map((section) => state?.sections[section].failures ?? 0)
  const most = Math.max(...failures)
  return most === 0 ? 0 : retryDelay(most)
}
