import type { DeclaredRow, Profile } from '@astrago/contracts'
import { describe, expect, test } from 'vitest'
import { smiGpu } from '../checks/cases/gpu-running.ts'
import { parseFacts } from '../facts/parse.ts'
import type { HostRecord } from '../facts/schema.ts'
import { fixture } from '../fixture.ts'
import type { CheckedAnswers, DeclaredNode } from '../input.ts'
import { type FactChanges, inputOf, nodeOf, recordOf } from '../testing.ts'
import { declaredRows } from './index.ts'
import { installedGib } from './nodes.ts'

const fixtureOf = (name: string, host: string): HostRecord => ({
  ...recordOf(host),
  facts: parseFacts(fixture(name)).facts,
})

const rows = (node: DeclaredNode, record: HostRecord, answers: CheckedAnswers = {}): DeclaredRow[] =>
  declaredRows({ ...inputOf({ nodes: [node] }), answers }, [record])
const lines = (some: readonly DeclaredRow[]): string[] =>
  some.map(({ column, field, declared, found, state }) => `${column ?? field}: ${declared} / ${found} ${state}`)

describe('declared and found', () => {
  test('a server as it was declared, in the words of people and of its driver', () => {
    const node = nodeOf('gpu-1', {
      address: '10.20.0.21',
      cpus: 224,
      memoryGib: 2048,
      diskGib: 1920,
      dataDiskGib: 3840,
      gpuModel: 'H100 80GB',
      gpuCount: 8,
    })
    const found = rows(node, fixtureOf('ubuntu-2204-hgx-h100', 'gpu-1')).filter(({ node: name }) => name !== null)
    expect(found.map(({ column, state }) => `${column} ${state}`)).toEqual([
      'address same',
      'cpus same',
      'memoryGib same',
      'diskGib same',
      'dataDiskGib same',
      'gpuModel same',
      'gpuCount same',
    ])
  })

  test('seven cards instead of eight, half the memory, another address', () => {
    const node = nodeOf('gpu-2', { address: '10.20.0.99', memoryGib: 4096, gpuModel: 'A100 80GB', gpuCount: 8 })
    const found = rows(node, fixtureOf('ubuntu-2204-h100-broken', 'gpu-2'))
    expect(lines(found.filter(({ node: name }) => name !== null))).toEqual([
      'address: 10.20.0.99 / 10.20.0.22 other',
      'cpus: null / 224 undeclared',
      'memoryGib: 4096 GiB / 2048 GiB less',
      'diskGib: null / 1788 GiB undeclared',
      'gpuModel: A100 80GB / H100 80GB HBM3 other',
      'gpuCount: 8 / 7 less',
    ])
    expect(found.find(({ column }) => column === 'gpuCount')?.value).toBe(7)
    expect(found.find(({ column }) => column === 'gpuModel')?.value).toBe('H100 80GB HBM3')
  })

  test('a card without a driver is known by its PCI number', () => {
    const found = rows(nodeOf('gpu-3', { address: '10.20.0.23' }), fixtureOf('rocky-9-a100', 'gpu-3'))
    expect(lines(found)).toContain('gpuModel: null / A100 PCIe 80GB undeclared')
    expect(lines(found)).toContain('gpuCount: null / 4 undeclared')
  })

  test('a server without GPUs that declares none has no row for them', () => {
    const found = rows(nodeOf('worker-1', { address: '10.20.0.31' }), fixtureOf('ubuntu-2004-server', 'worker-1'))
    expect(found.filter(({ column }) => column?.startsWith('gpu'))).toEqual([])
  })

  test('what a host does not show has no row, and a host that was not reached has none', () => {
    const hidden: FactChanges = { cpu: 'no-root', block: 'cut-off', gpu: 'timed-out' }
    expect(rows(nodeOf('n1'), recordOf('n1', hidden)).map(({ column }) => column)).not.toContain('cpus')
    expect(rows(nodeOf('n1', { cpus: 4 }), recordOf('n1', {}, { connected: false }))).toEqual([])
    expect(declaredRows(inputOf({ nodes: [nodeOf('n1')] }), [])).toEqual([])
  })

  test('models that differ cannot be taken with one press', () => {
    const devices = ['0x2330', '0x20b5'].map((device, n) => ({
      slot: `0000:0${n}:00.0`,
      vendor: '0x10de',
      device,
      class: '0x030200',
      driver: null,
      linkWidth: null,
      linkWidthMost: null,
      addressed: true,
    }))
    const found = rows(nodeOf('n1', { gpuModel: 'H100' }), recordOf('n1', { gpu: { devices } }))
    expect(found.find(({ column }) => column === 'gpuModel')).toMatchObject({ state: 'other', value: null })
  })
})

