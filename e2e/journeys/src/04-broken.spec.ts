import { ROUTES } from '@astrago/contracts'
import { expect, isAccessible, logIn, RESELLER, speak, test } from './journey.ts'
import { makePlan, prepareSite } from './prepared-site.ts'

test('a run outlives a killed console, and goes on by a button', async ({ page, context, console, api, lab }) => {
  await speak(context, 'ko')
  const site = await prepareSite(api, console, lab, 'Crash')
  const plan = await makePlan(api, site)
  await logIn(page, console.url, RESELLER)
  const run = await api.send(ROUTES.startRun, { params: { site, plan: plan.id }, body: { hash: plan.hash } })
  await page.goto(`${console.url}/site/run/?id=${site}&run=${run.id}`)
  await expect(page.getByText('n001').first()).toBeVisible()
  await console.kill()
  await expect(page.getByText('연결 끊김').first()).toBeVisible()
  await console.start()
  await expect(page.getByText(/콘솔이 중간에 꺼져 멈췄습니다/)).toBeVisible({ timeout: 30_000 })
  await isAccessible(page, 'interrupted')
  await page.getByRole('button', { name: '이어서 하기' }).click()
  await expect(page.getByText(/설치를 마쳤습니다/)).toBeVisible({ timeout: 120_000 })
  await expect(page.getByText('놓친 줄 0')).toBeVisible()
})

test('a log goes on over a cut connection without a lost or doubled line', async ({
  page,
  context,
  console,
  api,
  lab,
}) => {
  await speak(context, 'ko')
  const site = await prepareSite(api, console, lab, 'Cut')
  const plan = await makePlan(api, site)
  await logIn(page, console.url, RESELLER)
  const run = await api.send(ROUTES.startRun, { params: { site, plan: plan.id }, body: { hash: plan.hash } })
  await page.goto(`${console.url}/site/run/?id=${site}&run=${run.id}`)
  await expect(page.getByText('n001').first()).toBeVisible()
  await context.setOffline(true)
  await page.waitForTimeout(3_000)
  await context.setOffline(false)
  await expect(page.getByText(/설치를 마쳤습니다/)).toBeVisible({ timeout: 120_000 })
  const params = { site, run: run.id }
  const { lines, total } = await api.send(ROUTES.searchLog, { params, querystring: { limit: 5000 } })
  await expect(page.getByText(`${total}줄`, { exact: true })).toBeVisible()
  await expect(page.getByText('놓친 줄 0')).toBeVisible()

  // A link to a line opens there, also after the page was left.
  const line = lines.at(-1)?.n ?? 0
  await page.goto(`${console.url}/site/run/?id=${site}&run=${run.id}#L${line}`)
  await page.reload()
  await expect(page.getByRole('button', { name: `줄 ${line} 링크 복사` })).toBeVisible()
})
