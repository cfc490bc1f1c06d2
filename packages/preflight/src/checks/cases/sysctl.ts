import { type Cases, type Given, gpuNode } from './given.ts'

const reset = (key: string, value: string): Given => ({
  facts: { sysctlFiles: [{ file: '/etc/sysctl.d/99-cis.conf', key, value }] },
})
const plainInotify = { 'fs.inotify.max_user_instances': '1024', 'fs.inotify.max_user_watches': '65536' }
const nic = (name: string, address: string) => ({
  name,
  mac: null,
  mtu: 1500,
  speed: null,
  state: 'up',
  physical: true,
  addresses: [{ address, prefix: 24, dynamic: false }],
})
const strict = { 'net.ipv4.conf.all.rp_filter': '1' }
const cis: Given['answers'] = { 'security.cisProfile': true }

export const SYSCTL_CASES = {
  'sysctl-ip-forward': {
    pass: {},
    off: { facts: { sysctl: { 'net.ipv4.ip_forward': '0' } } },
    'not-collected': { facts: { sysctl: { 'net.ipv4.ip_forward': undefined } } },
    reset: { facts: { sysctlFiles: [{ file: '/etc/sysctl.d/99-cis.conf', key: 'net.ipv4.ip_forward', value: '0' }] } },
  },
  'sysctl-inotify': {
    pass: { node: { roles: ['control-plane', 'worker'] }, facts: { sysctl: plainInotify } },
    low: { node: gpuNode, facts: { sysctl: plainInotify } },
    'not-collected': { facts: { sysctl: { 'fs.inotify.max_user_watches': undefined } } },
  },
  'sysctl-bridge-nf': {
    pass: { facts: { sysctl: { 'net.bridge.bridge-nf-call-iptables': '1' } } },
    unloaded: {},
    off: { facts: { sysctl: { 'net.bridge.bridge-nf-call-iptables': '0' } } },
    reset: reset('net.bridge.bridge-nf-call-iptables', '0'),
  },
  'sysctl-rp-filter': {
    pass: {},
    single: { facts: { sysctl: strict, interfaces: [nic('eth0', '10.20.0.1'), nic('docker0', '172.17.0.1')] } },
    strict: { facts: { sysctl: strict, interfaces: [nic('eth0', '10.20.0.1'), nic('eth1', '172.16.0.1')] } },
  },
  'sysctl-arp': {
    pass: {},
    limited: { facts: { sysctl: { 'net.ipv4.conf.all.arp_ignore': '1' } } },
    refused: { site: { distribution: 'k0s' }, facts: { sysctl: { 'net.ipv4.conf.default.arp_filter': '1' } } },
  },
  'conntrack-max': {
    pass: {},
    full: {
      facts: { sysctl: { 'net.netfilter.nf_conntrack_max': '65536', 'net.netfilter.nf_conntrack_count': '60000' } },
    },
  },
  'ipv6-disabled': {
    pass: {},
    off: { facts: { sysctl: { 'net.ipv6.conf.all.disable_ipv6': '1' } } },
    absent: { facts: { sysctl: { 'net.ipv6.conf.all.disable_ipv6': undefined } } },
  },
  'limit-nofile': {
    pass: {},
    low: { facts: { sysctl: { 'fs.file-max': '65536' } } },
    process: { facts: { sysctl: { 'fs.nr_open': '65536' } } },
  },
  'sysctl-keys': { pass: {}, few: { facts: { sysctl: { 'kernel.keys.root_maxkeys': '200' } } } },
  'sysctl-cis-kubelet': {
    pass: {
      answers: cis,
      facts: {
        sysctl: {
          'vm.overcommit_memory': '1',
          'vm.panic_on_oom': '0',
          'kernel.panic': '10',
          'kernel.panic_on_oops': '1',
        },
      },
    },
    differ: { answers: cis },
  },
  'sysctl-drift': { pass: {}, harmful: reset('user.max_user_namespaces', '0') },
} satisfies Cases