describe('memory as it is plugged in', () => {
  test.each([
    [7.7, 8],
    [15.5, 16],
    [31.2, 32],
    [62.7, 64],
    [125.6, 128],
    [251.6, 256],
    [503.5, 512],
    [1007.4, 1024],
    [2015.2, 2048],
  ])('%d GiB as the kernel sees it is %d GiB', (seen, installed) => {
    expect(installedGib(seen * 1024 ** 2)).toBe(installed)
  })
})

describe('answers about the network', () => {
  const nodes = ['n1', 'n2'].map((name, n) => nodeOf(name, { address: `10.20.0.${n + 1}` }))
  const dns = (...nameservers: string[]): FactChanges => ({ dns: { nameservers } })
  const at = (address: string): FactChanges => ({
    interfaces: [
      {
        name: 'eth0',
        mac: null,
        mtu: 1500,
        speed: null,
        state: 'up',
        physical: true,
        addresses: [{ address, prefix: 24, dynamic: false }],
      },
    ],
  })
  const siteOf = (profile: Profile, answers: CheckedAnswers, ...changes: FactChanges[]): DeclaredRow[] =>
    declaredRows(
      { nodes, answers, site: { ...inputOf().site, profile } },
      changes.map((change, n) => recordOf(`n${n + 1}`, { ...at(`10.20.0.${n + 1}`), ...change })),
    ).filter(({ node, field }) => node === null && field.startsWith('network.'))
  const networkOf = (answers: CheckedAnswers, ...changes: FactChanges[]): DeclaredRow[] =>
    siteOf('air-gapped', answers, ...changes)

  test('each field once, where all hosts agree', () => {
    const answers: CheckedAnswers = {
      'network.nodeCidr': '10.20.0.0/24',
      'network.gateway': '10.20.0.1',
      'network.dnsServers': ['10.20.0.53', '10.20.0.54'],
    }
    const found = networkOf(answers, dns('127.0.0.53', '10.20.0.53'), dns('10.20.0.53'))
    expect(lines(found)).toEqual([
      'network.nodeCidr: 10.20.0.0/24 / 10.20.0.0/24 same',
      'network.gateway: 10.20.0.1 / 10.20.0.254 other',
      'network.dnsServers: 10.20.0.53, 10.20.0.54 / 10.20.0.53 less',
      'network.ntpServers: null / 10.20.0.3 undeclared',
    ])
    expect(found.map(({ value }) => value)).toEqual(['10.20.0.0/24', '10.20.0.254', ['10.20.0.53'], ['10.20.0.3']])
  })

  test('where hosts disagree each is named, and none can be taken', () => {
    const found = networkOf({ 'network.dnsServers': ['10.20.0.53'] }, dns('10.20.0.53'), dns('10.20.0.99'))
    expect(found.find(({ field }) => field === 'network.dnsServers')).toMatchObject({
      found: 'n1: 10.20.0.53, n2: 10.20.0.99',
      state: 'other',
      value: null,
    })
  })

  test('the name of the platform, where hosts have one for its address', () => {
    const hostsFile = [
      { address: '127.0.0.1', names: ['localhost'] },
      { address: '10.20.0.9', names: ['astrago', 'astrago.old.example.com'] },
    ]
    const answers: CheckedAnswers = { 'network.externalAddress': '10.20.0.9', 'network.domain': 'astrago.example.com' }
    const domain = (given: CheckedAnswers) =>
      networkOf(given, { hostsFile }).filter(({ field }) => field === 'network.domain')
    expect(lines(domain(answers))).toEqual(['network.domain: astrago.example.com / astrago.old.example.com other'])
    expect(domain({ ...answers, 'network.externalAddress': '10.20.0.8' })).toEqual([])
  })

  describe('the proxy', () => {
    const proxies = (...settings: [name: string, value: string][]): FactChanges => ({
      proxies: settings.map(([name, value]) => ({ where: '/etc/environment', name, value })),
    })
    const URL = 'http://proxy.example.com:3128'
    const answers: CheckedAnswers = { 'network.proxyUrl': URL, 'network.noProxy': ['10.20.0.0/24', '.example.com'] }
    const ofProxy = (change: FactChanges, given = answers) =>
      siteOf('proxy', given, change).filter(({ field }) => /roxy/.test(field))

    test('and what goes past it, however the hosts write them', () => {
      const found = ofProxy(
        proxies(['http_proxy', `${URL}/`], ['HTTPS_PROXY', URL], ['no_proxy', '.example.com,10.20.0.0/24']),
      )
      expect(found.map(({ field, state }) => `${field} ${state}`)).toEqual([
        'network.proxyUrl same',
        'network.noProxy same',
      ])
    })

    test('another one can be taken, without its login; two kinds cannot', () => {
      const other = (...settings: [string, string][]) => ofProxy(proxies(...settings), {})[0]
      expect(other(['http_proxy', URL])).toMatchObject({ state: 'undeclared', found: URL, value: URL })
      expect(other(['http_proxy', 'http://***@proxy:3128'])).toMatchObject({ value: 'http://proxy:3128' })
      expect(ofProxy(proxies(['http_proxy', URL.replace('//', '//***@')]))[0]).toMatchObject({ state: 'same' })
      expect(other(['http_proxy', URL], ['https_proxy', 'http://other:3128'])).toMatchObject({ value: null })
    })

    test('is not asked for in a site without one', () => {
      expect(networkOf({}, proxies(['http_proxy', URL])).filter(({ field }) => /roxy/.test(field))).toEqual([])
    })
  })
})

