import { expect, test } from 'vitest'
import { newClusterToken } from './desired.ts'
import { SOME_ANSWERS, someArtifacts, someCluster } from './samples.ts'

const english = (texts: readonly { en: string }[]) => texts.map(({ en }) => en)

test('a complete form gives servers and agents in order, the VIP as join address, and nothing against it', () => {
  const cluster = someCluster()
  expect(cluster.obstacles).toEqual([])
  expect(cluster.servers.map(({ name }) => name)).toEqual(['cp-1', 'cp-2', 'cp-3'])
  expect(cluster.agents.map(({ name, labels }) => [name, labels])).toEqual([
    ['worker-1', []],
    ['gpu-1', ['astrago.io/gpu=true']],
  ])
  expect(cluster.join).toEqual({ address: '10.20.0.10', kind: 'vip' })
  expect(cluster.tlsSans).toEqual(['10.20.0.10', '10.20.0.11', '10.20.0.12', '10.20.0.13', 'ai.example.co.kr'])
  expect(cluster.servers[0]?.taints).toEqual(['CriticalAddonsOnly=true:NoExecute'])
})

test('without a VIP the first server is the join address, with a warning', () => {
  const cluster = someCluster({ 'network.vip': '' })
  expect(cluster.join).toEqual({ address: '10.20.0.11', kind: 'first-server' })
  expect(english(cluster.warnings)).toEqual([expect.stringContaining('Without a VIP the first server (10.20.0.11)')])
})

test('a server that also works, and one without agents beside it, takes ordinary pods', () => {
  const alone = someCluster({ 'resources.nodes': [{ name: 'one', address: '10.20.0.11', roles: ['control-plane'] }] })
  expect(alone.servers[0]?.taints).toEqual([])
})

const nodes = SOME_ANSWERS['resources.nodes'] ?? []
const node = (name: string, address: string) => ({ name, address, roles: ['worker' as const] })

test.each([
  ['no control plane', { 'resources.nodes': nodes.slice(3) }, 'There is no control plane node.'],
  ['an even number of servers', { 'resources.nodes': nodes.slice(0, 2) }, 'an odd number'],
  [
    'a host name as address',
    { 'resources.nodes': [...nodes, node('x', 'x.example')] },
    'A node without an IP address: x',
  ],
  [
    'a name that no node can have',
    { 'resources.nodes': [...nodes, node('a_b', '10.20.0.50')] },
    'Not a valid node name: a_b',
  ],
  [
    'an address used twice',
    { 'resources.nodes': [...nodes, node('x', '10.20.0.11')] },
    'A name or address used twice: 10.20.0.11',
  ],
  ['a range that is none', { 'network.podCidr': '10.42.0.0/16; reboot' }, 'Not a CIDR: 10.42.0.0/16; reboot'],
  ['a registry with a path', { 'registry.kind': 'existing', 'registry.address': 'a/b' } as const, 'host[:port]'],
])('%s is an obstacle', (_, answers, text) => {
  expect(english(someCluster(answers).obstacles)).toEqual([expect.stringContaining(text)])
})

test('an obstacle leads to its place: the cell of the node table, the field, the file', () => {
  const answers = { 'resources.nodes': [...nodes, node('x', '10.20.0.11')], 'network.podCidr': 'wide' }
  const artifacts = someArtifacts().artifacts.map((file) =>
    file.id === 'binary' ? { ...file, state: 'corrupt' as const } : file,
  )
  expect(someCluster(answers, someArtifacts({ artifacts })).obstacles.map(({ place }) => place)).toEqual([
    { kind: 'field', field: 'resources.nodes', row: 6, column: 'address' },
    { kind: 'field', field: 'network.podCidr' },
    { kind: 'artifact', name: 'rke2.linux-amd64.tar.gz' },
  ])
})

test('a VIP needs the image of kube-vip where nothing can be pulled', () => {
  const artifacts = someArtifacts({ kubeVipImage: null })
  expect(english(someCluster({}, artifacts).obstacles)).toEqual([expect.stringContaining('no kube-vip image')])
})

test.each([
  ['missing', 'An artifact is missing: rke2.linux-amd64.tar.gz'],
  ['corrupt', 'An artifact is damaged: rke2.linux-amd64.tar.gz'],
  ['unchecked', 'The checksum file does not name this artifact'],
] as const)('a %s artifact is an obstacle', (state, text) => {
  const artifacts = someArtifacts().artifacts.map((file) => (file.id === 'binary' ? { ...file, state } : file))
  expect(english(someCluster({}, someArtifacts({ artifacts })).obstacles)).toEqual([expect.stringContaining(text)])
})

test('tokens are long and never the same', () => {
  expect(newClusterToken()).toMatch(/^[0-9a-f]{64}$/)
  expect(newClusterToken()).not.toBe(newClusterToken())
})
