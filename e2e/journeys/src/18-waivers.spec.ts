import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { ROUTES, waiverDay } from '@astrago/contracts'
import { download, expect, inBoth, isAccessible, LONG, logIn, RESELLER, speak, test, textOfPdf } from './journey.ts'
import { prepareSite } from './prepared-site.ts'

test.use({ hosts: 2 })

const REASON = '이 포트를 쓰는 감시 도구는 설치하는 날 내립니다'
const WIDTHS = [1280, 390]

/** A program that has a port which the cluster needs. */
const listener = (port: number): string =>
  `systemd-run --quiet --unit=occupant-${port} python3 -m http.server ${port}
for n in $(seq 50); do ss -Hlnt | grep -q ':${port} ' && exit 0; sleep 0.2; done; exit 1`

/** The days go by while the console is down: its waivers have expired yesterday. */
function letWaiversExpire(dataDir: string): void {
  const db = new DatabaseSync(join(dataDir, 'console.db'))
  db.prepare('UPDATE waiver SET expires = ?').run(waiverDay(new Date(), -1))
  db.close()
}

test('a failure is waived by a named person, until it expires or what was found changes', async ({
  page,
  context,
  console,
  api,
  lab,
}) => {
  await speak(context, 'ko')
  const site = await prepareSite(api, console, lab, 'Waivers')
  const params = { site }
  for (const { name } of lab.hosts) await lab.ssh(name, listener(10250))
  const preflight = `${console.url}/site/preflight/?id=${site}`
  const at = (check: string) => page.goto(`${preflight}&check=${check}&host=n001`)
  const again = async () => {
    const { run } = await api.send(ROUTES.startPreflight, { params, body: {} })
    const state = async () => (await api.send(ROUTES.readPreflight, { params: { site, run } })).state
    await expect.poll(state, LONG).toBe('done')
  }
  const dialog = page.getByRole('dialog', { name: /^(이 실패를 면제할까요\?|Waive this failure\?)$/ })
  const drawer = page.getByRole('complementary')
  const cell = (host: string) => page.getByRole('button', { name: new RegExp(`^${host}, 네트워크`) })
  const report = async () => textOfPdf(await download(page, page.getByRole('link', { name: '보고서 PDF' })))

  await again()
  await logIn(page, console.url, RESELLER)
  await at('port-in-use')
  await expect(cell('n001')).toContainText('실패 1')
  await expect(page.getByText('설치를 막는 문제가 2개 있습니다', { exact: false })).toBeVisible()

  // In both languages, on both widths; a reason that says nothing is not taken.
  await inBoth(page, async (locale) => {
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 })
      await page.getByRole('button', { name: locale === 'ko' ? '면제…' : 'Waive…' }).click()
      await isAccessible(page, `waive, ${locale}, ${width}`)
      await dialog.getByRole('button', { name: locale === 'ko' ? '면제' : 'Waive', exact: true }).click()
      await expect(dialog).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(dialog).toHaveCount(0)
    }
    await page.setViewportSize({ width: 1280, height: 900 })
  })
  await drawer.getByRole('button', { name: '면제…' }).press('Enter')
  await dialog.getByLabel('사유').fill(REASON)
  const expires = await dialog.getByLabel('기한').inputValue()
  await dialog.getByRole('checkbox').press('Space')
  await dialog.getByLabel('사유').press('Tab')
  await dialog.getByRole('button', { name: '면제', exact: true }).click()
  await expect(dialog).toHaveCount(0)

  // The matrix, the panel and the report say so.
  for (const host of ['n001', 'n002']) await expect(cell(host)).toContainText('면제 1')
  await expect(drawer).toContainText(`${RESELLER} 님이`)
  await expect(drawer).toContainText(`${expires}까지 유효`)
  await expect(drawer).toContainText(REASON)
  await expect(page.getByText('설치를 막는 문제가 없습니다', { exact: false })).toBeVisible()
  await expect(page.getByText('면제한 문제가 2개 있습니다', { exact: false })).toBeVisible()
  await inBoth(page, async (locale) => {
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 })
      await isAccessible(page, `waived, ${locale}, ${width}`)
    }
    await page.setViewportSize({ width: 1280, height: 900 })
  })
  const waived = await report()
  for (const text of [RESELLER, expires, '감시 도구', '면제']) expect(waived).toContain(text)

  // After its last day the failure counts again, everywhere.
  await console.kill()
  letWaiversExpire(console.dataDir)
  await console.start()
  await at('port-in-use')
  await expect(cell('n001')).toContainText('실패 1')
  await expect(drawer).toContainText('면제 효력 없음')
  await expect(drawer).toContainText(REASON)
  await isAccessible(page, 'an expired waiver')
  expect(await report()).toContain('면제 효력 없음')

  // Waived again, for this host alone; then another port is taken, which nobody has waived.
  await drawer.getByRole('button', { name: '다시 면제…' }).click()
  await dialog.getByLabel('사유').fill(REASON)
  await dialog.getByRole('button', { name: '면제', exact: true }).click()
  await expect(cell('n001')).toContainText('면제 1')
  await expect(cell('n002')).toContainText('실패 1')
  await lab.ssh('n001', listener(2379))
  await again()
  await at('port-in-use')
  await expect(cell('n001')).toContainText('실패 1')
  await expect(drawer).toContainText(/면제 효력 없음: .*2379/)
  await drawer.getByRole('button', { name: '면제 취소' }).click()
  await expect(drawer.getByText(REASON)).toHaveCount(0)

  // What nobody may take on is not offered.
  const { sections } = await api.send(ROUTES.readForm, { params })
  const revision = sections.find(({ section }) => section === 'network')?.revision ?? 0
  const [first] = lab.hosts
  const values = { 'network.podCidr': first?.address.replace(/\.\d+$/, '.0/24') }
  await api.send(ROUTES.saveSection, { params: { ...params, section: 'network' }, body: { revision, values } })
  await again()
  await at('pod-cidr-route-overlap')
  await expect(drawer).toContainText('면제할 수 없는 문제입니다')
  await expect(
    drawer.getByRole('listitem').filter({ hasText: '파드 대역과 경로 겹침' }).getByRole('button', { name: '면제…' }),
  ).toHaveCount(0)
  await isAccessible(page, 'a failure that nobody may waive')
})
