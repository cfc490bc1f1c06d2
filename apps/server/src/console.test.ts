import { type ChildProcess, spawn } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:https'
import { createServer } from 'node:net'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, type PeerCertificate, type TLSSocket } from 'node:tls'
import { askConsole } from '@astrago/store'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { ownCertificate } from './tls.ts'

const MAIN = join(import.meta.dirname, 'main.ts')

let folder: string
const started: ChildProcess[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'astrago-console-'))
})
afterEach(async () => {
  for (const child of started.splice(0)) {
    child.kill()
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  }
  rmSync(folder, { recursive: true, force: true })
})

type Options = { lang?: string; name?: string }

/** Starts the console and waits for its greeting, which has the first link or names the command, or for its end. */
async function start(args: readonly string[], { lang = 'en_US.UTF-8', name = 'data' }: Options = {}) {
  const place = ['--data-dir', join(folder, name), '--key-file', join(folder, `${name}.key`)]
  const env = { PATH: process.env.PATH, HOME: folder, LANG: lang }
  const child = spawn(process.execPath, [MAIN, ...place, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  started.push(child)
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk
    })
  const ended = once(child, 'exit').then(([code]) => code as number)
  const greeted = (async () => {
    while (!/#\S+\n|user link/.test(said)) await once(child.stdout, 'data')
    return null
  })()
  return { code: await Promise.race([ended, greeted]), said: () => said }
}

/** What the console shows of itself at `port` to whoever trusts its certificate and calls it by `name`. */
function seen(ca: string, port: number, servername: string): Promise<PeerCertificate> {
  return new Promise((resolve, reject) => {
    const socket: TLSSocket = connect({ host: '127.0.0.1', port, servername, ca }, () => {
      resolve(socket.getPeerCertificate())
      socket.end()
    })
    socket.on('error', reject)
  })
}

const portOf = (said: string): number => Number(/:(\d+)\n/.exec(said)?.[1])

test('beyond loopback it serves TLS: by the name it prints, with the fingerprint it prints', async () => {
  const { said } = await start(['--host', '0.0.0.0', '--port', '0'])
  expect(said()).toContain(`https://${hostname()}:`)
  const ca = readFileSync(join(folder, 'data/tls/cert.pem'), 'utf8')
  const port = portOf(said())
  const { fingerprint256 } = await seen(ca, port, hostname())
  expect(said()).toContain(fingerprint256)
  await expect(seen(ca, port, 'another.example')).rejects.toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' })

  const plain = await fetch(`http://127.0.0.1:${port}/sites`)
  expect([plain.status, await plain.text()]).toEqual([400, expect.stringContaining('https://')])

  const token = /#(\S+)/.exec(said())?.[1]
  const made = await post({ ca, port, path: '/api/setup' }, { token, name: 'kim', password: 'correct horse battery' })
  expect(made).toMatchObject({ status: 200, cookie: expect.stringMatching(/HttpOnly.*Secure|Secure.*HttpOnly/) })
  const cookie = made.cookie?.split(';')[0] ?? ''
  const agent = new Agent({ ca, servername: hostname() })
  const socket = new WebSocket(`wss://127.0.0.1:${port}/api/socket`, { agent, headers: { cookie } })
  await once(socket, 'open')
  const closed = once(socket, 'close')
  const password = 'another horse battery'
  await askConsole(join(folder, 'data'), { command: 'set-password', name: 'kim', password })
  expect((await closed)[0], 'a session that the shell ended').toBe(4401)

  const again = await restart()
  expect(again.said()).toContain(`\`npm run -s astrago -- user link NAME --data-dir ${join(folder, 'data')}\``)
})

/** Ends the console and starts it on the same folder, which knows a person by now. */
async function restart() {
  const child = started.pop()
  child?.kill()
  if (child) await once(child, 'exit')
  return start(['--port', '0'])
}

type Place = { ca: string; port: number; path: string }
type Posted = { status: number | undefined; cookie: string | undefined }

function post({ ca, port, path }: Place, body: object): Promise<Posted> {
  const headers = { 'x-astrago': '1', 'content-type': 'application/json' }
  return new Promise((resolve, reject) => {
    const to = { host: '127.0.0.1', servername: hostname(), method: 'POST', ca, port, path, headers }
    const sent = request(to, (answer) => {
      answer.resume()
      resolve({ status: answer.statusCode, cookie: answer.headers['set-cookie']?.[0] })
    })
    sent.on('error', reject)
    sent.end(JSON.stringify(body))
  })
}

test('it serves the certificate it is given, and says which file it cannot use', async () => {
  const { cert, key } = await ownCertificate(folder, 'console.example')
  const files = { cert: join(folder, 'own.pem'), key: join(folder, 'own.key') }
  writeFileSync(files.cert, cert)
  writeFileSync(files.key, key)
  const { said } = await start(['--port', '0', '--tls-cert', files.cert, '--tls-key', files.key])
  const { fingerprint256 } = await seen(cert, portOf(said()), 'console.example')
  expect(fingerprint256).toBe(new X509Certificate(cert).fingerprint256)

  writeFileSync(files.key, 'no key')
  const refused = await start(['--port', '0', '--tls-cert', files.cert, '--tls-key', files.key], { name: 'other' })
  expect(refused.code).toBe(1)
  expect(refused.said()).toContain(files.key)
})

test('its own certificate is kept while it holds the names that people type', async () => {
  const first = await ownCertificate(folder, '0.0.0.0')
  expect(await ownCertificate(folder, '0.0.0.0')).toEqual(first)
  const second = await ownCertificate(folder, 'console.example')
  expect(second.cert).not.toBe(first.cert)
  expect(new X509Certificate(second.cert).checkHost('console.example')).toBe('console.example')
})

const WORDS = {
  ko: { lang: 'ko_KR.UTF-8', port: /다른 프로그램이 쓰고 있습니다/, folder: /다른 콘솔이 쓰고 있습니다/ },
  en: { lang: 'en_US.UTF-8', port: /Another program uses port/, folder: /Another console uses this data folder/ },
}

test.each(Object.entries(WORDS))('a port in use and a second start are told (%s)', async (_, words) => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const taken = (other.address() as { port: number }).port
  const { lang } = words
  const late = await start(['--port', String(taken)], { lang })
  other.close()
  expect([late.code, late.said()]).toEqual([1, expect.stringMatching(words.port)])
  expect(late.said()).toContain(String(taken))

  await start(['--port', '0'], { lang })
  const second = await start(['--port', '0'], { lang })
  expect([second.code, second.said()]).toEqual([1, expect.stringMatching(words.folder)])
  expect(second.said()).toContain(join(folder, 'data'))
})
