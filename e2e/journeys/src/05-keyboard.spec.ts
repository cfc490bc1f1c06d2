import { expect, mergeTests } from '@playwright/test'
import { galleryTest } from './gallery/journey.ts'
import { test as journey, LONG, logIn, PASSWORD, RESELLER, speak, textOfPdf } from './journey.ts'
import { focusOf, inBothByKeys, tabTo } from './keyboard.ts'

const WORDS = {
  ko: {
    name: /^이름/,
    password: /^비밀번호/,
    sites: '사이트',
    local: /이 서버 점검하기/,
    start: '점검 시작',
    again: '다시 점검',
    againHost: /^이 호스트만 다시 점검/,
    verdict: /통과|실패|경고|판단 불가/,
    report: /검증과 보고서/,
    pdf: '한국어 PDF',
    inPdf: /사전 ?점검/,
    customer: /고객사/,
    next: /^다음: /,
    back: /^이전$/,
    saved: /^저장됨/,
    add: /^노드 추가$/,
    approve: '승인하고 설치',
    resume: '이어서 하기',
    lineLink: /^줄 (\d+) 링크 복사$/,
    log: /^실행 로그$/,
  },
  en: {
    name: /^Name/,
    password: /^Password/,
    sites: 'Sites',
    local: /Check this machine/,
    start: 'Start the preflight',
    again: 'Check again',
    againHost: /^Check this host again/,
    verdict: /passed|failed|warning|unknown/,
    report: /Verify and report/,
    pdf: 'PDF in English',
    inPdf: /Preflight/i,
    customer: /Customer/,
    next: /^Next: /,
    back: /^Back$/,
    saved: /^Saved/,
    add: /^Add a node$/,
    approve: 'Approve and install',
    resume: 'Resume',
    lineLink: /^Copy the link of line (\d+)$/,
    log: /^Log$/,
  },
} as const

const exactly = (text: string) => new RegExp(`^${text}$`)
const test = mergeTests(journey, galleryTest('full'))

test('this machine is checked and its report fetched by keyboard alone', async ({ page, context, console }) => {
  const keys = page.keyboard
  await speak(context, 'en')
  await page.goto(console.setupLink)
  await inBothByKeys(page, async (locale) => {
    await tabTo(page, WORDS[locale].name)
    await keys.press('Control+a')
    await keys.type(RESELLER)
    await tabTo(page, WORDS[locale].password)
    await keys.press('Control+a')
    await keys.type(PASSWORD)
  })
  await keys.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: WORDS.ko.sites })).toBeVisible()

  await inBothByKeys(page, (locale) => tabTo(page, WORDS[locale].local))
  await keys.press('Enter')
  await page.waitForURL(/\/site\/preflight\//)
  await expect(page.getByRole('button', { name: WORDS.ko.start }).first()).toBeVisible()
  await inBothByKeys(page, (locale) => tabTo(page, exactly(WORDS[locale].start)))
  await keys.press('Space')
  await expect(page.getByRole('button', { name: WORDS.ko.again, exact: true })).toBeEnabled(LONG)

  // A cell of the matrix opens beside it, and gives the focus back.
  await inBothByKeys(page, async (locale) => {
    await tabTo(page, WORDS[locale].againHost)
    await keys.press('ArrowRight')
    await expect.poll(async () => (await focusOf(page)).name).toMatch(WORDS[locale].verdict)
    const cell = (await focusOf(page)).name
    await keys.press('Enter')
    await expect(page.getByRole('complementary').last()).toBeVisible()
    await keys.press('Escape')
    await expect.poll(async () => (await focusOf(page)).name).toBe(cell)
    await keys.press('Home')
  })

  await inBothByKeys(page, (locale) => tabTo(page, WORDS[locale].report))
  await keys.press('Enter')
  await page.waitForURL(/\/site\/report\//)
  await expect(page.getByRole('link', { name: WORDS.ko.pdf })).toBeVisible()
  await inBothByKeys(page, async (locale) => {
    await tabTo(page, exactly(WORDS[locale].pdf))
    const [report] = await Promise.all([page.waitForEvent('download'), keys.press('Enter')])
    expect(textOfPdf(await report.path())).toMatch(WORDS[locale].inPdf)
  })
})

