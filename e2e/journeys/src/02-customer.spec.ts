import { ROUTES } from '@astrago/contracts'
import { download, expect, isAccessible, LONG, speak, test, textOfPdf } from './journey.ts'

const TEXTS = {
  ko: {
    customer: '고객사',
    saved: /저장됨/,
    conflict: /먼저 저장했습니다/,
    keep: '고른 값으로 저장',
    invited: /^Hanbit 사이트의 질문지입니다\. 링크는 20\d\d.+까지 열립니다\.$/,
    start: '질문지 열기',
    report: '보고서',
  },
  en: {
    customer: 'Customer',
    saved: /Saved/,
    conflict: /saved this section first/,
    keep: 'Save the chosen values',
    invited: /^This is the questionnaire of the site Hanbit\. The link opens until .+ 20\d\d.+\.$/,
    start: 'Open the questionnaire',
    report: 'Report',
  },
} as const

for (const locale of ['ko', 'en'] as const) {
  const texts = TEXTS[locale]

  test(`a customer fills the questionnaire by invitation, together with the reseller (${locale})`, async ({
    page,
    context,
    console,
    api,
  }) => {
    await speak(context, locale)
    const site = await api.send(ROUTES.makeSite, {
      body: { name: 'Hanbit', profile: 'air-gapped', distribution: 'rke2' },
    })
    const params = { site: site.id }
    const { token } = await api.send(ROUTES.invite, { params, body: { note: 'IT team', days: 7 } })

    await page.goto(`${console.url}/invite/#${token}`)
    await expect(page.getByText(texts.invited)).toBeVisible()
    await isAccessible(page, 'invitation')
    expect(page.url()).not.toContain(token)
    await page.getByRole('button', { name: texts.start }).click()
    await page.waitForURL(/\/form\//)
    await isAccessible(page, 'questionnaire')

    await page.goto(`${page.url()}&section=general`)
    await page.locator('[data-field="general.customerName"]').fill('한빛병원')
    await expect(page.getByText(texts.saved)).toBeVisible()
    await page.reload()
    await expect(page.locator('[data-field="general.customerName"]')).toHaveValue('한빛병원')

    // The reseller saves the same section meanwhile: the customer is told, and chooses.
    const { sections } = await api.send(ROUTES.readForm, { params })
    const revision = sections.find(({ section }) => section === 'general')?.revision ?? 0
    await api.send(ROUTES.saveSection, {
      params: { ...params, section: 'general' },
      body: { revision, values: { 'general.customerName': '한빛의료재단' } },
    })
    await page.locator('[data-field="general.customerName"]').fill('한빛병원 AI센터')
    await expect(page.getByText(texts.conflict)).toBeVisible()
    await isAccessible(page, 'conflict')
    await page.getByRole('button', { name: texts.keep }).click()
    await expect
      .poll(async () => (await api.send(ROUTES.readForm, { params })).answers['general.customerName'])
      .toBe('한빛병원 AI센터')

    // Nothing of the reseller's is open to a customer.
    await page.goto(`${console.url}/`)
    await page.waitForURL(/\/form\//)
    await page.setViewportSize({ width: 390, height: 844 })
    await isAccessible(page, 'questionnaire, narrow')
  })
}

test('a customer takes the report along, in the language of the page', async ({ page, context, console, api }) => {
  const sites = await api.send(ROUTES.listSites, {})
  const params = { site: sites.find(({ kind }) => kind === 'local')?.id ?? '' }
  const { token } = await api.send(ROUTES.invite, { params, body: { note: 'IT team', days: 7 } })
  await speak(context, 'ko')
  await page.goto(`${console.url}/invite/#${token}`)
  await page.getByRole('button', { name: TEXTS.ko.start }).click()
  await page.waitForURL(/\/form\//)
  const link = (locale: 'ko' | 'en') => page.getByRole('link', { name: TEXTS[locale].report, exact: true })
  await expect(link('ko')).toHaveCount(0)

  const { run } = await api.send(ROUTES.startPreflight, { params, body: {} })
  await expect
    .poll(async () => (await api.send(ROUTES.readPreflight, { params: { ...params, run } })).state, LONG)
    .toBe('done')
  await page.reload()
  expect(textOfPdf(await download(page, link('ko')))).toMatch(/사전 ?점검/)
  await page.getByRole('button', { name: 'English' }).click()
  await isAccessible(page, 'questionnaire with a report')
  expect(textOfPdf(await download(page, link('en')))).toMatch(/[Pp]reflight/)
})
