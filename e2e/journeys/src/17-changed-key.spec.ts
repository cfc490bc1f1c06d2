import { expect, isAccessible, logIn, RESELLER, speak, test } from './journey.ts'
import { prepareSite } from './prepared-site.ts'

test('a host key that changed is shown beside the pinned one, and pinned anew when its owner was asked', async ({
  page,
  context,
  api,
  console,
  lab,
}) => {
  const [, host] = lab.hosts
  if (!host) throw new Error('the lab has too few hosts')
  const site = await prepareSite(api, console, lab, '바뀐 키')
  await lab.fault('host-key-changed', host.name, 'on')
  const scan = `ssh-keyscan -t ed25519 ${host.address} 2>/dev/null | ssh-keygen -lf -`
  const { stdout } = await lab.inNetwork('sh', ['-c', scan])
  const [offered = ''] = /SHA256:\S+/.exec(stdout) ?? []
  expect(offered).not.toBe(host.hostKeyFingerprint)

  await speak(context, 'ko')
  await logIn(page, console.url, RESELLER)
  await page.goto(`${console.url}/site/hosts/?id=${site}`)
  const row = page.locator('main li').filter({ hasText: host.address })
  await expect(row.getByText('연결됨')).toBeVisible()
  await page.getByRole('button', { name: '모두 연결 확인' }).click()
  await expect(row.getByText('키가 바뀜')).toBeVisible()
  await row.getByRole('button', { name: '바뀐 키 보기' }).click()
  const dialog = page.getByRole('dialog')
  for (const fingerprint of [host.hostKeyFingerprint, offered])
    await expect(dialog.getByText(fingerprint)).toBeVisible()
  const pin = dialog.getByRole('button', { name: '새 키로 바꾸기' })
  await expect(pin).toBeDisabled()
  await dialog.getByRole('checkbox').check()
  await isAccessible(page, 'a changed host key')
  await pin.click()
  await expect(dialog).toBeHidden()
  await expect(row.getByText('연결됨')).toBeVisible()
  await expect(row.getByText(offered)).toBeVisible()
  await expect(row.getByText(host.hostKeyFingerprint)).toHaveCount(0)
})
