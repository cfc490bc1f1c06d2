import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

/**
 * RKE2's sha256 file as name to hex. Names with path parts are dropped: the file may come from anywhere and its names
 * are only ever looked up, never opened.
 */
export function parseChecksums(text: string): Map<string, string> {
  const lines = text.split(/\r?\n/).map((line) => /^([0-9a-fA-F]{64})[ \t]+\*?(\S+)\s*$/.exec(line))
  return new Map(
    lines.flatMap((match) => {
      const [, hash, name] = match ?? []
      return hash && name && !/[/\\]|^\.\.?$/.test(name) ? [[name, hash.toLowerCase()] as const] : []
    }),
  )
}

/** sha256 of a file in hex, read in pieces. */
export async function sha256OfFile(
  path: string,
  onBytes: (bytes: number) => void,
  signal?: AbortSignal,
): Promise<string> {
  const hash = createHash('sha256')
  const stream = createReadStream(path, { highWaterMark: 1024 * 1024, ...(signal ? { signal } : {}) })
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    hash.update(chunk)
    onBytes(chunk.length)
  }
  return hash.digest('hex')
}
