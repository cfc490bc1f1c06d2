import { KUBESPRAY_PACKAGES } from '../../thresholds/os.ts'
import { type Cases, type Given, gpuNode } from './given.ts'

const kubespray: Given['site'] = { distribution: 'kubespray' }
const online: Given['site'] = { profile: 'online' }
const installed = Object.fromEntries(KUBESPRAY_PACKAGES.debian.value.map((name) => [name, '1']))
const publicMirror = { repositories: [{ file: '/etc/apt/sources.list', address: 'http://deb.debian.org/debian' }] }

export const PACKAGES_CASES = {
  'pkg-half-configured': {
    pass: {},
    broken: { facts: { packages: { broken: [{ name: 'linux-image-6.8.0-60-generic', state: 'half-configured' }] } } },
  },
  'unattended-upgrades': {
    pass: {},
    on: { facts: { autoUpdates: ['unattended-upgrades'] } },
    gpu: { node: gpuNode, facts: { autoUpdates: ['unattended-upgrades'] } },
  },
  'pkg-repos-usable': {
    pass: { site: online },
    none: { site: online, facts: { repositories: [] } },
    refused: { site: { ...online, ...kubespray }, facts: { repositories: [], os: { id: 'rhel', family: 'rhel' } } },
  },
  'pkg-needed-airgap': {
    pass: { site: kubespray, facts: { packages: { installed } } },
    repository: { site: kubespray },
    missing: { site: kubespray, facts: publicMirror },
  },
  'python-target-bindings': {
    pass: { site: kubespray },
    missing: { site: { ...kubespray, ...online }, facts: { pythonBindings: { apt: false } } },
    airGapped: {
      site: kubespray,
      facts: { os: { id: 'rocky', family: 'rhel' }, selinux: { mode: 'enforcing' }, repositories: [] },
    },
  },
  'iptables-version': { pass: {}, broken: { facts: { iptables: { version: '1.8.2' } } } },
  'iptables-backend-mix': {
    pass: { facts: { modules: { available: ['nft_compat'] } } },
    mixed: { facts: { modules: { available: ['nft_compat'] }, packetRules: { legacy: 12, nft: true } } },
    compat: { facts: { modules: { available: [], loaded: [] } } },
  },
} satisfies Cases
