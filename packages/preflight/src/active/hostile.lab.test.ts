import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer as createSecureServer } from 'node:tls'
import { FakeHost } from '@astrago/hosts/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { authority } from '../../test/certificates.ts'
import { type Random, randomOf } from '../../test/random.ts'
import type { PreflightInput } from '../input.ts'
import { judgeTogether } from '../judge.ts'
import { inputOf, nodeOf, recordOf } from '../testing.ts'
import { ActiveFacts } from './evidence.ts'
import { loginTrial } from './proxy-login.ts'
import { tryAll, wantedTasks } from './try-all.ts'

const ADDRESS = '127.0.0.1'
/** Of one question and its repetition, with room for a busy machine. */
const SOON_MS = 40_000
const HOSTILE = '\u001b[2J\u001b]0;owned\u0007\u009b31m\u202e\u0000'
/** Control and direction characters, which a terminal or a page would obey. */
const OBEYED = /[^\P{Cc}\t\n]|\p{Bidi_Control}/u

const noise = (random: Random, most = 4000): Buffer =>
  Buffer.from(Array.from({ length: random(most) }, () => random(256)))
const OK = 'HTTP/1.1 200 OK\r\n'
const bearer = (realm: string): string =>
  `HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer realm="${realm}",service="${HOSTILE}"\r\nContent-Length: 0\r\n\r\n`

/** What a server sends to whoever speaks to it, before it closes. */
const ANSWERS: Record<string, (random: Random) => string | Buffer> = {
  nothing: () => '',
  'any bytes': noise,
  'any bytes behind a head': (random) => Buffer.concat([Buffer.from(`${OK}\r\n`), noise(random)]),
  'a head that ends early': (random) => `${OK}Content-Type: application/json`.slice(0, 1 + random(40)),
  'a body that ends early': () => `${OK}Content-Length: 1000\r\n\r\n{"token":"`,
  'a length that no body has': () => `${OK}Content-Length: ${'9'.repeat(40)}\r\n\r\nok`,
  'pieces that are none': (random) => `${OK}Transfer-Encoding: chunked\r\n\r\n${noise(random, 99).toString('latin1')}`,
  'a huge head': () => `${OK}X-Huge: ${'A'.repeat(1024 * 1024)}\r\n\r\n`,
  'a huge body': () => `${OK}Content-Type: application/json\r\n\r\n${'{"a":'.repeat(400_000)}`,
  'escape sequences': () => `${OK.replace('OK', HOSTILE)}Docker-Distribution-Api-Version: ${HOSTILE}\r\n\r\n${HOSTILE}`,
  'a login that it wants, over and over': () =>
    `HTTP/1.1 407 ${HOSTILE}\r\nProxy-Authenticate: Basic realm="${HOSTILE}"\r\nProxy-Authenticate: ${HOSTILE}\r\n\r\n`,
  'another protocol from here on': () =>
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n',
  'a tunnel that nobody asked for': () => 'HTTP/1.1 200 Connection established\r\n\r\n',
  'one more moment, without end': () => 'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(20_000),
  'a status that none is': () => 'HTTP/1.1 999999 \r\n\r\n',
  'a redirection to itself': () => 'HTTP/1.1 307 Go\r\nLocation: /v2/\r\nContent-Length: 0\r\n\r\n',
  'tokens from a place that is none': () => bearer(HOSTILE),
  'tokens from a huge place': () => bearer(`https://${'a'.repeat(9000)}/`),
  'records of NFS that claim too much': () => Buffer.alloc(64, 0xff),
  'records of NFS without end': () => Buffer.alloc(400_000),
}

const served: Server[] = []
const open = new Set<Socket>()

async function listening(server: Server): Promise<number> {
  served.push(server)
  server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
  })
  await once(server.listen(0, ADDRESS), 'listening')
  return (server.address() as AddressInfo).port
}

/** Answers the first bytes that come, with or without closing behind. */
const answering = (answer: string | Buffer, close: boolean) => (socket: Socket) => {
  socket.on('error', () => {})
  socket.once('data', () => (close ? socket.end(answer) : socket.write(answer)))
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return value === null || typeof value !== 'object' ? [] : Object.values(value).flatMap(textsOf)
}

