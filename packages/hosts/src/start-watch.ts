/** More than a lecture of sudo and a chatty profile; what is beyond it is dropped. */
const MAX_NOISE = 64 * 1024

/** Reads stderr up to the line `TOKEN pid` with which a launched command begins. */
export class StartWatch {
  /** The process that the command runs in, once it has begun. */
  pid: number | null = null
  readonly begun: Promise<number>
  readonly #begin: (pid: number) => void
  readonly #token: string
  #noise: Buffer = Buffer.alloc(0)

  constructor(token: string) {
    this.#token = token
    const { promise, resolve } = Promise.withResolvers<number>()
    this.begun = promise
    this.#begin = resolve
  }

  /** Takes a chunk of stderr; returns what of it the command itself wrote. */
  take(chunk: Buffer): Buffer | null {
    if (this.pid !== null) return chunk
    const all = Buffer.concat([this.#noise, chunk])
    const at = all.indexOf(`${this.#token} `)
    const end = at < 0 ? -1 : all.indexOf('\n', at)
    if (end < 0) {
      this.#noise = all.subarray(-MAX_NOISE)
      return null
    }
    this.pid = Number(all.toString('latin1', at + this.#token.length + 1, end))
    this.#begin(this.pid)
    this.#noise = all.subarray(0, at)
    return end + 1 < all.length ? all.subarray(end + 1) : null
  }

  /** sudo asks a second time, so the password was wrong. */
  get askedAgain(): boolean {
    const text = this.#noise.toString('latin1')
    return text.split(`${this.#token}?`).length > 2 || text.includes('try again')
  }

  /** What was written before the command began, without our own prompts. */
  get noise(): string {
    return this.#noise.toString().replaceAll(`${this.#token}?`, '')
  }
}
