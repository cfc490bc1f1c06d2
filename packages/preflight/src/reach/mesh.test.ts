import { describe, expect, test } from 'vitest'
import { inputOf, nodeOf, recordOf, ruleOf } from '../testing.ts'
import type { LinkRow } from './links.ts'
import { meshOf } from './mesh.ts'
import { type ReachRow, rowOf } from './plan.ts'

const nodes = [
  nodeOf('cp', { address: '10.0.0.1', roles: ['control-plane'] }),
  nodeOf('w1', { address: '10.0.0.2' }),
  nodeOf('w2', { address: '10.0.0.3' }),
  nodeOf('files', { address: '10.0.0.4', roles: ['storage'] }),
]
const input = inputOf({
  nodes,
  ports: [
    ruleOf('api', 6443, 'node', 'control-plane'),
    ruleOf('nodeports', 30000, 'node', 'node', { last: 32767 }),
    ruleOf('vxlan', 8472, 'node', 'node', { protocol: 'udp', group: 'cni' }),
    ruleOf('users', 443, 'users', 'node'),
  ],
})
const row = (from: string, to: string, port: number, result: ReachRow['result'], change: Partial<ReachRow> = {}) => ({
  ...rowOf({ from, to, address: '10.0.0.9', port, protocol: 'tcp' as const }, result),
  ...change,
})
const link = (change: Partial<LinkRow>): LinkRow => ({
  ...{ from: 'cp', to: 'w1', rtt: null, pings: null, mtu: null, bandwidth: null },
  ...change,
})
const records = new Map(
  [
    recordOf('cp', { firewall: { rejects: true, rules: 3 } }, { sentAt: 1_800_000_000_000 }),
    recordOf(
      'w1',
      {
        listeners: [{ protocol: 'tcp', address: '0.0.0.0', port: 30080, owner: 'nginx' }],
        clock: { beginMs: 1_800_000_300_100, endMs: 1_800_000_300_150 },
      },
      {},
    ),
    recordOf('w2', {}, { connected: false }),
  ].map((record) => [record.host, record]),
)
const world = (reach: ReachRow[], links: LinkRow[] = []) => ({ records, reach, links })
const pair = (from: string, to: string, reach: ReachRow[], links: LinkRow[] = []) =>
  meshOf(input, world(reach, links)).pairs.find((each) => each.from === from && each.to === to)

describe('the mesh', () => {
  test('has every machine of the cluster, every port between them with its rules, and every pair', () => {
    const mesh = meshOf(input, world([row('cp', 'w1', 30080, 'open')]))
    expect(mesh.hosts.map(({ name, connected, firewall }) => `${name} ${connected} ${firewall}`)).toEqual([
      'cp true rules',
      'w1 true none',
      'w2 false unknown',
    ])
    expect(
      mesh.ports.map(
        ({ key, rules }) => `${key} ${rules.map(({ purpose, group }) => `${purpose.en} ${group}`).join(' ')}`,
      ),
    ).toEqual([
      '6443/tcp api other',
      '8472/udp vxlan cni',
      '30000/tcp nodeports other',
      '30080/tcp nodeports other',
      '32767/tcp nodeports other',
    ])
    expect(mesh.hosts[1]?.listeners).toEqual([{ key: '30080/tcp', owner: 'nginx', cluster: false }])
    expect(mesh.pairs.map(({ from, to }) => `${from} ${to}`)).toEqual([
      ...['cp w1', 'cp w2', 'w1 cp', 'w1 w2', 'w2 cp', 'w2 w1'],
    ])
  })

  test('says of every port what is proven, and of one without an attempt that it was not tried', () => {
    const reach = [
      row('cp', 'w1', 30000, 'refused'),
      row('cp', 'w1', 8472, 'refused', { protocol: 'udp' }),
      row('cp', 'w1', 8472, 'timeout', { protocol: 'udp', bytes: 1472 }),
      row('w1', 'cp', 6443, 'refused'),
      row('w1', 'cp', 30000, 'timeout'),
    ]
    expect(pair('cp', 'w1', reach)?.ports).toEqual({
      '30000/tcp': 'free',
      '32767/tcp': 'not-tried',
      '8472/udp': 'free',
    })
    expect(pair('w1', 'cp', reach)?.ports).toEqual({
      '6443/tcp': 'not-proven',
      '30000/tcp': 'dropped',
      '32767/tcp': 'not-tried',
      '8472/udp': 'not-tried',
    })
  })

  test('tells what opens the stopped ports on the target, where it filters packets itself', () => {
    const stopped = [
      row('w1', 'cp', 30000, 'timeout'),
      row('w1', 'cp', 6443, 'timeout'),
      row('w1', 'cp', 8472, 'timeout', { protocol: 'udp', listener: true }),
    ]
    const commands = pair('w1', 'cp', stopped)?.commands ?? []
    const rules = commands.flatMap((line) => /ip saddr .* accept/.exec(line)?.[0].split("'")[0] ?? [])
    expect(rules).toEqual([
      'ip saddr 10.0.0.2 tcp dport { 6443, 30000 } accept',
      'ip saddr 10.0.0.2 udp dport 8472 accept',
    ])
    expect(commands.at(-1)).toContain('nft -c -f $file.new')
    expect(pair('cp', 'w1', [row('cp', 'w1', 30000, 'timeout')])?.commands).toEqual([])
  })

  test('rates what was measured, by the limits of the checks', () => {
    const measured = link({
      rtt: { ms: 150, by: 'ping' },
      pings: { sent: 80, answered: 60 },
      mtu: { interface: 1500, path: 1400 },
      bandwidth: { mbps: 940, bytes: 1, ms: 1 },
    })
    expect(pair('cp', 'w1', [], [measured])).toMatchObject({
      latency: { ms: 150, by: 'ping', status: 'warn' },
      loss: { sent: 80, lost: 20, status: 'fail' },
      mtu: { interface: 1500, path: 1400, status: 'fail' },
      bandwidth: { mbps: 940, status: 'pass' },
      skew: { ms: 300_000, status: 'fail' },
    })
    expect(pair('w1', 'cp', [], [measured])).toMatchObject({ latency: null, loss: null, mtu: null, bandwidth: null })
    expect(pair('w1', 'cp', [])?.skew?.ms).toBe(-300_000)
    expect(pair('cp', 'w2', [])?.skew).toBeNull()
  })

  test('without pings a large datagram tells the MTU', () => {
    const datagram = (result: ReachRow['result'], bytes?: number) =>
      row('cp', 'w1', 8472, result, { protocol: 'udp', ...(bytes ? { bytes } : {}) })
    const mtu = (large: ReachRow['result']) => pair('cp', 'w1', [datagram('refused'), datagram(large, 1472)])?.mtu
    expect(mtu('refused')).toEqual({ interface: 1500, path: 1500, status: 'pass' })
    expect(mtu('timeout')).toEqual({ interface: 1500, path: 0, status: 'fail' })
    expect(mtu('no-tool')).toBeNull()
  })

  test('is empty for one machine, and without a port matrix', () => {
    const empty = { hosts: [], ports: [], pairs: [] }
    expect(meshOf({ ...input, nodes: nodes.slice(0, 1) }, world([]))).toEqual(empty)
    expect(meshOf({ ...input, ports: [] }, world([]))).toEqual(empty)
  })

  test('does not depend on the order in which things were tried', () => {
    const reach = [row('cp', 'w1', 30000, 'refused'), row('w1', 'cp', 6443, 'open'), row('cp', 'w1', 30080, 'open')]
    expect(meshOf(input, world(reach.toReversed()))).toEqual(meshOf(input, world(reach)))
  })
})