describe('a server that says', () => {
  let folder: string
  let tls: { cert: Buffer; key: Buffer; ca: string }
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hostile-'))
    const ca = await authority(folder, ADDRESS)
    tls = { ca, cert: await readFile(join(folder, 'leaf.pem')), key: await readFile(join(folder, 'leaf.key')) }
  })
  afterAll(async () => {
    for (const socket of open) socket.destroy()
    for (const server of served) server.close()
    await rm(folder, { recursive: true })
  })

  /** Every active check, of a host whose connections go to the given port; what it found fits, obeys nobody and is judged. */
  async function verdictsOf(port: number, site: Pick<PreflightInput, 'answers'> & { proxy?: boolean }) {
    const node = nodeOf('n1', { address: '10.20.0.21', roles: ['worker'] })
    const base = inputOf({ nodes: [node], answers: site.answers })
    const images = [{ name: 'astrago/core:1', delivered: false }]
    const input = {
      ...base,
      images,
      site: { ...base.site, profile: site.proxy ? ('proxy' as const) : base.site.profile },
    }
    const host = new FakeHost('n1').on(/tool=|no-tool/, 'tool=none\nno-tool\n')
    for (const place of [port, 2049]) host.onConnect(ADDRESS, place, () => connect(port, ADDRESS))
    const began = performance.now()
    const secrets = { 'registry.password': 'PLANTED-1', 'network.proxyPassword': 'PLANTED-2' }
    const means = { secrets, trial: loginTrial() }
    const active = await tryAll(host, { input, node, wanted: wantedTasks(undefined), means })
    expect(performance.now() - began).toBeLessThan(SOON_MS)
    expect(ActiveFacts.parse(JSON.parse(JSON.stringify(active)))).toEqual(active)
    const record = { ...recordOf('n1', {}), active }
    const verdicts = judgeTogether({ ...input, records: new Map([['n1', record]]), reach: [], links: [] })
    const texts = textsOf([active, verdicts])
    expect(texts.filter((text) => OBEYED.test(text))).toEqual([])
    expect(texts.filter((text) => text.includes('PLANTED'))).toEqual([])
    const lines = verdicts.map(({ check, status, outcome }) => `${check} ${status} ${outcome}`)
    expect(lines.filter((line) => line.endsWith('internal'))).toEqual([])
    return lines
  }

  const registry = (port: number) => ({
    'registry.kind': 'existing' as const,
    'registry.address': `${ADDRESS}:${port}`,
    'registry.username': 'robot',
    'registry.ca': tls.ca,
  })
  const of = (lines: readonly string[], check: string): string =>
    lines.find((line) => line.startsWith(`${check} `)) ?? `no verdict of ${check}`

  /** What each server that says so leads to: one in the clear, one with a good certificate, and proxy, NFS and web page at once. */
  async function consequences(answer: string | Buffer, close: boolean) {
    const plain = await listening(createServer(answering(answer, close)))
    const secure = await listening(createSecureServer(tls, answering(answer, close)).on('tlsClientError', () => {}))
    const services = {
      'network.proxyUrl': `http://${ADDRESS}:${plain}`,
      'network.proxyUsername': 'svc',
      'storage.kind': 'nfs' as const,
      'storage.nfsServer': ADDRESS,
      'storage.nfsPath': '/good',
      'platform.keycloakKind': 'external' as const,
      'platform.keycloakExternalUrl': `http://${ADDRESS}:${plain}/auth`,
    }
    const all = [
      verdictsOf(plain, { answers: registry(plain) }),
      verdictsOf(secure, { answers: registry(secure) }),
      verdictsOf(plain, { proxy: true, answers: services }),
    ] as const
    const [inClear, overTls, others] = await Promise.all(all)
    expect(of(inClear, 'registry-answers')).toMatch(/ fail /)
    expect(of(inClear, 'registry-auth')).toMatch(/ unknown /)
    expect(of(overTls, 'registry-auth')).toMatch(/ (pass|fail|unknown) /)
    expect(of(others, 'proxy-connect-works')).toMatch(/ (pass|fail|unknown) /)
    expect(of(others, 'internet-endpoints')).toMatch(/ (fail|unknown) /)
    expect(of(others, 'service-urls-answer')).toMatch(/ (pass|warn|fail|unknown) /)
    expect(of(others, 'nfs-version-41')).toMatch(/ (fail|unknown) /)
    expect(of(others, 'nfs-root-write-chown')).toMatch(/ unknown /)
  }

  test.each(Object.entries(ANSWERS))('%s, and closes', async (_, answerOf) => {
    for (const seed of [20_261_127, 7, 99]) await consequences(answerOf(randomOf(seed)), true)
  })

  // Each takes its time limits, so all are waited for at once.
  test('any of it, and holds the connection', { timeout: 2 * SOON_MS }, async () => {
    await Promise.all(Object.values(ANSWERS).map((answerOf) => consequences(answerOf(randomOf(20_261_127)), false)))
  })
})
