import { readFileSync } from 'node:fs'
import { galleryTest } from './gallery/journey.ts'
import { download, expect, isAccessible, logIn, RESELLER, speak } from './journey.ts'

const test = galleryTest('full')
const NAME = '누리데이터센터'
const RENAMED = '누리데이터센터 2관'
/** Of a site that is there as well. */
const TAKEN = '가온전자 기흥'

for (const locale of ['ko', 'en'] as const) {
  const words = {
    ko: {
      rename: '이름 변경',
      name: /^사이트 이름/,
      save: '저장',
      taken: (name: string) => `이미 있는 이름입니다: ${name}`,
      export: 'site.yaml 내려받기',
      archive: '보관',
      inArchive: '보관된 사이트 1개',
      archived: '보관됨',
      start: '점검 시작',
      import: 'site.yaml 가져오기',
      content: 'site.yaml 내용',
      file: '파일 고르기',
      send: '가져오기',
      unreadable: /^site.yaml을 읽을 수 없습니다/,
      takeOut: '보관 해제',
    },
    en: {
      rename: 'Rename',
      name: /^Name of the site/,
      save: 'Save',
      taken: (name: string) => `This name is taken: ${name}`,
      export: 'Download site.yaml',
      archive: 'Archive',
      inArchive: '1 archived site',
      archived: 'Archived',
      start: 'Start the preflight',
      import: 'Import site.yaml',
      content: 'Content of site.yaml',
      file: 'Choose a file',
      send: 'Import',
      unreadable: /^Cannot read the site.yaml/,
      takeOut: 'Take out',
    },
  }[locale]

  test(`a site is renamed, goes out and in as a file, and rests in the archive meanwhile (${locale})`, async ({
    page,
    context,
    gallery: { url, ids },
  }) => {
    const dialog = page.getByRole('dialog')
    const button = (name: string) => page.getByRole('button', { name, exact: true })
    const row = (name: string) =>
      page.getByRole('listitem').filter({ has: page.getByRole('link', { name, exact: true }) })
    const rename = async (from: string, to: string) => {
      await button(`${from}: ${words.rename}`).click()
      await dialog.getByLabel(words.name).fill(to)
      await page.keyboard.press('Enter')
    }
    await speak(context, locale)
    await logIn(page, url, RESELLER)
    await page.goto(url)
    await rename(NAME, TAKEN)
    await expect(dialog.getByText(words.taken(TAKEN))).toBeVisible()
    await isAccessible(page, 'a name that is taken')
    await dialog.getByLabel(words.name).fill(RENAMED)
    await dialog.getByRole('button', { name: words.save }).click()
    await row(RENAMED).getByRole('link').click()
    const file = await download(page, page.getByRole('link', { name: words.export }))
    const yaml = readFileSync(file, 'utf8')
    expect(yaml).toContain(`name: ${RENAMED}`)
    expect(yaml).toContain('secretRef: vault:accounts.sshPassword')
    expect(yaml).not.toContain('not-a-real-password')

    await page.goto(url)
    await button(`${RENAMED}: ${words.archive}`).click()
    await expect(dialog).toContainText(RENAMED)
    await isAccessible(page, 'archiving a site')
    await dialog.getByRole('button', { name: words.archive, exact: true }).click()
    await page.getByText(words.inArchive).click()
    await expect(row(RENAMED)).toBeVisible()
    await isAccessible(page, 'sites with an archive')
    await page.goto(`${url}/site/preflight/?id=${ids.hosts}`)
    await expect(page.getByRole('banner').getByText(words.archived)).toBeVisible()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(button(words.start)).toHaveCount(0)
    await isAccessible(page, 'the preflight of an archived site')

    // Its file makes a site again, whose name is free as long as the other rests.
    await page.goto(url)
    await button(words.import).click()
    await dialog.getByLabel(words.content).fill(yaml.replace('profile: air-gapped', 'profile: moon'))
    await dialog.getByRole('button', { name: words.send, exact: true }).click()
    await expect(dialog.getByText(words.unreadable)).toBeVisible()
    await isAccessible(page, 'a site.yaml that cannot be read')
    await dialog.getByLabel(words.file).setInputFiles(file)
    await expect(dialog.getByLabel(words.content)).toHaveValue(yaml)
    await dialog.getByRole('button', { name: words.send, exact: true }).click()
    await page.waitForURL(/\/site\/\?id=/)
    const made = new URL(page.url()).searchParams.get('id')
    expect(made).not.toBe(ids.hosts)
    await page.goto(`${url}/site/form/?id=${made}&section=resources`)
    await expect(page.getByRole('group', { name: 'gpu-1', exact: true })).toBeVisible()

    await page.goto(url)
    await page.getByText(words.inArchive).click()
    await button(`${RENAMED}: ${words.takeOut}`).click()
    await expect(page.getByText(words.taken(RENAMED))).toBeVisible()
    await page.setViewportSize({ width: 390, height: 844 })
    await isAccessible(page, 'taking out a site whose name is taken, narrow')
    await page
      .locator('details')
      .getByRole('button', { name: `${RENAMED}: ${words.rename}` })
      .click()
    await dialog.getByLabel(words.name).fill(NAME)
    await page.keyboard.press('Enter')
    await button(`${NAME}: ${words.takeOut}`).click()
    await expect(button(`${NAME}: ${words.archive}`)).toBeVisible()
  })
}
