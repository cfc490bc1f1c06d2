import { expect, type Page } from '@playwright/test'
import { sharedGalleryTest } from './gallery/journey.ts'
import { inBoth, isAccessible, logIn, RESELLER, speak } from './journey.ts'
import { longestTask } from './main-thread.ts'

const HOSTS = 100
/** A page holds the rows that are looked at and some beside, not all there are. */
const MOST_ROWS = 60
const LONGEST_TASK_MS = 100

const WORDS = {
  ko: {
    shown: `호스트 ${HOSTS}대의 판정`,
    some: `호스트 ${HOSTS}대 가운데 2대`,
    failed: /^실패 \d/,
    severity: '심각도',
    again: '이 호스트만 다시 점검: cp-001',
    siteWide: /^사이트 전체, /,
    areas: ['GPU', '자원', '클러스터'],
    resources: '자원',
    checked: (n: number) => `${HOSTS}대 가운데 ${n}대를 확인했습니다`,
    gpu: /^gpu-017, GPU: 실패 \d/,
    map: '호스트 간 연결 지도',
    way: /^cp-001에서 gpu-017: /,
    view: '보기',
    cni: ['파드 네트워크 (CNI)', /통과/],
    kubelet: ['kubelet (노드 관리)', /실패/],
    stopped: '실패',
    ended: `${HOSTS}대에서`,
    checkAgain: '다시 점검',
    more: '호스트 20대 더 보기',
  },
  en: {
    shown: `verdicts on ${HOSTS} hosts`,
    some: `2 of ${HOSTS} hosts`,
    failed: /^\d failed/,
    severity: 'Severity',
    again: 'Check this host again: cp-001',
    siteWide: /^The site as a whole, /,
    areas: ['GPU', 'Resources', 'Cluster'],
    resources: 'Resources',
    checked: (n: number) => `${n} of ${HOSTS} hosts checked`,
    gpu: /^gpu-017, GPU: \d+ failed/,
    map: 'Map between hosts',
    way: /^cp-001 to gpu-017: /,
    view: 'Show',
    cni: ['Pod network (CNI)', /passed/],
    kubelet: ['kubelet (node management)', /failed/],
    stopped: 'failed',
    ended: `verdicts on ${HOSTS} hosts`,
    checkAgain: 'Check again',
    more: 'Show 20 more hosts',
  },
} as const

const test = sharedGalleryTest('hundred', String(HOSTS))
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
  await expect(shown).toContainText(WORDS.ko.shown)
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
    await expect(page.locator('search p')).toContainText(WORDS.ko.some)
  })
  expect(filtering).toBeLessThan(LONGEST_TASK_MS)

  // A failure is told by its sign and its word, and who gets the link sees the same.
  await page.goto(page.url())
  await inBoth(page, async (locale) => {
    const words = WORDS[locale]
    await expect(cell(page, /^gpu-/)).toHaveText([words.failed, words.failed])
    await expect(shown).toContainText(words.some)
    await isAccessible(page, `filtered (${locale})`)
  })
  await page.getByRole('button', { name: '거르기 해제' }).click()
  await inBoth(page, (locale) => expect(shown).toContainText(WORDS[locale].shown))
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
  await inBoth(page, async (locale) => {
    const words = WORDS[locale]
    const at = (host: string) => expect.poll(() => focused(page)).toMatch(new RegExp(`^${host}, ${words.resources}: `))
    await page.getByRole('combobox', { name: words.severity }).focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Control+Home')
    await expect.poll(() => focused(page)).toBe(words.again)
    await page.keyboard.press('Control+End')
    await expect.poll(() => focused(page)).toMatch(words.siteWide)
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowRight')
    await at('gpu-100')
    await page.keyboard.press('Enter')
    const drawer = page.getByRole('complementary', { name: /^gpu-100/ })
    await expect(drawer).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(drawer).toHaveCount(0)
    await at('gpu-100')
    await page.keyboard.press('PageUp')
    await at('gpu-090')
  })
})

test('a cell that is opened stays in view beside what it says', async ({ page, context, gallery: { url, ids } }) => {
  await speak(context, 'en')
  await page.setViewportSize({ width: 1280, height: 900 })
  await logIn(page, url, RESELLER)
  await page.goto(`${url}/site/preflight/?id=${ids.done}`)
  await inBoth(page, async (locale) => {
    for (const area of WORDS[locale].areas) {
      const opened = cell(page, new RegExp(`^gpu-\\d+, ${area}: `)).first()
      await opened.click()
      await expect(page.getByRole('complementary', { name: /^gpu-/ })).toBeVisible()
      await expect(opened).toBeInViewport({ ratio: 1 })
      const [box, head] = [await opened.boundingBox(), await page.locator('thead th').first().boundingBox()]
      expect(box?.x).toBeGreaterThanOrEqual((head?.x ?? 0) + (head?.width ?? 0))
    }
    await page.keyboard.press('Escape')
  })
})

