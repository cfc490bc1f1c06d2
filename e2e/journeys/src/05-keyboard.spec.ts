import { expect, mergeTests } from '@playwright/test'
import { galleryTest } from './gallery/journey.ts'
import { test as journey, logIn, PASSWORD, RESELLER, speak, textOfPdf } from './journey.ts'
import { focusOf, tabTo } from './keyboard.ts'

const test = mergeTests(journey, galleryTest('full'))

test('this machine is checked and its report fetched by keyboard alone', async ({ page, context, console }) => {
  const keys = page.keyboard
  await speak(context, 'en')
  await page.goto(console.setupLink)
  await tabTo(page, /^Name/)
  await keys.type(RESELLER)
  await tabTo(page, /^Password/)
  await keys.type(PASSWORD)
  await keys.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Sites' })).toBeVisible()

  await tabTo(page, /Check this machine/)
  await keys.press('Enter')
  await page.waitForURL(/\/site\/preflight\//)
  await expect(page.getByRole('button', { name: 'Start the preflight' }).first()).toBeVisible()
  await tabTo(page, /^Start the preflight$/)
  await keys.press('Space')
  await expect(page.getByRole('button', { name: 'Check again' })).toBeEnabled({ timeout: 60_000 })

  // A cell of the matrix opens beside it, and gives the focus back.
  await tabTo(page, /^Check this host again/)
  await keys.press('ArrowRight')
  await expect.poll(async () => (await focusOf(page)).name).toMatch(/passed|failed|warning|unknown/)
  const cell = (await focusOf(page)).name
  await keys.press('Enter')
  await expect(page.getByRole('complementary').last()).toBeVisible()
  await keys.press('Escape')
  await expect.poll(async () => (await focusOf(page)).name).toBe(cell)

  await tabTo(page, /Verify and report/)
  await keys.press('Enter')
  await page.waitForURL(/\/site\/report\//)
  await expect(page.getByRole('link', { name: 'PDF in English' })).toBeVisible()
  await tabTo(page, /^PDF in English$/)
  const [report] = await Promise.all([page.waitForEvent('download'), keys.press('Enter')])
  expect(textOfPdf(await report.path())).toMatch(/Preflight/i)
})

test('a questionnaire is filled by keyboard alone', async ({ page, context, gallery: { url, ids } }) => {
  const keys = page.keyboard
  await speak(context, 'en')
  await logIn(page, url, RESELLER)
  await page.goto(`${url}/site/form/?id=${ids.hosts}&section=general`)
  await expect(page.locator('[data-field="general.customerName"]')).toBeVisible()
  await tabTo(page, /Customer/)
  await keys.press('Control+a')
  await keys.type('Nuri Data Center')
  await tabTo(page, /^Next: /)
  await keys.press('Enter')
  await page.waitForURL(/section=network/)
  await tabTo(page, /^Back$/)
  await keys.press('Space')
  await expect(page.getByText(/^Saved/)).toBeVisible()
  await expect(page.locator('[data-field="general.customerName"]')).toHaveValue('Nuri Data Center')

  await page.goto(`${url}/site/form/?id=${ids.hosts}&section=resources`)
  await expect(page.locator('[data-field="resources.nodes.0.name"]')).toBeVisible()
  await tabTo(page, /^Add a node$/)
  await keys.press('Enter')
  await expect(page.locator('[data-field="resources.nodes.6.name"]')).toBeFocused()
  await keys.type('wk-2')
  await keys.press('Tab')
  await keys.type('10.20.0.22')
  await expect(page.locator('[data-field="resources.nodes.6.address"]')).toHaveValue('10.20.0.22')
  await tabTo(page, /^Next: /)
  await expect(page.getByText(/^Saved/)).toBeVisible()
})

test('a plan is approved by keyboard alone', async ({ page, context, gallery: { url, ids } }) => {
  const keys = page.keyboard
  await speak(context, 'en')
  await logIn(page, url, RESELLER)
  await page.goto(`${url}/site/plan/?id=${ids.plans.ready}`)
  await expect(page.getByRole('button', { name: 'Approve and install' })).toBeVisible()
  await tabTo(page, /^Approve and install$/)
  await keys.press('Enter')

  // The dialog keeps the focus while it is open, and gives it back to where it came from.
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  expect((await focusOf(page)).inDialog).toBe(true)
  for (let i = 0; i < 12; i++) {
    await keys.press(i % 4 === 3 ? 'Shift+Tab' : 'Tab')
    const { inDialog, inPage, name } = await focusOf(page)
    expect(inDialog || !inPage, `the focus is at "${name}"`).toBe(true)
  }
  await keys.press('Escape')
  await expect(dialog).toBeHidden()
  expect((await focusOf(page)).name).toBe('Approve and install')

  await keys.press('Space')
  await expect(dialog).toBeVisible()
  await tabTo(page, /^Approve and install$/)
  await keys.press('Enter')
  await page.waitForURL(/\/site\/run\//)
  // No host of the gallery answers, so that the installation stops where it begins.
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible({ timeout: 60_000 })
  await tabTo(page, /^Resume$/)
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
  await tabTo(page, /^Copy the link of line/)
  const lineOf = async () => Number(/line (\d+)$/.exec((await focusOf(page)).name)?.[1])
  const from = await lineOf()
  for (let i = 0; i < 40; i++) await keys.press('ArrowUp')
  await expect.poll(lineOf).toBe(from - 40)
  await keys.press('Home')
  await expect.poll(lineOf).toBe(1)
  await keys.press('ArrowDown')
  await expect.poll(lineOf).toBe(2)
  await keys.press('Enter')
  const link = `${url}/site/run/?id=${site}&run=${run}#L2`
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link)
  await tabTo(page, /^Log$/, 'Shift+Tab')
})
