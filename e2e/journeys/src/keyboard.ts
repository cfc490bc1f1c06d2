import { expect, type Page } from '@playwright/test'
import { LANGUAGES } from './journey.ts'

type Focus = { name: string; seen: boolean; inDialog: boolean; inPage: boolean }

/** Where the focus is: what it is called by its label, and whether a reader sees it. */
export const focusOf = (page: Page): Promise<Focus> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement
    const labels = 'labels' in element ? [...((element as HTMLInputElement).labels ?? [])] : []
    // The calendar button inside a date field has the browser's own ring, which no page can ask for.
    const ofBrowser = element.matches('input[type=date]') && !element.matches(':focus-visible')
    const hasRing = (part: Element) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(part)
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
    }
    return {
      name:
        element.getAttribute('aria-label') ??
        (labels.map((label) => label.textContent).join(' ') || element.textContent),
      seen: ofBrowser || [element, ...labels].some(hasRing),
      inDialog: element.closest('dialog[open]') !== null,
      inPage: element !== document.body,
    }
  })

/** Goes on by Tab until the focus is at what is looked for, as somebody without a mouse does; it is seen at every stop. */
export async function tabTo(page: Page, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const passed: string[] = []
  for (let i = 0; i < 200; i++) {
    await page.keyboard.press(key)
    const focus = await focusOf(page)
    if (!focus.inPage) continue
    expect(focus.seen, `the focus is seen at "${focus.name}"`).toBe(true)
    if (name.test(focus.name)) return
    passed.push(focus.name.slice(0, 30))
  }
  throw new Error(`no way by ${key} to ${name}, only to ${passed.join(' | ')}`)
}

/** Does something in one language and then in the other; also the language is switched by keyboard. */
export async function inBothByKeys(page: Page, go: (locale: 'ko' | 'en') => Promise<void>): Promise<void> {
  for (const [locale, name] of LANGUAGES) {
    await tabTo(page, new RegExp(`^${name}$`))
    await page.keyboard.press('Enter')
    await go(locale)
  }
}
