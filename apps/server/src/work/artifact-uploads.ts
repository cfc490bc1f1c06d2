import { mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { AppError } from '@astrago/contracts'
import { rke2 } from '@astrago/kubernetes'
import { storageError } from '@astrago/store'

/** File names of releases; nothing that could leave the folder. */
const SAFE_NAME = /^[A-Za-z0-9][A-Za-z0-9._+-]{0,199}$/
/** A part names the size that it will have: another file of the same name does not go on where this one stopped. */
const PART = /^(.+)\.(\d+)\.part$/
/** Somebody who sent a piece so long ago is not at it any more. */
const AT_IT_MS = 20_000

export type Upload = { folder: string; name: string; offset: number; size: number; body: Readable; who: string }
export type Part = { bytes: number; total: number; sender: string | null }

export type ArtifactUploads = {
  /**
   * Appends a piece and gives the offset to go on from. The file takes its name when its last byte is there.
   * @throws ARTIFACT_NOT_OF_RELEASE, UPLOAD_OFFSET_WRONG naming where to go on, UPLOAD_BUSY, STORE_DISK_FULL
   */
  append(upload: Upload): Promise<number>
  /** Removes a file and what is there of it. @throws NOT_FOUND, UPLOAD_BUSY */
  remove(folder: string, name: string): Promise<void>
  parts(folder: string): Promise<Map<string, Part>>
}

export const isPart = (name: string): boolean => PART.test(name)

export function makeArtifactUploads(): ArtifactUploads {
  /** Files that a piece is written to at this moment, with who sends it. */
  const writing = new Map<string, string>()
  const lastPieces = new Map<string, { who: string; at: number }>()

  const claim = (target: string, name: string, who: string): void => {
    const other = writing.get(target)
    if (other !== undefined) throw new AppError('UPLOAD_BUSY', { params: { who: other, name } })
    writing.set(target, who)
  }

  return {
    async append(upload) {
      if (!rke2.artifactNames.includes(upload.name))
        throw new AppError('ARTIFACT_NOT_OF_RELEASE', { params: { name: upload.name } })
      const target = join(upload.folder, upload.name)
      claim(target, upload.name, upload.who)
      lastPieces.set(target, { who: upload.who, at: Date.now() })
      try {
        return await takePiece(target, upload)
      } catch (cause) {
        throw storageError(cause, upload.folder) ?? cause
      } finally {
        writing.delete(target)
      }
    },
    async remove(folder, name) {
      if (!SAFE_NAME.test(name)) throw new AppError('NOT_FOUND', { params: { what: name } })
      const target = join(folder, name)
      claim(target, name, '')
      try {
        await removeParts(folder, name)
        await rm(target, { force: true })
        lastPieces.delete(target)
      } finally {
        writing.delete(target)
      }
    },
    async parts(folder) {
      const parts = new Map<string, Part>()
      for (const { name, total, path } of await partsIn(folder)) {
        const last = lastPieces.get(join(folder, name))
        const sender = last && Date.now() - last.at < AT_IT_MS ? last.who : null
        const { size: bytes } = await stat(path).catch(() => ({ size: 0 }))
        parts.set(name, { bytes, total, sender })
      }
      return parts
    },
  }
}

const diskFull = (path: string, cause?: unknown): AppError =>
  new AppError('STORE_DISK_FULL', { params: { path }, cause })

async function takePiece(target: string, { folder, name, offset, size, body }: Upload): Promise<number> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (offset === 0) await removeParts(folder, name, size)
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize < size - offset) throw diskFull(folder)
  const part = `${target}.${size}.part`
  const present = await appendTo(part, { offset, size, body })
  if (present === size) await rename(part, target)
  return present
}

/** @returns how much of it is there now. @throws UPLOAD_OFFSET_WRONG */
async function appendTo(
  part: string,
  { offset, size, body }: Pick<Upload, 'offset' | 'size' | 'body'>,
): Promise<number> {
  const file = await open(part, 'a', 0o600)
  try {
    const { size: present } = await file.stat()
    if (present !== offset) throw new AppError('UPLOAD_OFFSET_WRONG', { params: { offset: present } })
    let room = size - offset
    try {
      for await (const chunk of body) {
        // More than was announced is no part of this file.
        await file.appendFile((chunk as Buffer).subarray(0, room))
        room -= Math.min(room, (chunk as Buffer).length)
      }
      await file.sync()
    } catch (error) {
      // What of the piece has reached the disk nobody knows.
      if (storageError(error, part)) await file.truncate(offset)
      throw error
    }
    return size - room
  } finally {
    await file.close()
  }
}

async function partsIn(folder: string): Promise<{ name: string; total: number; path: string }[]> {
  const entries = await readdir(folder).catch(() => [])
  return entries.flatMap((entry) => {
    const [, name, total] = PART.exec(entry) ?? []
    return name && total ? [{ name, total: Number(total), path: join(folder, entry) }] : []
  })
}

/** Removes what is there of a file, but for a part of size `except`. */
async function removeParts(folder: string, name: string, except?: number): Promise<void> {
  const parts = (await partsIn(folder)).filter((part) => part.name === name && part.total !== except)
  await Promise.all(parts.map(({ path }) => rm(path, { force: true })))
}
