import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ReleaseImage } from '../distribution.ts'
import { fileNames } from './artifacts.ts'
import { imageNames } from './image-archive.ts'

const ARCHIVE = /(?:images|kube-vip).*\.tar(?:\.gz|\.zst)?$/
const LIST = /images[\w.-]*\.txt$/

/** The names in a list of images, one a line, as RKE2 publishes them beside its archives. */
export const listedImages = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^[\w][\w./:@-]{0,400}$/.test(line))

/** As Distribution says; RKE2 publishes its lists as `rke2-images.linux-amd64.txt`. */
export async function releaseImages(folder: string, signal?: AbortSignal): Promise<ReleaseImage[]> {
  const names = [...(await fileNames(folder))]
  const archives = names.filter((name) => ARCHIVE.test(name))
  const lists = names.filter((name) => LIST.test(name))
  const inArchives = await Promise.all(archives.map((name) => imageNames(join(folder, name), signal)))
  const inLists = await Promise.all(
    lists.map(async (name) => listedImages(await readFile(join(folder, name), 'utf8').catch(() => ''))),
  )
  const delivered = new Set(inArchives.flat())
  const all = new Set([...delivered, ...inLists.flat()])
  return [...all].toSorted().map((name) => ({ name, delivered: delivered.has(name) }))
}
