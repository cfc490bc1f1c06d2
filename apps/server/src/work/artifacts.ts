import { mkdir, open, readdir, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { AppError, type ArtifactsView } from '@astrago/contracts'
import { type ArtifactSet, rke2 } from '@astrago/kubernetes'
import { readArtifactFolder, type Store, setArtifactFolder } from '@astrago/store'

const PART = '.part'
/** File names of releases; nothing that could leave the folder. */
const SAFE_NAME = /^[A-Za-z0-9][A-Za-z0-9._+-]{0,199}$/

const uploadFolder = (store: Store, siteId: string): string => join(store.artifacts, siteId)

/** Sums of gigabytes are not made again while name, size and time of every file are what they were. */
const checked = new Map<string, { key: string; set: ArtifactSet }>()

/** The installation files of a site, checked. @throws ARTIFACT_FOLDER_UNUSABLE, ARTIFACT_UNREADABLE */
export async function inspectArtifacts(store: Store, siteId: string): Promise<ArtifactSet> {
  const folder = (await readArtifactFolder(store.db, siteId)) ?? (await madeFolder(uploadFolder(store, siteId)))
  const key = await listingOf(folder)
  const known = checked.get(folder)
  if (known?.key === key) return known.set
  const set = await rke2.inspectArtifacts(folder)
  checked.set(folder, { key, set })
  return set
}

export async function viewArtifacts(store: Store, siteId: string): Promise<ArtifactsView> {
  const { version, artifacts } = await inspectArtifacts(store, siteId)
  const parts = await uploadsUnderWay(uploadFolder(store, siteId))
  return {
    folder: await readArtifactFolder(store.db, siteId),
    version,
    files: artifacts.map(({ name, purpose, required, state, bytes, sha256 }) => {
      const part = parts.get(name)
      const uploading = part !== undefined && state === 'missing'
      return {
        name,
        purpose,
        required,
        sha256,
        state: uploading ? 'uploading' : state,
        bytes: uploading ? part : bytes,
      }
    }),
  }
}

/** Uses a folder of the console's machine from now on; a folder that cannot be used is not kept. */
export async function useArtifactFolder(store: Store, siteId: string, path: string): Promise<void> {
  await rke2.inspectArtifacts(path)
  await setArtifactFolder(store.db, siteId, path)
}

/**
 * Appends a piece of an upload and gives the offset to go on from. The file takes its name when its last byte is there.
 * @throws UPLOAD_OFFSET_WRONG naming where to go on, VALIDATION_FAILED for a name that is no file name, STORE_DISK_FULL
 */
export async function appendUpload(
  store: Store,
  { siteId, name, offset, size, body }: { siteId: string; name: string; offset: number; size: number; body: Readable },
): Promise<number> {
  if (!SAFE_NAME.test(name)) throw new AppError('VALIDATION_FAILED', { params: { detail: name } })
  const target = join(await madeFolder(uploadFolder(store, siteId)), name)
  const part = `${target}${PART}`
  const file = await open(part, 'a', 0o600)
  try {
    const { size: present } = await file.stat()
    if (present !== offset) throw new AppError('UPLOAD_OFFSET_WRONG', { params: { offset: present } })
    for await (const chunk of body) await file.appendFile(chunk as Buffer)
    const { size: now } = await file.stat()
    if (now > size) {
      await file.truncate(offset)
      throw new AppError('VALIDATION_FAILED', { params: { detail: `${name}: ${now} > ${size}` } })
    }
    await file.sync()
    if (now === size) await rename(part, target)
    return now
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOSPC')
      throw new AppError('STORE_DISK_FULL', { params: { path: store.artifacts }, cause })
    throw cause
  } finally {
    await file.close()
  }
}

async function madeFolder(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return folder
}

async function uploadsUnderWay(folder: string): Promise<Map<string, number>> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(PART))
  const sizes = names.map(
    async (name): Promise<[string, number]> => [name.slice(0, -PART.length), (await stat(join(folder, name))).size],
  )
  return new Map(await Promise.all(sizes))
}

async function listingOf(folder: string): Promise<string> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => !name.endsWith(PART)).sort()
  const lines = names.map(async (name) => {
    const { size, mtimeMs, ino } = await stat(join(folder, name))
    return `${name} ${size} ${mtimeMs} ${ino}`
  })
  return (await Promise.all(lines)).join('\n')
}
