import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeKey, noSshd, startSshd, type TestSshd } from '../test/sshd.ts'
import { connectSsh, type Host, knownHostKey, knownHostLine, scanHostKey } from './index.ts'

const sha256 = (data: Buffer) => createHash('sha256').update(data).digest('hex')

describe.skipIf(noSshd)(`an OpenSSH server on loopback${noSshd && ` (skipped: ${noSshd})`}`, () => {
  let sshd: TestSshd
  let host: Host

  beforeAll(async () => {
    sshd = await startSshd([], ['ed25519', 'ecdsa', 'rsa'])
    host = await connectSsh(sshd.target, { pinned: sshd.key('ed25519') })
  })
  afterAll(async () => {
    await host.close()
    await sshd.stop()
  })

  const file = (name: string) => join(sshd.folder, name)
  /** Processes on this machine whose arguments hold `word`. */
  const alive = async (word: string) =>
    (await host.run(`ps -e -o args= | grep -F ${word} | grep -v grep`)).stdout.trim().split('\n').filter(Boolean)

  describe('host keys', () => {
    test('a scan shows the key without a login', async () => {
      const { address, port } = sshd.target
      const offered = await scanHostKey(address, port, 5_000)
      expect(offered).toMatchObject(sshd.key('ed25519'))
      expect(knownHostKey(knownHostLine(address, port, offered), address, port)).toEqual(sshd.key('ed25519'))
      expect(knownHostKey(knownHostLine(address, 22, offered), address, port)).toBeNull()
    })

    test.each(['ed25519', 'ecdsa', 'rsa'] as const)(
      'a host with several keys shows the pinned %s key',
      async (type) => {
        const other = await connectSsh(sshd.target, { pinned: sshd.key(type) })
        expect((await other.run('echo in')).stdout).toBe('in\n')
        await other.close()
      },
    )

    test('an unknown key is offered for confirmation', async () => {
      const { fingerprint: offered, type } = sshd.key('ed25519')
      await expect(connectSsh(sshd.target, { pinned: null })).rejects.toMatchObject({
        code: 'HOST_KEY_UNCONFIRMED',
        details: { host: 'own-sshd', params: { offered, type } },
      })
    })

    test('a changed key is refused before the login', async () => {
      const pinned = { type: 'ssh-ed25519', fingerprint: 'SHA256:another' }
      const wrongLogin = { ...sshd.target, auth: { kind: 'password' as const, password: 'never sent' } }
      await expect(connectSsh(wrongLogin, { pinned })).rejects.toMatchObject({
        code: 'HOST_KEY_CHANGED',
        details: { params: { pinned: 'SHA256:another', offered: sshd.key('ed25519').fingerprint } },
      })
    })
  })

  describe('run', () => {
    test('gives code, stdout and stderr apart', async () => {
      const result = await host.run('echo out; echo err >&2; exit 3')
      expect(result).toEqual({ code: 3, signal: null, stdout: 'out\n', stderr: 'err\n', truncated: false })
    })

    test('a signal ends with its name and no code', async () => {
      expect(await host.run('kill -TERM $$')).toMatchObject({ code: null, signal: 'SIGTERM' })
    })

    test.each([
      ['a string', () => 'alpha\nbeta'],
      ['bytes', () => new TextEncoder().encode('alpha\nbeta')],
      ['a stream', () => Readable.from(['alpha\n', 'beta'])],
    ])('standard input as %s arrives whole and is closed', async (_kind, stdin) => {
      expect((await host.run('cat', { stdin: stdin() })).stdout).toBe('alpha\nbeta')
    })

    test('a command that does not read its 8 MiB of input still gives its result', async () => {
      expect(await host.run('exit 4', { stdin: Buffer.alloc(8 * 1024 * 1024) })).toMatchObject({ code: 4 })
    })

    test('a command over several lines runs as one script', async () => {
      expect((await host.run('for i in 1 2; do\n  echo "n$i"\ndone')).stdout).toBe('n1\nn2\n')
    })

    test('what exceeds maxBytes is dropped and said so', async () => {
      const result = await host.run('head -c 1000 /dev/zero; echo e >&2', { maxBytes: 10 })
      expect(result).toMatchObject({ code: 0, stdout: '\0'.repeat(10), stderr: 'e\n', truncated: true })
    })

    test('many at once share the connection', async () => {
      const results = await Promise.all(Array.from({ length: 40 }, (_, n) => host.run(`echo ${n}`)))
      expect(results.map(({ stdout }) => stdout)).toEqual(Array.from({ length: 40 }, (_, n) => `${n}\n`))
    })

    test('a timeout ends the command and its children', async () => {
      const word = `30.${Date.now()}1`
      const command = `timeout 60 sleep ${word} & sleep ${word}`
      await expect(host.run(command, { timeoutMs: 200 })).rejects.toMatchObject({
        code: 'HOST_TIMEOUT',
        details: { host: 'own-sshd', params: { seconds: 0.2 } },
      })
      expect(await alive(word)).toEqual([])
    })

    test('a command that ignores TERM is killed', async () => {
      const word = `30.${Date.now()}2`
      await expect(host.run(`trap '' TERM; while :; do sleep ${word}; done`, { timeoutMs: 200 })).rejects.toThrow()
      expect(await alive(word)).toEqual([])
    })

    test('an abort ends the command', async () => {
      const word = `30.${Date.now()}3`
      const controller = new AbortController()
      setTimeout(() => controller.abort(), 200)
      const running = host.run(`sleep ${word}`, { signal: controller.signal })
      await expect(running).rejects.toMatchObject({ code: 'HOST_ABORTED' })
      expect(await alive(word)).toEqual([])
    })

    test('an abort before the start starts nothing', async () => {
      const target = file('never')
      await expect(host.run(`touch ${target}`, { signal: AbortSignal.abort() })).rejects.toMatchObject({
        code: 'HOST_ABORTED',
      })
      expect(existsSync(target)).toBe(false)
    })
  })

  describe('stream', () => {
    test('hands 20 MB on unchanged', async () => {
      const hash = createHash('sha256')
      const exit = await host.stream('yes 0123456789abcdef | head -c 20000000', {
        onStdout: (chunk) => void hash.update(chunk),
        onStderr: () => {},
      })
      expect(exit).toEqual({ code: 0, signal: null })
      const line = '0123456789abcdef\n'
      expect(hash.digest('hex')).toBe(sha256(Buffer.from(line.repeat(1_176_471)).subarray(0, 20_000_000)))
    })

    test('a receiver that is busy holds the host back', async () => {
      const { promise: go, resolve } = Promise.withResolvers<void>()
      let received = 0
      const done = host.stream(`yes | head -c 30000000 && touch ${file('through')}`, {
        onStdout: (chunk) => {
          received += chunk.length
          return go
        },
        onStderr: () => {},
      })
      await delay(500)
      expect(received).toBeLessThan(100_000)
      expect(existsSync(file('through'))).toBe(false)
      resolve()
      expect(await done).toEqual({ code: 0, signal: null })
      expect(received).toBe(30_000_000)
    })

    test('an error of the receiver ends the command and is thrown', async () => {
      const word = `30.${Date.now()}4`
      const onStdout = () => Promise.reject(new Error('the journal is full'))
      const running = host.stream(`echo x; sleep ${word}`, { onStdout, onStderr: () => {} })
      await expect(running).rejects.toThrow('the journal is full')
      expect(await alive(word)).toEqual([])
    })
  })

  describe('upload', () => {
    test('a small file arrives with its mode, once', async () => {
      const target = file("it's small")
      expect(await host.upload({ content: 'secret\n' }, target, { mode: 0o600 })).toEqual({ sent: 7 })
      expect(readFileSync(target, 'utf8')).toBe('secret\n')
      expect(statSync(target).mode & 0o777).toBe(0o600)
      expect(await host.upload({ content: 'secret\n' }, target, { mode: 0o640 })).toEqual({ sent: 0 })
      expect(statSync(target).mode & 0o777).toBe(0o640)
    })

    test('an empty file is a file', async () => {
      expect(await host.upload({ content: '' }, file('empty'))).toEqual({ sent: 0 })
      expect(statSync(file('empty')).size).toBe(0)
    })

    test('a large file arrives, is reported on the way and not sent twice', async () => {
      const data = randomBytes(24_000_000)
      writeFileSync(file('source'), data)
      const source = { path: file('source'), bytes: data.length, sha256: sha256(data) }
      const seen: number[] = []
      expect(await host.upload(source, file('large'), { onProgress: (n) => void seen.push(n) })).toEqual({
        sent: data.length,
      })
      expect(sha256(readFileSync(file('large')))).toBe(source.sha256)
      expect(seen).toEqual(seen.toSorted((a, b) => a - b))
      expect(seen.at(-1)).toBe(data.length)
      expect(await host.upload(source, file('large'))).toEqual({ sent: 0 })
    })

    test('nobody else can read a file while it is on its way', async () => {
      const data = randomBytes(3_000_000)
      const partial = `${file('private')}.partial-${sha256(data).slice(0, 8)}`
      const modes = new Set<number>()
      const onProgress = () => void (existsSync(partial) && modes.add(statSync(partial).mode & 0o777))
      await host.upload({ content: data }, file('private'), { mode: 0o640, onProgress })
      expect([...modes]).toEqual([0o600])
      expect(statSync(file('private')).mode & 0o777).toBe(0o640)
    })

    test('goes on where an upload was cut off', async () => {
      const data = randomBytes(8_000_000)
      const target = file('cut')
      writeFileSync(`${target}.partial-${sha256(data).slice(0, 8)}`, data.subarray(0, 5_000_000))
      expect(await host.upload({ content: data }, target)).toEqual({ sent: 3_000_000 })
      expect(sha256(readFileSync(target))).toBe(sha256(data))
    })

    test('begins anew when what is there is something else', async () => {
      const data = randomBytes(8_000_000)
      const target = file('other')
      writeFileSync(`${target}.partial-${sha256(data).slice(0, 8)}`, randomBytes(5_000_000))
      expect(await host.upload({ content: data }, target)).toEqual({ sent: 8_000_000 })
      expect(sha256(readFileSync(target))).toBe(sha256(data))
    })

    test.each([100_000, 4_000_000])(
      'a source of %i bytes that changed on the way never becomes the target',
      async (size) => {
        const data = randomBytes(size)
        writeFileSync(file('changing'), data)
        const source = { path: file('changing'), bytes: size, sha256: sha256(randomBytes(8)) }
        await expect(host.upload(source, file('wrong'))).rejects.toMatchObject({ code: 'HOST_UPLOAD_CORRUPT' })
        expect(existsSync(file('wrong'))).toBe(false)
      },
    )

    test.each([10, 4_000_000])('a missing folder is named, %i bytes', async (size) => {
      await expect(host.upload({ content: Buffer.alloc(size) }, file('no/such'))).rejects.toMatchObject({
        code: 'HOST_UPLOAD_FAILED',
        details: { params: { path: file('no/such') } },
      })
    })

    test('a source that cannot be read is not the fault of the host', async () => {
      const source = { path: file('absent'), bytes: 2_000_000, sha256: sha256(Buffer.alloc(0)) }
      await expect(host.upload(source, file('target'))).rejects.toMatchObject({
        code: 'HOST_UPLOAD_FAILED',
        details: { params: { detail: 'the file to send cannot be read' } },
      })
    })
  })

  describe('reach', () => {
    test('tells an open port, a refused one and an unknown name apart', async () => {
      const server = createServer().listen(0, '127.0.0.1')
      await new Promise((resolve) => server.once('listening', resolve))
      const { port } = server.address() as { port: number }
      expect(await host.reach('127.0.0.1', port, 2_000)).toBe('open')
      server.close()
      expect(await host.reach('127.0.0.1', port, 2_000)).toBe('refused')
      expect(await host.reach('no-such-host.invalid', 22, 10_000)).toBe('unknown-name')
    })

    test('connect gives a stream that goes both ways, or says why not', async () => {
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
  })

  describe('the connection', () => {
    test('a wrong key is refused', async () => {
      if (!existsSync(file('stranger'))) makeKey(file('stranger'), 'ed25519')
      const auth = { kind: 'key' as const, privateKey: readFileSync(file('stranger'), 'utf8') }
      await expect(connectSsh({ ...sshd.target, auth }, { pinned: sshd.key('ed25519') })).rejects.toMatchObject({
        code: 'HOST_AUTH_FAILED',
        details: { params: { user: sshd.target.user } },
      })
    })

    test('a closed host refuses to work, twice closed is fine', async () => {
      const other = await connectSsh(sshd.target, { pinned: sshd.key('ed25519') })
      await other.close()
      await other.close()
      await expect(other.run('true')).rejects.toMatchObject({ code: 'HOST_LOST' })
    })
  })
})

describe.skipIf(noSshd)('servers with other settings', () => {
  test('with MaxSessions 1 commands take turns and a timeout still ends them', async () => {
    const sshd = await startSshd(['MaxSessions 1'])
    const host = await connectSsh(sshd.target, { pinned: sshd.key('ed25519') })
    const results = await Promise.all([1, 2, 3, 4, 5].map((n) => host.run(`echo ${n}`)))
    expect(results.map(({ stdout }) => stdout.trim())).toEqual(['1', '2', '3', '4', '5'])
    const word = `30.${Date.now()}5`
    await expect(host.run(`sleep ${word}`, { timeoutMs: 200 })).rejects.toMatchObject({ code: 'HOST_TIMEOUT' })
    expect((await host.run(`ps -e -o args= | grep -F ${word} | grep -v grep`)).stdout).toBe('')
    await host.close()
    await sshd.stop()
  })

  test('without forwarding, reach says prohibited', async () => {
    const sshd = await startSshd(['AllowTcpForwarding no'])
    const host = await connectSsh(sshd.target, { pinned: sshd.key('ed25519') })
    expect(await host.reach('127.0.0.1', sshd.target.port, 2_000)).toBe('prohibited')
    await host.close()
    await sshd.stop()
  })

  test('a forced command is a login of no use', async () => {
    const sshd = await startSshd(['ForceCommand echo no >&2'])
    const host = await connectSsh(sshd.target, { pinned: sshd.key('ed25519') })
    await expect(host.run('true')).rejects.toMatchObject({
      code: 'HOST_LOGIN_UNUSABLE',
      details: { params: { detail: 'no' } },
    })
    await host.close()
    await sshd.stop()
  })

  test('a server that dies is HOST_LOST for what was on its way, and then refuses', async () => {
    const sshd = await startSshd()
    const host = await connectSsh(sshd.target, { pinned: sshd.key('ed25519') })
    const running = host.run('sleep 2')
    await delay(200)
    await Promise.all([expect(running).rejects.toMatchObject({ code: 'HOST_LOST' }), sshd.stop()])
    await expect(host.run('true')).rejects.toMatchObject({ code: 'HOST_REFUSED' })
    await host.close()
  })
})
