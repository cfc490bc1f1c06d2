import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type World = 'empty' | 'few' | 'many' | 'full' | 'log' | 'hundred'
export type Gallery = {
  url: string
  // biome-ignore lint/suspicious/noExplicitAny: ids differ by world; a wrong one is seen at once as a page that is not there
  ids: any
  /** Goes on with what the world has under way, for so many hosts or actions. */
  play: (count: number) => Promise<void>
  close: () => Promise<void>
}

/** A console on a prepared world, in a process of its own. `detail` is how much of it: lines of `log`, hosts of `hundred`. */
export async function openGallery(world: World, detail = ''): Promise<Gallery> {
  const folder = mkdtempSync(join(tmpdir(), 'astrago-gallery-'))
  const server: ChildProcess = fork(join(import.meta.dirname, 'server.ts'), [folder, world, detail])
  const [{ url, ids }] = (await Promise.race([
    once(server, 'message'),
    once(server, 'exit').then(([code]) => Promise.reject(new Error(`the gallery ended with ${code}`))),
  ])) as [{ url: string; ids: unknown }]
  let closed = false
  return {
    url,
    ids,
    play: async (count) => {
      server.send(count)
      await once(server, 'message')
    },
    close: async () => {
      if (closed) return
      closed = true
      server.disconnect()
      if (server.exitCode === null) await once(server, 'exit')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
