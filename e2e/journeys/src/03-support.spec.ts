import { ROUTES } from '@astrago/contracts'
import { expect, isAccessible, logIn, PASSWORD, speak, test } from './journey.ts'

test('support reads a report and the facts, and can change nothing', async ({ page, context, console, api }) => {
  await speak(context, 'en')
  await api.send(ROUTES.addUser, { body: { name: 'park', role: 'support', password: PASSWORD } })
  const sites = await api.send(ROUTES.listSites, {})
  const site = sites.find(({ kind }) => kind === 'local')?.id ?? ''
  const { run } = await api.send(ROUTES.startPreflight, { params: { site }, body: {} })
  await expect
    .poll(async () => (await api.send(ROUTES.readPreflight, { params: { site, run } })).state, { timeout: 60_000 })
    .toBe('done')

  await logIn(page, console.url, 'park')
  await isAccessible(page, 'sites as support')
  await page.goto(`${console.url}/site/preflight/?id=${site}`)
  await expect(page.getByRole('table').or(page.locator('main ul')).first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Start the preflight' })).toHaveCount(0)
  await isAccessible(page, 'preflight as support')

  await page.goto(`${console.url}/site/report/?id=${site}`)
  const [facts] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download the facts' }).click(),
  ])
  const stream = await facts.createReadStream()
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  expect(JSON.parse(Buffer.concat(chunks).toString('utf8'))).toMatchObject({ format: 'astrago-facts', records: [{}] })
})
