import type { Mesh, MeshPair, MeshPort, PortGroup } from '@astrago/contracts'
import { describe, expect, it } from 'vitest'
import { hearMesh, knownOf, NOTHING_KNOWN, pairBetween } from './known.ts'
import { countRatings, groupTroubles, hostsOfMap, ratingsFrom } from './ratings.ts'
import { lensOf, numberOf, rate, type View, viewsOf } from './view.ts'

const pair = (from: string, to: string, change: Partial<MeshPair> = {}): MeshPair => ({
  ...{ from, to, ports: { '10250/tcp': 'free' as const }, commands: [] },
  ...{ latency: null, loss: null, mtu: null, bandwidth: null, skew: null },
  ...change,
})
const host = (name: string) => ({
  ...{ name, address: '10.0.0.1', roles: ['worker' as const] },
  ...{ connected: true, firewall: 'none' as const, listeners: [] },
})
const port = (key: string, group: PortGroup): MeshPort => ({
  ...{ key, port: Number.parseInt(key, 10), protocol: 'tcp' },
  rules: [{ first: 0, last: 0, group, purpose: { ko: group, en: group }, source: 'a test' }],
})
const ports = [port('6443/tcp', 'control-plane'), port('10250/tcp', 'kubelet'), port('8472/udp', 'cni')]
const told = (...pairs: MeshPair[]): Mesh => ({ hosts: ['a', 'b', 'c'].map(host), ports, pairs })
const meshOf = (...pairs: MeshPair[]) => knownOf(told(...pairs))
const through = (view: View) => lensOf(ports, view)

describe('a direction', () => {
  it('is rated by its worst, by one port or by one measure', () => {
    const mixed = pair('a', 'b', {
      ports: { '10250/tcp': 'dropped', '8472/udp': 'not-proven' },
      latency: { ms: 150, by: 'ping', status: 'warn' },
    })
    expect(rate(mixed, through('all'))).toBe('fail')
    expect(rate(mixed, through('port 8472/udp'))).toBe('unknown')
    expect(rate(mixed, through('port 6443/tcp'))).toBe('none')
    expect(rate(mixed, through('group cni'))).toBe('unknown')
    expect(rate(mixed, through('group kubelet'))).toBe('fail')
    expect(rate(mixed, through('group etcd'))).toBe('none')
    expect(rate(mixed, through('latency'))).toBe('warn')
    expect(rate(mixed, through('mtu'))).toBe('none')
    expect(rate(undefined, through('all'))).toBe('none')
    expect(rate(pair('a', 'b', { ports: {} }), through('all'))).toBe('none')
  })

  it('has its number in few characters', () => {
    const measured = pair('a', 'b', {
      latency: { ms: 0.052, by: 'ping', status: 'pass' },
      loss: { sent: 60, lost: 12, status: 'fail' },
      mtu: { interface: 1500, path: 1400, status: 'fail' },
      bandwidth: { mbps: 9412, status: 'pass' },
      skew: { ms: -300_000, error: 40, status: 'fail' },
    })
    expect((['latency', 'loss', 'mtu', 'bandwidth', 'skew'] as const).map((one) => numberOf(measured, one))).toEqual([
      ...['< 0.1 ms', '20 %', '1400', '9.4 Gbit/s', '-300.0 s'],
    ])
    expect(numberOf(pair('a', 'b', { skew: { ms: -4, error: 9, status: 'pass' } }), 'skew')).toBe('0.0 s')
    expect(numberOf(pair('a', 'b', { bandwidth: { mbps: 0.96, status: 'warn' } }), 'bandwidth')).toBe('1.0 Mbit/s')
    expect(numberOf(pair('a', 'b', { bandwidth: { mbps: 941.3, status: 'pass' } }), 'bandwidth')).toBe('941 Mbit/s')
    expect(numberOf(pair('a', 'b'), 'latency')).toBeNull()
  })
})

describe('what is wrong', () => {
  const dropped = { ports: { '10250/tcp': 'dropped' as const, '8472/udp': 'not-proven' as const } }

  it('is one line for a target and a port, with everybody who has it, the worst first', () => {
    const mesh = meshOf(pair('a', 'b', dropped), pair('c', 'b', dropped), pair('b', 'a'), pair('a', 'c'))
    expect(groupTroubles(mesh, through('all'))).toEqual([
      { rating: 'fail', what: { port: '10250/tcp', state: 'dropped' }, to: 'b', from: ['a', 'c'] },
      { rating: 'unknown', what: { port: '8472/udp', state: 'not-proven' }, to: 'b', from: ['a', 'c'] },
    ])
    expect(groupTroubles(mesh, through('port 8472/udp')).map(({ what }) => what)).toEqual([
      { port: '8472/udp', state: 'not-proven' },
    ])
    expect(groupTroubles(mesh, through('latency'))).toEqual([])
  })

  it('is counted by direction', () => {
    const mesh = meshOf(pair('a', 'b', dropped), pair('c', 'b'), pair('b', 'a'))
    expect(countRatings(mesh, through('all'))).toEqual({ fail: 1, pass: 2, warn: 0, unknown: 0, none: 0 })
  })

  it('stays on a map that has not room for every host', () => {
    const mesh = meshOf(pair('a', 'b'), pair('b', 'c', dropped))
    expect(hostsOfMap(mesh, groupTroubles(mesh, through('all')), 3)).toEqual(['a', 'b', 'c'])
    expect(hostsOfMap(mesh, groupTroubles(mesh, through('all')), 2)).toEqual(['c', 'b'])
  })
})

describe('what can be looked at', () => {
  it('is what ports are for, each port, and each measure that was taken', () => {
    const views = viewsOf(meshOf(pair('a', 'b', { skew: { ms: 3, error: 1, status: 'pass' } })))
    expect(views).toEqual({ groups: ['control-plane', 'kubelet', 'cni'], ports, measures: ['skew'] })
  })
})

describe('while a preflight runs', () => {
  const head = hearMesh(NOTHING_KNOWN, told())
  const fromA = hearMesh(head, { ...told(pair('a', 'b'), pair('a', 'c')), hosts: [], ports: [] })

  it('hosts and ports are known first, then the ways from one host after the other', () => {
    expect(head).toMatchObject({ hosts: [{ name: 'a' }, { name: 'b' }, { name: 'c' }], ports })
    expect([...ratingsFrom(fromA, 'a', through('all'))]).toEqual([
      ['b', 'pass'],
      ['c', 'pass'],
    ])
    expect(ratingsFrom(fromA, 'b', through('all')).get('a')).toBeUndefined()
    expect(pairBetween(fromA, 'a', 'b')?.to).toBe('b')
  })

  it('a way told again is the newer one, and others stay the very same', () => {
    const later = hearMesh(fromA, { ...told(pair('b', 'a', { ports: { '10250/tcp': 'dropped' } })), hosts: [] })
    const again = hearMesh(later, { ...told(pair('b', 'a')), hosts: [] })
    expect(countRatings(later, through('all'))).toMatchObject({ fail: 1, pass: 2 })
    expect(countRatings(again, through('all'))).toMatchObject({ fail: 0, pass: 3 })
    expect(again.pairs.get('a')).toBe(fromA.pairs.get('a'))
  })
})
