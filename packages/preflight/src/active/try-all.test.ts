import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { FakeHost } from '@astrago/hosts/testing'
import { expect, test } from 'vitest'
import { type Random, randomOf } from '../../test/random.ts'
import type { CheckedAnswers, PreflightInput } from '../input.ts'
import { judgeTogether } from '../judge.ts'
import { inputOf, nodeOf, recordOf } from '../testing.ts'
import { ActiveFacts } from './evidence.ts'
import { tryAll, wantedTasks } from './try-all.ts'

const node = nodeOf('n1', { address: '10.20.0.21', roles: ['control-plane'] })
const wanted = wantedTasks(undefined)

function siteOf(answers: CheckedAnswers): PreflightInput {
  const input = inputOf({ nodes: [node], answers })
  return { ...input, images: [{ name: 'astrago/core:1', delivered: false }], site: { ...input.site, profile: 'proxy' } }
}

test('an abort ends at once what waits for servers that are silent', async () => {
  const open = new Set<Socket>()
  const silent = createServer((socket) => open.add(socket.on('error', () => {}).resume()))
  await once(silent.listen(0, '127.0.0.1'), 'listening')
  const { port } = silent.address() as AddressInfo
  const abort = new AbortController()
  const host = new FakeHost('n1')
    .on(/tool=/, 'tool=none\n')
    .onConnect('127.0.0.1', port, () => connect(port, '127.0.0.1'))
  const input = siteOf({
    'network.proxyUrl': `http://127.0.0.1:${port}`,
    'registry.kind': 'existing',
    'registry.address': `127.0.0.1:${port}`,
    'platform.keycloakKind': 'external',
    'platform.keycloakExternalUrl': `http://127.0.0.1:${port}/auth`,
  })
  try {
    const under = tryAll(host, { input, node, wanted }, abort.signal)
    await expect.poll(() => open.size, { timeout: 5_000 }).toBeGreaterThan(6)
    const began = performance.now()
    abort.abort(new Error('stopped'))
    const found = await under
    // The shortest of their own time limits is six seconds.
    expect(performance.now() - began).toBeLessThan(2_000)
    expect(found.internet).toEqual({ absent: 'timed-out' })
    await expect.poll(() => [...open].every(({ closed }) => closed), { timeout: 5_000 }).toBe(true)
  } finally {
    silent.close()
    for (const socket of open) socket.destroy()
  }
})

test('a label that nobody has is asked for below the domain of the site and each search domain of the host, and as it stands', async () => {
  let asked = ''
  const host = new FakeHost('n1').on(/getaddrinfo/, ({ command }) => {
    asked = command
    return 'tool=python3\n'
  })
  const record = recordOf('n1', { dns: { search: ['Corp.example.', '.', 'lab.test'] } })
  const input = siteOf({ 'network.domain': 'lab.test' })
  const { dns } = await tryAll(host, { input, node, wanted: new Set(['dns']), record })
  expect(asked.match(/astrago-\w+\.[a-z.]+/g)?.map((name) => name.replace(/^[^.]+\./, ''))).toEqual([
    'lab.test.',
    'corp.example.',
    'lab.test.',
    'corp.example.',
  ])
  expect(dns).toMatchObject({ value: { search: ['corp.example', 'lab.test'] } })
})

const noise = (random: Random): string =>
  Array.from({ length: random(300) }, () => String.fromCharCode(random(0x300))).join('')
const huge = '9'.repeat(400)
const ESCAPE = '\u001b[2J\u202e'

/** What a tool of the host may write, as its name server or its time server made it. */
const WRITTEN: Record<string, (random: Random) => string> = {
  nothing: () => '',
  garbage: (random) => Array.from({ length: 50 }, () => noise(random)).join('\n'),
  'garbage behind the name': (random) => `ntp.lab.test ${noise(random)}\nharbor.lab.test ${noise(random)}`,
  'huge numbers': () =>
    `ntp.lab.test answered -${huge} ${huge}\nharbor.lab.test found ${huge} 10.0.0.1\nfolder /\n dd ${huge} 0`,
  'addresses that are none': () => `harbor.lab.test found 1 ${ESCAPE},::,${'1.1.1.1,'.repeat(5000)}`,
  'escape sequences': () => `${ESCAPE}ntp.lab.test answered 1 ${ESCAPE}2\nfolder /${ESCAPE}\npython3 1 1 1`,
  'half a line': () => 'ntp.lab.test answ',
  'the same over and over': () => 'ntp.lab.test answered 999999999 16\nharbor.lab.test none 0 \n'.repeat(3000),
}

test.each(Object.entries(WRITTEN))('%s from a tool of the host is judged, and nobody obeys it', async (_, write) => {
  const input = siteOf({
    'network.domain': 'lab.test',
    'network.ntpServers': ['ntp.lab.test'],
    'registry.kind': 'existing',
    'registry.address': 'harbor.lab.test',
  })
  for (const seed of [1, 7919, 20_261_127]) {
    const host = new FakeHost('n1').on(/./, () => `tool=python3\n${write(randomOf(seed))}`)
    host.connect = async () => ({ result: 'refused' })
    const active = await tryAll(host, { input, node, wanted })
    expect(ActiveFacts.parse(JSON.parse(JSON.stringify(active)))).toEqual(active)
    const records = new Map([['n1', { ...recordOf('n1', {}), active }]])
    const verdicts = judgeTogether({ ...input, records, reach: [], links: [] })
    const of = (id: string): string | undefined => verdicts.find(({ check }) => check === id)?.status
    expect(['fail', 'unknown']).toContain(of('dns-names-resolve'))
    expect(['pass', 'warn', 'fail', 'unknown']).toContain(of('time-servers-answer'))
    expect(['pass', 'unknown']).toContain(of('disk-sync-latency'))
    expect(verdicts.filter(({ outcome }) => outcome === 'internal')).toEqual([])
    expect(JSON.stringify([active, verdicts])).not.toMatch(/\\u001b|\u202e|\u009b/)
  }
})
