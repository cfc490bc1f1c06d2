import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ROUTES } from '@astrago/contracts'
import { expect, inBoth, isAccessible, LONG, logIn, RESELLER, speak, test } from './journey.ts'
import { prepareSite } from './prepared-site.ts'

test.use({ hosts: 2 })

const ASTRAGO = join(import.meta.dirname, '../../../apps/executable/src/main.ts')

const FAULTS = `
printf '# root\\r\\n/swap.img none swap sw,pri=5 0 0' > /etc/fstab-real; ln -sf fstab-real /etc/fstab
chmod 640 /etc/fstab-real; chown ops:ops /etc/fstab-real; touch -d '2020-01-02 03:04:05' /etc/fstab-real; swapon -a
python3 -c "import os; os.setxattr('/etc/fstab-real', 'user.owner', b'backup')"
sysctl -w net.ipv4.ip_forward=0; echo 'net.ipv4.ip_forward = 0' > /etc/sysctl.d/99-hardening.conf`

/** Every file, link and folder of /etc with its attributes, what is in force, and what is left of ours. */
const PICTURE = `
find /etc -xdev -type f ! -path '*/ca-certificates.crt' -printf '%m %U:%G %T@ %p\\n' | sort
find /etc -xdev -type f -print0 | sort -z | xargs -0 sha256sum
find /etc -xdev ! -type f -printf '%y %m %U:%G %p -> %l\\n' | sort
python3 -c "import os; print(*(os.getxattr('/etc/fstab-real', name) for name in os.listxattr('/etc/fstab-real')))"
sysctl net.ipv4.ip_forward fs.inotify.max_user_instances; cat /proc/swaps; ls -A /var/lib/astrago 2>/dev/null`

const TEXTS = {
  ko: /이 콘솔이 하지 않은 조치가 \d+건 남아 있습니다 \(호스트 2대\)/,
  en: /\d+ fixes on 2 hosts not made by this console/,
} as const

test('what the command has fixed is told of by a console that knows nothing of it, and taken back there', async ({
  page,
  context,
  console,
  api,
  lab,
}) => {
  await speak(context, 'ko')
  for (const { name } of lab.hosts) await lab.ssh(name, FAULTS)
  const site = await prepareSite(api, console, lab, 'Fixed by command')
  const params = { site }
  const pictures = () => Promise.all(lab.hosts.map(async ({ name }) => (await lab.ssh(name, PICTURE)).stdout))
  const before = await pictures()

  const yaml = await api.send(ROUTES.exportSite, { params })
  const file = join(console.folder, 'site.yaml')
  writeFileSync(file, yaml.replace(/secretRef: .*/g, `secretRef: file:${lab.keyPath}`))
  const options = ['--site', file, '--known-hosts', join(console.folder, 'known'), '--accept-new-keys', '--lang', 'en']
  const command = [ASTRAGO, 'preflight', '--fix', ...options, '--output', 'json', '--file', join(console.folder, 'out')]
  const said = await promisify(execFile)(process.execPath, command).catch((error) => error)
  expect(said.stderr).toContain('$ swapoff -a')
  expect(await pictures()).not.toEqual(before)

  await logIn(page, console.url, RESELLER)
  await page.goto(`${console.url}/site/preflight/?id=${site}`)
  await page.getByRole('button', { name: '다시 점검', exact: true }).click()
  const note = page.getByText(TEXTS.ko)
  await expect(note).toBeVisible(LONG)
  await expect(page.getByText(/^n001 \(\d+\), n002 \(\d+\)\./)).toBeVisible()
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    await inBoth(page, async (locale) => {
      await expect(page.getByText(TEXTS[locale])).toBeVisible()
      await isAccessible(page, `fixes by others, ${locale}, ${width}`)
    })
  }
  const dialog = page.getByRole('dialog', { name: /되돌릴까요\?$/ })
  await page.getByRole('button', { name: '조치 모두 되돌리기…' }).click()
  await expect(dialog.getByText(/호스트 2대에서 작업 \d+개를 합니다/)).toBeVisible()
  await expect(dialog.getByText('+ /swap.img none swap').first()).toBeVisible()
  await dialog.getByRole('button', { name: '조치 되돌리기', exact: true }).click()
  await expect.poll(pictures, LONG).toEqual(before)
  await expect(note).toHaveCount(0, LONG)
  await page.reload()
  await expect(page.getByRole('button', { name: '다시 점검', exact: true })).toBeVisible(LONG)
  await expect(note).toHaveCount(0)
})
