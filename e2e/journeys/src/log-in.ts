import type { Page } from '@playwright/test'

export const PASSWORD = 'correct horse battery'
export const RESELLER = '김리셀러'

/** Logs somebody in, as the form of the login does: the pages that are opened next are theirs. */
export async function logIn(page: Page, url: string, name: string): Promise<void> {
  const answer = await page.context().request.post(`${url}/api/login`, {
    headers: { 'x-astrago': '1' },
    data: { name, password: PASSWORD },
  })
  if (!answer.ok()) throw new Error(`${name} cannot log in: ${await answer.text()}`)
}
