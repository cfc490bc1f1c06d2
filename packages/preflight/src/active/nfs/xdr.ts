/** Why a conversation with a server came to nothing. Everything that goes wrong on the wire is thrown as this. */
export class WireError extends Error {
  readonly reason: 'garbage' | 'timeout' | 'closed' | 'version' | 'refused'

  constructor(reason: WireError['reason'], detail = '') {
    super(detail === '' ? reason : `${reason}: ${detail}`)
    this.reason = reason
  }
}

const padding = (length: number): number => (4 - (length % 4)) % 4

/** Writes External Data Representation (RFC 4506): big-endian, everything in multiples of four bytes. */
export class XdrWriter {
  readonly #parts: Buffer[] = []

  uint(value: number): this {
    const part = Buffer.alloc(4)
    part.writeUInt32BE(value)
    return this.fixed(part)
  }

  hyper(value: bigint): this {
    const part = Buffer.alloc(8)
    part.writeBigUInt64BE(value)
    return this.fixed(part)
  }

  fixed(bytes: Buffer): this {
    this.#parts.push(bytes)
    return this
  }

  opaque(bytes: Buffer): this {
    return this.uint(bytes.length)
      .fixed(bytes)
      .fixed(Buffer.alloc(padding(bytes.length)))
  }

  text(value: string): this {
    return this.opaque(Buffer.from(value, 'utf8'))
  }

  bytes(): Buffer {
    return Buffer.concat(this.#parts)
  }
}

/** Reads the same from a peer that is not trusted. Each method throws WireError where the bytes end too early. */
export class XdrReader {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  fixed(length: number): Buffer {
    const end = this.#at + length
    if (end > this.#bytes.length) throw new WireError('garbage', 'cut off')
    const part = this.#bytes.subarray(this.#at, end)
    this.#at = end
    return part
  }

  uint(): number {
    return this.fixed(4).readUInt32BE()
  }

  hyper(): bigint {
    return this.fixed(8).readBigUInt64BE()
  }

  /** @param most bytes that it may have */
  opaque(most: number): Buffer {
    const length = this.uint()
    if (length > most) throw new WireError('garbage', `${length} bytes`)
    const part = this.fixed(length)
    this.fixed(padding(length))
    return part
  }

  text(most: number): string {
    return this.opaque(most).toString('utf8')
  }

  /** @param most elements that it may have */
  list<T>(most: number, element: () => T): T[] {
    const length = this.uint()
    if (length > most) throw new WireError('garbage', `${length} elements`)
    return Array.from({ length }, element)
  }
}
