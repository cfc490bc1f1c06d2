import type { FactChanges } from '../../testing.ts'
import { type Cases, gpuNode, iface } from './given.ts'

const card = (name: string, address: string, prefix = 24) => ({
  name,
  mac: '02:00:00:00:01:01',
  mtu: 1500,
  speed: null,
  state: 'up',
  physical: true,
  addresses: [{ address, prefix, dynamic: false }],
})
const eth0 = card('eth0', '10.20.0.1')
const route = (interfaceName: string, destination: string, metric = 100) => ({
  iface: interfaceName,
  destination,
  gateway: destination === '0.0.0.0/0' ? '10.20.0.254' : null,
  metric,
})
const link = (speed: number | null, duplex = 'full'): FactChanges => ({
  ...iface({ speed }),
  nics: { eth0: { driver: 'mlx5_core', duplex, offload: {} } },
})
const vmware = (offload: Record<string, string>): FactChanges => ({
  nics: { eth0: { driver: 'vmxnet3', duplex: 'full', offload } },
})

export const NETWORK_CARDS_CASES = {
  'multi-nic-ambiguous': {
    pass: { facts: { interfaces: [eth0, card('eth1', '10.30.0.1'), card('docker0', '172.17.0.1')] } },
    apart: {
      facts: { interfaces: [eth0, card('eth1', '10.30.0.1')], routes: [route('eth1', '0.0.0.0/0')] },
    },
    twice: {
      facts: {
        interfaces: [eth0, card('eth1', '10.30.0.1')],
        routes: [route('eth0', '0.0.0.0/0'), route('eth1', '0.0.0.0/0')],
      },
    },
  },
  'subnets-overlap-local': {
    pass: { facts: { interfaces: [eth0, card('vip0', '10.20.0.9', 32), card('docker0', '10.20.0.3')] } },
    overlap: { facts: { interfaces: [eth0, card('eth1', '10.30.0.1'), card('eth2', '10.30.0.2', 16)] } },
    node: { facts: { interfaces: [eth0, card('eth1', '10.20.0.7')] } },
  },
  'container-bridge-overlap': {
    // The narrower network of the card wins over the bridge.
    pass: { facts: { routes: [route('eth0', '10.20.0.0/24'), route('docker0', '10.20.0.0/16')] } },
    lost: {
      answers: { 'storage.nfsServer': '172.17.0.5' },
      facts: { routes: [route('eth0', '10.20.0.0/24'), route('docker0', '172.17.0.0/16')] },
    },
  },
  'nic-speed': {
    pass: { facts: link(10_000) },
    hidden: { facts: link(null) },
    gpu: { node: gpuNode, facts: link(1000) },
    slow: { facts: link(100) },
    half: { facts: link(100, 'half') },
  },
  'vmxnet3-checksum-offload': {
    pass: { facts: vmware({ 'tx-checksum-ip-generic': 'off' }) },
    on: { facts: vmware({ 'tx-checksum-ip-generic': 'on' }) },
    'tool-missing': { facts: vmware({}) },
  },
} satisfies Cases
