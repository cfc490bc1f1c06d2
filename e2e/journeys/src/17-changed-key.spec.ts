import { expect, isAccessible, logIn, RESELLER, speak, test } from './journey.ts'
import { prepareSite } from './prepared-site.ts'

const WORDS = {
  ko: {
    reached: '연결됨',
    reachAll: '모두 연결 확인',
    changed: '키가 바뀜',
    see: '바뀐 키 보기',
    pin: '새 키로 바꾸기',
  },
  en: {
    reached: 'Reached',
    reachAll: 'Reach all',
    changed: 'Key changed',
    see: 'See the changed key',
    pin: 'Pin the new key',
  },
} as const

test('a host key that changed is shown beside the pinned one, and pinned anew when its owner was asked', async ({
  page,
  context,
  api,
  console,
  lab,
}) => {
  const [, second, third] = lab.hosts
  if (!second || !third) throw new Error('the lab has too few hosts')
  const site = await prepareSite(api, console, lab, '바뀐 키')
  await logIn(page, console.url, RESELLER)
  for (const [locale, host] of [
    ['ko', second],
    ['en', third],
  ] as const) {
    const words = WORDS[locale]
    await lab.fault('host-key-changed', host.name, 'on')
    const scan = `ssh-keyscan -t ed25519 ${host.address} 2>/dev/null | ssh-keygen -lf -`
    const { stdout } = await lab.inNetwork('sh', ['-c', scan])
    const [offered = ''] = /SHA256:\S+/.exec(stdout) ?? []
    expect(offered).not.toBe(host.hostKeyFingerprint)

    await speak(context, locale)
    await page.goto(`${console.url}/site/hosts/?id=${site}`)
    const row = page.locator('main li').filter({ hasText: host.address })
    await expect(row.getByText(words.reached)).toBeVisible()
    await page.getByRole('button', { name: words.reachAll }).click()
    await expect(row.getByText(words.changed)).toBeVisible()
    await row.getByRole('button', { name: words.see }).click()
    const dialog = page.getByRole('dialog')
    for (const fingerprint of [host.hostKeyFingerprint, offered])
      await expect(dialog.getByText(fingerprint)).toBeVisible()
    const pin = dialog.getByRole('button', { name: words.pin })
    await expect(pin).toBeDisabled()
    await dialog.getByRole('checkbox').check()
    await isAccessible(page, `a changed host key (${locale})`)
    await pin.click()
    await expect(dialog).toBeHidden()
    await expect(row.getByText(words.reached)).toBeVisible()
    await expect(row.getByText(offered)).toBeVisible()
    await expect(row.getByText(host.hostKeyFingerprint)).toHaveCount(0)
  }
})
