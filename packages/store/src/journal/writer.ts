import type { FileHandle } from 'node:fs/promises'
import { AppError, isAppError, type NewEvent } from '@astrago/contracts'

/** Log lines reach the disk within this time; every other event before its append resolves. */
const SYNC_MS = 200

type Entry = {
  bytes: Buffer
  n: number
  next: number
  durable: boolean
  resolve: (n: number) => void
  reject: (error: unknown) => void
}

export type WriterStart = { file: FileHandle; path: string; end: number; next: number; onWritten: () => void }

/**
 * The one writer of a journal. Numbers are given in the order of the calls. What is appended while a write is under way
 * goes out with the next one. A write that fails is cut off again, so the file holds whole lines only, and fails its
 * events and those queued behind them; their numbers are given again, and the next append tries anew.
 */
export class JournalWriter {
  readonly #file: FileHandle
  readonly #path: string
  readonly #onWritten: () => void
  #queue: Entry[] = []
  #next: number
  #drained: Promise<void> | undefined
  #broken: AppError | undefined
  #syncTimer: NodeJS.Timeout | undefined
  #runningSync: Promise<void> = Promise.resolve()
  #waitingSync: Promise<void> | undefined
  /** Bytes and numbers that are in the file; readers go no further. */
  written: { end: number; next: number }

  constructor({ file, path, end, next, onWritten }: WriterStart) {
    this.#file = file
    this.#path = path
    this.#next = next
    this.#onWritten = onWritten
    this.written = { end, next }
  }

  /** @throws STORE_DISK_FULL, STORE_WRITE_FAILED */
  append(event: NewEvent): Promise<number> {
    if (this.#broken) return Promise.reject(this.#broken)
    const n = this.#next
    const bytes = Buffer.from(`${JSON.stringify({ n, at: Date.now(), ...event })}\n`)
    this.#next = n + (event.kind === 'log' ? event.lines : 1)
    return new Promise((resolve, reject) => {
      this.#queue.push({ bytes, n, next: this.#next, durable: event.kind !== 'log', resolve, reject })
      this.#drained ??= this.#drain()
    })
  }

  /** Everything appended so far is on the disk. */
  async flush(): Promise<void> {
    await this.#drained
    clearTimeout(this.#syncTimer)
    this.#syncTimer = undefined
    await this.#sync()
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0) {
      const batch = this.#queue
      this.#queue = []
      await this.#write(batch)
    }
    this.#drained = undefined
  }

  async #write(batch: readonly Entry[]): Promise<void> {
    const bytes = Buffer.concat(batch.map((entry) => entry.bytes))
    try {
      await writeAll(this.#file, bytes)
    } catch (cause) {
      return this.#takeBack(batch, cause)
    }
    this.written = { end: this.written.end + bytes.length, next: batch.at(-1)?.next ?? this.written.next }
    this.#onWritten()
    this.#acknowledge(batch)
  }

  #acknowledge(batch: readonly Entry[]): void {
    const durable = batch.filter((entry) => entry.durable)
    for (const entry of batch) if (!entry.durable) entry.resolve(entry.n)
    if (durable.length === 0) {
      this.#syncTimer ??= setTimeout(() => {
        this.#syncTimer = undefined
        this.#sync().catch(() => undefined)
      }, SYNC_MS)
      return
    }
    this.#sync().then(
      () => durable.forEach((entry) => void entry.resolve(entry.n)),
      (error) => durable.forEach((entry) => void entry.reject(error)),
    )
  }

  async #takeBack(batch: readonly Entry[], cause: unknown): Promise<void> {
    const error = writeError(this.#path, cause)
    const failed = [...batch, ...this.#queue]
    this.#queue = []
    this.#next = this.written.next
    try {
      await this.#file.truncate(this.written.end)
    } catch (truncateCause) {
      this.#broken = writeError(this.#path, truncateCause)
    }
    for (const entry of failed) entry.reject(error)
  }

  /** A sync that begins after this call; calls that come while one runs share the next. */
  #sync(): Promise<void> {
    this.#waitingSync ??= this.#runningSync
      .catch(() => undefined)
      .then(() => {
        this.#waitingSync = undefined
        this.#runningSync = this.#syncNow()
        return this.#runningSync
      })
    return this.#waitingSync
  }

  /** After a failed sync nobody knows what is on the disk, so nothing more is taken until the file is opened again. */
  async #syncNow(): Promise<void> {
    try {
      await this.#file.datasync()
    } catch (cause) {
      this.#broken = writeError(this.#path, cause)
      throw this.#broken
    }
  }
}

async function writeAll(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done)
    done += bytesWritten
  }
}

export function writeError(path: string, cause: unknown): AppError {
  if (isAppError(cause)) return cause
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('STORE_DISK_FULL', { params: { path }, cause })
  return new AppError('STORE_WRITE_FAILED', { params: { path, detail: code }, cause })
}
