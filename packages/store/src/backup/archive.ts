import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib'
import { extract, pack } from 'tar-stream'

/** What goes into an archive: text, or the first `bytes` of a file that may be growing. */
export type Entry = { name: string; content: string } | { name: string; path: string; bytes: number }

/** A tar of the entries, compressed with zstd, readable by its owner alone and on disk when this returns. */
export async function writeArchive(target: string, entries: readonly Entry[]): Promise<void> {
  const archive = pack()
  const compress = createZstdCompress({ params: { [constants.ZSTD_c_checksumFlag]: 1 } })
  const file = createWriteStream(target, { flags: 'wx', mode: 0o600, flush: true })
  await Promise.all([pipeline(archive, compress, file), addAll(archive, entries)])
}

async function addAll(archive: ReturnType<typeof pack>, entries: readonly Entry[]): Promise<void> {
  try {
    for (const entry of entries) {
      if ('content' in entry) archive.entry({ name: entry.name, mode: 0o600 }, entry.content)
      else if (entry.bytes === 0) archive.entry({ name: entry.name, mode: 0o600 }, '')
      else {
        const part = createReadStream(entry.path, { end: entry.bytes - 1 })
        await pipeline(part, archive.entry({ name: entry.name, mode: 0o600, size: entry.bytes }))
      }
    }
    archive.finalize()
  } catch (error) {
    archive.destroy(error instanceof Error ? error : new Error(String(error)))
    throw error
  }
}

/** Hands every file of an archive to `take` in its order. @throws what is wrong with the archive, and what `take` throws */
export async function readArchive(
  path: string,
  take: (name: string, content: AsyncIterable<unknown>) => Promise<void>,
): Promise<void> {
  const archive = extract()
  const read = pipeline(createReadStream(path), createZstdDecompress(), archive)
  const taken = (async () => {
    for await (const entry of archive) {
      if (entry.header.type === 'file') await take(entry.header.name, entry)
      entry.resume()
    }
  })()
  await Promise.all([read, taken])
}
