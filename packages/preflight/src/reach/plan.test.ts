import { describe, expect, test } from 'vitest'
import { inputOf, nodeOf, recordOf, ruleOf } from '../testing.ts'
import { largeDatagrams, listeningTargets, NFS, REGISTRY, type ReachTarget, reachPlan, VIP } from './plan.ts'

const nodes = [
  nodeOf('cp', { address: '10.0.0.1', roles: ['control-plane'] }),
  nodeOf('w1', { address: '10.0.0.2', roles: ['worker'] }),
  nodeOf('w2', { address: '10.0.0.3', roles: ['gpu'] }),
  nodeOf('files', { address: '10.0.0.4', roles: ['storage'] }),
]
const lines = (plan: readonly ReachTarget[]) =>
  plan.map(({ from, to, port, protocol }) => `${from} ${to} ${port}${protocol === 'udp' ? '/udp' : ''}`)

describe('the plan of attempts', () => {
  test('follows the matrix in both directions, among the machines of the cluster', () => {
    expect(lines(reachPlan(inputOf({ nodes })))).toEqual([
      'w1 cp 6443',
      'w2 cp 6443',
      'cp w1 10250',
      'cp w2 10250',
      ...['cp w1', 'cp w2', 'w1 cp', 'w1 w2', 'w2 cp', 'w2 w1'].map((pair) => `${pair} 8472/udp`),
    ])
  })

  test('tries a range at its ends, and one port once whatever asks for it', () => {
    const ports = [
      ruleOf('etcd', 2379, 'control-plane', 'control-plane', { last: 2381 }),
      ruleOf('nodeports', 30000, 'control-plane', 'node', { last: 32767 }),
      ruleOf('again', 30000, 'control-plane', 'node'),
    ]
    expect(lines(reachPlan(inputOf({ nodes: nodes.slice(0, 2), ports })))).toEqual(['cp w1 30000', 'cp w1 32767'])
  })

  test('adds the services that the answers name', () => {
    const answers = {
      'network.vip': '10.0.0.9',
      'storage.kind': 'nfs',
      'storage.nfsServer': '10.0.0.4',
      'registry.kind': 'existing',
      'registry.address': 'https://reg:5000/v2',
    } as const
    const plan = lines(reachPlan(inputOf({ nodes, answers, ports: [] })))
    expect(plan).toEqual([
      ...[22, 443, 6443].map((port) => `cp ${VIP} ${port}`),
      ...['cp', 'w1', 'w2'].map((from) => `${from} ${NFS} 2049`),
      ...['cp', 'w1', 'w2'].map((from) => `${from} ${REGISTRY} 5000`),
    ])
  })

  test('one node has nobody to reach', () => {
    expect(reachPlan(inputOf({ nodes: nodes.slice(0, 1) }))).toEqual([])
  })

  test('what listens inside of a range is tried too, what listens for itself alone is not', () => {
    const input = inputOf({ nodes, ports: [ruleOf('nodeports', 30000, 'node', 'node', { last: 32767 })] })
    const listener = (port: number, address = '0.0.0.0', protocol: 'tcp' | 'udp' = 'tcp') => ({
      protocol,
      address,
      port,
      owner: null,
    })
    const record = recordOf('w1', {
      listeners: [
        listener(31000),
        listener(31000, '::'),
        listener(30080),
        listener(30000),
        listener(30500, '127.0.0.1'),
        listener(30600, '0.0.0.0', 'udp'),
        listener(22),
      ],
    })
    expect(lines(listeningTargets(input, 'cp', record))).toEqual(['cp w1 30080', 'cp w1 31000'])
    expect(listeningTargets(input, 'files', record)).toEqual([])
  })

  test('a large datagram leaves room for its headers', () => {
    const plan = reachPlan(inputOf({ nodes: nodes.slice(0, 2) }))
    expect(largeDatagrams(plan, 1500).map(({ port, bytes }) => `${port} ${bytes}`)).toEqual(['8472 1472', '8472 1472'])
  })
})
