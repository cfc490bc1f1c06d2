import { ROUTES } from '@astrago/contracts'
import { expect, isAccessible, logIn, PASSWORD, RESELLER, speak, test } from './journey.ts'
import { makePlan, prepareSite } from './prepared-site.ts'

const COLLEAGUE = '이현장'

test('two resellers at one site see what the other does without a reload', async ({
  page,
  browser,
  context,
  console,
  api,
  lab,
}) => {
  await speak(context, 'ko')
  await api.send(ROUTES.addUser, { body: { name: COLLEAGUE, role: 'reseller', password: PASSWORD } })
  const site = await prepareSite(api, console, lab, 'Both')
  const plan = await makePlan(api, site)
  await logIn(page, console.url, RESELLER)
  const theirs = await browser.newContext()
  await speak(theirs, 'ko')
  const other = await theirs.newPage()
  await logIn(other, console.url, COLLEAGUE)

  await other.goto(`${console.url}/site/plan/?id=${site}`)
  await expect(other.getByRole('button', { name: '승인하고 설치' })).toBeEnabled()
  const run = await api.send(ROUTES.startRun, { params: { site, plan: plan.id }, body: { hash: plan.hash } })
  await expect(other.getByText('이 사이트에서 설치가 진행 중입니다')).toBeVisible()
  await expect(other.getByText(`${RESELLER} 님이`, { exact: false })).toBeVisible()
  await expect(other.getByRole('button', { name: '승인하고 설치' })).toHaveCount(0)
  await isAccessible(other, 'a plan while somebody installs')
  await other.getByRole('link', { name: '설치 보기' }).first().click()
  await expect(other.locator('main progress')).toBeVisible()

  await page.goto(`${console.url}/site/run/?id=${site}&run=${run.id}`)
  await expect(page.locator('main progress')).toBeVisible()
  await other.getByRole('button', { name: '취소', exact: true }).click()
  await other.locator('dialog').getByRole('button', { name: '취소', exact: true }).click()
  for (const each of [page, other]) {
    await expect(each.getByText(/취소했습니다. 이어서 하거나/)).toBeVisible({ timeout: 60_000 })
    await expect(each.getByRole('button', { name: '이어서 하기' })).toBeVisible()
  }

  await page.getByRole('button', { name: '이어서 하기' }).click()
  await expect(other.locator('main progress')).toBeVisible()
  await expect(page.getByText(/설치를 마쳤습니다/)).toBeVisible({ timeout: 150_000 })
  await expect(other.getByText(/설치를 마쳤습니다/)).toBeVisible()

  await page.getByRole('button', { name: '되돌리기' }).click()
  await page.locator('dialog').getByRole('button', { name: '되돌리기' }).click()
  // Where it is quick, the other sees it first when it is over.
  const underWay = other.getByText(`${RESELLER} 님이 시작한 되돌리기가 진행 중입니다`)
  await expect(underWay.or(other.getByText(/이 설치는 모두 되돌렸습니다/))).toBeVisible({ timeout: 60_000 })
  await expect(other.getByRole('button', { name: '되돌리기' })).toHaveCount(0)
  await other.getByRole('link', { name: new RegExp(`^되돌리기 ${RESELLER}`) }).click()
  await expect(other.getByText(/되돌리기를 마쳤습니다/)).toBeVisible({ timeout: 120_000 })
  await isAccessible(other, 'an undoing that is done')
})
