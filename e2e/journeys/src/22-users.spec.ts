import { galleryTest } from './gallery/journey.ts'
import { expect, isAccessible, logIn, PASSWORD, RESELLER, speak } from './journey.ts'

const test = galleryTest('full')
const NEW = '최현장'
const TAKEN = '박지원'

for (const locale of ['ko', 'en'] as const) {
  const words = {
    ko: {
      add: '사용자 추가',
      send: '추가',
      name: '이름',
      password: '비밀번호',
      wrongName: '쓸 수 없는 글자가 있거나 너무 깁니다.',
      short: /^5자입니다/,
      taken: `이미 있는 이름입니다: ${TAKEN}`,
      never: /지원팀 · 아직 로그인하지 않음/,
      seen: /지원팀 · 마지막 로그인/,
      disable: '사용 중지',
      disableAct: '계정 사용 중지',
      disabled: '사용 중지됨',
      enable: '다시 사용',
      login: '로그인',
      ended: '세션이 끝났습니다',
      refused: /계정이 없거나 사용 중지되었습니다/,
      noted: ['사용자 추가', '사용자 사용 중지', '사용자 다시 사용'],
    },
    en: {
      add: 'Add a user',
      send: 'Add',
      name: 'Name',
      password: 'Password',
      wrongName: 'It has a character that cannot be used, or is too long.',
      short: /^5 characters so far/,
      taken: `This name is taken: ${TAKEN}`,
      never: /Support · Never logged in/,
      seen: /Support · Last login/,
      disable: 'Disable',
      disableAct: 'Disable the account',
      disabled: 'Disabled',
      enable: 'Enable',
      login: 'Log in',
      ended: 'Your session has ended',
      refused: /the account does not exist or is disabled/,
      noted: ['added a user', 'disabled a user', 'enabled a user'],
    },
  }[locale]

  test(`a reseller adds a user, shuts them out in the middle of their work and lets them in again (${locale})`, async ({
    page,
    browser,
    context,
    gallery: { url, ids },
  }) => {
    await speak(context, locale)
    await logIn(page, url, RESELLER)
    await page.goto(`${url}/users/`)
    await page.getByRole('button', { name: words.add }).click()
    const dialog = page.getByRole('dialog')
    const name = dialog.getByLabel(words.name, { exact: true })
    const password = dialog.getByLabel(words.password, { exact: true })
    await name.fill('-rf')
    await password.fill('short')
    await name.focus()
    await expect(dialog.getByText(words.wrongName)).toBeVisible()
    await expect(dialog.getByText(words.short)).toBeVisible()
    await isAccessible(page, 'a user whose name and password are wrong')
    await name.fill(TAKEN)
    await password.fill(PASSWORD)
    await page.keyboard.press('Enter')
    await expect(dialog.getByText(words.taken)).toBeVisible()
    await isAccessible(page, 'a user whose name is taken')
    await name.fill(NEW)
    await page.keyboard.press('Enter')
    const row = page.getByRole('listitem').filter({ hasText: NEW })
    await expect(row).toContainText(words.never)

    // The new user reads a run, and is out of it at once when the account is disabled.
    const theirs = await browser.newContext()
    await speak(theirs, locale)
    const other = await theirs.newPage()
    await logIn(other, url, NEW)
    const reading = `${url}/site/run/?id=${ids.runs.done.site}&run=${ids.runs.done.run}`
    await other.goto(reading)
    await expect(other.locator('#log [data-row]').first()).toBeVisible()
    await page.reload()
    await expect(row).toContainText(words.seen)
    await row.getByRole('button', { name: `${NEW}: ${words.disable}` }).click()
    await expect(dialog).toContainText(NEW)
    await isAccessible(page, 'disabling a user')
    await dialog.getByRole('button', { name: words.disableAct }).click()
    await expect(row).toContainText(words.disabled)
    await page.setViewportSize({ width: 390, height: 844 })
    await isAccessible(page, 'users, one of them disabled, narrow')
    // At once: sessions that have ended are looked for every minute anyway.
    await expect(other.getByText(words.ended)).toBeVisible({ timeout: 15_000 })
    await isAccessible(other, 'logged out by somebody else')
    const logInThere = async () => {
      await other.getByLabel(words.name, { exact: true }).fill(NEW)
      await other.getByLabel(words.password, { exact: true }).fill(PASSWORD)
      await other.getByRole('button', { name: words.login, exact: true }).click()
    }
    await logInThere()
    await expect(other.getByText(words.refused)).toBeVisible()
    await isAccessible(other, 'a disabled user at the login')

    await row.getByRole('button', { name: `${NEW}: ${words.enable}` }).click()
    await expect(row.getByRole('button', { name: `${NEW}: ${words.disable}` })).toBeVisible()
    await logInThere()
    await other.waitForURL(reading)
    await expect(other.locator('#log [data-row]').first()).toBeVisible()
    await theirs.close()

    await page.goto(`${url}/audit/`)
    for (const noted of words.noted)
      await expect(page.getByRole('listitem').filter({ hasText: NEW }).filter({ hasText: noted })).toContainText(
        RESELLER,
      )
  })
}
