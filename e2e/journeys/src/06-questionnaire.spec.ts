import { type FormView, ROUTES } from '@astrago/contracts'
import type { BrowserContext, Page } from '@playwright/test'
import type { Api } from './api.ts'
import { expect, isAccessible, logIn, RESELLER, speak, test } from './journey.ts'

const NODES = 'resources.nodes'

/** A site with an invitation, opened in the browser as the customer. */
async function openAsCustomer(page: Page, context: BrowserContext, url: string, api: Api, locale: 'ko' | 'en' = 'ko') {
  await speak(context, locale)
  const site = await api.send(ROUTES.makeSite, {
    body: { name: 'Hanbit', profile: 'air-gapped', distribution: 'rke2' },
  })
  const params = { site: site.id }
  const { token } = await api.send(ROUTES.invite, { params, body: { note: 'IT team', days: 7 } })
  const link = `${url}/invite/#${token}`
  const enter = async () => {
    await page.goto(link)
    await page.getByRole('button', { name: locale === 'ko' ? '질문지 열기' : 'Open the questionnaire' }).click()
    await page.waitForURL(/\/form\//)
  }
  await enter()
  const form = (): Promise<FormView> => api.send(ROUTES.readForm, { params })
  const save = async (section: string, values: Record<string, unknown>) => {
    const revision = (await form()).sections.find((each) => each.section === section)?.revision ?? 0
    return api.send(ROUTES.saveSection, { params: { ...params, section }, body: { revision, values } })
  }
  const open = (section: string, more = '') => page.goto(`${url}/form/?id=${site.id}&section=${section}${more}`)
  return { site: site.id, link, enter, form, save, open }
}

const server = (name: string, last: number, more: object = {}) => ({
  name,
  address: `10.20.0.${last}`,
  roles: ['worker'],
  ...more,
})
const cell = (page: Page, row: number, column: string) => page.locator(`[data-field="${NODES}.${row}.${column}"]`)
const field = (page: Page, id: string) => page.locator(`[data-field="${id}"]`)

test('an empty form is calm; what was passed by is told in colour, at its field', async ({
  page,
  context,
  console,
  api,
}) => {
  const { open } = await openAsCustomer(page, context, console.url, api)
  await open('general')
  await expect(page.getByText('필수: 고객사가 비어 있습니다.')).toBeVisible()
  await expect(page.locator('main [aria-invalid], main .text-warn:not(#problems *)')).toHaveCount(0)
  await field(page, 'general.customerName').focus()
  await page.keyboard.press('Tab')
  const told = page.locator('.text-warn', { hasText: '고객사가 비어 있습니다.' }).first()
  await expect(told).toBeVisible()
  // What was not passed stays calm.
  await expect(page.getByText('필수: 담당자 이름이 비어 있습니다.')).toBeVisible()
  await page.getByRole('button', { name: '다음: 네트워크' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '네트워크' })).toBeVisible()
  await page.getByRole('button', { name: '이전' }).click()
  await expect(page.getByText('필수: 담당자 이름이 비어 있습니다.')).toHaveCount(0)
  await isAccessible(page, 'general, passed')
})

for (const width of [1280, 390])
  test(`a problem leads to its cell by keyboard, also to one that is folded away (${width} px)`, async ({
    page,
    context,
    console,
    api,
  }) => {
    const { save, open } = await openAsCustomer(page, context, console.url, api)
    await page.setViewportSize({ width, height: 844 })
    const many = Array.from({ length: 30 }, (_, index) => server(`n-${index + 1}`, index + 1))
    await save('resources', {
      [NODES]: [
        ...many,
        server('last', 1, { sshPort: 99999 }),
        { name: 'bare', address: '10.20.0.99', roles: ['gpu'] },
      ],
    })
    await open('general')
    await isAccessible(page, 'general, with problems of servers')
    const entry = (text: string) => page.locator('#problems').getByRole('button', { name: text })
    await entry('1에서 65535 사이의 포트').focus()
    await page.keyboard.press('Enter')
    await expect(cell(page, 30, 'sshPort')).toBeFocused()
    await expect(cell(page, 30, 'sshPort')).toBeInViewport()
    await isAccessible(page, 'cell that is sought')
    await entry('last의 주소가 n-1의 주소와').focus()
    await page.keyboard.press('Enter')
    await expect(cell(page, 30, 'address')).toBeFocused()
    // A link names the server and the column, as a verdict does; or a row.
    await open('resources', `&field=${NODES}&host=bare&column=gpuCount`)
    await expect(cell(page, 31, 'gpuCount')).toBeFocused()
    await open('resources', `&field=${NODES}&row=2&column=dataDiskGib`)
    await expect(cell(page, 2, 'dataDiskGib')).toBeFocused()
  })

