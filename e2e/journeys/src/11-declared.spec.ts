import { ROUTES } from '@astrago/contracts'
import type { Page } from '@playwright/test'
import { expect, inBoth, isAccessible, logIn, RESELLER, speak, test } from './journey.ts'
import { prepareSite } from './prepared-site.ts'

const NODES = 'resources.nodes'
type Node = Record<string, unknown>

const TITLE = { ko: '질문지와 실제', en: 'Declared and found' } as const
const LESS = { ko: '적음', en: 'Less' } as const
const COUNTED = {
  ko: /질문지와 다르고, \d+개는 질문지에 아직 적지 않았습니다/,
  en: /not as the questionnaire says, \d+ are not filled in yet/,
} as const
const ALL_SAME = { ko: /모두 질문지와 같습니다/, en: /compared answers are as the questionnaire says/ } as const
const NOT_TAKEN = { ko: /하나도 저장되지 않습니다/, en: /saved all together or not at all/ } as const

const table = (page: Page, locale: 'ko' | 'en' = 'ko') => page.getByRole('region', { name: TITLE[locale] })
const rowOf = (page: Page, host: string, answer: string, locale: 'ko' | 'en' = 'ko') =>
  table(page, locale).getByRole('row').filter({ hasText: host }).filter({ hasText: answer })

test('what the hosts show stands beside the questionnaire, and one press puts it there', async ({
  page,
  context,
  console,
  api,
  lab,
}) => {
  await speak(context, 'ko')
  const site = await prepareSite(api, console, lab, 'Declared')
  const params = { site }
  const nodes = async () => (await api.send(ROUTES.readForm, { params })).answers[NODES] as Node[]
  const save = async (change: (node: Node, i: number) => Node) => {
    const { answers, sections } = await api.send(ROUTES.readForm, { params })
    const revision = sections.find(({ section }) => section === 'resources')?.revision ?? 0
    const values = { [NODES]: (answers[NODES] as Node[]).map(change) }
    await api.send(ROUTES.saveSection, { params: { ...params, section: 'resources' }, body: { revision, values } })
  }
  await save((node, i) => ({ ...node, cpus: 500, memoryGib: i === 0 ? 4 : 4096, diskGib: 1, gpuCount: 8 }))

  await logIn(page, console.url, RESELLER)
  await page.goto(`${console.url}/site/preflight/?id=${site}`)
  await expect(page.getByRole('heading', { name: TITLE.ko })).toBeVisible()
  await inBoth(page, async (locale) => {
    await expect(page.getByRole('heading', { name: TITLE[locale] })).toBeVisible()
    await expect(page.getByText(COUNTED[locale])).toBeVisible()
    await expect(rowOf(page, 'n001', 'CPU', locale).getByText(LESS[locale])).toBeVisible()
    await expect(table(page, locale).getByRole('row').nth(1)).toContainText('n001')
    await isAccessible(page, `declared, wide (${locale})`)
  })
  await page.setViewportSize({ width: 390, height: 844 })
  await inBoth(page, async (locale) => {
    await expect(page.getByRole('list', { name: TITLE[locale] })).toBeVisible()
    await isAccessible(page, `declared, narrow (${locale})`)
  })
  await page.setViewportSize({ width: 1280, height: 900 })

  // One value; the cells beside it stay as they are.
  await page.getByRole('button', { name: /: n001 CPU/ }).click()
  await expect(rowOf(page, 'n001', 'CPU')).toHaveCount(0)
  expect((await nodes())[0]).toMatchObject({ memoryGib: 4, cpus: 8 })

  // Somebody else saves; what the page shows is old, and the press says so instead of writing over it.
  await save((node, i) => (i === 1 ? { ...node, cpus: 250 } : node))
  await page.getByRole('button', { name: /: n002 CPU/ }).click()
  await expect(page.getByText(/그 사이에 이 항목을 저장했습니다/)).toBeVisible()
  expect((await nodes())[1]).toMatchObject({ cpus: 250 })
  await expect(rowOf(page, 'n002', 'CPU').getByText('250')).toBeVisible()

  // What is not filled in yet can be taken at once; somebody saves one of them, and none is written.
  const before = await nodes()
  const gateway = { 'network.gateway': '10.99.0.254' }
  await api.send(ROUTES.saveSection, {
    params: { ...params, section: 'network' },
    body: { revision: 0, values: gateway },
  })
  const fill = page.getByRole('button', { name: /^안 적은 \d+개를 실제 값으로$/ })
  await fill.click()
  await expect(page.getByText(/그 사이에 이 항목을 저장했습니다/)).toBeVisible()
  await inBoth(page, async (locale) => {
    await expect(page.getByText(NOT_TAKEN[locale])).toBeVisible()
    await isAccessible(page, `declared, not taken (${locale})`)
  })
  await expect(rowOf(page, '사이트', '게이트웨이').getByText('10.99.0.254')).toBeVisible()

  // It leaves alone what was declared: that a GPU is missing does not become the plan.
  await fill.click()
  await expect(page.getByText(/개가 질문지와 다릅니다/)).toBeVisible()
  expect(await nodes()).toEqual(before)
  await expect(rowOf(page, 'n001', 'GPU').getByText('적음')).toBeVisible()
  const takes = table(page).getByRole('button')
  for (let left = await takes.count(); left > 0; left -= 1) {
    await takes.first().click()
    await expect(takes).toHaveCount(left - 1)
  }
  await inBoth(page, (locale) => expect(page.getByText(ALL_SAME[locale])).toBeVisible())
  await expect(table(page)).toHaveCount(0)
  await page.getByRole('button', { name: '모두 보기' }).click()
  await expect(rowOf(page, 'n002', 'CPU').getByText('같음')).toBeVisible()
  await isAccessible(page, 'declared, all the same')
})
