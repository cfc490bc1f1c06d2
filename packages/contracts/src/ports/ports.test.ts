import { describe, expect, test } from 'vitest'
import { Distribution } from '../sites.ts'
import { CNIS, type Cni, cniOf, PORT_MATRICES, type PortRule, packetRules, portRules } from './index.ts'

const MATRICES = Distribution.options.flatMap((distribution) =>
  CNIS[distribution].map((cni: Cni) => ({ distribution, cni, rules: portRules(distribution, cni) })),
)

const short = ({ from, to, first, last, protocol }: PortRule): string =>
  `${from} > ${to} ${first === last ? first : `${first}-${last}`}${protocol === 'udp' ? '/udp' : ''}`
const lines = (distribution: Distribution, cni: Cni, ...groups: PortRule['group'][]): string[] =>
  portRules(distribution, cni)
    .filter(({ group, from }) => groups.includes(group) && from !== 'admin')
    .map(short)

describe.each(MATRICES)('the port matrix of $distribution with $cni', ({ rules }) => {
  test('names each line once, with its source', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
    expect(rules.filter(({ source, first, last }) => source === '' || first > last)).toEqual([])
  })

  test('lets the console in, and nodes to the API and to kubelets', () => {
    const all = rules.map(short)
    expect(all).toEqual(
      expect.arrayContaining(['admin > host 22', 'admin > control-plane 6443', 'node > control-plane 6443']),
    )
    expect(rules.some(({ first, from }) => first === 10250 && from === 'node')).toBe(true)
    expect(rules.some(({ group }) => group === 'cni')).toBe(true)
  })

  test('lets Prometheus look at the machines that run pods, which stops no cluster where the port is taken', () => {
    const exporter = rules.find(({ first }) => first === 9100)
    expect(exporter).toMatchObject({ protocol: 'tcp', from: exporter?.to, ifTaken: 'warn' })
    expect(rules.filter(({ ifTaken }) => ifTaken === 'warn').map(({ id }) => id)).toEqual([
      'node-exporter',
      'metrics-server',
    ])
  })
})

test.each<[Distribution, Cni, string[]]>([
  ['rke2', 'canal', ['node > node 8472/udp', 'node > node 9099']],
  ['rke2', 'calico', ['node > node 4789/udp', 'node > node 5473', 'node > node 9098', 'node > node 9099']],
  ['rke2', 'cilium', ['node > node 8472/udp', 'node > node 4240']],
  ['rke2', 'flannel', ['node > node 4789/udp']],
  ['k0s', 'kube-router', ['worker > worker 179']],
  ['k0s', 'calico', ['worker > worker 4789/udp']],
  ['kubespray', 'calico', ['node > node 4789/udp', 'node > node 5473']],
  ['kubespray', 'cilium', ['node > node 8472/udp', 'node > node 4240']],
  ['kubespray', 'flannel', ['node > node 8472/udp']],
])('the pod network of %s with %s', (distribution, cni, wanted) => {
  expect(lines(distribution, cni, 'cni')).toEqual(wanted)
})

test.each<[Distribution, string[]]>([
  ['rke2', ['node > control-plane 9345', 'node > control-plane 6443', 'control-plane > control-plane 2379-2381']],
  [
    'k0s',
    [
      'node > control-plane 6443',
      'control-plane > control-plane 9443',
      'worker > control-plane 8132',
      'control-plane > control-plane 2380',
    ],
  ],
  ['kubespray', ['node > control-plane 6443', 'control-plane > control-plane 2379-2380']],
])('the control plane of %s', (distribution, wanted) => {
  expect(lines(distribution, cniOf(distribution), 'control-plane', 'etcd')).toEqual(wanted)
})

test("a plugin that a distribution does not have, and none at all, is the distribution's own", () => {
  expect(cniOf('k0s', 'canal')).toBe('kube-router')
  expect(cniOf('rke2', 'cilium')).toBe('cilium')
  expect(portRules('k0s', 'canal')).toEqual(portRules('k0s', 'kube-router'))
  expect(portRules('rke2')).toEqual(portRules('rke2', 'canal'))
})

test.each<[Distribution, Cni, string[]]>([
  ['rke2', 'canal', ['node > node icmp-echo', 'routers > node icmp-too-big']],
  ['rke2', 'cilium', ['node > node icmp-echo', 'routers > node icmp-too-big']],
  ['k0s', 'kube-router', ['worker > worker ipip', 'node > node icmp-echo', 'routers > worker icmp-too-big']],
  ['kubespray', 'calico', ['node > node icmp-echo', 'routers > node icmp-too-big']],
])('packets without ports of %s with %s', (distribution, cni, wanted) => {
  const rules = packetRules(distribution, cni)
  expect(rules.map(({ from, to, protocol }) => `${from} > ${to} ${protocol}`)).toEqual(wanted)
  expect(rules.length + portRules(distribution, cni).length).toBe(
    (PORT_MATRICES[distribution] as Record<string, unknown[]>)[cni]?.length,
  )
})
