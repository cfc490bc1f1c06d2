import { type NodeRole, portRules } from '@astrago/contracts'
import { describe, expect, test } from 'vitest'
import { verdictOf } from './cases/given.ts'

type Site = { distribution: 'rke2' | 'k0s' | 'kubespray'; roles: NodeRole[] }

/** The ports of `listening` that the check calls in use on such a host. */
function inUse({ distribution, roles }: Site, ...listening: number[]): string {
  const listeners = listening.map((port) => ({ protocol: 'tcp' as const, address: '127.0.0.1', port, owner: 'other' }))
  return verdictOf('port-in-use', { site: { distribution }, node: { roles }, facts: { listeners } })?.found ?? '?'
}

describe('ports that components bind for themselves', () => {
  const EVERY = [10248, 10249, 10256, 10257, 10259]
  const all = EVERY.map((port) => `${port}/tcp other`)

  test('are those of the roles of the host', () => {
    const server: NodeRole[] = ['control-plane']
    const has = (site: Site) =>
      inUse(site, ...EVERY)
        .split(', ')
        .sort()
    expect(has({ distribution: 'rke2', roles: server })).toEqual(all)
    expect(has({ distribution: 'rke2', roles: ['worker'] })).toEqual(all.slice(0, 3))
    expect(has({ distribution: 'kubespray', roles: ['control-plane', 'worker'] })).toEqual(all)
  })

  test('are not asked of a controller of k0s that runs no kubelet', () => {
    expect(inUse({ distribution: 'k0s', roles: ['control-plane'] }, 10248, 10257)).toBe('10257/tcp other')
    expect(inUse({ distribution: 'k0s', roles: ['control-plane', 'worker'] }, 10248)).toBe('10248/tcp other')
  })

  test("are those of Kubespray's way to the API server only where that is not on the host itself", () => {
    expect(inUse({ distribution: 'kubespray', roles: ['worker'] }, 8081)).toBe('8081/tcp other')
    expect(inUse({ distribution: 'kubespray', roles: ['control-plane', 'worker'] }, 8081)).toBe('-')
    expect(inUse({ distribution: 'rke2', roles: ['worker'] }, 8081)).toBe('-')
  })

  test('are in no port matrix, so that no firewall is asked to open them', () => {
    const single = (['rke2', 'k0s', 'kubespray'] as const)
      .flatMap((each) => portRules(each))
      .filter(({ first, last }) => first === last)
    expect(single.map(({ first }) => first).filter((port) => EVERY.includes(port))).toEqual([])
  })
})
