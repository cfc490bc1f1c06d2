import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { localHost } from './local-host.ts'

const host = localHost('here')
const folder = mkdtempSync(join(tmpdir(), 'astrago-local-'))
afterAll(async () => {
  await host.close()
  rmSync(folder, { recursive: true })
})

const running = async (word: string) => (await host.run(`ps -e -o args= | grep -F ${word} | grep -v grep`)).stdout

test('run gives code, stdout and stderr apart', async () => {
  expect(await host.run('echo out; echo err >&2; exit 3')).toEqual({
    code: 3,
    signal: null,
    stdout: 'out\n',
    stderr: 'err\n',
    truncated: false,
  })
  expect(await host.run('kill -TERM $$')).toMatchObject({ code: null, signal: 'SIGTERM' })
})

test('standard input arrives and is closed', async () => {
  expect((await host.run('cat', { stdin: Readable.from(['a', 'b']) })).stdout).toBe('ab')
  expect((await host.run('cat')).stdout).toBe('')
})

test('a source that breaks ends the command with its error', async () => {
  const stdin = new Readable({ read: () => {} })
  setTimeout(() => stdin.destroy(new Error('no more')), 50)
  await expect(host.run('cat', { stdin })).rejects.toThrow('no more')
})

test('a source that broke before is an error as well', async () => {
  const stdin = new Readable({ read: () => {} }).on('error', () => {})
  stdin.destroy(new Error('was gone'))
  await delay(10)
  await expect(host.run('cat', { stdin, timeoutMs: 5_000 })).rejects.toThrow('was gone')
})

test("a command sees a login's environment, not the console's", async () => {
  process.env.ASTRAGO_PLANTED = 'secret'
  const { stdout } = await host.run('env')
  delete process.env.ASTRAGO_PLANTED
  expect(stdout).not.toContain('ASTRAGO_PLANTED')
  expect(stdout).toContain('PATH=/usr/local/sbin:')
  expect(stdout).toContain('LC_ALL=C\n')
})

describe('limits', () => {
  test('a timeout ends the command, its children and what ignores TERM', async () => {
    const word = `30.${Date.now()}7`
    const command = `trap '' TERM; timeout 60 sleep ${word} & while :; do sleep ${word}; done`
    await expect(host.run(command, { timeoutMs: 150 })).rejects.toMatchObject({
      code: 'HOST_TIMEOUT',
      details: { host: 'here', params: { seconds: 0.15 } },
    })
    expect(await running(word)).toBe('')
  })

  test('an abort ends the command', async () => {
    const word = `30.${Date.now()}8`
    const signal = AbortSignal.timeout(150)
    await expect(host.run(`sleep ${word}`, { signal })).rejects.toMatchObject({ code: 'HOST_ABORTED' })
    expect(await running(word)).toBe('')
  })

  test('no limit means none', async () => {
    expect(await host.run('sleep 0.1', { timeoutMs: Number.POSITIVE_INFINITY })).toMatchObject({ code: 0 })
  })

  test('closing the host ends what runs', async () => {
    const other = localHost('other')
    const word = `30.${Date.now()}9`
    const result = other.run(`exec sleep ${word}`)
    await delay(100)
    await Promise.all([expect(result).rejects.toMatchObject({ code: 'HOST_LOST' }), other.close()])
    expect(await running(word)).toBe('')
    await expect(other.run('true')).rejects.toMatchObject({ code: 'HOST_LOST' })
  })
})

test('stream waits for a busy receiver, and for its last chunk', async () => {
  let received = 0
  let busy = 0
  const onStdout = async (chunk: Buffer) => {
    busy += 1
    expect(busy).toBe(1)
    await delay(1)
    received += chunk.length
    busy -= 1
  }
  await host.stream('head -c 1000000 /dev/zero', { onStdout, onStderr: () => {} })
  expect(received).toBe(1_000_000)
})

test('upload puts small and large files, with their mode', async () => {
  for (const size of [100, 3_000_000]) {
    const content = randomBytes(size)
    const target = join(folder, `file ${size}`)
    expect(await host.upload({ content }, target, { mode: 0o600 })).toEqual({ sent: size })
    expect(readFileSync(target).equals(content)).toBe(true)
    expect(statSync(target).mode & 0o777).toBe(0o600)
    expect(await host.upload({ content }, target, { mode: 0o600 })).toEqual({ sent: 0 })
  }
})

test('a full disk is named as such and leaves nothing behind', async () => {
  await expect(host.upload({ content: 'x' }, '/dev/full/x')).rejects.toMatchObject({ code: 'HOST_UPLOAD_FAILED' })
  const tooLarge = { path: '/dev/zero', bytes: 2 ** 60, sha256: '0'.repeat(64) }
  const target = join(folder, 'too large')
  await expect(host.upload(tooLarge, target)).rejects.toMatchObject({
    code: 'HOST_DISK_FULL',
    details: { host: 'here', params: { path: target } },
  })
  expect(existsSync(`${target}.partial-00000000`)).toBe(false)
})

test('connect gives a stream that goes both ways', async () => {
  const server = createServer((socket) => socket.pipe(socket)).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  const connection = await host.connect('127.0.0.1', port, 2_000)
  if (connection.result !== 'open') throw new Error(connection.result)
  connection.stream.end('there and back')
  expect(await text(connection.stream)).toBe('there and back')
  server.close()
  expect(await host.connect('127.0.0.1', port, 2_000)).toEqual({ result: 'refused' })
})

test('reach tells open, refused, unknown name and no answer apart', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  expect(await host.reach('127.0.0.1', port, 2_000)).toBe('open')
  server.close()
  expect(await host.reach('127.0.0.1', port, 2_000)).toBe('refused')
  expect(await host.reach('no-such-host.invalid', 80, 10_000)).toBe('unknown-name')
})
