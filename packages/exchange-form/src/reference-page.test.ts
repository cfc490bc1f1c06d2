import { LOCALES } from '@astrago/contracts'
import { expect, test } from 'vitest'
import { FIELD_IDS } from './fields/index.ts'
import { referencePage } from './reference-page.ts'
import { RULES } from './rules/index.ts'

test.each(LOCALES)('docs/reference/questionnaire.%s.md is what the field list says', async (locale) => {
  await expect(referencePage(locale)).toMatchFileSnapshot(`../../../docs/reference/questionnaire.${locale}.md`)
})

test.each(LOCALES)('the page in %s names every field and rule', (locale) => {
  const page = referencePage(locale)
  const absent = [...FIELD_IDS, ...RULES.map(({ id }) => id)].filter((id) => !page.includes(`\`${id}\``))
  expect(absent).toEqual([])
})
