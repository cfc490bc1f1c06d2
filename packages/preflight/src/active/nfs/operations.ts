import { WireError, type XdrReader, XdrWriter } from './xdr.ts'

/** One operation of a COMPOUND (RFC 8881 section 18). `T`: what it gives when it succeeds. */
export type Operation<T> = {
  code: number
  args: Buffer
  /** @throws WireError */
  read: (from: XdrReader) => T
}

const operation = <T>(code: number, args: XdrWriter, read: (from: XdrReader) => T): Operation<T> => ({
  code,
  args: args.bytes(),
  read,
})
const nothing = (): null => null
const HANDLE_MOST = 128

/** "The state that an operation before in this COMPOUND gave", and "none" (RFC 8881 section 8.2.3). */
const CURRENT_STATE = Buffer.from([0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
const NO_STATE = Buffer.alloc(16)
const STATE_BYTES = 16

/** Numbers of attributes (RFC 8881 section 5.8). */
const [TYPE, MODE, OWNER, GROUP, FREE, TOTAL] = [1, 33, 36, 37, 42, 44] as const
const BITMAP_MOST = 8

function bitmap(to: XdrWriter, attributes: readonly number[]): XdrWriter {
  const words = [0, 0]
  for (const each of attributes) words[each >> 5] = (words[each >> 5] ?? 0) | (1 << (each & 31))
  to.uint(words.length)
  for (const word of words) to.uint(word >>> 0)
  return to
}

export type Attributes = { type?: number; owner?: string; free?: bigint; total?: bigint }

/** Attributes stand in the order of their numbers; of one that was not asked for nobody knows how long it is. */
function readAttributes(from: XdrReader): Attributes {
  const words = from.list(BITMAP_MOST, () => from.uint())
  const given = words.flatMap((word, index) =>
    Array.from({ length: 32 }, (_, bit) => bit).flatMap((bit) => ((word >>> bit) & 1 ? [index * 32 + bit] : [])),
  )
  from.uint()
  const found: Attributes = {}
  for (const number of given) {
    if (number === TYPE) found.type = from.uint()
    else if (number === OWNER) found.owner = from.text(1024)
    else if (number === FREE) found.free = from.hyper()
    else if (number === TOTAL) found.total = from.hyper()
    else throw new WireError('garbage', `attribute ${number}`)
  }
  return found
}

const readChange = (from: XdrReader): null => {
  from.fixed(4 + 8 + 8)
  return null
}

/** What a server says of the channels of a session: seven numbers, the last a list. */
const readChannel = (from: XdrReader): void => {
  from.fixed(6 * 4)
  from.list(1, () => from.uint())
}

const channel = (to: XdrWriter): XdrWriter => to.uint(0).uint(65536).uint(65536).uint(4096).uint(16).uint(1).uint(0)

export const putRoot = () => operation(24, new XdrWriter(), nothing)
export const putHandle = (handle: Buffer) => operation(22, new XdrWriter().opaque(handle), nothing)
export const getHandle = () => operation(10, new XdrWriter(), (from) => Buffer.from(from.opaque(HANDLE_MOST)))
export const lookup = (name: string) => operation(15, new XdrWriter().text(name), nothing)
export const folderAttributes = () => operation(9, bitmap(new XdrWriter(), [TYPE, FREE, TOTAL]), readAttributes)
export const ownerAttribute = () => operation(9, bitmap(new XdrWriter(), [OWNER]), readAttributes)
export const remove = (name: string) => operation(28, new XdrWriter().text(name), readChange)

export const exchangeId = (owner: Buffer) =>
  operation(42, new XdrWriter().fixed(owner.subarray(0, 8)).opaque(owner).uint(0).uint(0).uint(0), (from) => ({
    client: from.hyper(),
    sequence: from.uint(),
  }))

/** Without a way back: this client takes no delegations. */
export const createSession = (client: bigint, sequence: number) =>
  operation(
    43,
    channel(channel(new XdrWriter().hyper(client).uint(sequence).uint(0)))
      .uint(0)
      .uint(1)
      .uint(0),
    (from) => {
      const id = Buffer.from(from.fixed(16))
      from.fixed(8)
      readChannel(from)
      readChannel(from)
      return id
    },
  )
export const destroySession = (id: Buffer) => operation(44, new XdrWriter().fixed(id), nothing)
export const destroyClient = (client: bigint) => operation(57, new XdrWriter().hyper(client), nothing)
export const reclaimComplete = () => operation(58, new XdrWriter().uint(0), nothing)
export const sequence = (id: Buffer, number: number) =>
  operation(53, new XdrWriter().fixed(id).uint(number).uint(0).uint(0).uint(0), (from) => from.fixed(16 + 5 * 4).length)

/** Creates a file that is not there yet, to be written to; the file is the current one then. */
export function createFile(client: bigint, name: string): Operation<null> {
  const [WRITE_WITHOUT_DELEGATION, CREATE, GUARDED, CLAIM_BY_NAME] = [0x402, 1, 1, 0]
  const args = new XdrWriter().uint(0).uint(WRITE_WITHOUT_DELEGATION).uint(0)
  args.hyper(client).text('astrago').uint(CREATE).uint(GUARDED)
  bitmap(args, [MODE]).opaque(new XdrWriter().uint(0o600).bytes())
  return operation(18, args.uint(CLAIM_BY_NAME).text(name), (from) => {
    from.fixed(STATE_BYTES)
    readChange(from)
    from.uint()
    from.list(BITMAP_MOST, () => from.uint())
    return readDelegation(from)
  })
}

/** None was wanted (RFC 8881 section 18.16.3): only why there is none can follow. */
function readDelegation(from: XdrReader): null {
  const [NONE, NONE_WITH_REASON, CONTENTION, RESOURCE] = [0, 3, 1, 2]
  const kind = from.uint()
  if (kind === NONE) return null
  if (kind !== NONE_WITH_REASON) throw new WireError('garbage', 'a delegation')
  const why = from.uint()
  if (why === CONTENTION || why === RESOURCE) from.uint()
  return null
}

/** To the file that was created before in the same COMPOUND, and down to the disk. */
export const writeFile = (data: Buffer) =>
  operation(38, new XdrWriter().fixed(CURRENT_STATE).hyper(0n).uint(2).opaque(data), (from) => {
    from.fixed(4 + 4 + 8)
    return null
  })
export const closeFile = () =>
  operation(4, new XdrWriter().uint(0).fixed(CURRENT_STATE), (from) => {
    from.fixed(STATE_BYTES)
    return null
  })
export function changeOwner(id: number): Operation<null> {
  const values = new XdrWriter().text(String(id)).text(String(id)).bytes()
  return operation(34, bitmap(new XdrWriter().fixed(NO_STATE), [OWNER, GROUP]).opaque(values), (from) => {
    from.list(BITMAP_MOST, () => from.uint())
    return null
  })
}
