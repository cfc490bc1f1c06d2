import { galleryTest } from './gallery/journey.ts'
import { MADE_PASSWORD } from './gallery/world.ts'
import { expect, isAccessible, logIn, RESELLER, speak } from './journey.ts'

const test = galleryTest('full')
const SUPPORT = '박지원'

for (const locale of ['ko', 'en'] as const) {
  const words = {
    ko: {
      title: '플랫폼 비밀번호',
      unreachable: '콘솔에 연결할 수 없습니다.',
      again: '다시 시도',
      field: '데이터베이스 비밀번호',
      show: '보기',
      hide: '숨기기',
      noted: '플랫폼 비밀번호 보기',
    },
    en: {
      title: 'Passwords of the platform',
      unreachable: 'The console cannot be reached.',
      again: 'Try again',
      field: 'Database password',
      show: 'Show',
      hide: 'Hide',
      noted: 'looked at a password of the platform',
    },
  }[locale]

  test(`a reseller looks at one password that the console made, and the audit log says so (${locale})`, async ({
    page,
    context,
    gallery: { url, ids },
  }) => {
    await speak(context, locale)
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await logIn(page, url, RESELLER)

    // A list that does not come is not taken for an empty one.
    await page.route('**/passwords', (route) => route.abort())
    await page.goto(`${url}/site/report/?id=${ids.runs.done.site}`)
    const card = page.getByRole('heading', { name: words.title }).locator('xpath=ancestor::section[1]')
    await expect(card.getByText(words.unreachable)).toBeVisible()
    await isAccessible(page, 'passwords that did not come')
    await page.unroute('**/passwords')
    const listed = page.waitForResponse((answer) => answer.url().endsWith('/passwords'))
    await card.getByRole('button', { name: words.again }).click()
    expect(await (await listed).text()).not.toContain(MADE_PASSWORD)
    await expect(card.getByText(words.field)).toBeVisible()
    await expect(page.getByText(MADE_PASSWORD)).toHaveCount(0)

    const show = page.getByRole('button', { name: `${words.field}: ${words.show}` })
    await show.press('Enter')
    await expect(page.getByText(MADE_PASSWORD)).toHaveCount(1)
    await isAccessible(page, 'a password that is shown, wide')
    await page.setViewportSize({ width: 390, height: 844 })
    await isAccessible(page, 'a password that is shown, narrow')
    await page.getByRole('button', { name: new RegExp(`^${words.field}: (복사|Copy)$`) }).click()
    await expect(
      page.getByRole('button', { name: new RegExp(`^${words.field}: (복사했습니다|Copied)$`) }),
    ).toBeVisible()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(MADE_PASSWORD)
    await expect(page.getByRole('button', { name: new RegExp(`^${words.field}: (복사|Copy)$`) })).toBeVisible()
    await page.getByRole('button', { name: `${words.field}: ${words.hide}` }).press('Enter')
    await expect(page.getByText(MADE_PASSWORD)).toHaveCount(0)
    await expect(show).toBeFocused()

    await page.goto(`${url}/audit/`)
    await expect(page.getByRole('listitem').filter({ hasText: words.noted }).first()).toContainText(RESELLER)
  })
}

test('support is not offered them', async ({ page, context, gallery: { url, ids } }) => {
  const asked: string[] = []
  page.on('request', (request) => void asked.push(new URL(request.url()).pathname))
  await speak(context, 'ko')
  await logIn(page, url, SUPPORT)
  const { site } = ids.runs.done
  await page.goto(`${url}/site/report/?id=${site}`)
  await expect(page.getByRole('heading', { name: '설치 확인서 (PDF)' })).toBeVisible()
  await page.waitForLoadState('networkidle')
  await expect(page.getByRole('heading', { name: '플랫폼 비밀번호' })).toHaveCount(0)
  expect(asked).toContain(`/api/sites/${site}`)
  expect(asked).not.toContain(`/api/sites/${site}/passwords`)
})