test('a verdict that a link names is in view, also below many others', async ({
  page,
  context,
  gallery: { url, ids },
}) => {
  await speak(context, 'en')
  await logIn(page, url, RESELLER)
  await page.goto(`${url}/site/preflight/?id=${ids.done}&check=fapolicyd-active&host=gpu-004`)
  const drawer = page.getByRole('complementary', { name: /^gpu-004/ })
  await expect(drawer.getByText('fapolicyd-active', { exact: true })).toBeInViewport()
  await page.setViewportSize({ width: 390, height: 844 })
  await page.reload()
  await expect(
    page.getByRole('dialog', { name: /^gpu-004/ }).getByText('fapolicyd-active', { exact: true }),
  ).toBeInViewport()
})

test('the focus is on the page again where the cell that had it went with the wide table', async ({
  page,
  context,
  gallery: { url, ids },
}) => {
  await speak(context, 'en')
  await page.setViewportSize({ width: 1280, height: 900 })
  await logIn(page, url, RESELLER)
  await page.goto(`${url}/site/preflight/?id=${ids.done}`)
  const opened = cell(page, /^gpu-\d+, GPU: /).first()
  await opened.click()
  await expect(page.getByRole('complementary', { name: /^gpu-/ })).toBeVisible()
  await opened.click()
  await expect(opened).toBeFocused()
  await page.setViewportSize({ width: 390, height: 844 })
  const sheet = page.getByRole('dialog', { name: /^gpu-/ })
  await expect(sheet).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
})

test('a preflight of a hundred hosts is followed while it runs', async ({ page, context, gallery }) => {
  const { url, ids } = gallery
  await speak(context, 'en')
  await logIn(page, url, RESELLER)
  await page.goto(`${url}/site/preflight/?id=${ids.live}`)
  const sentence = page.locator('main header p').first()
  await expect(sentence).toContainText(WORDS.en.checked(0))
  const mapOf = (locale: 'ko' | 'en') => page.getByRole('region', { name: WORDS[locale].map })
  const wayOf = (locale: 'ko' | 'en') => mapOf(locale).getByRole('button', { name: WORDS[locale].way })
  const begun = await longestTask(page, async () => {
    await gallery.play(20)
    await expect(sentence).toContainText(WORDS.en.checked(20))
  })
  expect(begun).toBeLessThan(LONGEST_TASK_MS)
  await fitsThePage(page)

  // The map fills as the hosts tell, and is turned to what people ask first.
  await inBoth(page, async (locale) => {
    const words = WORDS[locale]
    const [view, way] = [page.getByRole('combobox', { name: words.view }), wayOf(locale)]
    await expect(sentence).toContainText(words.checked(20))
    await expect(cell(page, words.gpu)).toHaveText(words.failed)
    await isAccessible(page, `some of a hundred hosts (${locale})`)
    await expect(way).toHaveText(words.stopped)
    await expect(mapOf(locale).getByText('…', { exact: true })).not.toHaveCount(0)
    for (const [group, said] of [words.cni, words.kubelet]) {
      await view.selectOption(group)
      await expect(way).toHaveAccessibleName(said)
    }
  })
  const rest = await longestTask(page, async () => {
    await gallery.play(HOSTS)
    await expect(sentence).toContainText(WORDS.ko.ended)
  })
  expect(rest).toBeLessThan(LONGEST_TASK_MS)
  await inBoth(page, async (locale) => {
    await expect(sentence).toContainText(WORDS[locale].ended)
    await expect(page.getByRole('button', { name: WORDS[locale].checkAgain, exact: true })).toBeVisible()
    await expect(mapOf(locale).getByText('…', { exact: true })).toHaveCount(0)
    await expect(wayOf(locale)).toHaveText(WORDS[locale].stopped)
  })
  await page.setViewportSize({ width: 390, height: 844 })
  await fitsThePage(page)
  await inBoth(page, async (locale) => {
    await expect(page.getByRole('button', { name: WORDS[locale].more })).toBeVisible()
    await isAccessible(page, `a hundred hosts, narrow (${locale})`)
  })
})

for (const [locale, note, undo] of [
  ['ko', /^이 콘솔이 하지 않은 조치가 2건 .*gpu-009 \(2\)/s, '조치 모두 되돌리기…'],
  ['en', /^2 fixes on 1 host not made by this console.*gpu-009 \(2\)/s, 'Undo all our changes…'],
] as const)
  test(`what somebody has fixed without this console is told, and can be taken back here (${locale})`, async ({
    page,
    context,
    gallery: { url, ids },
  }) => {
    await speak(context, locale)
    await logIn(page, url, RESELLER)
    await page.goto(`${url}/site/preflight/?id=${ids.done}`)
    await expect(page.locator('main').getByText(note)).toBeVisible()
    await expect(page.getByRole('button', { name: undo })).toBeVisible()
  })