for (const locale of ['ko', 'en'] as const)
  test(`the network plugins are those of the distribution, its own being the default (${locale})`, async ({
    page,
    context,
    console,
    api,
  }) => {
    const { open, form } = await openAsCustomer(page, context, console.url, api, locale)
    await open('network', '&field=network.cni')
    const plugins = field(page, 'network.cni')
    await expect(plugins.getByRole('radio')).toHaveCount(4)
    await expect(plugins.getByRole('radio', { name: /^Canal/ })).toBeChecked()
    await expect(plugins.getByRole('radio', { name: /kube-router/ })).toHaveCount(0)
    await isAccessible(page, `network plugins, ${locale}`)
    await plugins.getByRole('radio', { name: /^Cilium/ }).check()
    await expect.poll(async () => (await form()).answers['network.cni']).toBe('cilium')
  })

test('a password in the address of a proxy is kept nowhere, and the address says where it belongs', async ({
  page,
  context,
  console,
  api,
}) => {
  const { site, open, form } = await openAsCustomer(page, context, console.url, api)
  await api.send(ROUTES.changeSite, { params: { site }, body: { profile: 'proxy' } })
  const kept = async (id: string) => (await form()).answers[id]
  await open('network', '&field=network.proxyUrl')
  await field(page, 'network.proxyUrl').fill('http://svc:planted-secret@10.20.0.5:3128')
  await field(page, 'network.gateway').fill('10.20.0.1')
  await page.keyboard.press('Tab')
  await expect(page.getByText('"프록시 계정"과 "프록시 비밀번호" 칸에 적어 주십시오').first()).toBeVisible()
  await isAccessible(page, 'proxy with a password in its address')
  // The rest of the section is kept all the same.
  await expect.poll(() => kept('network.gateway')).toBe('10.20.0.1')
  expect(await kept('network.proxyUrl')).toBeUndefined()
  const stored = () => page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]))
  expect(await stored()).not.toContain('planted-secret')

  await field(page, 'network.proxyUrl').fill('http://10.20.0.5:3128')
  await field(page, 'network.proxyUsername').fill('svc')
  await field(page, 'network.proxyPassword').fill('planted-secret')
  await page.keyboard.press('Tab')
  await expect.poll(() => kept('network.proxyPassword')).toEqual({ secret: true })
  expect(await kept('network.proxyUrl')).toBe('http://10.20.0.5:3128')
  await open('network', '&field=network.proxyPassword')
  await expect(page.getByText('프록시 비밀번호').first()).toBeVisible()
  expect(await page.content()).not.toContain('planted-secret')
  await isAccessible(page, 'proxy with a login')
})