describe('dividing GPUs', () => {
  const mig = (answers: CheckedAnswers, ...hosts: boolean[][]): string[] => {
    const nodes = hosts.map((_, n) => nodeOf(`n${n + 1}`, { roles: ['gpu'] }))
    const records = hosts.map((states, n) =>
      recordOf(`n${n + 1}`, { smi: { gpus: states.map((now) => smiGpu({ mig: { now, next: now } })) } }),
    )
    const found = declaredRows({ ...inputOf({ nodes }), answers }, records).filter(({ field }) => field === 'gpu.mig')
    return found.map(({ found: said, state, value }) => `${said} ${state} ${value}`)
  }

  test.each<[CheckedAnswers['gpu.mig'], boolean[][], string[]]>([
    ['none', [[false, false]], ['Disabled same none']],
    ['none', [[true, true]], ['Enabled more null']],
    ['mixed', [[true, true], [true]], ['Enabled same null']],
    ['single', [[false]], []],
    ['single', [[true, false]], ['Enabled, Disabled other null']],
    ['single', [[true], [false]], ['n1: Enabled, n2: Disabled other null']],
    [undefined, [[false]], ['Disabled undeclared none']],
    ['none', [[]], []],
  ])('declared %s, found %j', (declared, hosts, wanted) => {
    expect(mig(declared === undefined ? {} : { 'gpu.mig': declared }, ...hosts)).toEqual(wanted)
  })
})

describe('the driver of GPUs', () => {
  /** As the kernel of a host names it; null where none is loaded, undefined where there is no GPU. */
  type Driver = string | null | undefined
  const driverOf = (driver: Driver): FactChanges => ({
    gpu: {
      ...(driver === undefined && { devices: [] }),
      driver: driver === 'nouveau' ? null : (driver ?? null),
      nouveauLoaded: driver === 'nouveau',
    },
  })
  const driver = (declared: CheckedAnswers['gpu.driverPolicy'], ...hosts: Driver[]): string[] => {
    const nodes = hosts.map((_, n) => nodeOf(`n${n + 1}`, { roles: ['gpu'] }))
    const records = hosts.map((each, n) => recordOf(`n${n + 1}`, driverOf(each)))
    const answers = declared ? { 'gpu.driverPolicy': declared } : {}
    const found = declaredRows({ ...inputOf({ nodes }), answers }, records)
    return found.flatMap(({ field, found: said, state, value }) =>
      field === 'gpu.driverPolicy' ? [`${said} ${state} ${value}`] : [],
    )
  }

  test.each<[CheckedAnswers['gpu.driverPolicy'], Driver[], string[]]>([
    ['preinstalled', ['570.86.10', '570.86.10'], ['nvidia 570.86.10 same preinstalled']],
    ['preinstalled', ['570.86.10', '550.144.03'], ['n1: nvidia 570.86.10, n2: nvidia 550.144.03 same preinstalled']],
    ['preinstalled', ['570.86.10', null], ['n1: nvidia 570.86.10, n2: - less null']],
    ['preinstalled', ['nouveau'], ['nouveau less operator']],
    ['operator', [null, null], ['- same operator']],
    ['operator', ['570.86.10'], ['nvidia 570.86.10 other preinstalled']],
    ['operator', [null, 'nouveau'], ['n1: -, n2: nouveau other null']],
    ['none', [null], ['- other null']],
    [undefined, ['570.86.10', undefined], ['nvidia 570.86.10 undeclared preinstalled']],
    ['operator', [undefined], []],
  ])('declared %s, found %j', (declared, hosts, wanted) => {
    expect(driver(declared, ...hosts)).toEqual(wanted)
  })

  test('is read of what a GPU server says', () => {
    const answers: CheckedAnswers = { 'gpu.driverPolicy': 'operator' }
    const of = (name: string): string[] =>
      lines(
        rows(nodeOf('g', { roles: ['gpu'] }), fixtureOf(name, 'g'), answers).filter(({ field }) =>
          field.startsWith('gpu.d'),
        ),
      )
    expect(of('ubuntu-2204-hgx-h100')).toEqual(['gpu.driverPolicy: operator / nvidia 550.144.03 other'])
  })
})
