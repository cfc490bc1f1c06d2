import type { Distribution } from '@astrago/contracts'

/** Counts up with every change of a number below; a report names it. */
export const THRESHOLDS_VERSION = 1

const GIB = 1024 ** 3

/** A number and who says so. `own`: our judgement, from the installer's need plus the platform's own minimum. */
type Limit = { value: number; source: string }
type Pair = { block: Limit; warn: Limit }
const limit = (value: number, source: string): Limit => ({ value, source })

const RKE2 = 'RKE2 documentation, install/requirements'
const EMBEDDED = 'Embedded Cluster, host-preflight-install.yaml'
const PLATFORM = 'AstraGo installation guide (minimum 4 CPU, 8 GB, 100 GB; recommended 8 CPU, 16 GB, 500 GB)'
const OWN = 'own'

export type HardwareClass = 'single' | 'control-plane' | 'worker' | 'gpu' | 'storage' | 'registry'

export const CPUS: Record<HardwareClass, Pair> = {
  single: { block: limit(8, OWN), warn: limit(16, OWN) },
  'control-plane': { block: limit(2, `${RKE2}; kubeadm preflight`), warn: limit(4, RKE2) },
  worker: { block: limit(4, PLATFORM), warn: limit(8, PLATFORM) },
  gpu: { block: limit(4, PLATFORM), warn: limit(8, OWN) },
  storage: { block: limit(2, OWN), warn: limit(4, OWN) },
  registry: {
    block: limit(2, 'Harbor installation prerequisites'),
    warn: limit(4, 'Harbor installation prerequisites'),
  },
}

/** GiB. MemTotal is below what is plugged in (firmware, crash kernel): compare with MEMORY_TOLERANCE times these. */
export const MEMORY_GIB: Record<HardwareClass, Pair> = {
  single: { block: limit(16, OWN), warn: limit(32, OWN) },
  'control-plane': { block: limit(4, RKE2), warn: limit(8, RKE2) },
  worker: { block: limit(8, PLATFORM), warn: limit(16, PLATFORM) },
  gpu: { block: limit(16, OWN), warn: limit(32, OWN) },
  storage: { block: limit(4, OWN), warn: limit(8, OWN) },
  registry: {
    block: limit(4, 'Harbor installation prerequisites'),
    warn: limit(8, 'Harbor installation prerequisites'),
  },
}
export const MEMORY_TOLERANCE = limit(0.9, 'Harvester installer, pkg/preflight/checks.go')

/** Size of the file system below the data folder, GiB. */
export const DATA_DISK_GIB: Record<HardwareClass, Pair> = {
  single: { block: limit(100, PLATFORM), warn: limit(500, PLATFORM) },
  'control-plane': { block: limit(40, EMBEDDED), warn: limit(100, PLATFORM) },
  worker: { block: limit(40, EMBEDDED), warn: limit(100, PLATFORM) },
  gpu: { block: limit(100, OWN), warn: limit(500, OWN) },
  storage: { block: limit(40, OWN), warn: limit(100, OWN) },
  registry: {
    block: limit(40, 'Harbor installation prerequisites'),
    warn: limit(160, 'Harbor installation prerequisites'),
  },
}

/** Per cent free below which the kubelet throws pods out (imagefs 15 %, nodefs 10 %). */
export const DISK_FREE_PERCENT: Pair = {
  block: limit(15, 'Kubernetes, node-pressure-eviction (imagefs.available)'),
  warn: limit(20, `${EMBEDDED} (80 % used)`),
}
export const DISK_FREE_BYTES = limit(10 * GIB, 'kURL host preflight (10 GiB free)')
export const INODES_FREE_PERCENT: Pair = {
  block: limit(5, 'Kubernetes, node-pressure-eviction (nodefs.inodesFree)'),
  warn: limit(10, OWN),
}

export const INOTIFY = {
  instances: { base: limit(1024, 'Embedded Cluster, host-preflight-common.yaml'), gpu: limit(8192, RKE2) },
  watches: { base: limit(65_536, 'Embedded Cluster, host-preflight-common.yaml'), gpu: limit(524_288, RKE2) },
}

