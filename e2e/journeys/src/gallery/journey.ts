import { test as base } from '@playwright/test'
import { type Gallery, openGallery, type World } from './open.ts'

/** Journeys that begin at a page in a state of its own, on a console prepared for that: no hosts are needed. */
export const galleryTest = (world: World, detail = '') =>
  base.extend<{ gallery: Gallery }>({
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are needed from the pattern
    gallery: async ({}, use) => {
      const gallery = await openGallery(world, detail)
      await use(gallery)
      await gallery.close()
    },
  })
