import { ROUTES } from '@astrago/contracts'
import type { Request } from '@playwright/test'
import { expect, inBoth, isAccessible, LONG, logIn, RESELLER, speak, test } from './journey.ts'
import { prepareSite } from './prepared-site.ts'

const COMPARED = { ko: '나아진 것 1건, 나빠진 것 0건', en: '1 better, 0 worse' } as const

test('active checks are told before they are done, and their verdicts come with the others', async ({
  page,
  context,
  api,
  console,
  lab,
}) => {
  const site = await prepareSite(api, console, lab, '능동 점검')
  // Nothing listens at the registry, which is told at once; a time server that never answers is waited for.
  const [first] = lab.hosts
  const silent = first?.address.replace(/\.\d+$/, '.250')
  const save = (section: string, values: Record<string, unknown>) =>
    api.send(ROUTES.saveSection, { params: { site, section }, body: { revision: 0, values } })
  await save('network', { 'network.ntpServers': [silent] })
  await save('registry', { 'registry.kind': 'existing', 'registry.address': `${first?.address}:5999` })
  await speak(context, 'ko')
  await logIn(page, console.url, RESELLER)
  const preflight = `${console.url}/site/preflight/?id=${site}`
  await page.goto(preflight)
  await page.getByRole('button', { name: '능동 점검…' }).click()
  await expect(page.getByRole('dialog')).toContainText('임시 파일')
  await isAccessible(page, 'what active checks do')
  const asked = () => page.waitForRequest((request) => request.method() === 'POST' && /preflights$/.test(request.url()))
  const started = asked()
  await page.getByRole('button', { name: '능동 점검까지 시작' }).click()
  expect((await started).postDataJSON()).toEqual({ active: true, listeners: false, bandwidth: false })
  await expect(page.getByRole('dialog')).toBeHidden()
  // While others are still at work, what has ended is there, and counted.
  await expect(page.getByText(/능동 점검은 \d+건 가운데 [1-9]\d*건을 마쳤습니다/)).toBeVisible()
  await page.getByRole('button', { name: `${first?.name}, 레지스트리` }).click()
  await expect(page.getByRole('complementary').getByText('레지스트리 응답과 인증서')).toBeVisible()
  await expect(page.getByRole('button', { name: '점검 중지' })).toBeVisible()
  await isAccessible(page, 'active checks on their way')
  /** The button is still as it was for a moment after the preflight has begun: the console is asked. */
  const over = async (asking: Promise<Request>) => {
    const answer = await (await asking).response()
    const { run } = answer ? await answer.json() : {}
    const state = async () => (await api.send(ROUTES.readPreflight, { params: { site, run } })).state
    await expect.poll(state, LONG).toBe('done')
    await expect(page.getByRole('button', { name: '다시 점검', exact: true })).toBeEnabled(LONG)
  }
  await over(started)
  await page.goto(`${preflight}&check=disk-sync-latency&host=${lab.hosts[0]?.name}`)
  await expect(page.getByText('디스크 동기 쓰기 지연').first()).toBeVisible()

  // One host is checked again, then one check on it; what became of it is compared.
  const [host] = lab.hosts
  if (!host) throw new Error('the lab has no host')
  await page.goto(preflight)
  await lab.fault('swap-on', host.name, 'on')
  const ofHost = asked()
  await page.getByRole('button', { name: `이 호스트만 다시 점검: ${host.name}` }).click()
  expect((await ofHost).postDataJSON()).toEqual({ hosts: [host.name] })
  await over(ofHost)
  await lab.fault('swap-on', host.name, 'off')
  await page.goto(`${preflight}&check=swap-active&host=${host.name}`)
  const ofCheck = asked()
  await page.getByRole('button', { name: '이 항목만 다시 점검' }).first().click()
  expect((await ofCheck).postDataJSON()).toMatchObject({ hosts: [host.name], checks: ['swap-active'] })
  await over(ofCheck)
  await page.goto(preflight)
  await page.getByRole('link', { name: '비교' }).first().click()
  await expect(page.getByText(COMPARED.ko, { exact: false })).toBeVisible()
  await inBoth(page, async (locale) => {
    await expect(page.getByText(COMPARED[locale], { exact: false })).toBeVisible()
    await isAccessible(page, `two preflights compared (${locale})`)
  })
  await page.getByRole('link', { name: '비교 닫기' }).click()
  await expect(page.getByText('나아진 것', { exact: false })).toHaveCount(0)
})
