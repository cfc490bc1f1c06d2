import { AppError, type Site } from '@astrago/contracts'
import {
  type Draft,
  forgetSecrets,
  fromSiteYaml,
  isFieldId,
  placeInFile,
  sectionOf,
  toSiteYaml,
  withoutHiddenMistakes,
} from '@astrago/exchange-form'
import { makeSite, type Store, saveSection } from '@astrago/store'
import { readState } from './form.ts'

/** @throws NOT_FOUND */
export async function exportSite(store: Store, siteId: string): Promise<{ name: string; yaml: string }> {
  const { site, draft } = await readState(store, siteId)
  return { name: site.name, yaml: toSiteYaml(site, withoutHiddenMistakes(draft, site)) }
}

/**
 * Makes a site from a document. Its secrets are references to places that are not this console's, so each is asked for
 * again in the questionnaire.
 * @throws SITE_YAML_INVALID naming each line, NAME_TAKEN
 */
export async function importSite(store: Store, yaml: string, who: string): Promise<Site> {
  const { site: head, answers, problems } = fromSiteYaml(yaml)
  if (!head || problems.length > 0) {
    const fields = problems.map((problem) => ({ path: placeInFile(problem), message: problem.message }))
    throw new AppError('SITE_YAML_INVALID', { params: { detail: fields.map(({ path }) => path).join(', ') }, fields })
  }
  const { name, profile, distribution } = head
  const site = await makeSite(store.db, { name, profile, distribution, kind: 'remote' })
  for (const [section, values] of bySection(forgetSecrets(answers)))
    await saveSection(store.db, { siteId: site.id, section, revision: 0, values, secrets: [], cleared: [], who })
  return site
}

function bySection(answers: Draft): Map<string, Record<string, unknown>> {
  const sections = new Map<string, Record<string, unknown>>()
  for (const [id, value] of Object.entries(answers)) {
    if (!isFieldId(id)) continue
    const section = sectionOf(id)
    sections.set(section, { ...sections.get(section), [id]: value })
  }
  return sections
}
