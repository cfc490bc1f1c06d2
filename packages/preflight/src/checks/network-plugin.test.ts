import { UNMANAGED } from '@astrago/changes'
import { type CheckId, Cni } from '@astrago/contracts'
import { expect, test } from 'vitest'
import { BASE_MODULES, MODULES_FOR } from '../thresholds/kernel.ts'
import { type Given, verdictOf } from './cases/given.ts'
import { NETWORK_CARDS_CASES } from './cases/network-cards.ts'

const { network, packetFilter } = MODULES_FOR
const WITHOUT_VXLAN = {
  modules: { available: [...BASE_MODULES.value, ...network.value, ...packetFilter.value], loaded: [] },
}
const k0s: Given['site'] = { distribution: 'k0s' }
const calico: Given['answers'] = { 'network.cni': 'calico' }
const on = (check: CheckId, given: Given): string | undefined => verdictOf(check, given)?.outcome

test('only a plugin that wraps packets in VXLAN needs its module', () => {
  expect(on('kernel-modules-cni', { facts: WITHOUT_VXLAN })).toBe('missing')
  expect(on('kernel-modules-cni', { facts: WITHOUT_VXLAN, site: k0s })).toBe('pass')
  expect(on('kernel-modules-cni', { facts: WITHOUT_VXLAN, site: k0s, answers: calico })).toBe('missing')
})

test('only VXLAN suffers from the checksums of a card of VMware', () => {
  const { on: given } = NETWORK_CARDS_CASES['vmxnet3-checksum-offload']
  expect(on('vmxnet3-checksum-offload', given)).toBe('on')
  expect(on('vmxnet3-checksum-offload', { ...given, site: k0s })).toBeUndefined()
  expect(on('vmxnet3-checksum-offload', { ...given, site: k0s, answers: calico })).toBe('on')
})

test('a plugin that needs a newer kernel stops the installation where it is chosen, but not on the kernel of RHEL 8.10', () => {
  const cilium: Given['answers'] = { 'network.cni': 'cilium' }
  const kernel = (release: string): Given => ({ facts: { kernel: { release } } })
  expect(on('kernel-version-min', { ...kernel('4.18.0-513.5.1.el8_9.x86_64'), answers: cilium })).toBe('plugin')
  expect(on('kernel-version-min', { ...kernel('4.18.0-553.el8_10.x86_64'), answers: cilium })).toBe('old')
  expect(on('kernel-version-min', { ...kernel('5.15.0-100-generic'), answers: cilium })).toBe('pass')
  expect(on('kernel-version-min', kernel('4.18.0-513.5.1.el8_9.x86_64'))).toBe('old')
  expect(on('kernel-version-min', { ...kernel('5.4.0-200-generic'), site: k0s, answers: cilium })).toBe('old')
})

test("NetworkManager has to leave the chosen plugin's interfaces alone", () => {
  const leaving = (...unmanaged: string[]): Given => ({ facts: { networkManager: { running: true, unmanaged } } })
  const canal = leaving('interface-name:cali*', 'interface-name:flannel*')
  expect(on('networkmanager-unmanaged', canal)).toBe('pass')
  expect(on('networkmanager-unmanaged', { ...canal, answers: { 'network.cni': 'cilium' } })).toBe('managed')
  const ours = leaving(...UNMANAGED.split(/[=;\n]/))
  for (const cni of Cni.options)
    expect(on('networkmanager-unmanaged', { ...ours, answers: { 'network.cni': cni } })).toBe('pass')
})
