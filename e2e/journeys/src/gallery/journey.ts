import { test as base } from '@playwright/test'
import { type Gallery, openGallery, type World } from './open.ts'

type Use = (gallery: Gallery) => Promise<void>

async function serve(world: World, detail: string, use: Use): Promise<void> {
  const gallery = await openGallery(world, detail)
  await use(gallery)
  await gallery.close()
}

/** Journeys that begin at a page in a state of its own, on a console prepared for that: no hosts are needed. */
export const galleryTest = (world: World, detail = '') =>
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are needed from the pattern
  base.extend<{ gallery: Gallery }>({ gallery: ({}, use) => serve(world, detail, use) })

/** The same with one console for all journeys of a file: for a world that takes long to make and is left as it was. */
export const sharedGalleryTest = (world: World, detail = '') =>
  base.extend<object, { gallery: Gallery }>({
    // biome-ignore lint/correctness/noEmptyPattern: see above
    gallery: [({}, use) => serve(world, detail, use), { scope: 'worker' }],
  })
