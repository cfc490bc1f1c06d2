import { expect, type Page } from '@playwright/test'
import { galleryTest } from './gallery/journey.ts'
import { isAccessible, logIn, RESELLER, speak } from './journey.ts'
import { longestTask } from './main-thread.ts'

const HOSTS = 100
/** A page holds the rows that are looked at and some beside, not all there are. */
const MOST_ROWS = 60
const LONGEST_TASK_MS = 100

const test = galleryTest('hundred', String(HOSTS))
// Its trace copies the whole page in the page's own time.
test.use({ trace: 'off' })

const BOX = 'main div:has(> [role=grid])'
const rows = (page: Page) => page.locator('main [data-row]')
const cell = (page: Page, name: RegExp) => page.getByRole('grid').getByRole('button', { name })
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')

async function fitsThePage(page: Page): Promise<void> {
  expect(await rows(page).count()).toBeLessThan(MOST_ROWS)
}

test('a preflight of a hundred hosts is looked through, filtered and sent on as a link', async ({
  page,
  context,
  gallery: { url, ids },
}) => {
  await speak(context, 'ko')
  await logIn(page, url, RESELLER)
  await page.goto(`${url}/site/preflight/?id=${ids.done}`)
  const shown = page.getByRole('search').getByRole('status')
  await expect(shown).toContainText(`호스트 ${HOSTS}대의 판정`)
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(HOSTS + 2))
  await fitsThePage(page)
  await isAccessible(page, 'a hundred hosts')

  const scrolling = await longestTask(page, async () => {
    for (let step = 1; step <= 20; step++) {
      await page.locator(BOX).evaluate((box, share) => {
        box.scrollTop = (box.scrollHeight - box.clientHeight) * share
      }, step / 20)
      await fitsThePage(page)
    }
    await expect(page.locator(`${BOX} [aria-label^="사이트 전체, "]`).first()).toBeVisible()
  })
  expect(scrolling).toBeLessThan(LONGEST_TASK_MS)

  const filtering = await longestTask(page, async () => {
    await page.locator('main fieldset button').first().click()
    await expect(page.locator(`${BOX} [aria-label^="gpu-016, "]`)).toHaveCount(0)
    await page.locator('search input').pressSequentially('gpu-0')
    await page.locator('search select').first().selectOption('GPU')
    await page.locator('search select').last().selectOption('설치를 막음')
    await expect(page.locator('search p')).toContainText(`호스트 ${HOSTS}대 가운데 2대`)
  })
  expect(filtering).toBeLessThan(LONGEST_TASK_MS)

  // A failure is told by its sign and its word, and who gets the link sees the same.
  await page.goto(page.url())
  await expect(cell(page, /^gpu-/)).toHaveText([/^실패 \d/, /^실패 \d/])
  await expect(shown).toContainText(`호스트 ${HOSTS}대 가운데 2대`)
  await isAccessible(page, 'filtered')
  await page.getByRole('button', { name: '거르기 해제' }).click()
  await expect(shown).toContainText(`호스트 ${HOSTS}대의 판정`)
  expect(new URL(page.url()).search).toBe(`?id=${ids.done}`)
})

test('the matrix is one stop of the Tab key, and arrow keys lead to every cell', async ({
  page,
  context,
  gallery: { url, ids },
}) => {
  await speak(context, 'en')
  await logIn(page, url, RESELLER)
  await page.goto(`${url}/site/preflight/?id=${ids.done}`)
  await page.getByRole('combobox', { name: 'Severity' }).focus()
  await page.keyboard.press('Tab')
  expect(await focused(page)).toBe('Check this host again: cp-001')
  await page.keyboard.press('Control+End')
  await expect.poll(() => focused(page)).toMatch(/^The site as a whole, /)
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => focused(page)).toMatch(/^gpu-100, Resources: /)
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('complementary', { name: /^gpu-100/ })
  await expect(drawer).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(drawer).toHaveCount(0)
  await expect.poll(() => focused(page)).toMatch(/^gpu-100, Resources: /)
  await page.keyboard.press('PageUp')
  await expect.poll(() => focused(page)).toMatch(/^gpu-090, Resources: /)
})

test('a cell that is opened stays in view beside what it says', async ({ page, context, gallery: { url, ids } }) => {
  await speak(context, 'en')
  await page.setViewportSize({ width: 1280, height: 900 })
  await logIn(page, url, RESELLER)
  await page.goto(`${url}/site/preflight/?id=${ids.done}`)
  for (const area of ['GPU', 'Resources', 'Cluster']) {
    const opened = cell(page, new RegExp(`^gpu-\\d+, ${area}: `)).first()
    await opened.click()
    await expect(page.getByRole('complementary', { name: /^gpu-/ })).toBeVisible()
    await expect(opened).toBeInViewport({ ratio: 1 })
    const [box, head] = [await opened.boundingBox(), await page.locator('thead th').first().boundingBox()]
    expect(box?.x).toBeGreaterThanOrEqual((head?.x ?? 0) + (head?.width ?? 0))
  }
})

test('a preflight of a hundred hosts is followed while it runs', async ({ page, context, gallery }) => {
  const { url, ids } = gallery
  await speak(context, 'en')
  await logIn(page, url, RESELLER)
  await page.goto(`${url}/site/preflight/?id=${ids.live}`)
  const sentence = page.locator('main header p').first()
  await expect(sentence).toContainText(`0 of ${HOSTS} hosts checked`)
  const map = page.getByRole('region', { name: 'Map between hosts' })
  const way = map.getByRole('button', { name: /^cp-001 to gpu-017: / })
  const pending = map.getByText('…', { exact: true })
  const begun = await longestTask(page, async () => {
    await gallery.play(20)
    await expect(sentence).toContainText(`20 of ${HOSTS} hosts checked`)
  })
  expect(begun).toBeLessThan(LONGEST_TASK_MS)
  await fitsThePage(page)
  await expect(cell(page, /^gpu-017, GPU: \d+ failed/)).toHaveText(/\d failed/)
  await isAccessible(page, 'some of a hundred hosts')

  // The map fills as the hosts tell, and is turned to what people ask first.
  const view = page.getByRole('combobox', { name: 'Show' })
  await expect(way).toHaveText('failed')
  await expect(pending).not.toHaveCount(0)
  await view.selectOption('Pod network (CNI)')
  await expect(way).toHaveAccessibleName(/passed/)
  await view.selectOption('kubelet (node management)')
  await expect(way).toHaveAccessibleName(/failed/)
  const rest = await longestTask(page, async () => {
    await gallery.play(HOSTS)
    await expect(sentence).toContainText(`verdicts on ${HOSTS} hosts`)
  })
  expect(rest).toBeLessThan(LONGEST_TASK_MS)
  await expect(page.getByRole('button', { name: 'Check again' })).toBeVisible()
  await expect(pending).toHaveCount(0)
  await expect(way).toHaveText('failed')
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(page.getByRole('button', { name: 'Show 20 more hosts' })).toBeVisible()
  await fitsThePage(page)
  await isAccessible(page, 'a hundred hosts, narrow')
})
