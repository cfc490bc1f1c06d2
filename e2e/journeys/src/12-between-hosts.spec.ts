import { ROUTES } from '@astrago/contracts'
import { expect, isAccessible, LONG, logIn, RESELLER, speak, test } from './journey.ts'
import { tabTo } from './keyboard.ts'
import { prepareSite } from './prepared-site.ts'

for (const locale of ['ko', 'en'] as const) {
  const words = {
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
  }[locale]

  test(`a port that is stopped between two hosts stands out in the map, and in it is what listeners and streams that were asked for tell (${locale})`, async ({
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
    await speak(context, locale)
    await logIn(page, console.url, RESELLER)
    await page.goto(`${console.url}/site/preflight/?id=${site}`)
    const card = page.getByRole('heading', { name: words.title }).locator('xpath=ancestor::section[1]')
    const way = page.getByRole('region', { name: `${one.name} → ${two.name}` })
    await expect(card).toBeVisible()

    // Once more while one looks: hosts and map are there from the start, and the map fills before it ends.
    const stopped = card.getByRole('button', { name: new RegExp(`^${one.name}.* ${two.name}:`) })
    await page.getByRole('button', { name: words.again, exact: true }).click()
    await expect(page.locator('main header p').first()).toHaveText(words.running)
    await expect(stopped).toHaveText(words.failed)
    await expect(page.getByRole('button', { name: words.again, exact: true })).toBeEnabled(LONG)

    await stopped.click()
    await expect(way.getByText(words.dropped)).toBeVisible()
    await isAccessible(page, 'between hosts, wide')

    // The other port is not concerned, and who needs no mouse picks the two by name.
    await card.getByRole('combobox', { name: words.view }).selectOption('latency')
    await expect(card.getByRole('button', { name: new RegExp(`^${one.name}.* ${two.name}:.* ms$`) })).toBeVisible()
    await card.getByRole('combobox', { name: words.from, exact: true }).selectOption(two.name)
    await card.getByRole('combobox', { name: words.to, exact: true }).selectOption(one.name)
    const back = page.getByRole('region', { name: `${two.name} → ${one.name}` })
    await expect(back.getByText(words.notProven).first()).toBeVisible()
    await page.setViewportSize({ width: 390, height: 844 })
    await isAccessible(page, 'between hosts, narrow')

    // What leaves something on hosts for some seconds is off until it is chosen, and may be chosen alone; all by keyboard.
    await page.getByRole('button', { name: words.active }).click()
    const dialog = page.getByRole('dialog')
    for (const name of [words.listeners, words.bandwidth])
      await expect(dialog.getByRole('checkbox', { name })).not.toBeChecked()
    await expect(dialog.getByText(words.takes)).toBeVisible()
    await isAccessible(page, 'what is asked for between hosts, narrow')
    await page.keyboard.press('Space')
    await expect(dialog.getByRole('button', { name: words.start })).toBeDisabled()
    for (const name of [words.listeners, words.bandwidth]) {
      await tabTo(page, new RegExp(`^${name}$`))
      await page.keyboard.press('Space')
    }
    await tabTo(page, words.start)
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
    await expect(back.getByText(words.rejected)).toHaveCount(1)
    await expect(back.getByText(words.notProven)).toHaveCount(0)

    // Its figures are in the map, and among what is known of a direction.
    await card.getByRole('combobox', { name: words.view }).selectOption('bandwidth')
    const figure = /[1-9][\d.]* [MG]bit\/s/
    const measured = card.getByRole('button', { name: new RegExp(`^${one.name}.* ${three.name}:.*${figure.source}$`) })
    await expect(measured).toHaveText(figure)
    await measured.click()
    await expect(page.getByRole('region', { name: `${three.name} → ${one.name}` })).toContainText(figure)
    await isAccessible(page, 'bandwidth between hosts')
  })
}
