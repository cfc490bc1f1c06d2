import { type Distribution, type PortRule, packetRules, portRules } from '@astrago/contracts'
import { describe, expect, test } from 'vitest'
import type { HostRecord } from '../facts/schema.ts'
import { inputOfSite, type PreflightInput } from '../input.ts'
import { recordOf } from '../testing.ts'
import { l } from '../text.ts'
import { ONLINE_ENDPOINTS } from '../thresholds/endpoints.ts'
import { firewallSheet } from './sheet.ts'

const rule = (from: PortRule['from'], to: PortRule['to'], first: number, last = first): PortRule => ({
  id: `${from}-${first}`,
  first,
  last,
  protocol: 'tcp',
  ifTaken: 'block',
  from,
  to,
  group: 'other',
  purpose: l('용도', 'purpose'),
  source: 'test',
})

const PORTS = [
  rule('node', 'control-plane', 9345),
  rule('control-plane', 'control-plane', 2379, 2381),
  rule('node', 'node', 10250),
  rule('admin', 'host', 22),
  rule('users', 'node', 443),
  rule('users', 'node', 30000, 32767),
  rule('pods', 'node', 1, 65535),
]

const SITE: PreflightInput = {
  site: { profile: 'air-gapped', distribution: 'rke2', kubernetes: null },
  answers: {},
  nodes: [],
  ports: PORTS,
  packets: [],
  images: [],
}

const node = (name: string, last: number, ...roles: PreflightInput['nodes'][number]['roles']) => ({
  name,
  address: `10.20.0.${last}`,
  roles,
})

const three = [node('cp-1', 11, 'control-plane'), node('cp-2', 12, 'control-plane'), node('w-1', 13, 'worker')]

const sheetOf = (
  changes: Partial<PreflightInput> = {},
  console: string | null = '10.20.0.9',
  records: readonly HostRecord[] = [],
) =>
  firewallSheet({
    name: 'Hanbit',
    generatedAt: '2026-11-25T00:00:00.000Z',
    input: { ...SITE, nodes: three, ...changes },
    console,
    period: { from: null, until: null },
    records,
  })

type Row = ReturnType<typeof sheetOf>['rows'][number]
const of = (rows: readonly Row[], first: number) => rows.filter((row) => row.first === first)
const pairs = (rows: readonly Row[]) => rows.map(({ from, to }) => [from.addresses, to.addresses])