test('a server list comes out of the files that people have', async ({ page, context, console, api }) => {
  const { open, form } = await openAsCustomer(page, context, console.url, api)
  await open('resources')
  const put = () => page.getByRole('button', { name: '표 넣기' })
  const pick = (name: string, buffer: Buffer) =>
    page.locator('dialog input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer })
  await put().click()
  await pick('servers.xlsx', Buffer.from('504b030414000600', 'hex'))
  await expect(page.getByText(/엑셀 파일\(\.xlsx\)은 그대로 읽을 수 없습니다.*CSV UTF-8/)).toBeVisible()
  await isAccessible(page, 'a file that cannot be read')
  // 서버 이름,주소,역할,GPU 모델 / gpu-1,10.20.0.21,작업 노드+GPU,똠방 8장 as Korean Windows saves it; 똠 is not in KS X 1001.
  const cp949 =
    'bcadb9f620c0ccb8a72cc1d6bcd22cbfaac7d22c47505520b8f0b5a80d0a' +
    '6770752d312c31302e32302e302e32312cc0dbbef720b3ebb5e52b4750552c8c63b9e62038c0e50d0a'
  await pick('servers.csv', Buffer.from(cp949, 'hex'))
  await expect(page.getByText('서버 1대를 읽었습니다.')).toBeVisible()
  await expect(page.getByRole('cell', { name: '똠방' })).toBeVisible()
  await isAccessible(page, 'a table that was read')
  await page.getByRole('button', { name: '표에 넣기' }).click()
  await put().click()
  const utf16 = Buffer.from(`\uFEFF이름\t주소\t역할\ncp-1\t10.20.0.11\t컨트롤 플레인\n`, 'utf16le')
  await pick('servers.txt', utf16)
  await page.getByRole('button', { name: '뒤에 붙이기' }).click()
  await expect
    .poll(async () => (await form()).answers[NODES])
    .toEqual([
      { name: 'gpu-1', address: '10.20.0.21', roles: ['worker', 'gpu'], gpuModel: '똠방', gpuCount: 8 },
      { name: 'cp-1', address: '10.20.0.11', roles: ['control-plane'] },
    ])
  await put().click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '지금 표 내려받기' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('astrago-nodes.csv')
  await page.locator('dialog input[type=file]').setInputFiles(await download.path())
  await expect(page.getByText('서버 2대를 읽었습니다.')).toBeVisible()
  await page.keyboard.press('Escape')

  // Pasted straight into a cell, a table is taken for one; a word is not.
  const paste = (text: string) =>
    cell(page, 0, 'gpuModel').evaluate((input, pasted) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', pasted)
      input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }, text)
  await paste('H100 80GB')
  await expect(page.locator('dialog')).toHaveCount(0)
  await paste('w-1\t10.20.0.31\t작업 노드\nw-2\t10.20.0.32\t작업 노드\n')
  await expect(page.getByText('서버 2대를 읽었습니다.')).toBeVisible()
  await page.getByRole('button', { name: '뒤에 붙이기' }).click()
  await expect(cell(page, 3, 'name')).toHaveValue('w-2')
})

test('a server has a login of its own: concealed, kept through a new name, cleared after a question', async ({
  page,
  context,
  console,
  api,
}) => {
  const { open, form, save } = await openAsCustomer(page, context, console.url, api)
  await save('resources', { [NODES]: [server('gpu-1', 21), server('gpu-2', 22)] })
  await open('resources')
  const row = page.getByRole('group', { name: 'gpu-1', exact: true })
  await row.getByRole('button', { name: '디스크 · 접속' }).click()
  await row.getByLabel('이 서버에 접속하는 방식').selectOption('password')
  await isAccessible(page, 'login of a server')
  const password = cell(page, 0, 'sshPassword')
  await password.fill('planted pass 1')
  expect(await password.getAttribute('type')).toBe('password')
  const rows = async () => (await form()).answers[NODES] as Record<string, unknown>[]
  // While it is typed, half of it is not sent.
  await page.waitForTimeout(1_500)
  expect((await rows())[0]).not.toHaveProperty('sshPassword')
  await cell(page, 0, 'name').click()
  await expect.poll(async () => (await rows())[0]?.sshPassword).toEqual({ secret: true, of: 'gpu-1' })
  await expect(row.getByText('●●●●●● 저장되어 있습니다')).toBeVisible()
  await cell(page, 0, 'name').fill('gpu-9')
  await page.keyboard.press('Tab')
  await expect.poll(async () => (await rows())[0]?.sshPassword).toEqual({ secret: true, of: 'gpu-9' })
  await page.reload()
  expect(await page.content()).not.toContain('planted pass')
  const renamed = page.getByRole('group', { name: 'gpu-9', exact: true })
  await renamed.getByRole('button', { name: '디스크 · 접속' }).click()
  await renamed.getByLabel('이 서버에 접속하는 방식').selectOption('shared')
  await isAccessible(page, 'before a login is cleared')
  await page.getByRole('button', { name: '지우고 바꾸기' }).click()
  await expect.poll(async () => (await rows())[0]).not.toHaveProperty('sshPassword')
})

