import { expect, type Page } from '@playwright/test'
import { PASSWORD, RESELLER, speak, test } from './journey.ts'

/** Goes on by Tab until the focused element says what is looked for, as somebody without a mouse does. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab')
    const text = await page.evaluate(() => {
      const element = document.activeElement
      return element?.getAttribute('aria-label') ?? element?.textContent ?? ''
    })
    if (name.test(text)) return
  }
  throw new Error(`no way by Tab to ${name}`)
}

test('this machine is checked by keyboard alone', async ({ page, context, console }) => {
  await speak(context, 'en')
  await page.goto(console.setupLink)
  await page.locator('input').first().focus()
  await page.keyboard.type(RESELLER)
  await page.keyboard.press('Tab')
  await page.keyboard.type(PASSWORD)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Sites' })).toBeVisible()
  await tabTo(page, /Check this machine/)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/site\//)
  if (!page.url().includes('preflight')) {
    await tabTo(page, /^\d?\s*Preflight/)
    await page.keyboard.press('Enter')
    await page.waitForURL(/preflight/)
  }
  await expect(page.getByRole('button', { name: 'Start the preflight' }).first()).toBeVisible()
  await tabTo(page, /Start the preflight/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Check again' })).toBeEnabled({ timeout: 60_000 })
  await tabTo(page, /fail|warning|pass/i)
  await page.keyboard.press('Enter')
})
