import type { CheckId } from '@astrago/contracts'
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
