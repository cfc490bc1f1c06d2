import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Preflight, ROUTES } from '@astrago/contracts'
import { mergeTests } from '@playwright/test'
import { galleryTest } from './gallery/journey.ts'
import { download, expect, isAccessible, test as journey, LONG, logIn, PASSWORD, speak, textOfPdf } from './journey.ts'

const ASTRAGO = join(import.meta.dirname, '../../../apps/executable/src/main.ts')
const SUPPORT = '박지원'
const TEXTS = {
  ko: {
    start: '점검 시작',
    facts: '사실 파일 받기',
    pdf: '한국어 PDF',
    broken: /gpu-1에서 rke2-agent 서비스가 시작되지 않습니다/,
    log: '내려받기',
    errors: '오류만',
    failed: '실패',
    level: '수준',
  },
  en: {
    start: 'Start the preflight',
    facts: 'Download the facts',
    pdf: 'PDF in English',
    broken: /rke2-agent does not start on gpu-1/,
    log: 'Download',
    errors: 'Errors only',
    failed: 'ailed',
    level: 'Level',
  },
} as const

const test = mergeTests(journey, galleryTest('full'))

/** What the command says of a file of facts, without any console. It ends with 3 when something failed. */
async function judged(file: string): Promise<Pick<Preflight, 'verdicts'>> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [ASTRAGO, 'preflight', 'judge', file, '--output', 'json'],
    { maxBuffer: 2 ** 28 },
  ).catch((ended: { code: number; stdout: string }) => {
    expect([3, 4]).toContain(ended.code)
    return ended
  })
  return JSON.parse(stdout).preflight
}
const brief = ({ verdicts }: Pick<Preflight, 'verdicts'>): string[] =>
  verdicts.map(({ host, check, status }) => `${host} ${check} ${status}`).sort()

test('support reads a report and the facts, can change nothing, and judges the facts elsewhere', async ({
  page,
  context,
  console,
  api,
}) => {
  await api.send(ROUTES.addUser, { body: { name: 'park', role: 'support', password: PASSWORD } })
  const sites = await api.send(ROUTES.listSites, {})
  const site = sites.find(({ kind }) => kind === 'local')?.id ?? ''
  const { run } = await api.send(ROUTES.startPreflight, { params: { site }, body: {} })
  const found = () => api.send(ROUTES.readPreflight, { params: { site, run } })
  await expect.poll(async () => (await found()).state, LONG).toBe('done')

  await logIn(page, console.url, 'park')
  let file = ''
  for (const locale of ['ko', 'en'] as const) {
    const texts = TEXTS[locale]
    await speak(context, locale)
    await page.goto(console.url)
    await isAccessible(page, `sites as support (${locale})`)
    await page.goto(`${console.url}/site/preflight/?id=${site}`)
    await expect(page.getByRole('grid')).toBeVisible()
    await expect(page.getByRole('button', { name: texts.start })).toHaveCount(0)
    await isAccessible(page, `preflight as support (${locale})`)
    await page.goto(`${console.url}/site/report/?id=${site}`)
    file = await download(page, page.getByRole('link', { name: texts.facts }))
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ format: 'astrago-facts', records: [{}] })
  }
  expect(brief(await judged(file))).toEqual(brief(await found()))
})

for (const locale of ['ko', 'en'] as const) {
  const texts = TEXTS[locale]

  test(`support reads why a run failed, and takes its log and the report along (${locale})`, async ({
    page,
    context,
    gallery: { url, ids },
  }) => {
    await speak(context, locale)
    await logIn(page, url, SUPPORT)
    const { site, run } = ids.runs.failed
    await page.goto(`${url}/site/run/?id=${site}&run=${run}`)
    await expect(page.locator('main').getByText(texts.broken).first()).toBeVisible()
    await expect(
      page
        .locator('#log')
        .getByText(/Node registered/)
        .last(),
    ).toBeVisible()
    await isAccessible(page, 'a failed run as support')
    await page.getByRole('combobox', { name: texts.level }).selectOption(texts.errors)
    // The line of the host, the step that failed, and the run.
    await expect(page.locator('#log [data-row]')).toHaveCount(3)
    await page.getByRole('combobox', { name: texts.level }).selectOption('')
    const log = readFileSync(await download(page, page.locator('#log').getByRole('link')), 'utf8')
    expect(log).toContain('Node registered')
    expect(log).toContain('join-agents.start@gpu-1')

    await page.goto(`${url}/site/report/?id=${site}`)
    const report = textOfPdf(await download(page, page.getByRole('link', { name: texts.pdf })))
    expect(report).toContain('gpu-1')
    expect(report).toContain(texts.failed)
    // What would change something is not even shown.
    await page.goto(`${url}/site/run/?id=${site}&run=${run}`)
    await expect(page.locator('main').getByText(texts.broken).first()).toBeVisible()
    await expect(page.locator('main > header button')).toHaveCount(0)
  })
}
