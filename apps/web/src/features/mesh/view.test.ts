import type { Mesh, MeshPair } from '@astrago/contracts'
import { describe, expect, it } from 'vitest'
import { countRatings, groupTroubles, hostsOfMap, numberOf, rate, viewsOf } from './view.ts'

const pair = (from: string, to: string, change: Partial<MeshPair> = {}): MeshPair => ({
  ...{ from, to, ports: { '10250/tcp': 'free' as const }, commands: [] },
  ...{ latency: null, loss: null, mtu: null, bandwidth: null, skew: null },
  ...change,
})
const host = (name: string) => ({
  ...{ name, address: '10.0.0.1', roles: ['worker' as const] },
  ...{ connected: true, firewall: 'none' as const, listeners: [] },
})
const meshOf = (...pairs: MeshPair[]): Mesh => ({ hosts: ['a', 'b', 'c'].map(host), ports: [], pairs })

describe('a direction', () => {
  it('is rated by its worst, by one port or by one measure', () => {
    const mixed = pair('a', 'b', {
      ports: { '10250/tcp': 'dropped', '8472/udp': 'not-proven' },
      latency: { ms: 150, by: 'ping', status: 'warn' },
    })
    expect(rate(mixed, 'all')).toBe('fail')
    expect(rate(mixed, 'port 8472/udp')).toBe('unknown')
    expect(rate(mixed, 'port 6443/tcp')).toBe('none')
    expect(rate(mixed, 'latency')).toBe('warn')
    expect(rate(mixed, 'mtu')).toBe('none')
    expect(rate(undefined, 'all')).toBe('none')
    expect(rate(pair('a', 'b', { ports: {} }), 'all')).toBe('none')
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
      ...['< 0.1 ms', '20 %', '1400', '9.4 G', '-300.0 s'],
    ])
    expect(numberOf(pair('a', 'b', { skew: { ms: -4, error: 9, status: 'pass' } }), 'skew')).toBe('0.0 s')
    expect(numberOf(pair('a', 'b'), 'latency')).toBeNull()
  })
})

describe('what is wrong', () => {
  const dropped = { ports: { '10250/tcp': 'dropped' as const, '8472/udp': 'not-proven' as const } }

  it('is one line for a target and a port, with everybody who has it, the worst first', () => {
    const mesh = meshOf(pair('a', 'b', dropped), pair('c', 'b', dropped), pair('b', 'a'), pair('a', 'c'))
    expect(groupTroubles(mesh, 'all')).toEqual([
      { rating: 'fail', what: { port: '10250/tcp', state: 'dropped' }, to: 'b', from: ['a', 'c'] },
      { rating: 'unknown', what: { port: '8472/udp', state: 'not-proven' }, to: 'b', from: ['a', 'c'] },
    ])
    expect(groupTroubles(mesh, 'port 8472/udp').map(({ what }) => what)).toEqual([
      { port: '8472/udp', state: 'not-proven' },
    ])
    expect(groupTroubles(mesh, 'latency')).toEqual([])
  })

  it('is counted by direction', () => {
    const mesh = meshOf(pair('a', 'b', dropped), pair('c', 'b'), pair('b', 'a'))
    expect(countRatings(mesh, 'all')).toEqual({ fail: 1, pass: 2, warn: 0, unknown: 0, none: 0 })
  })

  it('stays on a map that has not room for every host', () => {
    const mesh = meshOf(pair('a', 'b'), pair('b', 'c', dropped))
    expect(hostsOfMap(mesh, 'all', 3)).toEqual(['a', 'b', 'c'])
    expect(hostsOfMap(mesh, 'all', 2)).toEqual(['b', 'c'])
  })
})

describe('what can be looked at', () => {
  it('is each port, and each measure that was taken', () => {
    const ports = [{ key: '10250/tcp', port: 10250, protocol: 'tcp' as const, rules: [] }]
    const mesh = { ...meshOf(pair('a', 'b', { skew: { ms: 3, error: 1, status: 'pass' } })), ports }
    expect(viewsOf(mesh)).toEqual({ ports: ['10250/tcp'], measures: ['skew'] })
  })
})
