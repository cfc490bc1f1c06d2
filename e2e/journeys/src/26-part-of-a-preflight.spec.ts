import { ROUTES } from '@astrago/contracts'
import { expect, inBoth, isAccessible, LONG, logIn, RESELLER, speak, test } from './journey.ts'

const TEXTS = {
  ko: { only: /점검 \d+개 가운데 1개만 했습니다\./, whole: /전체를 점검해야 알 수 있습니다/, toPlan: '설치 계획으로' },
  en: { only: /Only 1 of \d+ checks was made\./, whole: /only a whole preflight tells/, toPlan: 'On to the plan' },
} as const

test('a first preflight that was narrowed says so, and sends nobody on to the plan', async ({
  page,
  context,
  console,
  api,
}) => {
  await speak(context, 'ko')
  const sites = await api.send(ROUTES.listSites, {})
  const params = { site: sites.find(({ kind }) => kind === 'local')?.id ?? '' }
  const again = page.getByRole('button', { name: '다시 점검', exact: true })
  await api.send(ROUTES.startPreflight, { params, body: { checks: ['cpu-arch-supported'] } })

  await logIn(page, console.url, RESELLER)
  await page.goto(`${console.url}/site/preflight/?id=${params.site}`)
  await expect(again).toBeVisible(LONG)
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 })
    await inBoth(page, async (locale) => {
      const { only, whole, toPlan } = TEXTS[locale]
      await expect(page.getByText(only)).toContainText(whole)
      await expect(page.getByRole('main').getByRole('link', { name: toPlan })).toHaveCount(0)
      await isAccessible(page, `part of a preflight, ${locale}, ${width}`)
    })
  }
  await page.goto(`${console.url}/api/sites/${params.site}/report?format=html&lang=ko`)
  await expect(page.getByText(TEXTS.ko.only)).toBeVisible()

  await page.goto(`${console.url}/site/preflight/?id=${params.site}`)
  await again.click()
  await expect(page.getByText('판정했습니다')).toBeVisible(LONG)
  await expect(page.getByText(TEXTS.ko.only)).toHaveCount(0)
})