describe('the firewall request', () => {
  test('names exactly the machines that take part in a rule', () => {
    const { rows } = sheetOf({ answers: { 'network.vip': '10.20.0.10' } })
    const every = ['10.20.0.11', '10.20.0.12', '10.20.0.13']
    const servers = ['10.20.0.11', '10.20.0.12']
    expect(pairs(of(rows, 9345))).toEqual([[every, [...servers, '10.20.0.10 (VIP)']]])
    expect(pairs(of(rows, 2379))).toEqual([[servers, servers]])
    expect(pairs(of(rows, 10250))).toEqual([[every, every]])
    expect(pairs(of(rows, 22))).toEqual([[['10.20.0.9'], every]])
  })

  test('gives users the pages of the platform and nothing else of the NodePorts', () => {
    const { rows, notes } = sheetOf({
      answers: { 'platform.astragoServicePort': 30080, 'platform.harborEnabled': false },
    })
    const users = rows.filter(({ direction, from }) => direction === 'in' && from.addresses.length === 0)
    expect(users.map(({ first }) => first).sort()).toEqual([30080, 32145, 443])
    expect(rows.some(({ first, last }) => first === 30000 && last === 32767)).toBe(false)
    expect(notes.some(({ en }) => en.includes('MariaDB 30010'))).toBe(true)
  })

  describe('lets users in', () => {
    const users = (changes: Partial<PreflightInput>) =>
      sheetOf({ ports: [...PORTS], ...changes }).rows.filter(({ from }) => /users/i.test(from.label.en))
    const ways = (rows: Row[]) => [...new Set(pairs(rows).map(([from, to]) => `${from} > ${to}`))]
    const every = '10.20.0.11,10.20.0.12,10.20.0.13'

    test('at the address that they open, every page of the platform', () => {
      const vip = { 'network.vip': '10.20.0.10', 'network.externalAddress': '10.20.0.10' }
      expect(ways(users({ answers: vip }))).toEqual([' > 10.20.0.10 (VIP)'])
      expect(users({ answers: vip }).map(({ first }) => first)).toEqual(expect.arrayContaining([443, 32145]))
      expect(ways(users({ answers: { 'network.externalAddress': '10.20.0.13' } }))).toEqual([' > 10.20.0.13'])
      expect(ways(users({}))).toEqual([` > ${every}`])
    })

    test('at what stands in front, which passes them on to the machines', () => {
      const front = users({ answers: { 'network.externalAddress': '203.0.113.7' } })
      expect(ways(front)).toEqual([' > 203.0.113.7', `203.0.113.7 > ${every}`])
      expect(front.every(({ direction }) => direction === 'in')).toBe(true)
    })

    test('at the machines that serve them, which a pure controller of k0s does not', () => {
      const k0s = { site: { ...SITE.site, distribution: 'k0s' as const }, ports: [...portRules('k0s')] }
      expect(ways(users(k0s))).toEqual([' > 10.20.0.13'])
      expect(ways(users({ ...k0s, answers: { 'network.externalAddress': '203.0.113.7' } }))).toContain(
        '203.0.113.7 > 10.20.0.13',
      )
    })
  })

  test('asks for the services that the answers name, by profile', () => {
    const answers: PreflightInput['answers'] = {
      'network.dnsServers': ['10.20.0.2'],
      'network.ntpServers': ['10.20.0.3'],
      'storage.kind': 'nfs',
      'storage.nfsServer': '10.20.0.5',
      'registry.kind': 'existing',
      'registry.address': 'https://registry.hanbit.local:5000',
      'network.proxyUrl': 'http://proxy.hanbit.local:3128',
    }
    const out = (profile: PreflightInput['site']['profile']) =>
      sheetOf({ site: { ...SITE.site, profile }, answers })
        .rows.filter(({ direction }) => direction === 'out')
        .map(({ protocol, first, to }) => `${protocol} ${first} ${to.addresses.length}`)
    const common = ['udp 53 1', 'tcp 53 1', 'udp 123 1', 'tcp 2049 1', 'tcp 5000 1', 'tcp 5000 1']
    expect(out('air-gapped')).toEqual(common)
    expect(out('proxy')).toEqual([...common, 'tcp 3128 1'])
    expect(out('online')).toEqual([...common, expect.stringMatching(/^tcp 443 \d\d$/)])
  })

  test.each<[string, PreflightInput['answers'], string]>([
    ['a backup server', { 'backup.kind': 'nfs', 'backup.address': '10.20.0.6' }, '10.20.0.6 2049'],
    [
      'backups in S3',
      { 'backup.kind': 's3', 'backup.address': 'https://s3.hanbit.local:9000' },
      's3.hanbit.local 9000',
    ],
    ['backups in S3 without TLS', { 'backup.kind': 's3', 'backup.address': 'http://10.20.0.6' }, '10.20.0.6 80'],
    [
      "the customer's Keycloak",
      { 'platform.keycloakKind': 'external', 'platform.keycloakExternalUrl': 'https://sso.hanbit.local/auth' },
      'sso.hanbit.local 443',
    ],
  ])('asks for %s', (_, answers, wanted) => {
    const out = sheetOf({ answers }).rows.filter(({ direction }) => direction === 'out')
    expect(out.map(({ to, first }) => `${to.addresses} ${first}`)).toEqual([wanted])
  })

  test('asks for nothing of them where the platform brings its own', () => {
    const answers = {
      'platform.keycloakKind': 'own',
      'platform.keycloakExternalUrl': 'https://old.hanbit.local',
    } as const
    expect(sheetOf({ answers }).rows.filter(({ direction }) => direction === 'out')).toEqual([])
  })

  test('has no rule between machines where there is one', () => {
    const { rows } = sheetOf({ nodes: [node('one', 11, 'control-plane', 'worker')] })
    expect(rows.filter(({ direction }) => direction === 'between')).toEqual([])
    expect(sheetOf({ nodes: [] }).rows).toEqual([])
  })

  describe('a machine that is there for images or data', () => {
    const apart = [node('reg-1', 41, 'registry'), node('nas-1', 42, 'storage')]
    const nodes = [...three, ...apart]
    const answers: PreflightInput['answers'] = {
      'registry.kind': 'own',
      'storage.kind': 'nfs',
      'storage.nfsServer': 'nas-1',
    }
    const every = ['10.20.0.11', '10.20.0.12', '10.20.0.13']
    const sheet = sheetOf({ nodes, answers })

    test('is reached by the console, and by the nodes for that alone', () => {
      expect(pairs(of(sheet.rows, 22))).toEqual([[['10.20.0.9'], [...every, '10.20.0.41', '10.20.0.42']]])
      expect(pairs(of(sheet.rows, 2049))).toEqual([[every, ['10.20.0.42 (nas-1)']]])
      expect(of(sheet.rows, 2049)[0]?.direction).toBe('between')
      expect(pairs(of(sheet.rows, 5000))).toEqual([
        [every, ['10.20.0.41']],
        [['10.20.0.9'], ['10.20.0.41']],
      ])
      expect(of(sheet.rows, 5000).map(({ direction }) => direction)).toEqual(['between', 'in'])
    })

    test.each(['firewalld', 'ufw', 'nftables'] as const)('opens no more than that with %s', (kind) => {
      const text = (host: string) => sheet.commands.find((each) => each.host === host)?.[kind].join('\n') ?? ''
      expect(text('nas-1')).toMatch(/10\.20\.0\.13.*2049/)
      expect(text('nas-1')).toMatch(/10\.20\.0\.9.*22/)
      expect(text('nas-1')).not.toMatch(/5000|9345|10250|32145|10\.42/)
      expect(text('reg-1')).toMatch(/10\.20\.0\.13.*5000/)
      expect(text('reg-1')).toMatch(/10\.20\.0\.9.*5000/)
      expect(text('w-1')).not.toMatch(/2049|5000/)
    })

    test('is named by the answers where they name it; a mirror fills itself', () => {
      const named = { 'registry.kind': 'mirror', 'registry.address': '10.20.0.41:8443' } as const
      const { rows, commands } = sheetOf({ nodes, answers: named })
      expect(pairs(of(rows, 8443))).toEqual([[every, ['10.20.0.41']]])
      expect(rows.some(({ first }) => first === 5000)).toBe(false)
      expect(commands.find(({ host }) => host === 'reg-1')?.ufw.join()).toContain("port '8443'")
    })

    test('needs no rule towards itself', () => {
      const one = sheetOf({ nodes: [node('one', 11, 'control-plane', 'worker', 'registry')], answers })
      expect(pairs(of(one.rows, 5000))).toEqual([[['10.20.0.9'], ['10.20.0.11']]])
    })
  })

  describe('an NFS server by name', () => {
    const nodes = [...three, node('nas-1', 42, 'storage'), node('nas-2', 43, 'storage')]
    const answers = { 'storage.kind': 'nfs', 'storage.nfsServer': 'NAS.hanbit.local' } as const
    const hostsFile = (address: string) => ({ hostsFile: [{ address, names: ['nas', 'nas.hanbit.local'] }] })
    const dns = (...addresses: string[]): NonNullable<HostRecord['active']> => {
      const names = { 'NAS.hanbit.local': { state: 'found' as const, addresses, ms: 1 } }
      return { dns: { value: { tool: 'python3', names, random: {}, search: [] } } }
    }
    const nfsOf = (records: HostRecord[]) => {
      const sheet = sheetOf({ nodes, answers }, '10.20.0.9', records)
      const [row] = of(sheet.rows, 2049)
      const opened = sheet.commands.filter(({ ufw }) => /2049/.test(ufw.join())).map(({ host }) => host)
      const notes = sheet.notes.filter(({ en }) => en.includes('NAS.hanbit.local'))
      return { to: row?.to.addresses, direction: row?.direction, opened, notes: notes.length }
    }

    test('is asked for by its name where nobody knows the address, and whoever reads it is told so', () => {
      const unknown = { to: ['NAS.hanbit.local'], direction: 'out', opened: ['nas-1', 'nas-2'], notes: 1 }
      expect(nfsOf([])).toEqual(unknown)
      // That of its own, and of a machine that does not use it.
      expect(nfsOf([recordOf('w-1', hostsFile('127.0.1.1')), recordOf('nas-1', hostsFile('10.30.0.1'))])).toEqual(
        unknown,
      )
    })

    test('is asked for by the address that the machines find, though it is none of the site', () => {
      const known = { direction: 'out', opened: ['nas-1', 'nas-2'], notes: 0 }
      const found = { ...recordOf('w-1'), active: dns('10.20.9.5') }
      expect(nfsOf([found])).toEqual({ ...known, to: ['10.20.9.5 (NAS.hanbit.local)'] })
      const both = ['10.20.9.5 (NAS.hanbit.local)', '10.20.9.6 (NAS.hanbit.local)']
      expect(nfsOf([found, recordOf('cp-1', hostsFile('10.20.9.6'))])).toEqual({ ...known, to: both })
    })

    test('is the machine of the site that the name leads to, and no other', () => {
      const record = { ...recordOf('w-1', hostsFile('10.20.0.43')), active: dns('10.20.9.5') }
      expect(nfsOf([record])).toEqual({
        to: ['10.20.0.43 (NAS.hanbit.local)'],
        direction: 'between',
        opened: ['nas-2'],
        notes: 0,
      })
    })
  })

  test('has no note of names of the internet, which stay names', () => {
    const site = { ...SITE.site, profile: 'online' as const }
    const [endpoint = ''] = ONLINE_ENDPOINTS.value
    const records = [recordOf('w-1', { hostsFile: [{ address: '203.0.113.9', names: [endpoint] }] })]
    const { rows, notes } = sheetOf({ site }, '10.20.0.9', records)
    expect(rows.filter(({ to }) => to.addresses.includes(endpoint))).toHaveLength(1)
    expect(notes.some(({ en }) => en.includes(endpoint))).toBe(false)
  })

  test('asks for what the chosen distribution comes from, and not the others', () => {
    const places = (distribution: Distribution) =>
      sheetOf({ site: { ...SITE.site, profile: 'online', distribution } }).rows.flatMap(({ to }) => to.addresses)
    expect(places('rke2')).toEqual(expect.arrayContaining(['get.rke2.io', 'release-assets.githubusercontent.com']))
    expect(places('kubespray')).toEqual(expect.arrayContaining(['dl.k8s.io', 'get.helm.sh', 'cdn01.quay.io']))
    expect(places('k0s').filter((name) => /rke2|rancher|k8s\.io$|helm\.sh/.test(name))).toEqual(['registry.k8s.io'])
  })

  test('keeps a control plane without pods out of what workers need of each other', () => {
    const site = { ...SITE.site, distribution: 'k0s' as const }
    const { rows, commands } = sheetOf({
      site,
      ports: [...portRules('k0s')],
      nodes: [...three, node('w-2', 14, 'gpu')],
    })
    const workers = ['10.20.0.13', '10.20.0.14']
    expect(pairs(of(rows, 179))).toEqual([[workers, workers]])
    expect(pairs(of(rows, 8132))).toEqual([[workers, ['10.20.0.11', '10.20.0.12']]])
    const rules = (host: string) => commands.find((each) => each.host === host)?.ufw.join('\n') ?? ''
    expect(rules('w-1')).toMatch(/10\.20\.0\.14 to any port 179,4443,9100,10250,/)
    expect(rules('w-1')).toMatch(/10\.20\.0\.11 to any port '10250' /)
    expect(rules('cp-1')).toMatch(/10\.20\.0\.13 to any port 6443,8132 /)
    expect(rules('cp-1')).not.toMatch(/179|10250|10\.244\.0\.0/)
  })

  test('asks for SSH at the port that the answers name', () => {
    const answers = { 'accounts.sshPort': 2222, 'resources.nodes': three }
    const { ports } = inputOfSite({ profile: 'air-gapped', distribution: 'rke2', kind: 'remote' }, answers)
    const { rows, commands } = sheetOf({ ports })
    expect(of(rows, 2222)).toHaveLength(1)
    expect(of(rows, 22)).toEqual([])
    expect(commands[0]?.ufw.join()).toContain("10.20.0.9 to any port '2222'")
  })

  test('asks for SSH where each server has it', () => {
    const own = three.map((node) => (node.name === 'w-1' ? { ...node, sshPort: 2200 } : node))
    const answers = { 'accounts.sshPort': 2222, 'resources.nodes': own }
    const { ports, nodes } = inputOfSite({ profile: 'air-gapped', distribution: 'rke2', kind: 'remote' }, answers)
    const { rows, commands } = sheetOf({ ports, nodes })
    expect(pairs(of(rows, 2222))).toEqual([[['10.20.0.9'], ['10.20.0.11', '10.20.0.12']]])
    expect(pairs(of(rows, 2200))).toEqual([[['10.20.0.9'], ['10.20.0.13']]])
    const labels = rows.filter(({ from }) => from.addresses.includes('10.20.0.9')).map(({ to }) => to.label.en)
    expect(labels).toEqual(['Control planes', 'Some servers', 'All other servers'])
    const rules = (host: string) => commands.find((each) => each.host === host)?.firewalld.join('\n') ?? ''
    expect(rules('w-1')).toContain('port="2200"')
    expect(rules('w-1')).not.toContain('2222')
    expect(rules('cp-1')).toContain('port="2222"')
  })

  test('has packets without ports as lines of their own, and lets them in on each host', () => {
    const site = { ...SITE.site, distribution: 'k0s' as const }
    const packets = packetRules('k0s')
    const { rows, commands } = sheetOf({
      site,
      ports: portRules('k0s'),
      packets,
      nodes: [...three, node('w-2', 14, 'gpu')],
    })
    const workers = ['10.20.0.13', '10.20.0.14']
    const bare = rows.filter(({ first }) => first === null)
    expect(bare.map(({ protocol, from, to }) => [protocol, from.addresses.length, to.addresses.length])).toEqual([
      ['ipip', 2, 2],
      ['icmp-echo', 4, 4],
      ['icmp-too-big', 0, 2],
    ])
    expect(bare[0]?.from.addresses).toEqual(workers)
    const on = (host: string) => commands.find((each) => each.host === host)
    expect(on('w-1')?.nftables.join('\n')).toMatch(/ip saddr 10\.20\.0\.14 meta l4proto 4 accept/)
    expect(on('w-1')?.nftables.join('\n')).toContain(
      'ip saddr { 10.20.0.11, 10.20.0.12, 10.20.0.14 } icmp type 8 accept',
    )
    expect(on('w-1')?.firewalld.join('\n')).toContain('address="10.20.0.14" protocol value="4" accept')
    expect(on('w-1')?.firewalld.join('\n')).toContain('rule family="ipv4" icmp-type name="fragmentation-needed" accept')
    expect(on('w-1')?.ufw.join('\n')).toMatch(/-A ufw-before-input -s 10\.20\.0\.14 -p 4 -j ACCEPT.*before\.rules/)
    expect(on('cp-1')?.ufw.join('\n')).not.toContain('-p 4')
    expect(on('cp-1')?.nftables.join('\n')).not.toMatch(/l4proto 4|icmp type 3/)
  })

  test('lets users in at every port that it asks for them', () => {
    const { rows, commands } = sheetOf({ answers: { 'platform.astragoServicePort': 30080 } })
    const asked = rows.filter(({ from, direction }) => direction === 'in' && from.addresses.length === 0)
    for (const { first } of asked) expect(commands[0]?.ufw.at(-1)).toMatch(new RegExp(`[ ,]${first}[ ,]`))
    expect(asked.length).toBeGreaterThan(2)
  })

  test('lets users in on the machines alone that they come to', () => {
    const open = (changes: Partial<PreflightInput>) =>
      sheetOf(changes)
        .commands.filter(({ nftables }) => nftables.some((line) => /astrago "'tcp dport/.test(line)))
        .map(({ host }) => host)
    const at = (address: string) => ({ 'network.externalAddress': address })
    expect(open({})).toEqual(['cp-1', 'cp-2', 'w-1'])
    expect(open({ answers: at('203.0.113.7') })).toEqual(['cp-1', 'cp-2', 'w-1'])
    expect(open({ answers: at('10.20.0.13') })).toEqual(['w-1'])
    const k0s = { site: { ...SITE.site, distribution: 'k0s' as const }, ports: [...portRules('k0s')] }
    expect(open(k0s)).toEqual(['w-1'])
    const vip = { ...at('10.20.0.10'), 'network.vip': '10.20.0.10' }
    expect(open({ ...k0s, answers: vip })).toEqual(['cp-1', 'cp-2', 'w-1'])
  })

  test('says what is not known', () => {
    const { rows, notes } = sheetOf({}, null)
    expect(of(rows, 22)[0]?.from.addresses).toEqual([])
    expect(notes.some(({ en }) => en.includes('installation console'))).toBe(true)
  })

  test('gives each host the commands that let in the others by their address, the console, and users', () => {
    const { commands } = sheetOf({ answers: { 'platform.astragoServicePort': 30080 } })
    const worker = commands.find(({ host }) => host === 'w-1')
    for (const kind of ['ufw', 'firewalld', 'nftables'] as const) {
      const text = worker?.[kind].filter((line) => !line.startsWith('zone=')).join('\n') ?? ''
      expect(text).toMatch(/10\.20\.0\.11.*10250/)
      expect(text).toMatch(/10\.20\.0\.9.*22/)
      expect(text).toContain('30080')
      expect(text).not.toMatch(/10\.20\.0\.13|9345|10\.20\.0\.0/)
    }
    const rules = worker?.nftables ?? []
    expect(new Set(rules).size).toBe(rules.length)
  })
})
