import type { FileHandle } from 'node:fs/promises'
import { z } from 'zod'
import { damaged, readAt } from './lines.ts'

const NEWLINE = 10
const TAIL_BYTES = 1_048_576

/** All that counting on needs; events that a newer version wrote pass too. */
const Numbered = z.object({ n: z.number().int().positive(), lines: z.number().int().positive().default(1) })

type Tail = {
  /** Bytes of the file that are whole lines. */
  end: number
  /** The number to come. */
  next: number
}

/**
 * Looks at the end of a journal for the last line that is whole; what stands behind it was half written.
 * @throws JOURNAL_DAMAGED when there are lines but none is whole: such a file is not ours to cut
 */
export async function findTail(file: FileHandle, path: string): Promise<Tail> {
  let end = (await file.stat()).size
  let line = await lastLine(file, end)
  while (line) {
    const parsed = Numbered.safeParse(tryJson(line.text))
    if (parsed.success) return { end: line.end, next: parsed.data.n + parsed.data.lines }
    end = line.start
    line = await lastLine(file, end)
    if (!line) throw damaged(path, end)
  }
  return { end: 0, next: 1 }
}

/** The last line before `end` that ends with a newline. */
async function lastLine(file: FileHandle, end: number) {
  for (let size = TAIL_BYTES; ; size *= 2) {
    const from = Math.max(0, end - size)
    const bytes = await readAt(file, from, end - from)
    const close = bytes.lastIndexOf(NEWLINE)
    const open = close > 0 ? bytes.lastIndexOf(NEWLINE, close - 1) : -1
    const isWhole = close >= 0 && (open >= 0 || from === 0)
    if (isWhole) return { text: bytes.toString('utf8', open + 1, close), start: from + open + 1, end: from + close + 1 }
    if (from === 0) return undefined
  }
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
