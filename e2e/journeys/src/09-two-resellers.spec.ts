import { ROUTES } from '@astrago/contracts'
import { expect, isAccessible, LONG, logIn, PASSWORD, RESELLER, speak, test } from './journey.ts'
import { makePlan, prepareSite } from './prepared-site.ts'

const COLLEAGUE = '이현장'
const KO = {
  cancelled: /취소했습니다. 이어서 하거나/,
  resume: '이어서 하기',
  done: /설치를 마쳤습니다/,
  undo: '설치 되돌리기',
}
const EN = {
  cancelled: /It was cancelled. It can be resumed/,
  resume: 'Resume',
  done: /The installation is done/,
  undo: 'Undo the installation',
}

test('two resellers at one site, each in their language, see what the other does without a reload', async ({
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
  await speak(theirs, 'en')
  const other = await theirs.newPage()
  await logIn(other, console.url, COLLEAGUE)
  const both = [
    { at: page, words: KO },
    { at: other, words: EN },
  ]

  await other.goto(`${console.url}/site/plan/?id=${site}`)
  await expect(other.getByRole('button', { name: 'Approve and install' })).toBeEnabled()
  const run = await api.send(ROUTES.startRun, { params: { site, plan: plan.id }, body: { hash: plan.hash } })
  await expect(other.getByText('An installation is under way at this site')).toBeVisible()
  await expect(other.getByText(`Started by ${RESELLER}`, { exact: false })).toBeVisible()
  await expect(other.getByRole('button', { name: 'Approve and install' })).toHaveCount(0)
  await isAccessible(other, 'a plan while somebody installs')
  await other.getByRole('link', { name: 'See the installation' }).first().click()
  await expect(other.locator('main progress')).toBeVisible()

  await page.goto(`${console.url}/site/run/?id=${site}&run=${run.id}`)
  await expect(page.locator('main progress')).toBeVisible()
  await other.getByRole('button', { name: 'Cancel the installation', exact: true }).click()
  await other.locator('dialog').getByRole('button', { name: 'Cancel the installation', exact: true }).click()
  for (const { at, words } of both) {
    await expect(at.getByText(words.cancelled)).toBeVisible(LONG)
    await expect(at.getByRole('button', { name: words.resume })).toBeVisible()
  }

  await page.getByRole('button', { name: KO.resume }).click()
  await expect(other.locator('main progress')).toBeVisible()
  for (const { at, words } of both) await expect(at.getByText(words.done)).toBeVisible(LONG)

  await page.getByRole('button', { name: KO.undo }).click()
  await page.locator('dialog').getByRole('button', { name: KO.undo }).click()
  // Where it is quick, the other sees it first when it is over.
  const underWay = other.getByText(`An undoing that ${RESELLER} started is under way`)
  await expect(underWay.or(other.getByText(/This installation was undone/))).toBeVisible(LONG)
  await expect(other.getByRole('button', { name: EN.undo })).toHaveCount(0)
  await other.getByRole('link', { name: new RegExp(`^Undo ${RESELLER}`) }).click()
  await expect(other.getByText(/Undoing is done/)).toBeVisible(LONG)
  await isAccessible(other, 'an undoing that is done')
})