test('what is typed while the session ends goes on in the same window, without its secrets', async ({
  page,
  context,
  console,
  api,
}) => {
  const { open, form, enter } = await openAsCustomer(page, context, console.url, api)
  await open('network')
  await expect(field(page, 'network.domain')).toBeVisible()
  await context.clearCookies()
  await field(page, 'network.domain').fill('astrago.hanbit.local')
  await page.keyboard.press('Tab')
  await expect(page.getByText('질문지가 닫혔습니다')).toBeVisible()
  await expect(page.getByText('적던 내용이 이 창에 남아 있습니다')).toBeVisible()
  await isAccessible(page, 'closed')
  await enter()
  await expect.poll(async () => (await form()).answers['network.domain']).toBe('astrago.hanbit.local')

  await open('accounts')
  await expect(field(page, 'accounts.sshUser')).toBeVisible()
  await context.setOffline(true)
  await field(page, 'accounts.sshUser').fill('ops')
  await field(page, 'accounts.sshPassword').fill('planted pass 2')
  await page.keyboard.press('Tab')
  await page.waitForTimeout(1_000)
  const kept = await page.evaluate(() => JSON.stringify({ ...window.sessionStorage, ...window.localStorage }))
  expect(kept).toContain('ops')
  expect(kept).not.toContain('planted')
  await context.clearCookies()
  await context.setOffline(false)
  page.on('dialog', (dialog) => void dialog.accept())
  await enter()
  await expect(page.getByText('비밀번호와 키는 안전을 위해 보관하지 않았습니다')).toBeVisible()
  await isAccessible(page, 'brought back')
  await expect.poll(async () => (await form()).answers['accounts.sshUser']).toBe('ops')
  expect((await form()).answers).not.toHaveProperty('accounts.sshPassword')
  await page.getByRole('button', { name: 'SSH 비밀번호', exact: true }).click()
  await expect(field(page, 'accounts.sshPassword')).toBeFocused()
  await expect.poll(() => page.evaluate(() => window.sessionStorage.length)).toBe(0)
})

test('a reseller who is logged out goes on after the login; somebody else gets nothing of it', async ({
  page,
  context,
  console,
  api,
}) => {
  await speak(context, 'ko')
  const site = await api.send(ROUTES.makeSite, { body: { name: 'A', profile: 'air-gapped', distribution: 'rke2' } })
  const params = { site: site.id }
  await api.send(ROUTES.addUser, { body: { name: 'lee', role: 'reseller', password: 'correct horse battery' } })
  await logIn(page, console.url, RESELLER)
  await page.goto(`${console.url}/site/form/?id=${site.id}&section=general`)
  await expect(field(page, 'general.customerName')).toBeVisible()
  await context.clearCookies()
  await field(page, 'general.customerName').fill('한빛병원')
  await page.keyboard.press('Tab')
  await page.waitForURL(/\/login/)
  await expect(page.getByText('적던 내용이 이 창에 남아 있습니다')).toBeVisible()
  await isAccessible(page, 'login, with something kept')
  await page.getByLabel('이름').fill('lee')
  await page.locator('input[type=password]').fill('correct horse battery')
  await page.keyboard.press('Enter')
  await expect(field(page, 'general.customerName')).toHaveValue('')
  expect((await api.send(ROUTES.readForm, { params })).answers).toEqual({})

  await context.clearCookies()
  await field(page, 'general.customerName').fill('가온')
  await page.keyboard.press('Tab')
  await page.waitForURL(/\/login/)
  await page.getByLabel('이름').fill('lee')
  await page.locator('input[type=password]').fill('correct horse battery')
  await page.keyboard.press('Enter')
  await expect
    .poll(async () => (await api.send(ROUTES.readForm, { params })).answers['general.customerName'])
    .toBe('가온')
})

