// Pictures of every page and dialog, for looking at them: node e2e/journeys/src/gallery/pictures.ts FOLDER [part of a name]
// [ko|en] [1280|390] [light|dark]. What axe finds and what reaches beyond the width is printed; it is no test.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium, type Page } from '@playwright/test'
import config from '../../playwright.config.ts'
import { type Gallery, openGallery, type World } from './open.ts'
import { SCENES, type Scene } from './scenes.ts'
import { PASSWORD, RESELLER } from './world.ts'

const LOOKS = (['ko', 'en'] as const).flatMap((locale) =>
  ([1280, 390] as const).flatMap((width) => (['light', 'dark'] as const).map((theme) => ({ locale, width, theme }))),
)
type Look = (typeof LOOKS)[number]

const [folder = '/tmp/pictures', wanted = '', ...only] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })
const isWanted = ({ locale, width, theme }: Look): boolean =>
  only.every((word) => [locale, String(width), theme].includes(word))
const scenes = SCENES.filter(({ name }) => name.includes(wanted))
const browser = await chromium.launch(config.use?.launchOptions ?? {})
for (const world of new Set(scenes.map((scene) => scene.world))) await drawWorld(browser, world)
await browser.close()

async function drawWorld(using: Browser, world: World): Promise<void> {
  for (const look of LOOKS.filter(isWanted)) {
    const gallery = await openGallery(world, world === 'hundred' ? '100' : '500')
    for (const scene of scenes.filter((each) => each.world === world)) {
      await drawScene(using, gallery, scene, look).catch((error: unknown) => say(scene, look, String(error)))
    }
    await gallery.close()
  }
}

async function drawScene(using: Browser, gallery: Gallery, scene: Scene, look: Look): Promise<void> {
  const { url, ids } = gallery
  const { locale, width, theme } = look
  const context = await using.newContext({
    viewport: { width, height: width === 390 ? 844 : 800 },
    colorScheme: theme,
    timezoneId: 'Asia/Seoul',
  })
  await context.addInitScript((chosen) => window.localStorage.setItem('astrago.locale', chosen), locale)
  const page = await context.newPage()
  page.setDefaultTimeout(8000)
  try {
    if (scene.as) await logIn(page, url, scene.as === 'support' ? '박지원' : RESELLER)
    await page.goto(`${url}${scene.path(ids)}`)
    await page.locator('h1').first().waitFor()
    await page.waitForTimeout(1200)
    await scene.act?.(page, gallery)
    await page.waitForTimeout(300)
    await judge(page, scene, look)
    await page.screenshot({
      path: join(folder, `${scene.name}-${locale}-${width}-${theme}.png`),
      fullPage: (await page.locator('dialog[open]').count()) === 0,
    })
  } finally {
    await context.close()
  }
}

async function judge(page: Page, scene: Scene, look: Look): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  for (const { id, nodes } of violations)
    say(scene, look, `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  if (beyond > 0) say(scene, look, `reaches ${beyond} pixels beyond its width`)
  const primaries = await page.locator('main .bg-accent:visible').count()
  if (primaries > 1) say(scene, look, `${primaries} primary buttons`)
}

async function logIn(page: Page, url: string, name: string): Promise<void> {
  await page.goto(`${url}/login/`)
  await page.locator('input').first().fill(name)
  await page.locator('input[type=password]').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL(`${url}/`)
}

function say({ name }: Scene, { locale, width, theme }: Look, what: string): void {
  process.stdout.write(`${name} ${locale} ${width} ${theme}: ${what}\n`)
}
