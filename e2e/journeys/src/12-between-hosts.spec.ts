import { expect, isAccessible, logIn, RESELLER, speak, test } from './journey.ts'
import { prepareSite } from './prepared-site.ts'

for (const locale of ['ko', 'en'] as const) {
  const words = {
    ko: {
      title: '호스트 간 연결',
      view: '보기',
      to: '받는 호스트',
      from: '보내는 호스트',
      dropped: '막힘 (응답 없음)',
      again: '다시 점검',
      running: /^3대 가운데 \d대를 확인했습니다/,
      failed: '실패',
    },
    en: {
      title: 'Between hosts',
      view: 'Show',
      to: 'To',
      from: 'From',
      dropped: 'stopped (no answer)',
      again: 'Check again',
      running: /^\d of 3 hosts checked/,
      failed: 'failed',
    },
  }[locale]

  test(`a port that is stopped between two hosts stands out in the map (${locale})`, async ({
    page,
    context,
    api,
    console,
    lab,
  }) => {
    const [one, two] = lab.hosts
    if (!one || !two) throw new Error('the lab has too few hosts')
    await lab.fault('port-drop', two.name, 'on', { port: '10250' })
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
    await expect(page.getByRole('button', { name: words.again, exact: true })).toBeEnabled({ timeout: 60_000 })

    await stopped.click()
    await expect(way.getByText(words.dropped)).toBeVisible()
    await isAccessible(page, 'between hosts, wide')

    // The other port is not concerned, and who needs no mouse picks the two by name.
    await card.getByRole('combobox', { name: words.view }).selectOption('latency')
    await expect(card.getByRole('button', { name: new RegExp(`^${one.name}.* ${two.name}:.* ms$`) })).toBeVisible()
    await card.getByRole('combobox', { name: words.from, exact: true }).selectOption(two.name)
    await card.getByRole('combobox', { name: words.to, exact: true }).selectOption(one.name)
    await expect(page.getByRole('region', { name: `${two.name} → ${one.name}` })).toBeVisible()
    await page.setViewportSize({ width: 390, height: 844 })
    await isAccessible(page, 'between hosts, narrow')
  })
}
