import { FakeHost } from '@astrago/hosts/testing'
import { describe, expect, test } from 'vitest'
import { inputOf, nodeOf } from '../testing.ts'
import { endpointOf, NFS, REGISTRY, reachPlan, VIP } from './plan.ts'
import { runReach } from './run.ts'

const nodes = [
  nodeOf('cp', { address: '10.0.0.1', roles: ['control-plane'] }),
  nodeOf('w1', { address: '10.0.0.2', roles: ['worker'] }),
  nodeOf('w2', { address: '10.0.0.3', roles: ['gpu'] }),
  nodeOf('files', { address: '10.0.0.4', roles: ['storage'] }),
]
const lines = (plan: ReturnType<typeof reachPlan>) => plan.map(({ from, to, port }) => `${from} ${to} ${port}`)

describe('the plan of connections', () => {
  test('follows the matrix in both directions, TCP only, among the machines of the cluster', () => {
    expect(lines(reachPlan(inputOf({ nodes })))).toEqual(['w1 cp 6443', 'w2 cp 6443', 'cp w1 10250', 'cp w2 10250'])
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

  test.each([
    ['reg', { address: 'reg', port: 443 }],
    ['10.0.0.5:35000', { address: '10.0.0.5', port: 35000 }],
    ['http://reg.example.com/v2/', { address: 'reg.example.com', port: 443 }],
    ['', null],
  ])('endpoint of %j', (text, endpoint) => {
    expect(endpointOf(text, 443)).toEqual(endpoint)
  })
})

describe('trying them', () => {
  const target = (from: string, port: number) => ({ from, to: 'cp', address: '10.0.0.1', port })

  test('every sender tries its own, a broken one gives lost, a missing one nothing', async () => {
    const w1 = new FakeHost('w1').onReach('10.0.0.1', 6443, 'open').onReach('10.0.0.1', 9345, 'refused')
    const w2 = new FakeHost('w2')
    w2.lose()
    const rows = await runReach(
      new Map([
        ['w1', w1],
        ['w2', w2],
      ]),
      [target('w1', 6443), target('w1', 9345), target('w2', 6443), target('w3', 6443)],
    )
    expect(rows.map(({ from, port, result }) => `${from} ${port} ${result}`)).toEqual([
      'w1 6443 open',
      'w1 9345 refused',
      'w2 6443 lost',
    ])
  })

  test('keeps to its channels and stops when told', async () => {
    let now = 0
    let most = 0
    const host = Object.assign(new FakeHost('w1'), {
      reach: async () => {
        now += 1
        most = Math.max(most, now)
        await new Promise((done) => setTimeout(done, 5))
        now -= 1
        return 'open' as const
      },
    })
    const plan = Array.from({ length: 30 }, (_, n) => target('w1', n + 1))
    expect(await runReach(new Map([['w1', host]]), plan, { channels: 4 })).toHaveLength(30)
    expect(most).toBe(4)
    expect(await runReach(new Map([['w1', host]]), plan, { signal: AbortSignal.abort() })).toEqual([])
  })
})
