import { ROUTES } from '@astrago/contracts'
import type { Page } from '@playwright/test'
import { expect, inBoth, isAccessible, LONG, logIn, RESELLER, speak, test } from './journey.ts'
import { prepareSite } from './prepared-site.ts'

test.use({ hosts: 2 })

const FAULTS = `
printf '# root\\n/swap.img none swap sw,pri=5 0 0\\n//nas/x /mnt cifs username=u,password=planted-pw 0 0\\n' > /etc/fstab
chmod 640 /etc/fstab; touch -d '2020-01-02 03:04:05' /etc/fstab; swapon -a
sysctl -w net.ipv4.ip_forward=0; echo 'net.ipv4.ip_forward = 0' > /etc/sysctl.d/99-hardening.conf`

/** The files of /etc to the byte with mode, owner and time of change, what is in force, and what is left of ours. */
const PICTURE = `
find /etc -xdev -type f ! -path '*/ca-certificates.crt' -printf '%m %U:%G %T@ %p\\n' | sort
find /etc -xdev -type f -print0 | sort -z | xargs -0 sha256sum
sysctl net.ipv4.ip_forward; awk '{ print $1 }' /proc/swaps; ls -A /var/lib/astrago 2>/dev/null`

/** What a check says of a host, in the panel that its address opens. */
const verdict = (page: Page, word: string) =>
  page.getByRole('complementary').getByRole('listitem').filter({ hasText: '스왑' }).getByText(word, { exact: true })

test('a finding is fixed where it is read, all of it is taken back, and a power cut loses nothing', async ({
  page,
  context,
  console,
  api,
  lab,
}) => {
  await speak(context, 'ko')
  for (const { name } of lab.hosts) await lab.ssh(name, FAULTS)
  // There is nothing on a lab host that would keep the time.
  await lab.fault('clock-unsynchronized', 'n002', 'on')
  const site = await prepareSite(api, console, lab, 'Fixes')
  const params = { site }
  const shell = async (command: string) => (await lab.ssh('n002', command)).stdout
  const picture = async () => (await shell(PICTURE)).split('\n')
  const before = await picture()
  const at = `${console.url}/site/preflight/?id=${site}&check=swap-active&host=n002`
  const dialog = page.getByRole('dialog', { name: /(조치|되돌)(할|릴)까요\?$/ })
  const undoAll = async () => {
    await page.getByRole('button', { name: '조치 모두 되돌리기…' }).click()
    await expect(dialog.getByText(/작업 \d+개를 합니다/)).toBeVisible()
  }

  await logIn(page, console.url, RESELLER)
  await page.goto(at.replace('swap-active', 'time-ntp-synced'))
  await expect(page.getByRole('complementary').getByText('콘솔이 이 호스트에서는 조치하지 못합니다.')).toBeVisible()
  await lab.fault('clock-unsynchronized', 'n002', 'off')
  await page.goto(at)
  await expect(verdict(page, '통과')).toHaveCount(0)
  await expect(page.getByRole('button', { name: '모두 조치…' })).toBeVisible()
  await expect(page.getByRole('button', { name: '조치 모두 되돌리기…' })).toHaveCount(0)
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(page.getByRole('dialog', { name: /n002/ })).toBeVisible()
  await page.getByRole('button', { name: '조치…', exact: true }).click()
  await expect(dialog.getByText('swapoff -a')).toBeVisible()
  await isAccessible(page, 'preview of a fix, narrow')
  // What was opened and chosen outlives a change of the width, there and back; the panel follows once it is closed.
  await dialog.getByRole('checkbox').check()
  await expect(dialog.getByText('호스트 2대에서 작업 2개를 합니다.')).toBeVisible()
  await page.setViewportSize({ width: 1280, height: 900 })
  await expect(dialog.getByRole('checkbox')).toBeChecked()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await page.getByRole('complementary').getByRole('button', { name: '조치…', exact: true }).click()
  await dialog.getByRole('checkbox').check()
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(dialog.getByRole('checkbox')).toBeChecked()
  await dialog.getByRole('button', { name: '그만두기', exact: true }).click()
  await expect(page.getByRole('dialog', { name: /n002/ })).toBeVisible()
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.getByRole('complementary').getByRole('button', { name: '조치…', exact: true }).press('Enter')
  await expect(dialog.getByText('swapoff -a')).toBeVisible()
  await expect(dialog.getByText('- /swap.img none swap')).toBeVisible()
  await expect(dialog.getByText('planted-pw')).toHaveCount(0)
  await isAccessible(page, 'preview of a fix, wide')
  expect(await picture()).toEqual(before)

  // The same finding on the other host goes with it.
  await dialog.getByRole('checkbox').press('Space')
  await expect(dialog.getByText('호스트 2대에서 작업 2개를 합니다.')).toBeVisible()
  await dialog.getByRole('button', { name: '조치', exact: true }).press('Enter')
  await expect(page.getByText(`${RESELLER} 님이 시작한 조치가 진행 중입니다`)).toBeInViewport()
  await expect(verdict(page, '통과')).toBeVisible(LONG)
  for (const { name } of lab.hosts) expect((await lab.ssh(name, 'cat /proc/swaps')).stdout).not.toContain('swap.img')
  await isAccessible(page, 'after a fix')

  await undoAll()
  await isAccessible(page, 'preview of taking all back')
  await dialog.getByRole('button', { name: '조치 되돌리기', exact: true }).click()
  await expect.poll(picture, LONG).toEqual(before)
  await expect(verdict(page, '통과')).toHaveCount(0)
  await expect(page.getByRole('button', { name: '모두 조치…' })).toBeVisible(LONG)

  // The console goes down in the middle.
  const offers = (await api.send(ROUTES.readFixes, { params })).offers.length
  await page.getByRole('button', { name: '모두 조치…' }).click()
  await expect(dialog.getByText(`작업 ${offers}개를 합니다`)).toBeVisible()
  await dialog.getByRole('button', { name: '조치', exact: true }).click()
  await expect
    .poll(
      async () => {
        const { run } = await api.send(ROUTES.readFixes, { params })
        const view = run && (await api.send(ROUTES.readRun, { params: { site, run: run.id } }))
        return view?.run.kind === 'fix' && view.run.steps.some(({ state }) => state === 'done')
      },
      { intervals: [50], ...LONG },
    )
    .toBe(true)
  await console.kill()
  await console.start()
  expect(await picture()).not.toEqual(before)
  await page.reload()
  await expect(page.getByText('콘솔이 꺼져 도중에 멈췄습니다')).toBeVisible()
  await isAccessible(page, 'interrupted fixes')
  await undoAll()
  await dialog.getByRole('button', { name: '조치 되돌리기', exact: true }).click()
  await expect.poll(picture, LONG).toEqual(before)
})

