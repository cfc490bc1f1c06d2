import type { Browser, Page } from '@playwright/test'
import { logIn, RESELLER } from '../log-in.ts'
import type { Gallery } from './open.ts'
import type { Scene } from './scenes.ts'

export type Look = { locale: 'ko' | 'en'; width: 1280 | 390; theme: 'light' | 'dark' }

const PEOPLE = { reseller: RESELLER, support: '박지원' } as const
const size = (width: number) => ({ width, height: width === 390 ? 844 : 800 })

/** A scene as it looks, once everything that its page asks for has come. The caller closes the page's context. */
export async function openScene(browser: Browser, gallery: Gallery, scene: Scene, look: Look): Promise<Page> {
  const { locale, width, theme } = look
  const context = await browser.newContext({
    viewport: size(width),
    colorScheme: theme,
    // A colour that is on its way to another one would be judged by its contrast.
    reducedMotion: 'reduce',
    timezoneId: 'Asia/Seoul',
  })
  await context.addInitScript((chosen) => window.localStorage.setItem('astrago.locale', chosen), locale)
  const page = await context.newPage()
  if (scene.as) await logIn(page, gallery.url, PEOPLE[scene.as])
  await page.goto(`${gallery.url}${scene.path(gallery.ids)}`)
  await page.locator('h1').first().waitFor()
  await page.waitForLoadState('networkidle')
  await scene.act?.(page, gallery)
  // What was done is drawn in the frame after the next.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  return page
}

/** The same page in another look. */
export async function lookAgain(page: Page, { locale, width, theme }: Look): Promise<void> {
  await page.setViewportSize(size(width))
  await page.emulateMedia({ colorScheme: theme })
  await switchLanguage(page, locale)
}

/** Also under an open dialog, which lets nobody at the switch of the language. */
export async function switchLanguage(page: Page, locale: Look['locale']): Promise<void> {
  await page.locator(`button[lang=${locale}][aria-pressed]`).first().dispatchEvent('click')
  await page.locator(`html[lang=${locale}]`).waitFor({ state: 'attached' })
}
