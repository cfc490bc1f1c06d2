import { execFileSync } from 'node:child_process'
import { basename } from 'node:path'
import { ROUTES } from '@astrago/contracts'
import { Lab } from '@astrago/lab'
import { type BrowserContext, test as base, expect, type Locator, type Page } from '@playwright/test'
import { Api } from './api.ts'
import { RunningConsole } from './console.ts'
import { findings } from './findings.ts'
import { PASSWORD, RESELLER } from './log-in.ts'

type Fixtures = {
  /** How many hosts the lab has. */
  hosts: number
  lab: Lab
  console: RunningConsole
  /** Calls as the reseller, who exists already. */
  api: Api
}

/** A console and a lab of three hosts of their own for each journey. */
export const test = base.extend<Fixtures>({
  hosts: [3, { option: true }],
  lab: async ({ hosts }, use, { file, parallelIndex }) => {
    // No two journeys that run beside each other have a lab in common.
    const lab = await Lab.up({ hosts, name: `journey-${basename(file).slice(0, 2)}-${parallelIndex}` })
    await use(lab)
    await lab.down()
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are needed from the pattern
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

export { logIn } from './log-in.ts'
export { expect, PASSWORD, RESELLER }

/** For what takes minutes on a busy machine: an installation, a preflight of all hosts. */
export const LONG = { timeout: 300_000 }

/** Speaks a language from the first page on. */
export async function speak(context: BrowserContext, locale: 'ko' | 'en'): Promise<void> {
  await context.addInitScript((chosen) => window.localStorage.setItem('astrago.locale', chosen), locale)
}

/** No rule of WCAG 2.2 AA is broken on the page as it stands, and nothing reaches beyond its width. */
export async function isAccessible(page: Page, state: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  expect(await findings(page), state).toEqual([])
}

/** What the switch of the language calls them. */
export const LANGUAGES = [
  ['en', 'EN English'],
  ['ko', 'KO 한국어'],
] as const

/** Looks at a page in one language and then in the other: what took long to come to is not done twice. */
export async function inBoth(page: Page, look: (locale: 'ko' | 'en') => Promise<void>): Promise<void> {
  for (const [locale, name] of LANGUAGES) {
    await page.getByRole('button', { name, exact: true }).click()
    await look(locale)
  }
}

/** Presses what downloads a file. @returns the path of the file */
export async function download(page: Page, link: Locator): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), link.click()])
  return file.path()
}

/** The text of a PDF, as a reader selects it. */
export const textOfPdf = (path: string): string =>
  execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })
