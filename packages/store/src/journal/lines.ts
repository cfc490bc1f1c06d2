import type { FileHandle } from 'node:fs/promises'
import { AppError, JournalEvent, nextNumber } from '@astrago/contracts'

const NEWLINE = 10
const HEAD_BYTES = 32
const NEAR = 131_072

/** A part of a journal file as it is read: the bytes up to `end`, which is the end of a line. */
export type JournalBytes = { file: FileHandle; path: string; end: number }

/**
 * Whole lines from `offset`, which is the start of one: about `atMost` bytes, but at least one line.
 * Empty at the end.
 * @throws JOURNAL_DAMAGED when no line ends where one must
 */
export async function readLines(source: JournalBytes, offset: number, atMost: number): Promise<Buffer> {
  const { file, end } = source
  for (let size = atMost; offset < end; size *= 2) {
    const bytes = await readAt(file, offset, Math.min(size, end - offset))
    const last = bytes.lastIndexOf(NEWLINE)
    if (last >= 0) return bytes.subarray(0, last + 1)
    if (offset + size >= end) throw damaged(source.path, offset)
  }
  return Buffer.alloc(0)
}

/**
 * Where the line begins that covers number `n`; `end` when it is not written yet. Lines begin with their number, so
 * this is a binary search over the file itself: no index is kept, rebuilt or wrong.
 */
export async function findLine(source: JournalBytes, n: number): Promise<number> {
  let low = 0
  let high = source.end
  while (high - low > NEAR) {
    const middle = Math.floor((low + high) / 2)
    const start = await nextLineStart(source, middle)
    if (start < high && (await numberAt(source, start)) <= n) low = start
    else high = middle
  }
  return firstCovering(source, low, n)
}

async function firstCovering(source: JournalBytes, from: number, n: number): Promise<number> {
  for await (const piece of readPieces(source, from, NEAR)) {
    const covering = piece.find(({ event }) => n < nextNumber(event))
    if (covering) return covering.offset
  }
  return source.end
}

async function nextLineStart(source: JournalBytes, offset: number): Promise<number> {
  for (let at = offset; at < source.end; at += NEAR) {
    const newline = (await readAt(source.file, at, Math.min(NEAR, source.end - at))).indexOf(NEWLINE)
    if (newline >= 0) return at + newline + 1
  }
  return source.end
}

async function numberAt(source: JournalBytes, offset: number): Promise<number> {
  const head = await readAt(source.file, offset, Math.min(HEAD_BYTES, source.end - offset))
  const n = /^\{"n":(\d+),/.exec(head.toString('latin1'))?.[1]
  if (n === undefined) throw damaged(source.path, offset)
  return Number(n)
}

export async function readAt(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, offset + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return buffer.subarray(0, filled)
}

export type Placed = { event: JournalEvent; offset: number }

/** The journal from `offset` in pieces of about `atMost` bytes: what is read at once is all that is held. */
export async function* readPieces(source: JournalBytes, offset: number, atMost: number): AsyncGenerator<Placed[]> {
  for (let at = offset; at < source.end; ) {
    const bytes = await readLines(source, at, atMost)
    yield [...parseLines(source, bytes, at)]
    at += bytes.length
  }
}

/** The events of whole lines that stand at `offset`. @throws JOURNAL_DAMAGED */
export function* parseLines(source: JournalBytes, lines: Buffer, offset: number): Generator<Placed> {
  for (let start = 0; start < lines.length; ) {
    const end = lines.indexOf(NEWLINE, start)
    yield { event: parseLine(source, lines.subarray(start, end), offset + start), offset: offset + start }
    start = end + 1
  }
}

/** @throws JOURNAL_DAMAGED */
export function parseLine(source: JournalBytes, line: Buffer, offset: number): JournalEvent {
  try {
    return JournalEvent.parse(JSON.parse(line.toString('utf8')))
  } catch (cause) {
    throw damaged(source.path, offset, cause)
  }
}

export function damaged(path: string, offset: number, cause?: unknown): AppError {
  return new AppError('JOURNAL_DAMAGED', { params: { path, offset }, cause })
}
