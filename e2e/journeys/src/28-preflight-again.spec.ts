import { ROUTES } from '@astrago/contracts'
import { expect, inBoth, isAccessible, LONG, logIn, PASSWORD, RESELLER, speak, test } from './journey.ts'
import { prepareSite } from './prepared-site.ts'

test.use({ hosts: 2 })

const COLLEAGUE = '이현장'
const REASON = '이 포트를 쓰는 감시 도구는 설치하는 날 내립니다'
const OCCUPY =
  'systemd-run --quiet --unit=occupant python3 -m http.server 10250; for n in $(seq 50); do ss -Hlnt | grep -q :10250 && exit 0; sleep 0.2; done; exit 1'
/** New connections are taken and nothing is said on them. */
const FALL_SILENT = 'kill -STOP $(pgrep -o -x sshd)'
const BROKEN_OFF = {
  ko: /끝까지 가지 못해\(중단됨\) 마지막으로 마친 점검을 보여 줍니다.*설치를 막는 문제가 1개 있습니다/,
  en: /was broken off \(interrupted\); shown here is the last one that was completed.*1 problem blocks/,
} as const
const LEFT_NOTHING = { ko: /판정을 남기지 않았습니다/, en: /left no verdict/ } as const
const TO_NEWEST = { ko: '최신 점검으로', en: 'To the newest' } as const
const TO_PLAN = { ko: '설치 계획으로', en: 'On to the plan' } as const
const GONE = { ko: '질문지에 없음', en: 'Not in the questionnaire' } as const

test('a preflight is made again by two people, broken off and left by a host, and nobody loses their place', async ({
  page,
  browser,
  context,
  console,
  api,
  lab,
}) => {
  await speak(context, 'ko')
  await api.send(ROUTES.addUser, { body: { name: COLLEAGUE, role: 'reseller', password: PASSWORD } })
  const site = await prepareSite(api, console, lab, 'Again')
  const params = { site }
  for (const { name } of lab.hosts) await lab.ssh(name, OCCUPY)
  const state = async (run: string) => (await api.send(ROUTES.readPreflight, { params: { site, run } })).state
  const { run: first } = await api.send(ROUTES.startPreflight, { params, body: {} })
  await expect.poll(() => state(first), LONG).toBe('done')
  const at = `${console.url}/site/preflight/?id=${site}`
  const sentence = page.locator('main header p').first()
  const drawer = page.getByRole('complementary', { name: /^n001/ })
  const again = page.getByRole('button', { name: '다시 점검', exact: true })

  await logIn(page, console.url, RESELLER)
  await page.goto(at)
  await page.getByRole('button', { name: '막는 것만 보기' }).click()
  await expect(page.getByRole('search').getByRole('status')).toContainText('판정 2')
  await expect(page).toHaveURL(/severity=blocking/)
  await page.getByRole('button', { name: '거르기 해제' }).click()

  // The open cell stays open while it is checked again, and is there when one comes back from the questionnaire.
  await page.getByRole('button', { name: /^n001, 네트워크/ }).click()
  await drawer.getByRole('button', { name: '이 항목만 다시 점검' }).first().click()
  await expect(again).toHaveCount(0)
  await expect(drawer).toBeVisible()
  await expect(again).toBeVisible(LONG)
  await expect(drawer.getByText('10250/tcp python3', { exact: true })).toBeVisible()
  await page.getByRole('link', { name: '사전 질문지' }).first().click()
  await expect(page).toHaveURL(/form/)
  await page.goBack()
  await expect(drawer.getByText('10250/tcp python3', { exact: true })).toBeVisible()

  // What is typed stays when somebody else checks again; what they waive is seen without a reload.
  const dialog = page.getByRole('dialog', { name: '이 실패를 면제할까요?' })
  await drawer.getByRole('button', { name: '면제…' }).click()
  await dialog.getByLabel('사유').fill(REASON)
  const theirs = await browser.newContext()
  await speak(theirs, 'en')
  const other = await theirs.newPage()
  await logIn(other, console.url, COLLEAGUE)
  await other.goto(`${at}&check=port-in-use&host=n002`)
  const read = page.waitForResponse(
    (answer) => /\/preflights\/[^/]+$/.test(answer.url()) && !answer.url().includes(first),
  )
  await other.getByRole('button', { name: 'Check again', exact: true }).click()
  await read
  await expect(other.getByRole('button', { name: 'Check again', exact: true })).toBeVisible(LONG)
  await expect(dialog.getByLabel('사유')).toHaveValue(REASON)
  await other.getByRole('button', { name: 'Waive…' }).click()
  await other.getByLabel('Reason').fill('agreed with those who run it')
  await other.getByRole('button', { name: 'Waive', exact: true }).click()
  await expect(sentence).toContainText('면제한 문제가 1개 있습니다')
  await expect(dialog.getByLabel('사유')).toHaveValue(REASON)
  await page.keyboard.press('Escape')

  // A host is checked again from its row while the page does not know yet of somebody else's preflight: why that does not go is told.
  await lab.ssh('n002', FALL_SILENT)
  await page.route('**/preflights', (route) => route.request().method() === 'POST' && route.continue())
  const { run: second } = await api.send(ROUTES.startPreflight, { params, body: {} })
  await page.getByRole('button', { name: '이 호스트만 다시 점검: n001' }).click()
  await expect(page.getByRole('dialog', { name: '점검 시작' })).toBeVisible()
  await page.unroute('**/preflights')

  // The console dies in the middle of it: what was found before still stands, and the way on is not "nothing blocks".
  expect(await state(second)).toBe('running')
  await console.kill()
  await console.start()
  await page.goto(at)
  await inBoth(page, async (locale) => {
    await expect(sentence).toContainText(BROKEN_OFF[locale])
    await expect(page.getByRole('main').getByRole('link', { name: TO_PLAN[locale] })).toHaveCount(0)
    await isAccessible(page, `after one that was broken off (${locale})`)
  })
  await page.goto(`${at}&run=${second}`)
  await inBoth(page, async (locale) => {
    await expect(sentence).toContainText(LEFT_NOTHING[locale])
    await expect(sentence.getByRole('link', { name: TO_NEWEST[locale] })).toBeVisible()
    await expect(page.getByRole('main').getByRole('link', { name: TO_PLAN[locale] })).toHaveCount(0)
  })

  // A server is taken out of the questionnaire: it is not offered to be checked.
  const { answers, sections } = await api.send(ROUTES.readForm, { params })
  const revision = sections.find(({ section }) => section === 'resources')?.revision ?? 0
  const nodes = (answers['resources.nodes'] as { name: string }[]).filter(({ name }) => name === 'n001')
  const values = { 'resources.nodes': nodes }
  await api.send(ROUTES.saveSection, { params: { ...params, section: 'resources' }, body: { revision, values } })
  await page.goto(`${at}&check=port-in-use&host=n002`)
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 })
    await page.keyboard.press('Escape')
    await inBoth(page, async (locale) => {
      await expect(page.getByText(GONE[locale])).toBeVisible()
      await isAccessible(page, `a host that is gone (${locale}, ${width})`)
    })
  }
  await expect(page.getByRole('button', { name: /^이 호스트만 다시 점검: n00/ })).toHaveCount(1)
  await page.getByRole('button', { name: '이 호스트만 다시 점검: n001' }).click()
  await expect(sentence).toContainText('1대에서', LONG)
  await expect(page.getByText(GONE.ko)).toHaveCount(0)
})
