import type { FactValues } from '../../facts/schema.ts'
import { type Cases, type Given, gpuNode, gpus } from './given.ts'

type Smi = FactValues['smi']['gpus'][number]

const driver = '550.144.03'

/** What nvidia-smi says of a healthy H100, with what differs. */
export const smiGpu = (change: Partial<Smi> = {}): Smi => ({
  slot: '00000000:18:00.0',
  name: 'NVIDIA H100 80GB HBM3',
  architecture: 'Hopper',
  memoryMib: 81_559,
  persistence: true,
  mig: { now: false, next: false },
  virtualization: null,
  uncorrected: 0,
  remap: { pending: false, failed: false },
  fabric: { state: 'Completed', status: 'Success' },
  processes: [],
  ...change,
})
const smi = (...some: Smi[]) => ({ asked: true, code: 0, message: null, gpus: some })
const asked = (change: Partial<Smi>): Given => ({ node: gpuNode, facts: { smi: smi(smiGpu(change)) } })
const nvswitch = gpus(4, { device: '0x22a3', class: '0x068000' }).devices
const hgx = { devices: [...gpus(8).devices, ...nvswitch] }
const logged = (...lines: string[]): Given => ({ node: gpuNode, facts: { kernelLog: { gpu: lines } } })
const port = (state: string, link = 'InfiniBand') => ({
  infiniband: [{ device: 'mlx5_0', port: '1', state, physical: '5: LinkUp', rate: '400 Gb/sec (4X NDR)', link }],
})
const unit = { installed: true, enabled: true, active: true }

export const GPU_RUNNING_CASES = {
  'gpu-driver-responds': {
    pass: { node: gpuNode, facts: { smi: smi(...Array.from({ length: 8 }, () => smiGpu())) } },
    fewer: { node: gpuNode, facts: { smi: smi(smiGpu()) } },
    failed: {
      node: gpuNode,
      facts: {
        smi: { asked: true, code: 18, message: 'Failed to initialize NVML: Driver/library version mismatch', gpus: [] },
      },
    },
  },
  'gpu-xid-errors': {
    pass: { node: gpuNode },
    software: logged('[ 91.2] NVRM: Xid (PCI:0000:18:00): 13, pid=4711, name=python'),
    driver: logged('[ 8.1] NVRM: GPU 0000:18:00.0: RmInitAdapter failed! (0x26:0xffff:1239)'),
    hardware: logged('[ 95.1] NVRM: Xid (PCI:0000:18:00): 79, pid=<unknown>, GPU has fallen off the bus.'),
  },
  'gpu-memory-errors': {
    pass: { node: gpuNode },
    reset: asked({ remap: { pending: true, failed: false } }),
    errors: asked({ uncorrected: 3 }),
    failed: asked({ remap: { pending: false, failed: true } }),
  },
  'gpu-in-use': {
    pass: { node: gpuNode },
    some: { ...asked({ processes: ['/usr/bin/python3'] }), answers: { 'gpu.driverPolicy': 'preinstalled' } },
    held: { node: gpuNode, facts: { processes: ['Xorg'], gpu: { nouveauLoaded: true } } },
  },
  'gpu-mig-state': {
    pass: { node: gpuNode },
    reboot: { node: gpuNode, answers: { 'gpu.mig': 'single' } },
    pending: asked({ mig: { now: false, next: true } }),
    on: asked({ mig: { now: true, next: true } }),
    unable: { node: gpuNode, answers: { 'gpu.mig': 'mixed' }, facts: { gpu: gpus(2, { device: '0x26b9' }) } },
  },
  'gpu-persistence-mode': { pass: { node: gpuNode }, off: asked({ persistence: false }) },
  'gpu-fabric-manager': {
    pass: {
      node: gpuNode,
      facts: {
        gpu: { ...hgx, driver },
        gpuHost: { fabricManager: driver },
        units: { 'nvidia-fabricmanager.service': unit },
      },
    },
    operator: { node: gpuNode, facts: { gpu: hgx } },
    stopped: { node: gpuNode, facts: { gpu: { ...hgx, driver } } },
    version: {
      node: gpuNode,
      facts: { gpu: { ...hgx, driver }, gpuHost: { fabricManager: '535.183.01' }, processes: ['nv-fabricmanage'] },
    },
  },
  'gpu-fabric-state': {
    pass: asked({}),
    open: asked({ fabric: { state: 'In Progress', status: 'N/A' } }),
  },
  'gpu-nvlink': {
    pass: { node: gpuNode, facts: { gpu: hgx, nvlink: [{ active: 18, inactive: 0 }] } },
    down: { node: gpuNode, facts: { gpu: hgx, nvlink: [{ active: 17, inactive: 1 }] } },
  },
  'gpu-passthrough-bars': {
    pass: { node: gpuNode },
    bios: { node: gpuNode, facts: { gpu: gpus(8, { addressed: false }) } },
    vm: { node: gpuNode, facts: { gpu: gpus(1, { addressed: false }), cpu: { flags: ['hypervisor'] } } },
  },
  'gpu-reserved-for-vm': {
    pass: { node: gpuNode },
    held: { node: gpuNode, facts: { gpu: gpus(2, { driver: 'vfio-pci' }) } },
  },
  'gpu-vgpu-guest': {
    pass: { node: gpuNode },
    guest: asked({ name: 'NVIDIA A40-48Q', virtualization: 'VGPU' }),
    licensed: {
      ...asked({ name: 'NVIDIA A40-48Q', virtualization: 'VGPU' }),
      answers: { 'gpu.driverPolicy': 'preinstalled' },
    },
  },
  'gpu-pcie-link': { pass: { node: gpuNode }, narrow: { node: gpuNode, facts: { gpu: gpus(1, { linkWidth: 8 }) } } },
  'gpu-iommu': { pass: { node: gpuNode }, translates: { node: gpuNode, facts: { gpuHost: { iommu: true } } } },
  'gpu-acs': {
    pass: { node: gpuNode },
    unseen: { node: gpuNode, facts: { gpuHost: { acs: null } } },
    on: { node: gpuNode, facts: { gpuHost: { acs: { bridges: 40, on: 16 } } } },
  },
  'gpu-rdma-ports': {
    pass: { node: gpuNode },
    some: { node: gpuNode, facts: port('1: DOWN', 'Ethernet') },
    init: { node: gpuNode, facts: port('2: INIT') },
  },
  'gpu-rdma-modules': {
    pass: { node: gpuNode },
    peermem: {
      node: gpuNode,
      facts: {
        ...port('4: ACTIVE'),
        modules: { loaded: ['mlx5_core', 'ib_uverbs'] },
        kernel: { release: '4.18.0-553.el8_10.x86_64' },
      },
    },
    modules: { node: gpuNode, facts: port('4: ACTIVE') },
  },
} satisfies Cases