test('a form survives a reload and a console that is killed', async ({ page, context, console, api }) => {
  const { open, form } = await openAsCustomer(page, context, console.url, api)
  await open('general')
  await field(page, 'general.customerName').fill('한빛병원')
  await expect(page.getByText(/저장됨/)).toBeVisible()
  await console.kill()
  await field(page, 'general.contactName').fill('홍길동')
  await page.keyboard.press('Tab')
  await expect(page.getByText('저장하지 못해 다시 시도합니다')).toBeVisible()
  await page.getByRole('button', { name: '다음: 네트워크' }).click()
  await field(page, 'network.vip').fill('10.20.0.10')
  await console.start()
  await expect
    .poll(async () => (await form()).answers)
    .toMatchObject({
      'general.customerName': '한빛병원',
      'general.contactName': '홍길동',
      'network.vip': '10.20.0.10',
    })
  await page.reload()
  await expect(field(page, 'network.vip')).toHaveValue('10.20.0.10')
})

test('two people at the table of servers lose nothing of each other', async ({ page, context, console, api }) => {
  const { open, form, save } = await openAsCustomer(page, context, console.url, api, 'en')
  await save('resources', { [NODES]: [server('a', 11), server('b', 12), server('c', 13)] })
  await open('resources')
  await expect(cell(page, 0, 'name')).toHaveValue('a')
  await save('resources', { [NODES]: [server('a', 11), server('b', 22), server('c', 13), server('d', 14)] })
  await cell(page, 0, 'cpus').fill('16')
  await expect(page.getByText(/saved this section first/)).toBeVisible()
  await expect(page.locator('dialog').getByRole('group', { name: 'a', exact: true })).toContainText('CPU (cores): 16')
  await isAccessible(page, 'conflict of servers')
  await page.keyboard.press('Escape')
  await isAccessible(page, 'conflict that is put off')
  await page.getByRole('button', { name: 'Choose the values' }).click()
  await page.getByRole('button', { name: 'Save the chosen values' }).click()
  await expect
    .poll(async () => (await form()).answers[NODES])
    .toEqual([server('a', 11, { cpus: 16 }), server('b', 22), server('c', 13), server('d', 14)])
})

test('a hundred servers are pasted, typed in and saved without losing a key', async ({
  page,
  context,
  console,
  api,
}) => {
  const { open, form } = await openAsCustomer(page, context, console.url, api)
  await open('resources')
  await page.getByRole('button', { name: '표 넣기' }).click()
  const lines = Array.from(
    { length: 100 },
    (_, i) => `n-${i + 1}\t10.20.0.${i + 1}\t${i < 3 ? '컨트롤 플레인' : '작업 노드'}`,
  )
  await page.locator('dialog textarea').fill(`이름\t주소\t역할\n${lines.join('\n')}\n`)
  await page.getByRole('button', { name: '표에 넣기' }).click()
  await expect(cell(page, 99, 'name')).toHaveValue('n-100')
  await cell(page, 49, 'gpuModel').focus()
  await page.keyboard.type('H100 80GB SXM5', { delay: 15 })
  await page.keyboard.press('Tab')
  await page.keyboard.type('8')
  await cell(page, 98, 'memoryGib').fill('1TB')
  await page.keyboard.press('Tab')
  await expect
    .poll(async () => {
      const rows = (await form()).answers[NODES] as Record<string, unknown>[] | undefined
      return [rows?.length, rows?.[49]?.gpuModel, rows?.[49]?.gpuCount, rows?.[98]?.memoryGib]
    })
    .toEqual([100, 'H100 80GB SXM5', 8, 1024])
})

test('the default of a port is told as it would be typed', async ({ page, context, console, api }) => {
  const { open } = await openAsCustomer(page, context, console.url, api)
  await open('platform')
  await expect(page.getByText('비워 두면 기본값(30080)을 씁니다.')).toBeVisible()
})
