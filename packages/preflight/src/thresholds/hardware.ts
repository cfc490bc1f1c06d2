import type { Distribution } from '@astrago/contracts'
import { limit, OWN, type Pair } from './limit.ts'
import { ETCD_HARDWARE, HARBOR, K0S, PLATFORM, RKE2 } from './sources.ts'

const KUBEADM = 'kubernetes.io, install-kubeadm (2 CPUs, 2 GB; kubeadm refuses below 2 CPUs and 1700 MB)'

/** `single`: one machine is the whole cluster. */
export type HardwareClass = 'single' | 'control-plane' | 'worker' | 'gpu' | 'storage' | 'registry'

/** The same whatever is installed, or a pair for each distribution. */
export type Demands = Record<HardwareClass, Pair | Record<Distribution, Pair>>

/** Advised of the only machine. Its least is the guide's for any machine: resource-sum tells whether the platform fits in. */
const BOTH = `${OWN}; RKE2 documentation, reference/resource_profiling (a server takes 5 GB) on top of the AstraGo guide`

export const CPUS: Demands = {
  single: { block: limit(4, PLATFORM), warn: limit(16, BOTH) },
  'control-plane': {
    rke2: { block: limit(2, RKE2), warn: limit(4, RKE2) },
    k0s: { block: limit(1, K0S), warn: limit(4, ETCD_HARDWARE) },
    kubespray: { block: limit(2, KUBEADM), warn: limit(4, ETCD_HARDWARE) },
  },
  worker: { block: limit(4, PLATFORM), warn: limit(8, PLATFORM) },
  gpu: { block: limit(4, PLATFORM), warn: limit(8, OWN) },
  storage: { block: limit(2, OWN), warn: limit(4, OWN) },
  registry: { block: limit(2, HARBOR), warn: limit(4, HARBOR) },
}

/** GiB. MemTotal is below what is plugged in (firmware, crash kernel): compare with MEMORY_TOLERANCE times these. */
export const MEMORY_GIB: Demands = {
  single: { block: limit(8, PLATFORM), warn: limit(32, BOTH) },
  'control-plane': {
    rke2: { block: limit(4, RKE2), warn: limit(8, RKE2) },
    k0s: { block: limit(1, K0S), warn: limit(8, ETCD_HARDWARE) },
    kubespray: { block: limit(2, KUBEADM), warn: limit(8, ETCD_HARDWARE) },
  },
  worker: { block: limit(8, PLATFORM), warn: limit(16, PLATFORM) },
  gpu: { block: limit(16, OWN), warn: limit(32, OWN) },
  storage: { block: limit(4, OWN), warn: limit(8, OWN) },
  registry: { block: limit(4, HARBOR), warn: limit(8, HARBOR) },
}
export const MEMORY_TOLERANCE = limit(0.9, 'Harvester installer, pkg/preflight/checks.go')

export const ARCHS = limit(
  ['x86_64'],
  `RKE2 and k0s documentation, requirements; images of the platform, which are not proven on ARM: ${OWN}`,
)

/** What x86-64-v2 and v3 add, as /proc/cpuinfo names them; LZCNT appears as abm. */
const PSABI = 'x86-64 psABI, Micro-Architecture Levels; troubleshoot, pkg/analyze/host_cpu.go'
export const CPU_FLAGS = {
  v2: limit(['cx16', 'lahf_lm', 'popcnt', 'ssse3', 'sse4_1', 'sse4_2'], PSABI),
  v3: limit(['avx', 'avx2', 'bmi1', 'bmi2', 'f16c', 'fma', 'abm', 'movbe', 'xsave'], PSABI),
}

/** Per cent of the memory that should be free before the installation; a server of RKE2 takes 5 GB by itself. */
export const MEMORY_FREE_PERCENT = limit(60, `${OWN}; RKE2 documentation, reference/resource_profiling`)

/** GiB in which memory is plugged in, by how much there is: what the kernel sees is counted up to the next step. */
export const INSTALLED_STEPS = limit(
  [
    { from: 512, step: 64 },
    { from: 128, step: 16 },
    { from: 32, step: 8 },
    { from: 8, step: 2 },
  ],
  OWN,
)

/** Share within which two sizes of a disk are the same: makers count in GB, systems in GiB. */
export const SIZE_TOLERANCE = limit(0.9, `${OWN}; IEC 80000-13 (GB and GiB)`)