test('a questionnaire is filled by keyboard alone', async ({ page, context, gallery: { url, ids } }) => {
  const keys = page.keyboard
  const customer = page.locator('[data-field="general.customerName"]')
  const node = (row: number, column: string) => page.locator(`[data-field="resources.nodes.${row}.${column}"]`)
  await speak(context, 'en')
  await logIn(page, url, RESELLER)
  await page.goto(`${url}/site/form/?id=${ids.hosts}&section=general`)
  await expect(customer).toBeVisible()
  await inBothByKeys(page, async (locale) => {
    const words = WORDS[locale]
    const name = `Nuri Data Center ${locale}`
    await tabTo(page, words.customer)
    await keys.press('Control+a')
    await keys.type(name)
    await tabTo(page, words.next)
    await keys.press('Enter')
    await page.waitForURL(/section=network/)
    await tabTo(page, words.back)
    await keys.press('Space')
    await expect(page.getByText(words.saved)).toBeVisible()
    await expect(customer).toHaveValue(name)
  })

  await page.goto(`${url}/site/form/?id=${ids.hosts}&section=resources`)
  await expect(node(0, 'name')).toBeVisible()
  let row = 6
  await inBothByKeys(page, async (locale) => {
    const words = WORDS[locale]
    await tabTo(page, words.add)
    await keys.press('Enter')
    await expect(node(row, 'name')).toBeFocused()
    await keys.type(`wk-${row}`)
    await keys.press('Tab')
    await keys.type(`10.20.0.${row}`)
    await expect(node(row, 'address')).toHaveValue(`10.20.0.${row}`)
    await tabTo(page, words.next)
    await expect(page.getByText(words.saved)).toBeVisible()
    row += 1
  })
})

test('a plan is approved by keyboard alone', async ({ page, context, gallery: { url, ids } }) => {
  const keys = page.keyboard
  await speak(context, 'en')
  await logIn(page, url, RESELLER)
  await page.goto(`${url}/site/plan/?id=${ids.plans.ready}`)
  await expect(page.getByRole('button', { name: WORDS.en.approve })).toBeVisible()
  const dialog = page.getByRole('dialog')
  await inBothByKeys(page, async (locale) => {
    const { approve } = WORDS[locale]
    await tabTo(page, exactly(approve))
    await keys.press('Enter')

    // The dialog keeps the focus while it is open, and gives it back to where it came from.
    await expect(dialog).toBeVisible()
    expect((await focusOf(page)).inDialog).toBe(true)
    for (let i = 0; i < 12; i++) {
      await keys.press(i % 4 === 3 ? 'Shift+Tab' : 'Tab')
      const { inDialog, inPage, name } = await focusOf(page)
      expect(inDialog || !inPage, `the focus is at "${name}"`).toBe(true)
    }
    await keys.press('Escape')
    await expect(dialog).toBeHidden()
    expect((await focusOf(page)).name).toBe(approve)
  })

  await keys.press('Space')
  await expect(dialog).toBeVisible()
  await tabTo(page, exactly(WORDS.ko.approve))
  await keys.press('Enter')
  await page.waitForURL(/\/site\/run\//)
  // No host of the gallery answers, so that the installation stops where it begins.
  await expect(page.getByRole('button', { name: WORDS.ko.resume })).toBeVisible(LONG)
  await inBothByKeys(page, (locale) => tabTo(page, exactly(WORDS[locale].resume)))
})

test('the link of a line is copied by keyboard alone', async ({ page, context, gallery: { url, ids } }) => {
  const keys = page.keyboard
  await speak(context, 'en')
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await logIn(page, url, RESELLER)
  const { site, run } = ids.runs.done
  await page.goto(`${url}/site/run/?id=${site}&run=${run}`)
  await expect(page.locator('#log [data-row]').last()).toBeVisible()
  // All lines are one stop.
  await expect(page.locator('#log [data-row] button[tabindex="0"]')).toHaveCount(1)
  await inBothByKeys(page, async (locale) => {
    const { lineLink, log } = WORDS[locale]
    const lineOf = async () => Number(lineLink.exec((await focusOf(page)).name)?.[1])
    await tabTo(page, lineLink)
    await keys.press('End')
    await expect.poll(lineOf).toBeGreaterThan(40)
    const from = await lineOf()
    for (let i = 0; i < 40; i++) await keys.press('ArrowUp')
    await expect.poll(lineOf).toBe(from - 40)
    await keys.press('Home')
    await expect.poll(lineOf).toBe(1)
    await keys.press('ArrowDown')
    await expect.poll(lineOf).toBe(2)
    await page.evaluate(() => navigator.clipboard.writeText(''))
    await keys.press('Enter')
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toBe(`${url}/site/run/?id=${site}&run=${run}#L2`)
    await tabTo(page, log, 'Shift+Tab')
  })
})
