import { join } from 'node:path'
import type { Lab } from '@astrago/lab'
import { makeRelease } from '@astrago/lab/rke2-standin'
import { download, expect, isAccessible, LONG, PASSWORD, RESELLER, speak, test, textOfPdf } from './journey.ts'
import { WORDS } from './words.ts'

const tableOf = (lab: Lab, header: string, roles: readonly string[]): string =>
  [header, ...lab.hosts.map(({ name, address }, i) => `${name}\t${address}\t${roles[i]}`)].join('\n')

for (const locale of ['ko', 'en'] as const) {
  const words = WORDS[locale]

  test(`a reseller goes from the first link to the signed report (${locale})`, async ({
    page,
    context,
    lab,
    console,
  }) => {
    await speak(context, locale)
    const button = (name: string | RegExp) => page.getByRole('button', { name })
    const link = (name: string | RegExp) => page.getByRole('link', { name })

    await page.goto(console.setupLink)
    await isAccessible(page, 'first user')
    await page.locator('input').first().fill(RESELLER)
    await page.locator('input[type=password]').fill(PASSWORD)
    await page.keyboard.press('Enter')

    await expect(button(words.makeSite)).toBeVisible()
    await isAccessible(page, 'no sites yet')
    await button(words.makeSite).click()
    await page.getByLabel(words.name).fill(`Hanbit ${locale}`)
    await isAccessible(page, 'making a site')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/site\/\?id=/)
    await isAccessible(page, 'site')
    const id = new URL(page.url()).searchParams.get('id') ?? ''
    const open = (path: string, more = '') => page.goto(`${console.url}/site/${path}/?id=${id}${more}`)

    await open('form', '&section=resources')
    await button(words.paste).click()
    await page.getByLabel(words.table, { exact: true }).fill(tableOf(lab, words.header, words.roles))
    await isAccessible(page, 'pasting nodes')
    await button(words.replace).click()
    await expect(page.getByText(words.saved)).toBeVisible()
    await isAccessible(page, 'nodes')
    await open('form', '&section=accounts')
    await page.getByLabel(words.sshUser).fill('admin')
    await page.getByLabel(words.sshPassword).fill(lab.users.admin.password)
    await page.getByLabel(words.sudoPassword).fill(lab.users.admin.password)
    await page.getByLabel(words.sshUser).focus()
    await expect(page.getByText(words.saved)).toBeVisible()
    await isAccessible(page, 'accounts')

    await open('hosts')
    await button(words.reach).click()
    await button(words.confirmAll).click()
    for (const { hostKeyFingerprint } of lab.hosts)
      await expect(page.locator('dialog').getByText(hostKeyFingerprint)).toBeVisible()
    await isAccessible(page, 'confirming host keys')
    await button(words.compared).click()
    await link(words.toPreflight).click()

    await button(words.check).first().click()
    await expect(link(words.toPlan)).toBeVisible(LONG)
    await isAccessible(page, 'preflight')
    await link(words.toPlan).click()

    const release = join(console.folder, 'release')
    await makeRelease(release)
    await page.getByLabel(words.folder).fill(release)
    await button(words.useFolder).click()
    await expect(page.getByText('v1.35.7+rke2r1')).toBeVisible()
    await button(words.makePlan).click()
    await expect(button(words.approve)).toBeVisible(LONG)
    await page.locator('main details summary').first().click()
    await isAccessible(page, 'plan')
    await button(words.approve).click()
    await isAccessible(page, 'approving')
    await page.locator('dialog').getByRole('button', { name: words.approve }).click()

    await page.waitForURL(/\/site\/run\//)
    await expect(page.locator('progress')).toBeVisible()
    await isAccessible(page, 'run under way')
    await expect(page.getByText(words.done)).toBeVisible(LONG)
    await isAccessible(page, 'run done')
    await page.setViewportSize({ width: 390, height: 844 })
    await isAccessible(page, 'run done, narrow')
    await page.setViewportSize({ width: 1280, height: 800 })

    await link(words.toReport).click()
    await isAccessible(page, 'report')
    const text = textOfPdf(await download(page, link(words.pdf)))
    expect(text).toContain(`Hanbit ${locale}`)
    for (const { name } of lab.hosts) expect(text).toContain(name)
    expect(text).toContain(words.inPdf)
    // The hosts of the lab have low limits of inotify, which the installation raises.
    expect(text).toMatch(words.settled)

    await open('preflight')
    await expect(page.getByText(words.installed)).toBeVisible()
    await isAccessible(page, 'preflight of an installed site')
  })
}
