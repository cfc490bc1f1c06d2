import { ROUTES } from '@astrago/contracts'
import { expect, inBoth, isAccessible, LONG, logIn, RESELLER, speak, test } from './journey.ts'
import { makePlan, prepareSite } from './prepared-site.ts'
import { openRelay } from './relay.ts'

const TEXTS = {
  ko: {
    offline: '연결 끊김',
    stopped: /콘솔이 중간에 꺼져 멈췄습니다/,
    resume: '이어서 하기',
    done: /설치를 마쳤습니다/,
    noneLost: '놓친 줄 0',
    lines: (n: number) => `${n}줄`,
    link: (n: number) => `줄 ${n} 링크 복사`,
  },
  en: {
    offline: 'Disconnected',
    stopped: /The console went down in the middle/,
    resume: 'Resume',
    done: /The installation is done/,
    noneLost: 'lost 0',
    lines: (n: number) => `${n} lines`,
    link: (n: number) => `Copy the link of line ${n}`,
  },
} as const

test('a run outlives a cut connection and a killed console without a lost or doubled line', async ({
  page,
  context,
  console,
  api,
  lab,
}) => {
  await speak(context, 'ko')
  const site = await prepareSite(api, console, lab, 'Broken')
  const plan = await makePlan(api, site)
  const relay = await openRelay(console.url)
  const offline = (locale: 'ko' | 'en') => page.getByText(TEXTS[locale].offline).first()
  await logIn(page, relay.url, RESELLER)
  const run = await api.send(ROUTES.startRun, { params: { site, plan: plan.id }, body: { hash: plan.hash } })
  await page.goto(`${relay.url}/site/run/?id=${site}&run=${run.id}`)
  await expect(page.getByText('n001').first()).toBeVisible()

  relay.cut()
  await expect(offline('ko')).toBeVisible()
  await inBoth(page, async (locale) => {
    await expect(offline(locale)).toBeVisible()
    await isAccessible(page, `connection cut (${locale})`)
  })
  relay.mend()
  await expect(offline('ko')).toBeHidden()

  await console.kill()
  await expect(offline('ko')).toBeVisible()
  await console.start()
  await expect(page.getByText(TEXTS.ko.stopped).first()).toBeVisible()
  await inBoth(page, async (locale) => {
    await expect(page.getByText(TEXTS[locale].stopped).first()).toBeVisible()
    await expect(page.getByRole('button', { name: TEXTS[locale].resume })).toBeVisible()
    await isAccessible(page, `interrupted (${locale})`)
  })
  await page.getByRole('button', { name: TEXTS.ko.resume }).click()
  await expect(page.getByText(TEXTS.ko.done)).toBeVisible(LONG)
  const { lines, total } = await api.send(ROUTES.searchLog, {
    params: { site, run: run.id },
    querystring: { limit: 5000 },
  })
  await inBoth(page, async (locale) => {
    await expect(page.getByText(TEXTS[locale].done)).toBeVisible()
    await expect(page.getByText(TEXTS[locale].lines(total), { exact: true })).toBeVisible()
    await expect(page.getByText(TEXTS[locale].noneLost)).toBeVisible()
  })

  // A link to a line opens there, also after the page was left.
  const line = lines.at(-1)?.n ?? 0
  await page.goto(`${relay.url}/site/run/?id=${site}&run=${run.id}#L${line}`)
  await page.reload()
  await inBoth(page, (locale) =>
    expect(page.getByRole('button', { name: TEXTS[locale].link(line), exact: true })).toBeVisible(),
  )
  relay.close()
})
