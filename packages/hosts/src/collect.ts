/** Keeps the first `maxBytes` of a stream as text. */
export class Collector {
  truncated = false
  readonly #chunks: Buffer[] = []
  #room: number

  constructor(maxBytes: number) {
    this.#room = maxBytes
  }

  readonly take = (chunk: Buffer): void => {
    if (chunk.length > this.#room) this.truncated = true
    if (this.#room > 0) this.#chunks.push(chunk.subarray(0, this.#room))
    this.#room -= Math.min(this.#room, chunk.length)
  }

  get text(): string {
    return Buffer.concat(this.#chunks).toString()
  }
}
