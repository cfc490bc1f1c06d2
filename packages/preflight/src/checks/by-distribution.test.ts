import type { Distribution, NodeRole } from '@astrago/contracts'
import { describe, expect, test } from 'vitest'
import type { DeclaredNode } from '../input.ts'
import { nodeOf } from '../testing.ts'
import { type Given, verdictOf } from './cases/given.ts'

const KIB_PER_GIB = 1024 ** 2
const alone: DeclaredNode[] = []

type Machine = { distribution: Distribution; roles: NodeRole[]; cpus: number; gib: number; nodes?: DeclaredNode[] }

/** What is said of the cores and of the memory of such a machine. */
function sizes({ distribution, roles, cpus, gib, nodes = [nodeOf('n2', { address: '10.20.0.2' })] }: Machine) {
  const facts = { cpu: { count: cpus }, memory: { totalKib: gib * KIB_PER_GIB } }
  const given: Given = { site: { distribution }, node: { roles }, nodes, facts }
  return [verdictOf('cpu-count', given)?.outcome, verdictOf('memory-total', given)?.outcome]
}

describe('what a machine must have', () => {
  const roles: NodeRole[] = ['control-plane']

  test("of a control plane is what its distribution's makers say", () => {
    expect(sizes({ distribution: 'k0s', roles, cpus: 1, gib: 3 })).toEqual(['few', 'few'])
    expect(sizes({ distribution: 'rke2', roles, cpus: 1, gib: 3 })).toEqual(['short', 'short'])
    expect(sizes({ distribution: 'kubespray', roles, cpus: 1, gib: 1.7 })).toEqual(['short', 'short'])
    expect(sizes({ distribution: 'kubespray', roles, cpus: 2, gib: 3 })).toEqual(['few', 'few'])
  })

  test('of one that runs pods besides is no less than of a worker', () => {
    expect(sizes({ distribution: 'k0s', roles: ['control-plane', 'worker'], cpus: 2, gib: 4 })).toEqual([
      'short',
      'short',
    ])
  })

  test("of the only machine is the guide's minimum, and what its GPUs take", () => {
    const only: Machine = { distribution: 'rke2', roles: ['control-plane', 'worker'], cpus: 4, gib: 8, nodes: alone }
    expect(sizes(only)).toEqual(['few', 'few'])
    expect(sizes({ ...only, cpus: 3, gib: 7 })).toEqual(['short', 'short'])
    expect(sizes({ ...only, roles: ['control-plane', 'gpu'] })).toEqual(['few', 'short'])
  })
})

test('firewalld stops RKE2 with Canal, however the ports are agreed on, and with nothing else', () => {
  const on = (distribution: Distribution, answers: Given['answers']): string | undefined =>
    verdictOf('firewalld-active', {
      site: { distribution },
      answers: answers ?? {},
      facts: { firewallServices: { firewalld: true } },
    })?.outcome
  expect(on('rke2', { 'security.firewallPolicy': 'open-needed' })).toBe('canal')
  expect(on('rke2', { 'security.firewallPolicy': 'managed-by-customer', 'network.cni': 'canal' })).toBe('canal')
  expect(on('rke2', { 'security.firewallPolicy': 'open-needed', 'network.cni': 'cilium' })).toBe('opens')
  expect(on('kubespray', { 'security.firewallPolicy': 'open-needed' })).toBe('opens')
  expect(on('rke2', {})).toBe('undecided')
})
