import { randomBytes } from 'node:crypto'
import { AppError, type FormProblem, type FormView, type Site } from '@astrago/contracts'
import {
  type Answers,
  type Draft,
  fieldsIn,
  generateSecret,
  isSectionId,
  maskAnswers,
  problemPath,
  progress,
  readAnswers,
  SECTION_IDS,
  type SecretRef,
  type SectionId,
  secretNames,
  secretsToGenerate,
  sectionOf,
  splitSecrets,
  validate,
} from '@astrago/exchange-form'
import {
  readSections,
  readSite,
  refuseStale,
  type SectionRow,
  type SectionSave,
  type Store,
  saveSections,
} from '@astrago/store'

/** A site with what was answered: as it was left (`draft`) and, of that, what keeps to its rules (`answers`). */
export type SiteState = { site: Site; sections: SectionRow[]; draft: Draft; answers: Answers }

/** @throws NOT_FOUND */
export async function readState(store: Store, siteId: string): Promise<SiteState> {
  const site = await readSite(store.db, siteId)
  const sections = await readSections(store.db, siteId)
  const draft: Draft = Object.assign({}, ...sections.map(({ values }) => values))
  return { site, sections, draft, answers: readAnswers(draft, site) }
}

export function viewForm({ site, sections, draft }: SiteState): FormView {
  const problems = validate(draft, site)
  const counts = new Map(progress(draft, site, problems).map((entry) => [entry.section, entry]))
  const rows = new Map(sections.map((row) => [row.section, row]))
  return {
    site,
    answers: maskAnswers(draft),
    problems,
    sections: SECTION_IDS.map((section) => ({
      section,
      revision: rows.get(section)?.revision ?? 0,
      savedAt: rows.get(section)?.savedAt ?? null,
      savedBy: rows.get(section)?.savedBy ?? null,
      filled: counts.get(section)?.filled ?? 0,
      total: counts.get(section)?.total ?? 0,
      problems: problems.filter((problem) => inSection(problem, section)).length,
    })),
  }
}

const inSection = ({ field }: FormProblem, section: SectionId): boolean => field.startsWith(`${section}.`)

type SectionEdit = {
  section: string
  revision: number
  values: Draft
  /** The values are secrets that the console made. */
  made?: true
}

/**
 * Saves what was typed into sections, into all of them or none. Values that break a rule are kept, so that nothing typed is
 * lost, but a secret that breaks one is refused, because nobody could look at it later.
 * @throws SECTION_CHANGED, VALIDATION_FAILED, NOT_FOUND, SITE_ARCHIVED
 */
export async function editSections(
  store: Store,
  state: SiteState,
  edits: readonly SectionEdit[],
  who: string,
): Promise<void> {
  if (state.site.archived) throw new AppError('SITE_ARCHIVED')
  const saves: SectionSave[] = []
  for (const edit of edits) saves.push({ ...(await readEdit(store, state, edit)), who })
  await saveSections(store.db, saves)
}

/** @throws SECTION_CHANGED, VALIDATION_FAILED, NOT_FOUND */
async function readEdit(
  store: Store,
  { site, sections }: SiteState,
  { section, revision, values, made }: SectionEdit,
): Promise<Omit<SectionSave, 'who'>> {
  if (!isSectionId(section)) throw new AppError('NOT_FOUND', { params: { what: section } })
  const row = sections.find((each) => each.section === section)
  // Before anything is judged: what was typed over an older section may refer to what is gone since.
  refuseStale(row, { section, revision })
  const kept = row?.values ?? {}
  const stray = Object.keys(values).filter((id) => !(fieldsIn(section) as string[]).includes(id))
  const { plain, secrets, moved, problems } = splitSecrets(values, kept)
  const fields = [...problems.map(asField), ...stray.map((path) => asField({ field: path, message: STRAY }))]
  if (fields.length > 0)
    throw new AppError('VALIDATION_FAILED', { params: { detail: fields.map(({ path }) => path).join(', ') }, fields })

  const merged = withoutNull({ ...kept, ...(made ? asMade(plain) : plain) })
  const left = new Set(secretNames(merged))
  return {
    siteId: site.id,
    section,
    revision,
    values: merged,
    secrets: [
      ...(await movedSecrets(store, site.id, moved)),
      ...Object.entries(secrets).map(([name, text]) => store.vault.seal(site.id, name, text)),
    ],
    cleared: secretNames(kept).filter((name) => !left.has(name)),
  }
}

const withoutNull = (values: Draft): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))

const asMade = (refs: Draft): Draft =>
  Object.fromEntries(Object.entries(refs).map(([id, ref]) => [id, { ...(ref as SecretRef), made: true }]))

/** A secret is sealed together with its name: one that moves is sealed anew. All are read before any is written. */
async function movedSecrets(store: Store, siteId: string, moved: Readonly<Record<string, string>>) {
  return Promise.all(
    Object.entries(moved).map(async ([name, source]) => {
      const text = await store.vault.get(siteId, source)
      if (text === null) throw new AppError('SECRET_REF_UNRESOLVED', { params: { ref: `vault:${source}` } })
      return store.vault.seal(siteId, name, text)
    }),
  )
}

const STRAY = { ko: '이 항목에 속하지 않는 값입니다.', en: 'This value does not belong to the section.' }
const asField = (problem: Omit<FormProblem, 'severity'>) => ({ path: problemPath(problem), message: problem.message })

/**
 * Makes the secrets that the platform needs and nobody has to choose.
 * @returns the fields that were filled
 */
export async function generateSecrets(store: Store, siteId: string, who: string): Promise<string[]> {
  const state = await readState(store, siteId)
  const ids = secretsToGenerate(state.draft, state.site)
  const edits = [...Map.groupBy(ids, sectionOf)].map(([section, own]) => ({
    section,
    revision: state.sections.find((row) => row.section === section)?.revision ?? 0,
    values: Object.fromEntries(own.map((id) => [id, generateSecret(randomBytes)])),
    made: true as const,
  }))
  await editSections(store, state, edits, who)
  return ids
}
