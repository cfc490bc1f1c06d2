import { ROUTES } from '@astrago/contracts'
import { expect, isAccessible, speak, test } from './journey.ts'

const TEXTS = {
  ko: {
    customer: '고객사',
    saved: /저장됨/,
    conflict: /먼저 저장했습니다/,
    keep: '고른 값으로 저장',
    start: '질문지 열기',
  },
  en: {
    customer: 'Customer',
    saved: /Saved/,
    conflict: /saved this section first/,
    keep: 'Save the chosen values',
    start: 'Open the questionnaire',
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
