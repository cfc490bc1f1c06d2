import { fileURLToPath } from 'node:url'
import { LOCALES } from '@astrago/contracts'
import { expect, test } from 'vitest'
import { checkInfos } from './checks/index.ts'
import { checksPage } from './docs.ts'
import { UnknownReason } from './unknown.ts'

const page = (locale: string): string =>
  fileURLToPath(new URL(`../../../docs/reference/checks.${locale}.md`, import.meta.url))

/** `vitest run -u` writes the pages again. */
test.each(LOCALES)('the page of checks (%s) is that of this code', async (locale) => {
  await expect(checksPage(checkInfos(), UnknownReason.options, locale)).toMatchFileSnapshot(page(locale))
})
