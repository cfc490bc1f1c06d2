import { test as base, expect } from '@playwright/test'
import { findings } from './findings.ts'
import { type Look, lookAgain, openScene } from './gallery/look.ts'
import { type Gallery, openGallery, type World } from './gallery/open.ts'
import { SCENES } from './gallery/scenes.ts'

const FIRST: Look = { locale: 'ko', width: 1280, theme: 'light' }
const SECOND: Look = { locale: 'en', width: 390, theme: 'dark' }
const SIZES: Partial<Record<World, string>> = { hundred: '100', log: '500' }

/** One console for all scenes of a world that a worker looks at. */
const test = base.extend<object, { galleryOf: (world: World) => Promise<Gallery> }>({
  galleryOf: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are needed from the pattern
    async ({}, use) => {
      const opened = new Map<World, Promise<Gallery>>()
      await use((world) => {
        const gallery = opened.get(world) ?? openGallery(world, SIZES[world])
        opened.set(world, gallery)
        return gallery
      })
      for (const gallery of opened.values()) await (await gallery).close()
    },
    { scope: 'worker' },
  ],
})

// Every worker has worlds of its own.
test.describe.configure({ mode: 'parallel' })
// What is wrong is said with its place in the page; a trace would take an eighth of the time.
test.use({ trace: 'off' })

for (const scene of SCENES) {
  test(`${scene.name} is for everybody, in both languages, wide and narrow`, async ({ browser, galleryOf }) => {
    const page = await openScene(browser, await galleryOf(scene.world), scene, FIRST)
    expect.soft(await findings(page), 'ko, wide, light').toEqual([])
    await lookAgain(page, SECOND)
    expect.soft(await findings(page), 'en, narrow, dark').toEqual([])
    await page.context().close()
  })
}
