import { join } from 'node:path'
import type { Lab } from '@astrago/lab'
import { makeRelease } from '@astrago/lab/rke2-standin'
import type { Locator } from '@playwright/test'
import { switchLanguage } from './gallery/look.ts'
import { download, expect, isAccessible, LONG, PASSWORD, RESELLER, speak, test, textOfPdf } from './journey.ts'
import { WORDS } from './words.ts'

type Words = (typeof WORDS)['ko' | 'en']

const tableOf = (lab: Lab, { header, roles }: Words): string =>
  [header, ...lab.hosts.map(({ name, address }, i) => `${name}\t${address}\t${roles[i]}`)].join('\n')

test('a reseller goes from the first link to the signed report, every page in both languages', async ({
  page,
  context,
  lab,
  console,
}) => {
  await speak(context, 'ko')
  const words = WORDS.ko
  const button = (name: string | RegExp) => page.getByRole('button', { name }).first()
  const link = (name: string | RegExp) => page.getByRole('link', { name }).first()
  const inDialog = (name: string | RegExp) => page.locator('dialog').getByRole('button', { name })
  /** The page as it stands, in one language and then in the other, which it goes on in. */
  const inBoth = async (look: (words: Words, locale: 'ko' | 'en') => Promise<void>): Promise<void> => {
    for (const locale of ['en', 'ko'] as const) {
      await switchLanguage(page, locale)
      await look(WORDS[locale], locale)
    }
  }
  const shows = (...shown: ((words: Words) => Locator)[]) =>
    inBoth(async (each) => {
      for (const locator of shown) await expect(locator(each).first()).toBeVisible()
    })
  const looksGood = (state: string, ...shown: ((words: Words) => Locator)[]) =>
    inBoth(async (each, locale) => {
      for (const locator of shown) await expect(locator(each).first()).toBeVisible()
      await isAccessible(page, `${state} (${locale})`)
    })

  await page.goto(console.setupLink)
  await looksGood('first user')
  await page.locator('input').first().fill(RESELLER)
  await page.locator('input[type=password]').fill(PASSWORD)
  await page.keyboard.press('Enter')

  await expect(button(words.makeSite)).toBeVisible()
  await looksGood('no sites yet', ({ makeSite }) => button(makeSite))
  await button(words.makeSite).click()
  await page.getByLabel(words.name).fill('Hanbit')
  await looksGood('making a site', ({ name }) => page.getByLabel(name))
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/site\/\?id=/)
  await looksGood('site')
  const id = new URL(page.url()).searchParams.get('id') ?? ''
  const open = (path: string, more = '') => page.goto(`${console.url}/site/${path}/?id=${id}${more}`)

  await open('form', '&section=resources')
  await button(words.paste).click()
  await inBoth(async (each, locale) => {
    await page.getByLabel(each.table, { exact: true }).fill(tableOf(lab, each))
    await expect(button(each.replace)).toBeEnabled()
    await isAccessible(page, `pasting nodes (${locale})`)
  })
  await button(words.replace).click()
  await expect(page.getByText(words.saved)).toBeVisible()
  await looksGood('nodes', ({ paste }) => button(paste))
  await open('form', '&section=accounts')
  await page.getByLabel(words.sshUser).fill('admin')
  await page.getByLabel(words.sshPassword).fill(lab.users.admin.password)
  await page.getByLabel(words.sudoPassword).fill(lab.users.admin.password)
  await page.getByLabel(words.sshUser).focus()
  await expect(page.getByText(words.saved)).toBeVisible()
  await looksGood(
    'accounts',
    ({ sshUser }) => page.getByLabel(sshUser),
    ({ sshPassword }) => page.getByLabel(sshPassword),
    ({ sudoPassword }) => page.getByLabel(sudoPassword),
    ({ saved }) => page.getByText(saved),
  )

  await open('hosts')
  await shows(({ reach }) => button(reach))
  await button(words.reach).click()
  await shows(({ confirmAll }) => button(confirmAll))
  await button(words.confirmAll).click()
  for (const { hostKeyFingerprint } of lab.hosts)
    await expect(page.locator('dialog').getByText(hostKeyFingerprint)).toBeVisible()
  await looksGood('confirming host keys', ({ compared }) => inDialog(compared))
  await button(words.compared).click()
  await shows(({ toPreflight }) => link(toPreflight))
  await link(words.toPreflight).click()

  await shows(({ check }) => button(check))
  await button(words.check).click()
  await expect(link(words.toPlan)).toBeVisible(LONG)
  await looksGood('preflight', ({ toPlan }) => link(toPlan))
  await link(words.toPlan).click()

  const release = join(console.folder, 'release')
  await makeRelease(release)
  await shows(
    ({ folder }) => page.getByLabel(folder),
    ({ useFolder }) => button(useFolder),
  )
  await page.getByLabel(words.folder).fill(release)
  await button(words.useFolder).click()
  await expect(page.getByText('v1.35.7+rke2r1')).toBeVisible()
  await shows(({ makePlan }) => button(makePlan))
  await button(words.makePlan).click()
  await expect(button(words.approve)).toBeVisible(LONG)
  await page.locator('main details summary').first().click()
  await looksGood('plan', ({ approve }) => button(approve))
  await button(words.approve).click()
  await looksGood('approving', ({ approve }) => inDialog(approve))
  await inDialog(words.approve).click()

  await page.waitForURL(/\/site\/run\//)
  await expect(page.locator('progress')).toBeVisible()
  await looksGood('run under way')
  await expect(page.getByText(words.done)).toBeVisible(LONG)
  await looksGood(
    'run done',
    ({ done }) => page.getByText(done),
    ({ toReport }) => link(toReport),
  )
  await page.setViewportSize({ width: 390, height: 844 })
  await looksGood('run done, narrow')
  await page.setViewportSize({ width: 1280, height: 800 })

  await link(words.toReport).click()
  await expect(link(words.pdf)).toBeVisible()
  await inBoth(async (each, locale) => {
    await isAccessible(page, `report (${locale})`)
    const text = textOfPdf(await download(page, link(each.pdf)))
    expect(text).toContain('Hanbit')
    for (const { name } of lab.hosts) expect(text).toContain(name)
    expect(text).toContain(each.inPdf)
    // The hosts of the lab have low limits of inotify, which the installation raises.
    expect(text).toMatch(each.settled)
  })

  await open('preflight')
  await expect(page.getByText(words.installed)).toBeVisible()
  await looksGood('preflight of an installed site', ({ installed }) => page.getByText(installed))
})
