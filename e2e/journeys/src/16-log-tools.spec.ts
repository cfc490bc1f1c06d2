import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { galleryTest } from './gallery/journey.ts'
import { download, expect, logIn, RESELLER, speak } from './journey.ts'

const test = galleryTest('full')

const rows = (page: Page) => page.locator('#log [data-row]')
const choose = (page: Page, name: string) => page.locator('#log').getByRole('combobox', { name, exact: true })
/** The lines that the file holds under the filter in use. */
const file = async (page: Page): Promise<string[]> =>
  readFileSync(await download(page, page.locator('#log').getByRole('link')), 'utf8')
    .trimEnd()
    .split('\n')

for (const locale of ['ko', 'en'] as const) {
  const words = {
    ko: {
      host: '호스트',
      action: '작업',
      level: '수준',
      errors: '오류만',
      copy: '보이는 줄 복사',
      follow: '따라가기',
      percent: /진행 중 · \d+ %/,
      copied: /^\d+ gpu-1 Node registered\n\d+ gpu-1 ✕ .*합류합니다: 실패/,
      found: /^\d+줄 찾음$/,
      lines: /^\d+줄$/,
    },
    en: {
      host: 'Host',
      action: 'Action',
      level: 'Level',
      errors: 'Errors only',
      copy: 'Copy the lines in view',
      follow: 'Follow',
      percent: /under way · \d+ %/,
      copied: /^\d+ gpu-1 Node registered\n\d+ gpu-1 ✕ Join .*: failed/,
      found: /^\d+ lines? found$/,
      lines: /^\d+ lines$/,
    },
  }[locale]

  test.describe(locale, () => {
    test.beforeEach(async ({ context, page, gallery: { url } }) => {
      await speak(context, locale)
      await context.grantPermissions(['clipboard-read', 'clipboard-write'])
      await logIn(page, url, RESELLER)
    })

    test('a log is narrowed to a host, an action and a level, copied and downloaded', async ({
      page,
      gallery: { url, ids },
    }) => {
      const { site, run } = ids.runs.failed
      await page.goto(`${url}/site/run/?id=${site}&run=${run}`)
      await expect(rows(page).last()).toBeVisible()
      const all = await file(page)

      await choose(page, words.host).selectOption('gpu-1')
      await expect(page.locator('#log').getByText(words.found)).toBeVisible()
      await expect(rows(page).filter({ hasNotText: 'gpu-1' })).toHaveCount(0)
      const ofHost = await file(page)
      expect(ofHost.length).toBeLessThan(all.length)
      for (const line of ofHost) expect(line).toContain('gpu-1')

      await choose(page, words.action).selectOption('join-agents.start@gpu-1')
      await expect(rows(page).filter({ hasText: 'Node registered' })).toHaveCount(1)
      expect((await file(page)).length).toBeLessThan(ofHost.length)

      await choose(page, words.level).selectOption(words.errors)
      await expect(rows(page)).toHaveCount(2)
      expect(await file(page)).toHaveLength(2)
      await page.getByRole('button', { name: words.copy }).click()
      expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(words.copied)

      for (const name of [words.host, words.action, words.level]) await choose(page, name).selectOption('')
      await expect(page.locator('#log').getByText(words.lines)).toBeVisible()
      expect(await file(page)).toEqual(all)
    })

    test('the rail says how far a run is as its page does, soon after a step ended', async ({ page, gallery }) => {
      const { site, run } = gallery.ids.runs.running
      await page.goto(`${gallery.url}/site/run/?id=${site}&run=${run}`)
      const bar = page.locator('main progress')
      const rail = page.getByRole('link', { name: words.percent })
      const inRail = async () => Number(/(\d+) %/.exec((await rail.textContent()) ?? '')?.[1])
      const onPage = async () => Math.floor(Number(await bar.getAttribute('value')) * 100)
      await expect(rail).toBeVisible()
      const before = await inRail()
      expect(before).toBe(await onPage())
      for (const actions of [1, 2]) {
        await gallery.play(actions)
        await expect.poll(onPage).toBeGreaterThan(before)
        await expect.poll(async () => (await inRail()) - (await onPage()), { timeout: 15_000 }).toBe(0)
      }
    })

    test('a log that grows is followed until somebody looks back', async ({ page, gallery: { url, ids } }) => {
      const { site, run } = ids.runs.running
      await page.goto(`${url}/site/run/?id=${site}&run=${run}`)
      const follow = page.getByRole('button', { name: words.follow })
      const box = page.locator('#log section')
      const fromEnd = () => box.evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight)
      await expect(follow).toHaveAttribute('aria-pressed', 'true')
      await expect.poll(fromEnd).toBeLessThan(2)

      await box.hover()
      await page.mouse.wheel(0, -400)
      await expect(follow).toHaveAttribute('aria-pressed', 'false')
      await expect.poll(fromEnd).toBeGreaterThan(100)
      await follow.click()
      await expect(follow).toHaveAttribute('aria-pressed', 'true')
      await expect.poll(fromEnd).toBeLessThan(2)
    })
  })
}
