import { type CheckId, type ErrorCode, type PortRule, SITE_WIDE, type Verdict } from '@astrago/contracts'
import type { ActiveFacts } from '../../active/evidence.ts'
import type { Access, FactValues, HostRecord } from '../../facts/schema.ts'
import type { CheckedAnswers, DeclaredNode, PreflightInput } from '../../input.ts'
import { type JudgeInput, judgeAll } from '../../judge.ts'
import type { LinkRow } from '../../reach/links.ts'
import { type ReachRow, rowOf } from '../../reach/plan.ts'
import { type FactChanges, inputOf, nodeOf, recordOf } from '../../testing.ts'

/** What is different from a good host n1 in a cluster with a good host n2. All facts here are written by hand. */
export type Given = {
  facts?: FactChanges
  access?: Partial<Access>
  answers?: CheckedAnswers
  node?: Partial<DeclaredNode>
  site?: Partial<PreflightInput['site']>
  /** The rest of the node table; [] makes n1 the whole cluster. */
  nodes?: DeclaredNode[]
  other?: FactChanges
  otherAccess?: Partial<Access>
  /** Lines of the port matrix besides the usual ones. */
  ports?: PortRule[]
  reach?: [from: string, to: string, port: number, result: ReachRow['result'], more?: Partial<ReachRow>][]
  links?: [from: string, to: string, measured: Partial<LinkRow>][]
  /** What n1 tried. */
  active?: ActiveFacts
  tlsKey?: PreflightInput['tlsKey']
  /** No other host was looked at. */
  alone?: true
  /** No host was looked at. */
  noRecords?: true
}

const GIB = 1024 ** 3
export const OTHER: FactChanges = {
  identity: { hostname: 'n2', machineId: '0123456789abcdef0123456789abcde2', bootId: 'boot-2' },
  interfaces: [
    {
      name: 'eth0',
      mac: '02:00:00:00:00:02',
      mtu: 1500,
      speed: null,
      state: 'up',
      physical: true,
      addresses: [{ address: '10.20.0.2', prefix: 24, dynamic: false }],
    },
  ],
}

/** Everything that the checks see of such a site. */
export function judgeInputOf(given: Given): JudgeInput {
  const nodes = [
    nodeOf('n1', given.node),
    ...(given.nodes ?? [nodeOf('n2', { address: '10.20.0.2', roles: ['control-plane'] })]),
  ]
  const base = inputOf()
  const records: [string, HostRecord][] = [
    ['n1', { ...recordOf('n1', given.facts, given.access), ...(given.active ? { active: given.active } : {}) }],
    ...nodes
      .slice(1)
      .map(({ name }): [string, HostRecord] => [name, recordOf(name, { ...OTHER, ...given.other }, given.otherAccess)]),
  ]
  const looked = given.noRecords ? [] : given.alone ? records.slice(0, 1) : records
  return {
    ...base,
    nodes,
    answers: given.answers ?? {},
    site: { ...base.site, ...given.site },
    tlsKey: given.tlsKey,
    ports: [...base.ports, ...(given.ports ?? [])],
    records: new Map(looked),
    reach: (given.reach ?? []).map(([from, to, port, result, more]) => ({
      ...rowOf({ from, to, address: '10.20.0.9', port, protocol: 'tcp' }, result),
      ...more,
    })),
    links: (given.links ?? []).map(([from, to, measured]) => ({
      ...{ from, to, rtt: null, pings: null, mtu: null, bandwidth: null },
      ...measured,
    })),
  }
}

/** What the check says of n1, or of the site. */
export function verdictOf(check: CheckId, given: Given): Verdict | undefined {
  const verdicts = judgeAll(judgeInputOf(given), { only: [check] })
  return verdicts.find(({ host }) => host === 'n1' || host === SITE_WIDE)
}

export const failed = (code: ErrorCode): Given => ({
  access: {
    connected: false,
    root: false,
    problem: { code, host: 'n1', params: { detail: 'x', user: 'ops', pinned: 'SHA256:a', offered: 'SHA256:b' } },
  },
})
export const disk = (totalGib: number, freeGib: number, inodesFree = 900): Given => ({
  facts: {
    filesystems: { '/var/lib': { totalBytes: totalGib * GIB, freeBytes: freeGib * GIB, inodes: 1000, inodesFree } },
  },
})
export const mount = (type: string, options: string[] = ['rw']): FactChanges => ({
  mounts: [{ source: '/dev/sda2', target: '/', type, options }],
})
export const gpuNode: NonNullable<Given['node']> = { roles: ['gpu'] }
/** So many H100 on the bus, as a good host has them, with what differs. */
export const gpus = (count: number, change: Partial<FactValues['gpu']['devices'][number]> = {}) => ({
  devices: Array.from({ length: count }, (_, n) => ({
    slot: `0000:0${n}:00.0`,
    vendor: '0x10de',
    device: '0x2330',
    class: '0x030200',
    driver: null,
    linkWidth: 16,
    linkWidthMost: 16,
    addressed: true,
    ...change,
  })),
})
export const unit = { installed: true, enabled: true, active: false }
export const iface = (change: object): FactChanges => ({
  interfaces: [
    {
      name: 'eth0',
      mac: '02:00:00:00:00:01',
      mtu: 1500,
      speed: null,
      state: 'up',
      physical: true,
      addresses: [{ address: '10.20.0.1', prefix: 24, dynamic: false }],
      ...change,
    },
  ],
})
/** There is nothing to compare n1 with. */
export const nothingToCompare = (given: Given = {}) =>
  ({
    'no-answer': { ...given, otherAccess: { connected: false } },
    'one-host': { ...given, alone: true },
  }) satisfies Record<string, Given>
export const VIP_ANSWER: CheckedAnswers = { 'network.vip': '10.20.0.9' }
export const REGISTRY_ANSWER: CheckedAnswers = {
  'registry.kind': 'existing',
  'registry.address': 'registry.example.com:5000',
}
export const NFS_ANSWER: CheckedAnswers = { 'storage.kind': 'nfs', 'storage.nfsServer': '10.20.0.9' }
export const CA = `-----BEGIN CERTIFICATE-----\n${'A'.repeat(64)}\n${'B'.repeat(64)}\n-----END CERTIFICATE-----`
export const server: NonNullable<Given['node']> = { roles: ['control-plane'] }

/** By check and by outcome the host that has it. */
export type Cases = Record<string, Record<string, Given>>