/** Stands in for a swapoff that takes long, as one does that has to bring gigabytes back into memory. */
const SLOW_SWAPOFF = `
printf '#!/bin/sh\ntouch /run/swapoff-began; while true; do sleep 0.2; done\n' > /usr/local/sbin/swapoff
chmod +x /usr/local/sbin/swapoff`

test('fixes are cancelled in the middle: what became of each host is told, and all of it can be taken back', async ({
  page,
  context,
  console,
  api,
  lab,
}) => {
  await speak(context, 'ko')
  for (const { name } of lab.hosts) await lab.ssh(name, FAULTS)
  const site = await prepareSite(api, console, lab, 'Cancelled fixes')
  const on = async (command: string) => (await lab.ssh('n001', command)).stdout
  const before = await on(PICTURE)
  await on(SLOW_SWAPOFF)
  const dialog = page.getByRole('dialog', { name: /(조치|되돌)(할|릴)까요\?$/ })

  await logIn(page, console.url, RESELLER)
  await page.goto(`${console.url}/site/preflight/?id=${site}`)
  await page.getByRole('button', { name: '모두 조치…' }).click()
  await dialog.getByRole('button', { name: '조치', exact: true }).click()
  await expect.poll(() => on('ls /run/swapoff-began 2>/dev/null'), LONG).not.toBe('')
  await page.getByRole('button', { name: '조치 취소', exact: true }).click()

  await expect(page.getByText('조치를 취소했습니다')).toBeVisible()
  await expect.poll(() => on('pgrep -x swapoff; true')).toBe('')
  const host = page.getByRole('listitem').filter({ hasText: /^n001/ }).filter({ hasText: '스왑을 끄고' })
  await expect(host).toContainText('도중에 멈췄습니다')
  await expect(host).toContainText('다시 조치하거나, 바꾼 것을 모두 되돌리십시오')
  await expect(page.getByRole('button', { name: '조치 모두 되돌리기…' })).toBeEnabled(LONG)
  await inBoth(page, async (locale) => {
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 })
      await isAccessible(page, `cancelled fixes, ${locale}, ${width}`)
    }
  })
  await page.setViewportSize({ width: 1280, height: 900 })

  await on('rm /usr/local/sbin/swapoff')
  await page.getByRole('button', { name: '조치 모두 되돌리기…' }).click()
  await dialog.getByRole('button', { name: '조치 되돌리기', exact: true }).click()
  await expect.poll(() => on(PICTURE), LONG).toBe(before)
})
