import { expect, isAccessible, logIn, RESELLER, speak, test } from './journey.ts'
import { prepareSite } from './prepared-site.ts'

test('active checks are told before they are done, and their verdicts come with the others', async ({
  page,
  context,
  api,
  console,
  lab,
}) => {
  const site = await prepareSite(api, console, lab, '능동 점검')
  await speak(context, 'ko')
  await logIn(page, console.url, RESELLER)
  await page.goto(`${console.url}/site/preflight/?id=${site}`)
  await page.getByRole('button', { name: '능동 점검…' }).click()
  await expect(page.getByRole('dialog')).toContainText('임시 파일')
  await isAccessible(page, 'what active checks do')
  const started = page.waitForRequest((request) => request.method() === 'POST' && /preflights$/.test(request.url()))
  await page.getByRole('button', { name: '능동 점검까지 시작' }).click()
  expect((await started).postDataJSON()).toEqual({ active: true })
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.getByRole('button', { name: '다시 점검', exact: true })).toBeEnabled({ timeout: 60_000 })
  await page.goto(`${page.url()}&check=disk-sync-latency&host=${lab.hosts[0]?.name}`)
  await expect(page.getByText('디스크 동기 쓰기 지연').first()).toBeVisible()
})
