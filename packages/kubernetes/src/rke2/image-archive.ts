import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { z } from 'zod'

const BLOCK = 512
/** Beyond this the metadata of an archive is not metadata any more. */
const LARGEST_METADATA = 4 * 1024 * 1024

const DockerManifest = z.array(z.object({ RepoTags: z.array(z.string()).nullish() }))
const OciIndex = z.object({
  manifests: z.array(z.object({ annotations: z.record(z.string(), z.string()).optional() })),
})

/**
 * References of the images in an archive (.tar, .tar.gz, .tar.zst) as `docker save` or an OCI layout names them. Reads
 * up to the first list it finds; RKE2 puts that at the front. Empty when there is none or the archive is broken.
 */
export async function imageNames(path: string, signal?: AbortSignal): Promise<string[]> {
  const file = createReadStream(path, signal ? { signal } : {})
  const archive = unpacked(file, path)
  try {
    for await (const entry of smallEntries(archive)) {
      if (entry.name === 'manifest.json') return dockerNames(entry.text)
      if (entry.name === 'index.json') {
        const names = ociNames(entry.text)
        if (names.length > 0) return names
      }
    }
    return []
  } catch {
    signal?.throwIfAborted()
    return []
  } finally {
    file.destroy()
    archive.destroy()
  }
}

function unpacked(file: Readable, path: string): Readable {
  if (!/\.(gz|tgz|zst)$/.test(path)) return file
  const unpack = path.endsWith('.zst') ? createZstdDecompress() : createGunzip()
  file.on('error', (error) => unpack.destroy(error))
  return file.pipe(unpack)
}

/** The top-level JSON files of a tar stream, in order. Everything else is skipped as it comes, never held. */
async function* smallEntries(archive: Readable): AsyncGenerator<{ name: string; text: string }> {
  let held = Buffer.alloc(0)
  let skip = 0
  for await (const chunk of archive as AsyncIterable<Buffer>) {
    held = Buffer.concat([held, chunk.subarray(skip)])
    skip = Math.max(0, skip - chunk.length)
    for (let entry = entryAt(held); entry !== null; entry = entryAt(held)) {
      if (entry.text !== null) yield { name: entry.name, text: entry.text }
      skip = Math.max(0, entry.span - held.length)
      held = held.subarray(entry.span)
    }
  }
}

type Entry = { name: string; text: string | null; span: number }

/** The entry that starts here; null when more has to come first. Blocks that are no header are skipped one by one. */
function entryAt(buffer: Buffer): Entry | null {
  if (buffer.length < BLOCK) return null
  const name = text(buffer, 0, 100).replace(/^\.\//, '')
  const size = Number.parseInt(text(buffer, 124, 12), 8)
  if (name === '' || !Number.isFinite(size)) return { name, text: null, span: BLOCK }
  const span = BLOCK + Math.ceil(size / BLOCK) * BLOCK
  const wanted = (name === 'manifest.json' || name === 'index.json') && size <= LARGEST_METADATA
  if (!wanted) return { name, text: null, span }
  return buffer.length < BLOCK + size ? null : { name, text: text(buffer, BLOCK, size), span }
}

function text(buffer: Buffer, start: number, length: number): string {
  const end = buffer.indexOf(0, start)
  const limit = start + length
  return buffer.toString('utf8', start, end >= 0 && end < limit ? end : limit).trim()
}

function dockerNames(text: string): string[] {
  return DockerManifest.parse(JSON.parse(text)).flatMap((image) => image.RepoTags ?? [])
}

function ociNames(text: string): string[] {
  const named = ['io.containerd.image.name', 'org.opencontainers.image.ref.name']
  return OciIndex.parse(JSON.parse(text)).manifests.flatMap(({ annotations }) => {
    const name = named.map((key) => annotations?.[key]).find((value) => value?.includes('/'))
    return name ? [name] : []
  })
}
