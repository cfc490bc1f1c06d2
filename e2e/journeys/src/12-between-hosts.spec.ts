import { ROUTES } from '@astrago/contracts'
import { expect, inBoth, isAccessible, LONG, logIn, RESELLER, speak, test } from './journey.ts'
import { tabTo } from './keyboard.ts'
import { prepareSite } from './prepared-site.ts'

const WORDS = {
  ko: {
    title: '호스트 간 연결',
    view: '보기',
    to: '받는 호스트',
    from: '보내는 호스트',
    dropped: '막힘 (응답 없음)',
    notProven: '증명 안 됨',
    rejected: '방화벽이 거부',
    again: '다시 점검',
    running: /^3대 가운데 \d대를 확인했습니다/,
    failed: '실패',
    active: '능동 점검…',
    bandwidth: '대역폭 재기',
    listeners: '"증명 안 됨" 포트에 리스너를 열어 확인',
    takes: /한 쌍에 약 4초, 호스트 3대면 약 12초/,
    start: /^능동 점검까지 시작$/,
  },
  en: {
    title: 'Between hosts',
    view: 'Show',
    to: 'To',
    from: 'From',
    dropped: 'stopped (no answer)',
    notProven: 'not proven',
    rejected: 'refused by a firewall',
    again: 'Check again',
    running: /^\d of 3 hosts checked/,
    failed: 'failed',
    active: 'Active checks…',
    bandwidth: 'Measure the bandwidth',
    listeners: 'Settle "not proven" ports with listeners',
    takes: /about 4 s a pair, about 12 s more for 3 hosts/,
    start: /^Start with active checks$/,
  },
} as const

test('a port that is stopped between two hosts stands out in the map, and in it is what listeners and streams that were asked for tell', async ({
  page,
  context,
  api,
  console,
  lab,
}) => {
  const [one, two, three] = lab.hosts
  if (!one || !two || !three) throw new Error('the lab has too few hosts')
  await lab.fault('port-drop', two.name, 'on', { port: '10250' })
  await lab.fault('port-reset', one.name, 'on', { port: '9345' })
  const site = await prepareSite(api, console, lab, 'Between')
  await speak(context, 'ko')
  await logIn(page, console.url, RESELLER)
  await page.goto(`${console.url}/site/preflight/?id=${site}`)
  const titles = new RegExp(`^(${WORDS.ko.title}|${WORDS.en.title})$`)
  const card = page.getByRole('heading', { name: titles }).locator('xpath=ancestor::section[1]')
  const way = page.getByRole('region', { name: `${one.name} → ${two.name}` })
  const back = page.getByRole('region', { name: `${two.name} → ${one.name}` })
  const view = (locale: 'ko' | 'en') => card.getByRole('combobox', { name: WORDS[locale].view, exact: true })
  await expect(card).toBeVisible()

  // Once more while one looks: hosts and map are there from the start, and the map fills before it ends.
  const stopped = card.getByRole('button', { name: new RegExp(`^${one.name}.* ${two.name}:`) })
  await page.getByRole('button', { name: WORDS.ko.again, exact: true }).click()
  await expect(page.locator('main header p').first()).toHaveText(WORDS.ko.running)
  await expect(stopped).toHaveText(WORDS.ko.failed)
  await expect(page.getByRole('button', { name: WORDS.ko.again, exact: true })).toBeEnabled(LONG)

  await stopped.click()
  await inBoth(page, async (locale) => {
    const words = WORDS[locale]
    await expect(page.getByRole('heading', { name: words.title, exact: true })).toBeVisible()
    await expect(page.getByRole('button', { name: words.again, exact: true })).toBeVisible()
    await expect(stopped).toHaveText(words.failed)
    await expect(way.getByText(words.dropped)).toBeVisible()
    await isAccessible(page, `between hosts, wide (${locale})`)
  })

  // The other port is not concerned, and who needs no mouse picks the two by name.
  await view('ko').selectOption('latency')
  await expect(card.getByRole('button', { name: new RegExp(`^${one.name}.* ${two.name}:.* ms$`) })).toBeVisible()
  await card.getByRole('combobox', { name: WORDS.ko.from, exact: true }).selectOption(two.name)
  await card.getByRole('combobox', { name: WORDS.ko.to, exact: true }).selectOption(one.name)
  await inBoth(page, async (locale) => {
    const words = WORDS[locale]
    await expect(card.getByRole('combobox', { name: words.from, exact: true })).toHaveValue(two.name)
    await expect(card.getByRole('combobox', { name: words.to, exact: true })).toHaveValue(one.name)
    await expect(back.getByText(words.notProven).first()).toBeVisible()
  })

  // What leaves something on hosts for some seconds is off until it is chosen, and may be chosen alone; all by keyboard.
  const dialog = page.getByRole('dialog')
  await inBoth(page, async (locale) => {
    const words = WORDS[locale]
    await page.setViewportSize({ width: 390, height: 844 })
    await isAccessible(page, `between hosts, narrow (${locale})`)
    await page.getByRole('button', { name: words.active }).click()
    for (const name of [words.listeners, words.bandwidth])
      await expect(dialog.getByRole('checkbox', { name })).not.toBeChecked()
    await expect(dialog.getByText(words.takes)).toBeVisible()
    await isAccessible(page, `what is asked for between hosts, narrow (${locale})`)
    await page.keyboard.press('Space')
    await expect(dialog.getByRole('button', { name: words.start })).toBeDisabled()
    await page.keyboard.press('Escape')
    await page.setViewportSize({ width: 1280, height: 900 })
  })
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('button', { name: WORDS.ko.active }).click()
  await page.keyboard.press('Space')
  for (const name of [WORDS.ko.listeners, WORDS.ko.bandwidth]) {
    await tabTo(page, new RegExp(`^${name}$`))
    await page.keyboard.press('Space')
  }
  await tabTo(page, WORDS.ko.start)
  const answered = page.waitForResponse(
    (response) => /preflights$/.test(response.url()) && response.request().method() === 'POST',
  )
  await page.keyboard.press('Enter')
  const answer = await answered
  expect(answer.request().postDataJSON()).toEqual({ active: false, listeners: true, bandwidth: true })
  const { run } = await answer.json()
  const state = async () => (await api.send(ROUTES.readPreflight, { params: { site, run } })).state
  await expect.poll(state, LONG).toBe('done')

  // What could not be proven is now: the listener stood, and was reached at every port but one.
  await page.setViewportSize({ width: 1280, height: 900 })
  await card.getByRole('button', { name: `${two.name}, ${three.name} → ${one.name}` }).click()
  await inBoth(page, async (locale) => {
    await expect(back.getByText(WORDS[locale].rejected)).toHaveCount(1)
    await expect(back.getByText(WORDS[locale].notProven)).toHaveCount(0)
  })

  // Its figures are in the map, and among what is known of a direction.
  await view('ko').selectOption('bandwidth')
  const figure = /[1-9][\d.]* [MG]bit\/s/
  const measured = card.getByRole('button', { name: new RegExp(`^${one.name}.* ${three.name}:.*${figure.source}$`) })
  await measured.click()
  await inBoth(page, async (locale) => {
    await expect(view(locale)).toHaveValue('bandwidth')
    await expect(measured).toHaveText(figure)
    await expect(page.getByRole('region', { name: `${three.name} → ${one.name}` })).toContainText(figure)
    await isAccessible(page, `bandwidth between hosts (${locale})`)
  })
})