export const MTU: Pair = {
  block: limit(1280, 'RFC 8200 section 5 (least IPv6 MTU); own as a limit'),
  warn: limit(1500, 'Calico documentation, MTU: VXLAN takes 50 bytes of it'),
}

/** Milliseconds between a host's clock and the median of all hosts. */
export const CLOCK_SKEW_MS: Pair = {
  block: limit(30_000, 'k0sctl, phase/validate_facts.go'),
  warn: limit(2_000, OWN),
}

export const DNS_NAMESERVERS = limit(3, 'resolv.conf(5): MAXNS is 3; kubernetes/kubernetes#9079')
export const DNS_SEARCH_DOMAINS = limit(
  3,
  'resolv.conf(5): 6 in older libc, Kubernetes adds 3; kubernetes/kubernetes#9079',
)

export const PASSWORD_DAYS_LEFT = limit(7, OWN)

export type DistributionData = {
  /** Kubernetes minor that is assumed when the site names none. */
  kubernetes: string
  dataDir: string
  podCidr: string
  serviceCidr: string
  archs: readonly string[]
  /** Oldest kernel as [major, minor]: below the first nothing works, below the second Kubernetes 1.35 does not. */
  kernel: { never: readonly [number, number]; cgroupV2: readonly [number, number]; advised: readonly [number, number] }
  systems: Readonly<Record<string, readonly string[]>>
  source: string
}

/** Architectures of the platform's own images; ARM images are not proven. */
const ARCHS = ['x86_64']
const KERNEL = { never: [3, 10], cgroupV2: [4, 5], advised: [5, 8] } as const
const DEBIANS = { ubuntu: ['22.04', '24.04'], debian: ['12'] }
const rhelFamily = (...versions: string[]) => ({ rhel: versions, rocky: versions, almalinux: versions })

export const DISTRIBUTIONS: Record<Distribution, DistributionData> = {
  rke2: {
    kubernetes: '1.35',
    dataDir: '/var/lib/rancher',
    podCidr: '10.42.0.0/16',
    serviceCidr: '10.43.0.0/16',
    archs: ARCHS,
    kernel: KERNEL,
    systems: { ...DEBIANS, ...rhelFamily('9') },
    source: `${RKE2}; rke2-docs networking/basic_network_options; channels.yaml (stable v1.35)`,
  },
  k0s: {
    kubernetes: '1.35',
    dataDir: '/var/lib/k0s',
    podCidr: '10.244.0.0/16',
    serviceCidr: '10.96.0.0/12',
    archs: ARCHS,
    kernel: KERNEL,
    systems: { ...DEBIANS, ...rhelFamily('9') },
    source: 'k0s documentation, system-requirements, external-runtime-deps and networking',
  },
  kubespray: {
    kubernetes: '1.28',
    dataDir: '/var/lib/containerd',
    podCidr: '10.233.64.0/18',
    serviceCidr: '10.233.0.0/18',
    archs: ARCHS,
    kernel: KERNEL,
    systems: { ubuntu: ['20.04', '22.04'], debian: ['11', '12'], ...rhelFamily('8', '9') },
    source: 'Kubespray 2.24.2, README and roles/kubernetes/preinstall/tasks/0040-verify-settings.yml',
  },
}

/** From this Kubernetes minor on the kubelet refuses cgroup v1 (k0s documentation, external-runtime-deps). */
export const CGROUP_V1_REFUSED_FROM = limit(35, 'kubernetes.io, concepts/architecture/cgroups')

/** Minor versions of Python 3 that the controller of Kubespray 2.24.2 (ansible-core 2.15) can drive. */
export const PYTHON_MINORS = {
  least: limit(5, 'docs.ansible.com, ansible-core support matrix, 2.15'),
  most: limit(11, 'docs.ansible.com, ansible-core support matrix, 2.15'),
}
