import { type Cases, type Given, gpuNode, gpus, nothingToCompare } from './given.ts'

const driver = '550.144.03'
const preinstalled: Given['answers'] = { 'gpu.driverPolicy': 'preinstalled' }
const loaded = { gpu: { driver, models: ['NVIDIA H100 80GB HBM3'] } } satisfies Given['facts']
const online: Given['site'] = { profile: 'online' }

export const GPU_CASES = {
  'gpu-count': {
    pass: { node: { ...gpuNode, gpuCount: 8 } },
    none: { node: gpuNode, facts: { gpu: gpus(0) } },
    fewer: { node: { ...gpuNode, gpuCount: 8 }, facts: { gpu: gpus(7) } },
    more: { node: { ...gpuNode, gpuCount: 4 } },
  },
  'gpu-model': {
    pass: { node: { ...gpuNode, gpuModel: 'H100 80GB' }, facts: { gpu: { models: ['NVIDIA H100 80GB HBM3'] } } },
    other: { node: { ...gpuNode, gpuModel: 'H100 80GB' }, facts: { gpu: { models: ['NVIDIA A100-SXM4-80GB'] } } },
    'not-collected': { node: { ...gpuNode, gpuModel: 'H100' }, facts: { gpu: gpus(8, { device: '0xffff' }) } },
  },
  'gpu-undeclared': { pass: { facts: { gpu: gpus(0) } }, found: {} },
  'gpu-models-mixed': {
    pass: { node: gpuNode },
    mixed: {
      node: gpuNode,
      facts: { gpu: { devices: [...gpus(1).devices, ...gpus(1, { device: '0x20b5', slot: '0000:81:00.0' }).devices] } },
    },
  },
  'gpu-model-known': {
    pass: { node: gpuNode },
    unlisted: { node: gpuNode, facts: { gpu: gpus(1, { device: '0xffff' }) } },
    open: {
      node: gpuNode,
      answers: preinstalled,
      facts: { gpu: { ...gpus(1, { device: '0x2901' }), driver: '570.172.08' } },
    },
    late: { node: gpuNode, facts: { gpu: gpus(8, { device: '0x2901' }) } },
    dropped: {
      node: gpuNode,
      answers: preinstalled,
      facts: { gpu: { ...gpus(4, { device: '0x1db6' }), driver: '595.45.04' } },
    },
  },
  'gpu-driver-mode': {
    pass: { node: gpuNode },
    installed: { node: gpuNode, facts: loaded },
    absent: { node: gpuNode, answers: preinstalled },
  },
  'gpu-nouveau': {
    pass: { node: gpuNode },
    allowed: { node: gpuNode, facts: { modules: { available: ['nouveau'], disabled: [] } } },
    loaded: { node: gpuNode, facts: { gpu: { nouveauLoaded: true } } },
  },
  'gpu-secure-boot': {
    pass: { node: gpuNode },
    signed: { node: gpuNode, facts: { gpu: { secureBoot: true, driver } } },
    on: { node: gpuNode, facts: { gpu: { secureBoot: true } } },
    'not-collected': { node: gpuNode, facts: { gpu: { secureBoot: null } } },
  },
  'gpu-driver-library-match': {
    pass: { node: gpuNode, facts: { ...loaded, gpuHost: { libraries: [driver] } } },
    none: { node: gpuNode, facts: loaded },
    differ: { node: gpuNode, facts: { ...loaded, gpuHost: { libraries: ['550.163.01'] } } },
  },
  'gpu-driver-kernel': {
    pass: { node: gpuNode, facts: { ...loaded, packages: { installed: { 'nvidia-driver-550-server': driver } } } },
    missing: { node: gpuNode, facts: { packages: { installed: { 'nvidia-dkms-550-server': driver } } } },
  },
  'gpu-kernel-headers': {
    pass: { node: gpuNode },
    rebuild: { node: gpuNode, answers: preinstalled, facts: { gpuHost: { headers: false } } },
    repository: { node: gpuNode, facts: { gpuHost: { headers: false } } },
    missing: { node: gpuNode, facts: { gpuHost: { headers: false }, repositories: [] } },
  },
  'gpu-build-tools': {
    pass: { node: gpuNode, answers: preinstalled, facts: loaded },
    missing: { node: gpuNode, answers: preinstalled },
  },
  'gpu-toolkit-preinstalled': {
    pass: { node: gpuNode },
    settings: { node: gpuNode, facts: { gpuHost: { runtimeFiles: ['/etc/docker/daemon.json'] } } },
    installed: { node: gpuNode, facts: { commands: ['nvidia-ctk'] } },
  },
  'gpu-os-supported': {
    pass: { node: gpuNode },
    unlisted: { node: gpuNode, facts: { os: { version: '24.04' } } },
    refused: { node: gpuNode, facts: { os: { id: 'debian', version: '12' } } },
  },
  'gpu-os-uniform': {
    pass: { node: gpuNode, nodes: [{ name: 'n2', address: '10.20.0.2', roles: ['gpu'] }] },
    kernel: {
      node: gpuNode,
      nodes: [{ name: 'n2', address: '10.20.0.2', roles: ['gpu'] }],
      other: { kernel: { release: '6.8.0-71-generic' } },
    },
    differs: {
      node: gpuNode,
      nodes: [{ name: 'n2', address: '10.20.0.2', roles: ['gpu'] }],
      other: { os: { version: '24.04' } },
    },
    ...nothingToCompare({ node: gpuNode, nodes: [{ name: 'n2', address: '10.20.0.2', roles: ['gpu'] }] }),
  },
  'gpu-driver-uniform': {
    pass: { node: gpuNode, answers: preinstalled, nodes: [{ name: 'n2', address: '10.20.0.2', roles: ['gpu'] }] },
    differs: {
      node: gpuNode,
      answers: preinstalled,
      nodes: [{ name: 'n2', address: '10.20.0.2', roles: ['gpu'] }],
      facts: loaded,
      other: { gpu: { driver: '535.183.01' } },
    },
    ...nothingToCompare({
      node: gpuNode,
      answers: preinstalled,
      nodes: [{ name: 'n2', address: '10.20.0.2', roles: ['gpu'] }],
    }),
  },
  'gpu-selinux-rhel': {
    pass: { node: gpuNode },
    mig: {
      node: gpuNode,
      answers: { 'gpu.mig': 'single' },
      facts: { os: { id: 'rhel', version: '9.4', family: 'rhel' }, selinux: { mode: 'enforcing' } },
    },
    disabled: { node: gpuNode, facts: { os: { id: 'rhel', version: '8.10', family: 'rhel' } } },
  },
  'gpu-rhel-restricted-net': {
    pass: { node: gpuNode },
    toolkit: { node: gpuNode, answers: preinstalled, facts: { os: { id: 'rhel', version: '9.4', family: 'rhel' } } },
    driver: { node: gpuNode, facts: { os: { id: 'rhel', version: '9.4', family: 'rhel' } } },
  },
  'gpu-operator-versions': {
    pass: { site: { ...online, kubernetes: '1.30' }, node: gpuNode },
    containerd: { site: { kubernetes: '1.31' }, node: gpuNode },
    kubernetes: { node: gpuNode },
  },
  'gpu-pod-security': {
    pass: { answers: { 'security.cisProfile': true } },
    label: { node: gpuNode, answers: { 'security.cisProfile': true } },
  },
} satisfies Cases
