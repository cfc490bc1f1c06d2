import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FakeHost } from '@astrago/hosts/testing'
import { afterEach, expect, test } from 'vitest'
import { authority } from '../../test/certificates.ts'
import { ProxyServer, type Ways } from '../../test/proxy-server.ts'
import { judgeTogether } from '../judge.ts'
import { inputOf, nodeOf, recordOf } from '../testing.ts'
import type { ActiveFacts } from './evidence.ts'
import { endOf, loginTrial, schemesOf } from './proxy-login.ts'
import { tryAll } from './try-all.ts'

const PASSWORD = 'PLANTED-öffne:1'
const BASIC = `Basic ${Buffer.from(`svc:${PASSWORD}`).toString('base64')}`
const NAMES = ['n1', 'n2', 'n3', 'n4', 'n5']
const NODES = NAMES.map((name, n) => nodeOf(name, { address: `10.20.0.${21 + n}`, roles: ['control-plane'] }))

let proxy: ProxyServer | undefined
afterEach(() => proxy?.close())

type Given = { password?: string; deaf?: readonly string[]; ca?: string }

/** What five hosts at once find of a proxy, judged. Those of `deaf` do not reach it. */
async function tried(ways: Ways, { password = PASSWORD, deaf = [], ca }: Given = {}) {
  const server = await ProxyServer.listen(ways)
  proxy = server
  const { port } = server
  const site = { ...inputOf().site, profile: 'proxy' as const }
  const answers = {
    'network.proxyUrl': `${ways.tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    'network.proxyUsername': 'svc',
    ...(ca && { 'security.extraCa': ca }),
  }
  const input = inputOf({ nodes: NODES, site, answers })
  const means = { secrets: { 'network.proxyPassword': password }, trial: loginTrial() }
  const found = NODES.map(async (node): Promise<[string, ActiveFacts]> => {
    const host = new FakeHost(node.name).on(/./, 'tool=none\n')
    if (deaf.includes(node.name)) host.onReach('127.0.0.1', port, 'timeout')
    else host.onConnect('127.0.0.1', port, () => server.connect())
    return [node.name, await tryAll(host, { input, node, wanted: new Set(['internet']), means })]
  })
  const records = new Map((await Promise.all(found)).map(([name, active]) => [name, { ...recordOf(name, {}), active }]))
  const verdicts = judgeTogether({ ...input, records, reach: [], links: [] })
  const told = JSON.stringify([[...records], verdicts])
  const forms = [PASSWORD, encodeURIComponent(PASSWORD), BASIC.slice(6)]
  expect(forms.filter((form) => told.includes(form))).toEqual([])
  const outcomes = verdicts.filter(({ check }) => check === 'proxy-connect-works').map(({ outcome }) => outcome)
  return { outcomes, params: verdicts.find(({ check }) => check === 'proxy-connect-works')?.params, server, records }
}
const all = (outcome: string): string[] => NAMES.map(() => outcome)

test.each([407, 401])(
  'a login that is wrong is sent once, whatever the number of hosts (%i)',
  async (toWrongLogins) => {
    const ways = { challenges: ['Basic realm="lab"'], takes: BASIC, toWrongLogins }
    const { outcomes, server } = await tried(ways, { password: 'wrong' })
    expect(outcomes).toEqual(all('loginRefused'))
    expect(server.logins).toEqual([`Basic ${Buffer.from('svc:wrong').toString('base64')}`])
  },
)

test('one that is right lets every host out', async () => {
  const { outcomes, server } = await tried({ challenges: ['Negotiate', 'Basic realm="a, b"'], takes: BASIC })
  expect(outcomes).toEqual(all('pass'))
  expect(new Set(server.logins)).toEqual(new Set([BASIC]))
  expect(server.logins.length).toBeGreaterThan(NAMES.length)
})

test.each([
  [403, 'X-Squid-Error: ERR_ACCESS_DENIED 0'],
  [503, 'Server: another'],
])('one is known to be right where the proxy says why there is no tunnel (%i, %s)', async (status, saying) => {
  const { outcomes } = await tried({ challenges: ['Basic'], takes: BASIC, status, saying })
  expect(outcomes).toEqual(all('refused'))
})

const WRONG: Ways = { takes: 'another', toWrongLogins: 403 }
const FORBIDDEN: Ways = { takes: BASIC, status: 403 }
test.each([
  ['the login is wrong', WRONG],
  ['the place is forbidden', FORBIDDEN],
])('is sent to two places, by one host, where 403 may mean either: %s', async (_, ways) => {
  const { outcomes, server, params } = await tried({ challenges: ['Basic'], ...ways })
  expect(outcomes).toEqual(all('loginUnclear'))
  expect(params).toMatchObject({ user: 'svc' })
  expect(server.logins).toEqual([BASIC, BASIC])
})

test('is known to be right where the proxy forbids the first place and not another', async () => {
  const forbids = ['registry-1.docker.io:443', 'auth.docker.io:443']
  const { outcomes, records } = await tried({ challenges: ['Basic'], takes: BASIC, forbids })
  expect(outcomes).toEqual(all('pass'))
  const found = records.get('n3')?.active?.internet
  const targets = found && 'value' in found ? found.value.targets : []
  expect(targets.filter(({ status }) => status === 403).map(({ place }) => place)).toEqual(forbids)
  expect(targets.filter(({ status }) => status === 200)).toHaveLength(targets.length - forbids.length)
})

test('one that is answered with the wish for a login is refused, whatever the status', () => {
  expect(endOf(403, 'HTTP/1.1 403 x\r\nProxy-Authenticate: Basic\r\n\r\n')).toBe('refused')
})

test('is not sent to a proxy that asks for none', async () => {
  const { outcomes, server } = await tried({})
  expect(outcomes).toEqual(all('pass'))
  expect(server.logins).toEqual([])
})

test('is not sent to a proxy that takes other kinds alone, and those are told', async () => {
  const { outcomes, server, params } = await tried({ challenges: ['Negotiate', 'NTLM'] })
  expect(outcomes).toEqual(all('loginKind'))
  expect(params).toMatchObject({ schemes: 'negotiate, ntlm' })
  expect(server.logins).toEqual([])
})

test('without a password is wanted', async () => {
  const { outcomes, server } = await tried({ challenges: ['Basic'] }, { password: '' })
  expect(outcomes).toEqual(all('login'))
  expect(server.logins).toEqual([])
})

test('that gets no answer is not sent again', async () => {
  const { outcomes, server } = await tried({ challenges: ['Basic'], takes: 'another', toWrongLogins: null })
  expect(outcomes).toEqual(all('loginSilent'))
  expect(server.logins).toEqual([BASIC])
})

test('is tried by another host where the first does not reach the proxy', async () => {
  const { outcomes, server } = await tried(
    { challenges: ['Basic'], takes: BASIC },
    { password: 'wrong', deaf: ['n1', 'n2'] },
  )
  expect(outcomes).toEqual(['unreached', 'unreached', 'loginRefused', 'loginRefused', 'loginRefused'])
  expect(server.logins).toHaveLength(1)
})

test('goes over TLS to an https proxy, and not to one that nobody vouches for', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'proxy-'))
  try {
    const ca = await authority(folder, '127.0.0.1')
    const tls = { cert: await readFile(join(folder, 'leaf.pem')), key: await readFile(join(folder, 'leaf.key')) }
    const ways = { tls, challenges: ['Basic'], takes: BASIC }
    expect((await tried(ways, { ca })).outcomes).toEqual(all('pass'))
    proxy?.close()
    const { outcomes, server } = await tried(ways)
    expect(outcomes).toEqual(all('untrusted'))
    expect(server).toMatchObject({ asked: 0, logins: [] })
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('a trial that sent nothing, or broke off before it did, leaves it to the next', async () => {
  const trial = loginTrial()
  const ends = [
    trial(async () => null),
    trial(async () => Promise.reject(new Error('gone'))),
    trial(async () => 'accepted' as const),
    trial(async () => 'refused' as const),
  ]
  expect(await Promise.allSettled(ends)).toMatchObject([
    { value: null },
    { reason: { message: 'gone' } },
    { value: 'accepted' },
    { value: 'accepted' },
  ])
})

test.each([
  ['Basic realm="a, Negotiate"', ['basic']],
  ['Negotiate, NTLM', ['negotiate', 'ntlm']],
  ['Digest realm="x", nonce="y", Basic realm="z"', ['digest', 'basic']],
  ['Negotiate YII=', ['negotiate']],
  ['\u0007', []],
])('the kinds of login in %j', (value, schemes) => {
  expect(schemesOf(`HTTP/1.1 407 x\r\nproxy-authenticate: ${value}\r\n\r\n`)).toEqual(schemes)
})
