import { Duplex } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { randomOf } from '../../../test/random.ts'
import { readCompound } from './compound.ts'
import * as operations from './operations.ts'
import { callRecord, messageTaker, replyTo, rpcOver } from './rpc.ts'
import { WireError, XdrReader, XdrWriter } from './xdr.ts'

const SESSION = Buffer.alloc(16, 7)
const ALL = [
  operations.sequence(SESSION, 1),
  operations.putRoot(),
  operations.lookup('export'),
  operations.getHandle(),
  operations.folderAttributes(),
  operations.createFile(1n, 'a'),
  operations.ownerAttribute(),
  operations.writeFile(Buffer.from('abc')),
  operations.closeFile(),
  operations.changeOwner(1001),
  operations.remove('a'),
  operations.exchangeId(SESSION),
  operations.createSession(1n, 1),
] as const satisfies readonly operations.Operation<unknown>[]

const reply = (xid: number): XdrWriter => new XdrWriter().uint(xid).uint(1).uint(0).uint(0).uint(0).uint(0)
const results = (to: XdrWriter, status: number, count: number): XdrWriter => to.uint(status).text('').uint(count)

/** A good answer to the first seven operations, as bytes behind the head of the reply. */
function goodAnswer(): Buffer {
  const to = results(new XdrWriter(), 0, 7)
  to.uint(53).uint(0).fixed(Buffer.alloc(36))
  to.uint(24).uint(0).uint(15).uint(0)
  to.uint(10).uint(0).opaque(Buffer.from('handle'))
  to.uint(9)
    .uint(0)
    .uint(2)
    .uint(2)
    .uint((1 << 10) | (1 << 12))
  to.opaque(new XdrWriter().uint(2).hyper(5n).hyper(9n).bytes())
  to.uint(18)
    .uint(0)
    .fixed(Buffer.alloc(16 + 20 + 4))
    .uint(1)
    .uint(2)
    .uint(3)
    .uint(0)
  to.uint(9)
    .uint(0)
    .uint(2)
    .uint(0)
    .uint(1 << 4)
    .opaque(new XdrWriter().text('root@lab').bytes())
  return to.bytes()
}

test('a good answer is read', () => {
  const done = readCompound(new XdrReader(goodAnswer()), ALL)
  expect(ALL.map((each) => done.statusOf(each))).toEqual([0, 0, 0, 0, 0, 0, 0, null, null, null, null, null, null])
  expect(done.valueOf(ALL[3])).toEqual(Buffer.from('handle'))
  expect(done.valueOf(ALL[4])).toEqual({ type: 2, free: 5n, total: 9n })
  expect(done.valueOf(ALL[6])).toEqual({ owner: 'root@lab' })
})

test('the first failure ends an answer', () => {
  const to = results(new XdrWriter(), 13, 2).uint(53).uint(0).fixed(Buffer.alloc(36)).uint(24).uint(13)
  const done = readCompound(new XdrReader(to.bytes()), ALL)
  expect([done.status, done.statusOf(ALL[1]), done.statusOf(ALL[2])]).toEqual([13, 13, null])
})

/** Nothing but a WireError, and not after an endless search; the machine may be under load. */
function quietly(work: () => unknown): void {
  const began = performance.now()
  try {
    work()
  } catch (error) {
    expect(error).toBeInstanceOf(WireError)
  }
  expect(performance.now() - began).toBeLessThan(10_000)
}

describe('garbage is a WireError and nothing else', () => {
  const random = randomOf(20_261_127)
  const noise = (most: number): Buffer => Buffer.from(Array.from({ length: random(most) }, () => random(256)))

  test('any bytes', () => {
    for (let round = 0; round < 3000; round += 1) {
      const bytes = noise(200)
      quietly(() => replyTo(1, bytes))
      quietly(() => readCompound(new XdrReader(bytes), ALL))
      for (const each of ALL) quietly(() => each.read(new XdrReader(bytes)))
      quietly(() => messageTaker()(bytes))
    }
  })

  test('a good answer that is cut off or changed anywhere', () => {
    const good = goodAnswer()
    for (let at = 0; at < good.length; at += 1) {
      quietly(() => readCompound(new XdrReader(good.subarray(0, at)), ALL))
      for (const value of [0, 1, 0x7f, 0x80, 0xff]) {
        const changed = Buffer.from(good)
        changed[at] = value
        quietly(() => readCompound(new XdrReader(changed), ALL))
      }
    }
  })

  test('what is longer than it may be is garbage, though the bytes are there', () => {
    const text = new XdrWriter().opaque(Buffer.alloc(9)).bytes()
    expect(new XdrReader(text).opaque(9)).toHaveLength(9)
    expect(() => new XdrReader(text).opaque(8)).toThrow(WireError)
    const list = () => new XdrReader(new XdrWriter().uint(3).uint(1).uint(2).uint(3).bytes())
    const all = list()
    expect(all.list(3, () => all.uint())).toEqual([1, 2, 3])
    const few = list()
    expect(() => few.list(2, () => few.uint())).toThrow(WireError)
  })

  test('lengths that no answer has take no memory', () => {
    for (const each of ALL) quietly(() => each.read(new XdrReader(Buffer.alloc(400, 0xff))))
    expect(() => messageTaker()(Buffer.from([0xff, 0xff, 0xff, 0xff]))).toThrow(WireError)
    const take = messageTaker()
    expect(() => {
      for (let round = 0; round < 1000; round += 1) take(Buffer.alloc(4))
    }).toThrow(WireError)
  })
})

describe('a connection', () => {
  const mark = (body: Buffer): Buffer =>
    new XdrWriter()
      .uint((0x80000000 | body.length) >>> 0)
      .fixed(body)
      .bytes()
  /** A server's end that gives `answers`, byte by byte, as soon as it is asked something. */
  const asked = (...answers: Buffer[]) => {
    const stream = new Duplex({
      read() {},
      write(_chunk, _encoding, done) {
        for (const byte of Buffer.concat(answers)) this.push(Buffer.from([byte]))
        done()
      },
    })
    return rpcOver(stream, 'lab').call({ version: 4, procedure: 0 })
  }

  test('a call is one record of AUTH_SYS as root', () => {
    const record = callRecord(7, 'lab', { version: 4, procedure: 1, args: Buffer.from('args') })
    expect(record.readUInt32BE()).toBe(0x80000000 + record.length - 4)
    const reader = new XdrReader(record.subarray(4))
    expect(Array.from({ length: 7 }, () => reader.uint())).toEqual([7, 0, 2, 100_003, 4, 1, 1])
  })
  test('takes an answer that comes in pieces, and leaves one that is not for it', async () => {
    expect((await asked(mark(reply(9).bytes()), mark(reply(1).uint(42).bytes()))).uint()).toBe(42)
  })
  test('says that there is no such version, and that an answer is garbage', async () => {
    const mismatch = new XdrWriter().uint(1).uint(1).uint(0).uint(0).uint(0).uint(2).uint(3).uint(3).bytes()
    await expect(asked(mark(mismatch))).rejects.toMatchObject({ reason: 'version' })
    await expect(asked(Buffer.from('HTTP/1.1 400 Bad Request'))).rejects.toMatchObject({ reason: 'garbage' })
  })
})
