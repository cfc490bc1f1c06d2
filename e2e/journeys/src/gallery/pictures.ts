// Pictures of every page and dialog, for looking at them: node e2e/journeys/src/gallery/pictures.ts FOLDER [part of a name]
// [ko|en] [1280|390] [light|dark]. What axe finds and what reaches beyond the width is printed; it is no test.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium } from '@playwright/test'
import config from '../../playwright.config.ts'
import { findings } from '../findings.ts'
import { type Look, openScene } from './look.ts'
import { type Gallery, openGallery, type World } from './open.ts'
import { SCENES, type Scene } from './scenes.ts'

const LOOKS = (['ko', 'en'] as const).flatMap((locale) =>
  ([1280, 390] as const).flatMap((width) => (['light', 'dark'] as const).map((theme) => ({ locale, width, theme }))),
)

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
  const page = await openScene(using, gallery, scene, look)
  try {
    for (const found of await findings(page)) say(scene, look, found)
    const primaries = await page.locator('main .bg-accent:visible').count()
    if (primaries > 1) say(scene, look, `${primaries} primary buttons`)
    await page.screenshot({
      path: join(folder, `${scene.name}-${look.locale}-${look.width}-${look.theme}.png`),
      fullPage: (await page.locator('dialog[open]').count()) === 0,
    })
  } finally {
    await page.context().close()
  }
}

function say({ name }: Scene, { locale, width, theme }: Look, what: string): void {
  process.stdout.write(`${name} ${locale} ${width} ${theme}: ${what}\n`)
}
