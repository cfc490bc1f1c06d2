import { galleryTest } from './gallery/journey.ts'
import { expect, isAccessible, logIn, RESELLER, speak } from './journey.ts'

const test = galleryTest('full')

// The browser of the tests speaks English: what it would say itself is seen on the Korean page.
for (const locale of ['ko', 'en'] as const) {
  const words = {
    ko: {
      missing: '입력하십시오.',
      login: '로그인',
      name: '이름',
      password: '비밀번호',
      add: '사용자 추가',
      send: '추가',
      short: '12자 이상이어야 합니다. 지금은 5자입니다.',
      invite: '초대 링크 만들기',
      days: '유효 기간(일)',
      range: '1부터 90까지만 쓸 수 있습니다.',
      make: '사이트 만들기',
      siteName: '사이트 이름',
      foreign: 'k0s는 이 콘솔이 설치하지 않습니다',
      toSite: '사이트 정보로',
      change: '변경',
      save: '저장',
      noNodes: '노드 표가 비어 있습니다',
      noneToCheck: '점검할 서버를 먼저 적어야 합니다.',
      toNodes: '노드 표로',
      noSite: '그런 사이트가 없습니다',
    },
    en: {
      missing: 'Please fill this in.',
      login: 'Log in',
      name: 'Name',
      password: 'Password',
      add: 'Add a user',
      send: 'Add',
      short: 'At least 12 characters; it has 5.',
      invite: 'Make an invitation link',
      days: 'Valid for (days)',
      range: 'Only from 1 to 90.',
      make: 'Make a site',
      siteName: 'Name of the site',
      foreign: 'This console does not install k0s',
      toSite: 'To the site',
      change: 'Change',
      save: 'Save',
      noNodes: 'The table of servers is empty',
      noneToCheck: 'The servers must be entered first.',
      toNodes: 'To the table of servers',
      noSite: 'There is no such site',
    },
  }[locale]

  test(`what a form does not take is told at every field at once, in the reader's language (${locale})`, async ({
    page,
    context,
    gallery: { url, ids },
  }) => {
    await speak(context, locale)
    await page.goto(`${url}/login/`)
    await page.getByRole('button', { name: words.login }).click()
    await expect(page.getByText(words.missing)).toHaveCount(2)
    await expect(page.getByLabel(words.name, { exact: true })).toBeFocused()
    await isAccessible(page, 'login with nothing typed')
    await logIn(page, url, RESELLER)

    await page.goto(`${url}/users/`)
    await page.getByRole('button', { name: words.add }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(words.name, { exact: true }).fill('kim')
    const password = dialog.getByLabel(words.password, { exact: true })
    await password.pressSequentially('short')
    await password.press('Enter')
    await expect(dialog.getByText(words.short)).toBeVisible()
    await expect(password).toBeFocused()
    await isAccessible(page, 'a password that is too short')
    await password.pressSequentially('er and longer')
    await expect(dialog.getByText(words.short)).toBeHidden()
    await page.keyboard.press('Escape')

    await page.goto(`${url}/site/?id=${ids.plans.ready}`)
    await page.getByRole('button', { name: words.invite }).click()
    await dialog.getByLabel(words.days).fill('400')
    await dialog.getByRole('button', { name: words.invite }).click()
    await expect(dialog.getByText(words.missing)).toBeVisible()
    await expect(dialog.getByText(words.range)).toBeVisible()
    await isAccessible(page, 'an invitation for 400 days')
  })

  test(`a page that has nothing to work with says why and where that is mended (${locale})`, async ({
    page,
    context,
    gallery: { url },
  }) => {
    await speak(context, locale)
    await logIn(page, url, RESELLER)
    await page.goto(url)
    const dialog = page.getByRole('dialog')
    await page.getByRole('button', { name: words.make }).click()
    await dialog.getByLabel(words.siteName).fill(`k0s ${locale}`)
    await dialog.getByRole('radio', { name: 'k0s' }).check()
    await dialog.getByRole('button', { name: words.make }).click()
    await page.waitForURL(/[/]site[/]?\?id=/)
    const plan = page.url().replace('/site', '/site/plan')
    await page.goto(plan)
    await expect(page.getByRole('heading', { name: words.foreign })).toBeVisible()
    await isAccessible(page, 'a plan for a distribution that is not installed')
    await page.getByRole('link', { name: words.toSite }).click()
    await page.getByRole('button', { name: words.change, exact: true }).click()
    await dialog.getByRole('radio', { name: 'RKE2' }).check()
    await dialog.getByRole('button', { name: words.save }).click()
    await expect(dialog).toBeHidden()

    await page.goto(plan)
    await expect(page.getByRole('heading', { name: words.noNodes })).toBeVisible()
    await isAccessible(page, 'a plan without servers')
    await page.goto(plan.replace('/plan', '/preflight'))
    await expect(page.getByText(words.noneToCheck)).toBeVisible()
    await page.getByRole('link', { name: words.toNodes }).click()
    await page.waitForURL(/field=resources.nodes/)

    for (const step of ['preflight', 'run', 'report', 'plan']) {
      await page.goto(`${url}/site/${step}/?id=nonsense`)
      await expect(page.getByRole('heading', { name: words.noSite })).toBeVisible()
    }
    await isAccessible(page, 'a site that does not exist')
  })
}
