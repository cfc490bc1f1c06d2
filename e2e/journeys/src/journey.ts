import { ROUTES } from '@astrago/contracts'
import { Lab } from '@astrago/lab'
import { AxeBuilder } from '@axe-core/playwright'
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import { Api } from './api.ts'
import { RunningConsole } from './console.ts'

export const PASSWORD = 'correct horse battery'
export const RESELLER = '김리셀러'

type Fixtures = {
  lab: Lab
  console: RunningConsole
  /** Calls as the reseller, who exists already. */
  api: Api
}

/** A console and a lab of three hosts of their own for each journey. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are needed from the pattern
  lab: async ({}, use) => {
    const lab = await Lab.up({ hosts: 3, name: 'journeys' })
    await use(lab)
    await lab.down()
  },
  // biome-ignore lint/correctness/noEmptyPattern: see above
  console: async ({}, use) => {
    const running = new RunningConsole()
    await running.start()
    await use(running)
    await running.remove()
  },
  api: async ({ console: running }, use) => {
    const api = new Api(() => running.url)
    const token = running.setupLink.split('#')[1] ?? ''
    await api.send(ROUTES.setup, { body: { token, name: RESELLER, password: PASSWORD } })
    await use(api)
  },
})

export { expect }

/** Speaks a language from the first page on. */
export async function speak(context: BrowserContext, locale: 'ko' | 'en'): Promise<void> {
  await context.addInitScript((chosen) => window.localStorage.setItem('astrago.locale', chosen), locale)
}

/** No rule of WCAG 2.2 AA is broken on the page as it stands, and nothing reaches beyond its width. */
export async function isAccessible(page: Page, state: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
  expect(found, state).toEqual([])
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow, `${state} reaches beyond its width`).toBeLessThanOrEqual(0)
}

export async function logIn(page: Page, url: string, name: string): Promise<void> {
  await page.goto(`${url}/login/`)
  await page.locator('input').first().fill(name)
  await page.locator('input[type=password]').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL(`${url}/`)
}
