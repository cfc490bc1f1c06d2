import type { Duplex } from 'node:stream'
import { WireError, XdrReader, XdrWriter } from './xdr.ts'

const NFS_PROGRAM = 100_003
const CALL_MS = 5_000
/** More than any answer here; a record that claims more is garbage. */
const MAX_RECORD = 256 * 1024
const LAST = 0x80000000
const [CALL, REPLY] = [0, 1]
const [AUTH_NONE, AUTH_SYS] = [0, 1]
const RPC_VERSION = 2

/** `version` and `procedure` of the NFS program; `args` are encoded already. */
type Call = { version: number; procedure: number; args?: Buffer }

/** Root, as AUTH_SYS says it (RFC 5531, appendix A). */
const root = (machine: string): Buffer => new XdrWriter().uint(0).text(machine).uint(0).uint(0).uint(0).bytes()

/** A call as one record with its mark (RFC 5531 sections 9 and 11). */
export function callRecord(xid: number, machine: string, { version, procedure, args }: Call): Buffer {
  const body = new XdrWriter().uint(xid).uint(CALL).uint(RPC_VERSION)
  body.uint(NFS_PROGRAM).uint(version).uint(procedure)
  body.uint(AUTH_SYS).opaque(root(machine)).uint(AUTH_NONE).uint(0)
  const bytes = body.fixed(args ?? Buffer.alloc(0)).bytes()
  return new XdrWriter()
    .uint((LAST | bytes.length) >>> 0)
    .fixed(bytes)
    .bytes()
}

/** What follows the head of a reply; null where it answers another call. @throws WireError where it is no success */
export function replyTo(xid: number, message: Buffer): XdrReader | null {
  const reader = new XdrReader(message)
  const [own, kind] = [reader.uint(), reader.uint()]
  if (own !== xid || kind !== REPLY) return null
  if (reader.uint() !== 0) throw new WireError('refused', `reject ${reader.uint()}`)
  reader.uint()
  reader.opaque(400)
  const state = reader.uint()
  if (state === 0) return reader
  // PROG_UNAVAIL, PROG_MISMATCH and PROC_UNAVAIL: there is no such version.
  throw new WireError(state >= 1 && state <= 3 ? 'version' : 'garbage', `accept ${state}`)
}

/** Takes whole messages out of a stream of record fragments. @throws WireError where one is too large */
export function messageTaker(): (chunk: Buffer) => Buffer[] {
  let held = Buffer.alloc(0)
  let fragments: Buffer[] = []
  return (chunk) => {
    const messages: Buffer[] = []
    held = Buffer.concat([held, chunk])
    while (held.length >= 4) {
      const mark = held.readUInt32BE()
      const length = mark % LAST
      const size = fragments.reduce((sum, each) => sum + each.length, length)
      if (size > MAX_RECORD || fragments.length > 64) throw new WireError('garbage', 'record too large')
      if (held.length < 4 + length) break
      fragments.push(held.subarray(4, 4 + length))
      held = held.subarray(4 + length)
      if (mark < LAST) continue
      messages.push(Buffer.concat(fragments))
      fragments = []
    }
    return messages
  }
}

export type Rpc = { call(call: Call): Promise<XdrReader>; close(): void }

/** Calls of the NFS program over a connection, one after the other. Each throws WireError. */
export function rpcOver(stream: Duplex, machine: string): Rpc {
  const take = messageTaker()
  let xid = 0
  let waiting: { xid: number; resolve: (reader: XdrReader) => void; reject: (error: unknown) => void } | null = null
  const fail = (error: unknown): void => {
    waiting?.reject(error)
    waiting = null
    stream.destroy()
  }
  stream.on('error', () => fail(new WireError('closed')))
  stream.on('close', () => fail(new WireError('closed')))
  stream.on('end', () => fail(new WireError('closed')))
  stream.on('data', (chunk: Buffer) => {
    try {
      for (const message of take(chunk)) answer(message)
    } catch (error) {
      fail(error)
    }
  })
  const answer = (message: Buffer): void => {
    const current = waiting
    if (!current) return
    try {
      const reader = replyTo(current.xid, message)
      if (!reader) return
      waiting = null
      current.resolve(reader)
    } catch (error) {
      waiting = null
      current.reject(error)
    }
  }
  return {
    async call(call) {
      if (stream.destroyed) throw new WireError('closed')
      xid += 1
      const timer = setTimeout(() => fail(new WireError('timeout')), CALL_MS)
      try {
        return await new Promise<XdrReader>((resolve, reject) => {
          waiting = { xid, resolve, reject }
          stream.write(callRecord(xid, machine, call))
        })
      } finally {
        clearTimeout(timer)
      }
    },
    close: () => void stream.destroy(),
  }
}
