import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { type JournalEvent, nextNumber, ROUTES, type ServerMessage } from '@astrago/contracts'
import { setUserDisabled, startRun, startSession } from '@astrago/store'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { type TemporaryConsole, temporaryConsole } from './testing.ts'

let it: TemporaryConsole
let port: number
let run: string
let cookie: string

beforeEach(async () => {
  it = await temporaryConsole()
  await it.app.listen({ host: '127.0.0.1', port: 0 })
  const address = it.app.server.address()
  port = typeof address === 'object' && address ? address.port : 0
  const user = await it.store.db.user.findFirstOrThrow({ where: { name: 'park' } })
  cookie = `astrago_${port}=${await startSession(it.store.db, { userId: user.id })}`
  run = (await startRun(it.store.db, { siteId: it.site.id, kind: 'install', startedBy: 'kim' })).id
})
afterEach(() => it.remove())

const write = async (...texts: string[]): Promise<void> => {
  const { journal, release } = await it.journals.use(run)
  for (const text of texts)
    await journal.append({ kind: 'log', lines: text.split('\n').length, host: 'n1', step: 's', level: 'info', text })
  await release()
}

/** A client that keeps what it was sent until `enough` says so. */
function connect(headers: Record<string, string> = { cookie }) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/socket`, { headers })
  const messages: ServerMessage[] = []
  const waiting: (() => void)[] = []
  socket.on('message', (data) => {
    messages.push(JSON.parse(String(data)) as ServerMessage)
    for (const wake of waiting.splice(0)) wake()
  })
  const until = async (enough: (messages: ServerMessage[]) => boolean): Promise<void> => {
    while (!enough(messages)) await new Promise<void>((resolve) => waiting.push(resolve))
  }
  const opened = new Promise<void>((resolve, reject) => {
    socket.on('open', resolve)
    socket.on('error', reject)
    socket.on('unexpected-response', (_, answer) => reject(new Error(String(answer.statusCode))))
  })
  const events = (): JournalEvent[] => messages.flatMap((message) => (message.type === 'events' ? message.events : []))
  const text = (): string[] => events().flatMap((event) => (event.kind === 'log' ? event.text.split('\n') : []))
  const ask = (message: object): void => socket.send(JSON.stringify(message))
  return { socket, opened, messages, until, events, text, ask }
}

const isLive = (messages: ServerMessage[]): boolean => messages.some(({ type }) => type === 'live')

describe('a subscription', () => {
  test('gives what was written, then what is being written, in order without gap or double', async () => {
    await write('one\ntwo', 'three')
    const client = connect()
    await client.opened
    client.ask({ type: 'subscribe', run, from: 1 })
    await client.until(isLive)
    await write('four', 'five\nsix')
    await client.until(() => client.text().length === 6)
    expect(client.text()).toEqual(['one', 'two', 'three', 'four', 'five', 'six'])
    const numbers = client.events()
    expect(numbers.map(({ n }) => n)).toEqual([1, 3, 4, 5])
    expect(numbers.map(nextNumber)).toEqual([3, 4, 5, 7])
    client.socket.close()
  })

  test('goes on from the number behind the last line after the connection was cut', async () => {
    await write('one', 'two')
    const first = connect()
    await first.opened
    first.ask({ type: 'subscribe', run, from: 1 })
    await first.until(isLive)
    first.socket.terminate()
    await write('three')
    const second = connect()
    await second.opened
    second.ask({ type: 'subscribe', run, from: 3 })
    await second.until(isLive)
    expect([...first.text(), ...second.text()]).toEqual(['one', 'two', 'three'])
    second.socket.close()
  })

  test('of a reader that does not read keeps nothing in memory and holds nobody up', async () => {
    const stalled = connect()
    await stalled.opened
    stalled.ask({ type: 'subscribe', run, from: 1 })
    await stalled.until(isLive)
    stalled.socket.pause()
    const reader = connect()
    await reader.opened
    reader.ask({ type: 'subscribe', run, from: 1 })
    const chunk = Array.from({ length: 400 }, (_, i) => `${i} ${'x'.repeat(140)}`).join('\n')
    for (let i = 0; i < 500; i++) await write(chunk)
    await reader.until(() => reader.events().length === 500)
    // Thirty megabytes went by; what waits for the stalled one in this process is a batch.
    const waiting = [...it.app.websocketServer.clients].map(({ bufferedAmount }) => bufferedAmount)
    stalled.socket.terminate()
    reader.socket.close()
    expect(Math.max(...waiting)).toBeLessThan(2 ** 20)
  })

  test('to a run that does not exist is answered, and the connection lives on', async () => {
    const client = connect()
    await client.opened
    client.ask({ type: 'subscribe', run: 'none', from: 1 })
    client.ask({ nonsense: true })
    client.ask({ type: 'ping', id: 7 })
    await client.until((messages) => messages.length === 3)
    expect(client.messages).toContainEqual({ type: 'pong', id: 7 })
    expect(client.messages.filter(({ type }) => type === 'error')).toHaveLength(2)
    client.socket.close()
  })
})

describe('an open socket', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  test('does not keep a session alive, and is closed when it has ended', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const { session } = it.store.db
    const owner = { user: { name: 'park' } }
    const client = connect()
    await client.opened
    const closed = once(client.socket, 'close')
    const before = new Date(Date.now() - 10 * 60_000).toISOString()
    await session.updateMany({ where: owner, data: { lastSeenAt: before } })
    vi.advanceTimersByTime(60_000)
    await wait(200)
    const seen = await session.findMany({ where: owner })
    expect(seen.map(({ lastSeenAt }) => lastSeenAt)).toEqual(seen.map(() => before))

    await session.updateMany({ where: owner, data: { expiresAt: before } })
    vi.advanceTimersByTime(60_000)
    expect((await closed)[0]).toBe(4401)
  })

  test('is closed at once when its user is disabled; another stays', async () => {
    const owner = await it.store.db.user.findFirstOrThrow({ where: { name: 'kim' } })
    const other = connect({ cookie: `astrago_${port}=${await startSession(it.store.db, { userId: owner.id })}` })
    const client = connect()
    await Promise.all([client.opened, other.opened])
    const closed = once(client.socket, 'close')
    const { id } = await it.store.db.user.findFirstOrThrow({ where: { name: 'park' } })
    expect((await it.reseller(ROUTES.changeUser, { params: { user: id }, body: { disabled: true } })).status).toBe(200)
    expect((await closed)[0]).toBe(4401)
    other.ask({ type: 'ping', id: 1 })
    await other.until((messages) => messages.some(({ type }) => type === 'pong'))
  })
})

describe('the upgrade', () => {
  test('is refused to nobody, to a customer and to a page of another origin', async () => {
    await expect(connect({}).opened).rejects.toThrow('401')
    await expect(connect({ cookie: `astrago_${port}=${it.customerToken}` }).opened).rejects.toThrow('403')
    await expect(connect({ cookie, origin: 'https://evil.example' }).opened).rejects.toThrow('403')
    const own = connect({ cookie, origin: `http://127.0.0.1:${port}` })
    await own.opened
    own.socket.close()
  })

  test('is refused once the user is disabled', async () => {
    const park = await it.store.db.user.findFirstOrThrow({ where: { name: 'park' } })
    await setUserDisabled(it.store.db, park.id, true)
    await expect(connect().opened).rejects.toThrow('401')
  })
})
