import { writeFileSync } from 'node:fs'
import { type Browser, expect, type Page } from '@playwright/test'
import { galleryTest } from './gallery/journey.ts'
import { isAccessible, LONG, logIn, RESELLER, speak } from './journey.ts'

const COLLEAGUE = '이현장'
const BINARY = 'rke2.linux-amd64.tar.gz'

const test = galleryTest('full')

/** Another person at a browser of their own. */
async function person(browser: Browser, url: string, name: string, locale: 'ko' | 'en' = 'ko'): Promise<Page> {
  const context = await browser.newContext()
  await speak(context, locale)
  const page = await context.newPage()
  await logIn(page, url, name)
  return page
}
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

test('a plan that is being made is seen by all, outlives its tab, and is cancelled by anybody', async ({
  browser,
  gallery: { url, ids },
}) => {
  const planPage = `${url}/site/plan/?id=${ids.waiting}`
  const kim = await person(browser, url, RESELLER)
  const lee = await person(browser, url, COLLEAGUE, 'en')
  await lee.goto(planPage)
  await expect(button(lee, 'Make a plan')).toBeEnabled()

  await kim.goto(planPage)
  await button(kim, '계획 만들기').click()
  await expect(kim.getByText('계획을 만들고 있습니다', { exact: true })).toBeVisible()
  await expect(kim.getByText('cp-1', { exact: true })).toBeVisible()
  await expect(kim.getByText('읽는 중', { exact: true })).toBeVisible()
  await isAccessible(kim, 'a plan being made')
  await expect(kim.getByRole('link', { name: /설치 계획 진행 중/ })).toBeVisible()

  // The other one sees it without a reload, and cannot begin a second one.
  await expect(lee.getByText(`Started by ${RESELLER}`, { exact: false })).toBeVisible()
  await expect(button(lee, 'Make a plan')).toBeDisabled()

  await kim.close()
  await expect(lee.getByText('reading', { exact: true })).toBeVisible()
  await button(lee, 'Stop making it').click()
  await expect(lee.getByText(`${COLLEAGUE} cancelled the plan that was being made`)).toBeVisible()
  await expect(button(lee, 'Make a plan')).toBeEnabled()
  await isAccessible(lee, 'a plan that was cancelled')
  await lee.reload()
  await expect(lee.getByText(`${COLLEAGUE} cancelled the plan that was being made`)).toBeVisible()
})

test('an obstacle leads to the field, the cell or the file where it is mended', async ({
  browser,
  gallery: { url, ids },
}) => {
  const page = await person(browser, url, RESELLER)
  const planPage = `${url}/site/plan/?id=${ids.plans.blocked}`
  const follow = async (name: RegExp) => {
    await page.goto(planPage)
    await page.getByRole('link', { name }).first().click()
  }
  await follow(/^네트워크 ›/)
  await expect(page.locator('[data-field="network.vip"]')).toBeFocused()
  await follow(/› 6번째 노드$/)
  await expect(page.locator('[data-field="resources.nodes.5.address"]')).toBeFocused()
  await follow(/^사전 점검 › cp-1$/)
  await page.waitForURL(/\/site\/preflight\/?\?.*check=swap-active.*host=cp-1/)
  await follow(/^설치 파일 ›/)
  await expect(page.locator('[id="file-rke2-images.linux-amd64.tar.zst"]')).toBeInViewport()
})

test('files are dropped, stopped, gone on with and removed', async ({ browser, gallery: { url, ids } }) => {
  const page = await person(browser, url, RESELLER)
  const lee = await person(browser, url, COLLEAGUE, 'en')
  for (const each of [page, lee]) await each.goto(`${url}/site/plan/?id=${ids.waiting}`)
  const row = (who: Page) => who.locator(`[id="file-${BINARY}"]`)
  await expect(row(page).getByText('없음')).toBeVisible()

  // What belongs to no installation is not even sent, and the page is not left for it.
  const dropped = await page.evaluateHandle(() => {
    const data = new DataTransfer()
    data.items.add(new File(['x'], 'ubuntu.iso'))
    data.items.add(new File([], 'install.sh'))
    return data
  })
  await page.getByText('여기에 파일을 끌어 놓거나').dispatchEvent('drop', { dataTransfer: dropped })
  await expect(page.getByText('보내지 않은 파일 2개')).toBeVisible()
  await expect(page.getByText('ubuntu.iso: 설치에 쓰는 이름이 아닙니다.')).toBeVisible()
  await isAccessible(page, 'files that were not sent')

  const session = await page.context().newCDPSession(page)
  const slow = (bytes: number) =>
    session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: bytes,
    })
  const file = test.info().outputPath(BINARY)
  writeFileSync(file, Buffer.alloc(20 * 2 ** 20, 7))
  const choose = () => page.locator('main input[type=file]').last().setInputFiles(file)
  await slow(2 ** 20)
  await choose()
  await expect(row(page).getByText(/초당 .* 남음/)).toBeVisible()
  await isAccessible(page, 'an upload')
  await expect(row(lee).getByText(`${RESELLER} is uploading it`)).toBeVisible()
  await button(page, `${BINARY} 올리기 멈추기`).click()
  await expect(row(page).getByText(/올리다 멈췄습니다/)).toBeVisible()
  await expect(row(page).getByText(/20 MiB 가운데/)).toBeVisible()
  await isAccessible(page, 'an upload that stopped')

  await slow(-1)
  await choose()
  await expect(row(page).getByText('체크섬 목록 없음')).toBeVisible(LONG)
  await expect(row(lee).getByText('No checksum list yet')).toBeVisible()
  await button(page, `${BINARY} 지우기`).click()
  await isAccessible(page, 'removing a file')
  await page.locator('dialog').getByRole('button', { name: '지우기' }).click()
  await expect(row(page).getByText('없음', { exact: true })).toBeVisible()
})

for (const locale of ['ko', 'en'] as const) {
  const words = {
    ko: {
      folder: '이 콘솔 서버의 폴더',
      use: '이 폴더 쓰기',
      unusable: '설치 파일 폴더를 쓸 수 없습니다',
      empty: '이 폴더에는 설치 파일이 없습니다: /usr',
    },
    en: {
      folder: "Folder on the console's machine",
      use: 'Use this folder',
      unusable: 'The artifact folder cannot be used',
      empty: 'This folder holds no installation file: /usr',
    },
  }[locale]

  test(`a folder with a mistake is told with what to do (${locale})`, async ({ browser, gallery: { url, ids } }) => {
    const page = await person(browser, url, RESELLER, locale)
    await page.goto(`${url}/site/plan/?id=${ids.waiting}`)
    const field = page.getByLabel(words.folder)
    for (const [path, said] of [
      ['/media/no-such-stick', words.unusable],
      ['/usr', words.empty],
    ] as const) {
      await field.fill(path)
      await button(page, words.use).click()
      await expect(page.getByText(said, { exact: false })).toBeVisible()
      await expect(field).toHaveValue(path)
    }
    await isAccessible(page, 'a wrong folder')
  })
}
