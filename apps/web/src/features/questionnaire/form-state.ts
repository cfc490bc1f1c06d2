import type { FormProblem, FormView, Site } from '@astrago/contracts'
import {
  type Draft,
  isFieldId,
  problemPath,
  progress,
  SECTION_IDS,
  type SectionId,
  type SectionProgress,
  sectionOf,
  validate,
  withDefaults,
} from '@astrago/exchange-form'
import { type ProblemIndex, sortProblems } from './problem-index.ts'
import {
  isDirty,
  newWork,
  type Saved,
  type SectionWork,
  shownValues,
  stepWork,
  type WorkEvent,
} from './section-work.ts'

/**
 * What somebody has been past, and left empty on purpose or by oversight: only there an empty field is marked in colour.
 * Elsewhere it is called required in plain ink, so that a form nobody has filled yet does not look broken.
 */
export type Passed = { fields: ReadonlySet<string>; sections: ReadonlySet<SectionId> }

export type FormState = { site: Site; sections: Readonly<Record<SectionId, SectionWork>>; passed: Passed }

/** What the pages read: the draft as it is shown and what the rules say of it at once, before the server does. */
export type FormSnapshot = FormState & {
  draft: Draft
  /** The draft with the defaults of what is empty. */
  values: Draft
  problems: readonly FormProblem[]
  at: ProblemIndex
  progress: readonly SectionProgress[]
}

/** The sections of an answer as the server has them. */
function savedSections(view: FormView): Record<SectionId, Saved> {
  return bySection((section) => {
    const state = view.sections.find((entry) => entry.section === section)
    const values = Object.fromEntries(
      Object.entries(view.answers).filter(([field]) => isFieldId(field) && sectionOf(field) === section),
    )
    return { revision: 0, savedAt: null, savedBy: null, ...state, values }
  })
}

const bySection = <T>(of: (section: SectionId) => T): Record<SectionId, T> =>
  Object.fromEntries(SECTION_IDS.map((section) => [section, of(section)])) as Record<SectionId, T>

/** What somebody else may have saved meanwhile, taken in where nothing is being typed. */
export function lookAt(state: FormState | null, view: FormView): FormState {
  const saved = savedSections(view)
  const sections = bySection((section) => {
    const work = state?.sections[section]
    return work ? stepWork(work, { type: 'look', saved: saved[section] }) : newWork(saved[section])
  })
  const begun = SECTION_IDS.filter((section) => saved[section].savedAt !== null)
  return { site: view.site, sections, passed: state?.passed ?? { fields: new Set(), sections: new Set(begun) } }
}

/** One section as an answer has it. */
export const savedSection = (view: FormView, section: SectionId): Saved => savedSections(view)[section]

export function stepSection(state: FormState, section: SectionId, event: WorkEvent): FormState {
  return { ...state, sections: { ...state.sections, [section]: stepWork(state.sections[section], event) } }
}

/** `before` lends what did not change, so that only what did is drawn again. */
export function snapshotOf(state: FormState, before: FormSnapshot | null): FormSnapshot {
  if (before && state.sections === before.sections && state.site === before.site) return { ...before, ...state }
  const draft: Draft = Object.assign({}, ...SECTION_IDS.map((section) => shownValues(state.sections[section])))
  const problems = allProblems(state, draft)
  return {
    ...state,
    draft,
    values: withDefaults(draft, state.site),
    problems,
    at: sortProblems(problems, before?.at),
    progress: progress(draft, state.site, problems),
  }
}

/** The problems of the rules, and what the server refused where the rules saw nothing. */
function allProblems({ site, sections }: FormState, draft: Draft): FormProblem[] {
  const problems = validate(draft, site)
  const errors = new Set(problems.filter(({ severity }) => severity === 'error').map(problemPath))
  const refused = SECTION_IDS.flatMap((section) => Object.values(sections[section].refused).flat())
  return [...problems, ...refused.filter((problem) => !errors.has(problemPath(problem)))]
}

export type SaveState = 'saved' | 'untouched' | 'waiting' | 'saving' | 'retrying' | 'stopped' | 'refused' | 'conflict'

/** How a section stands with the server, in one word. */
export function saveState(
  work: SectionWork,
  isLasting: (problem: NonNullable<SectionWork['problem']>) => boolean,
): SaveState {
  if (work.theirs) return 'conflict'
  if (work.problem) return isLasting(work.problem) ? 'stopped' : 'retrying'
  if (work.sending) return 'saving'
  if (Object.keys(work.edits).some((field) => !(field in work.refused))) return 'waiting'
  if (Object.keys(work.refused).length > 0) return 'refused'
  return work.saved.savedAt ? 'saved' : 'untouched'
}

/** Whether anything typed in any section is not at the server yet. */
export const isUnsaved = (state: FormState): boolean => SECTION_IDS.some((section) => isDirty(state.sections[section]))
