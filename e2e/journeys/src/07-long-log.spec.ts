import { type CDPSession, expect, type Page } from '@playwright/test'
import { galleryTest } from './gallery/journey.ts'
import { inBoth, isAccessible, logIn, RESELLER, speak } from './journey.ts'
import { longestTask } from './main-thread.ts'

const LINES = 200_000
/** As many as fit a tall window and some beside; the log is never drawn as a whole. */
const MOST_ROWS = 300
/** What a page may hold of a log of some twenty million characters. */
const MOST_BYTES = 12 * 2 ** 20
const LONGEST_TASK_MS = 100

const WORDS = {
  ko: {
    lines: '200,000줄',
    link: (n: number) => `줄 ${n} 링크 복사`,
    search: '로그 검색 (서버에서)',
    found: '1000줄 넘게 찾음',
  },
  en: {
    lines: '200,000 lines',
    link: (n: number) => `Copy the link of line ${n}`,
    search: 'Search the log (on the server)',
    found: 'more than 1000 lines found',
  },
} as const

const test = galleryTest('log', String(LINES))

const rows = (page: Page) => page.locator('#log [data-row]')
const line = (page: Page, n: number, locale: 'ko' | 'en' = 'ko') =>
  page.getByRole('button', { name: WORDS[locale].link(n), exact: true })
const scrollTo = (page: Page, share: number) =>
  page.locator('#log section').evaluate((box, to) => {
    box.scrollTop = (box.scrollHeight - box.clientHeight) * to
  }, share)

async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  return (await session.send('Runtime.getHeapUsage')).usedSize
}

test(`a log of ${LINES} lines is fetched and drawn where it is looked at`, async ({ page, context, gallery }) => {
  await speak(context, 'ko')
  const { url, ids } = gallery
  const asked: number[] = []
  page.on('request', (request) => {
    const query = new URL(request.url()).searchParams
    if (request.url().includes('/log/range')) asked.push(Number(query.get('from')))
  })
  await logIn(page, url, RESELLER)

  await page.goto(`${url}/site/run/?id=${ids.site}`)
  await expect(page.getByText(WORDS.ko.lines, { exact: true })).toBeVisible()
  await expect(line(page, LINES)).toBeVisible()
  expect(await rows(page).count()).toBeLessThan(MOST_ROWS)
  // The end came over the socket: at most the block that it begins in was asked for besides.
  expect(asked.length).toBeLessThanOrEqual(2)

  const session = await context.newCDPSession(page)
  await session.send('HeapProfiler.enable')
  const before = await heapOf(session)
  const scrolling = await longestTask(page, async () => {
    for (let step = 0; step <= 80; step++) {
      await scrollTo(page, 1 - step / 80)
      expect(await rows(page).count()).toBeLessThan(MOST_ROWS)
      await page.waitForTimeout(100)
    }
    await expect(line(page, 1)).toBeVisible()
  })
  expect(scrolling).toBeLessThan(LONGEST_TASK_MS)
  await expect(page.locator('#log').getByText(/^line 2 /)).toBeVisible()
  expect((await heapOf(session)) - before).toBeLessThan(MOST_BYTES)
  expect(new Set(asked).size).toBeGreaterThan(40)

  // Every line is the one that its number says, wherever one looks; none is missing once it was fetched.
  for (const share of [0.25, 0.5, 0.77]) {
    await scrollTo(page, share)
    await expect(page.locator('#log').getByText('…')).toHaveCount(0)
    const shown = await rows(page).allInnerTexts()
    const numbers = shown.map((text) => Number(/^(\d+)/.exec(text)?.[1]))
    expect(numbers).toEqual(numbers.map((_, i) => (numbers[0] ?? 0) + i))
    for (const text of shown) {
      const [, n, told] = /^(\d+)[\s\S]*line (\d+) /.exec(text) ?? []
      expect(told).toBe(n)
    }
  }

  // In both languages: by keyboard alone, and by a link to a line in the middle.
  await inBoth(page, async (locale) => {
    await expect(page.getByText(WORDS[locale].lines, { exact: true })).toBeVisible()
    await isAccessible(page, `a long log (${locale})`)
    await page.locator('#log section').focus()
    await page.keyboard.press('Home')
    await expect(line(page, 1, locale)).toBeVisible()
    await page.keyboard.press('End')
    await expect(line(page, LINES, locale)).toBeVisible()
  })
  await page.goto(`${url}/site/run/?id=${ids.site}#L123456`)
  await page.reload()
  await inBoth(page, (locale) => expect(line(page, 123_456, locale)).toBeVisible())

  // A filter asks the server, and keeps no more than anybody reads.
  await page.getByLabel(WORDS.ko.search).fill('line')
  await inBoth(page, async (locale) => {
    await expect(page.getByLabel(WORDS[locale].search)).toHaveValue('line')
    await expect(page.getByText(WORDS[locale].found)).toBeVisible()
    expect(await rows(page).count()).toBeLessThan(MOST_ROWS)
  })
})
