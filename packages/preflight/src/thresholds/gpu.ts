import { limit, OWN } from './limit.ts'

const MATRIX = 'NVIDIA Data Center Drivers, CUDA Toolkit, Driver, and Architecture Matrix'

/** First and last branch of the driver for an architecture; null where every older one will do, or it goes on. */
type Branches = { from: number | null; to: number | null }

/** By how the name of the chip begins. */
export const DRIVER_BRANCHES = {
  GK: limit<Branches>({ from: null, to: 470 }, MATRIX),
  GM: limit<Branches>({ from: null, to: 580 }, MATRIX),
  GP: limit<Branches>({ from: null, to: 580 }, MATRIX),
  GV: limit<Branches>({ from: null, to: 580 }, MATRIX),
  TU: limit<Branches>({ from: 410, to: null }, `${MATRIX} (CUDA 10.0)`),
  GA: limit<Branches>({ from: 450, to: null }, `${MATRIX} (CUDA 11.0)`),
  AD: limit<Branches>({ from: 520, to: null }, `${MATRIX} (CUDA 11.8)`),
  GH: limit<Branches>({ from: 520, to: null }, `${MATRIX} (CUDA 11.8)`),
  GB1: limit<Branches>({ from: 570, to: null }, `${MATRIX} (CUDA 12.8)`),
  GB2: limit<Branches>({ from: 570, to: null }, `${MATRIX} (CUDA 12.8)`),
}

/** Chips that only the open kernel modules drive, by how their names begin. */
export const OPEN_MODULES_ONLY = limit(['GB'], 'NVIDIA Driver Installation Guide, kernel modules (Blackwell and newer)')

/** What the platform brings along. */
export const PLATFORM_GPU = {
  operator: limit('24.9.2', 'AstraGo, applications/gpu-operator/values.yaml.gotmpl'),
  driver: limit('550.144.03', 'AstraGo, applications/gpu-operator/values.yaml.gotmpl'),
  toolkit: limit('1.17.4-ubuntu20.04', 'AstraGo, applications/gpu-operator/values.yaml.gotmpl'),
}

const SUPPORT = 'NVIDIA GPU Operator 24.9.2 documentation, platform-support'
/** What that version of the operator was validated with. */
export const OPERATOR_SUPPORT = {
  kubernetesFrom: limit(24, SUPPORT),
  kubernetesTo: limit(31, SUPPORT),
  containerdTo: limit('1.7', SUPPORT),
  /** Versions by `ID` of os-release; RHEL by its minor. */
  systems: limit<Readonly<Record<string, readonly string[]>>>(
    { ubuntu: ['20.04', '22.04'], rhel: ['8.8', '8.10'] },
    SUPPORT,
  ),
  /** Systems for which NVIDIA builds no container with a driver. */
  noDriverContainer: limit(['debian'], SUPPORT),
  /** Rebuilds of RHEL, on which RKE2 with a driver container is not provided for. */
  rebuilds: limit(['rocky', 'almalinux'], `${SUPPORT} (RKE2 on Ubuntu and RHEL only)`),
}

/** Kubernetes minor from which on a distribution brings containerd 2. */
export const CONTAINERD_2_FROM = {
  rke2: limit(31, 'RKE2 release notes (1.31.14 and 1.32.13; the first of either had 1.7)'),
  k0s: limit(36, 'k0s, embedded-bins/Makefile.variables'),
  kubespray: limit(32, 'Kubespray v2.28.0, checksums.yml'),
}

/** Models that can be divided, as the normalised name begins. */
export const MIG_MODELS = limit(
  [
    'a100',
    'a800',
    'a30',
    'h100',
    'h800',
    'h20',
    'h200',
    'gh200',
    'b100',
    'b200',
    'b300',
    'gb200',
    'gb300',
    'rtx pro 6000',
    'rtx pro 5000',
  ],
  'NVIDIA MIG User Guide, supported GPUs',
)

/** NVLinks of a GPU that sits on a board with switches, by how its chip's name begins. */
export const NVLINKS = {
  GA100: limit(12, 'NVIDIA A100 architecture whitepaper (third generation NVLink)'),
  GH100: limit(18, 'NVIDIA H100 architecture whitepaper (fourth generation NVLink)'),
  GB100: limit(18, 'NVIDIA Blackwell architecture technical brief (fifth generation NVLink)'),
}

/** Xid errors after which the hardware should be looked at: memory, NVLink, uncontained errors, off the bus. */
export const XID_HARDWARE = limit([48, 63, 64, 74, 79, 94, 95], 'NVIDIA, Xid errors catalogue')

/** Kernel from which on GPUDirect RDMA works through DMA-BUF; below it needs nvidia_peermem. */
export const DMA_BUF_KERNEL = limit('5.12', 'NVIDIA GPU Operator documentation, gpu-operator-rdma')

export const RDMA_MODULES = limit(['mlx5_core', 'ib_uverbs'], 'NVIDIA GPU Operator documentation, gpu-operator-rdma')

/** What building a driver on the host takes. */
export const BUILD_TOOLS = limit(
  ['gcc', 'make', 'dkms'],
  'NVIDIA Driver Installation Guide; AstraGo, ansible/roles/nvidia.nvidia_driver',
)

/** GPUs of one host from which on traffic between them matters. */
export const PEER_GPUS = limit(2, OWN)

/** Namespaces of the platform whose pods need rights on the host. */
export const PRIVILEGED_NAMESPACES = limit(
  ['gpu-operator', 'csi-driver-nfs', 'monitoring'],
  'NVIDIA GPU Operator documentation, getting-started; RKE2 documentation, security/hardening_guide; AstraGo helmfile',
)

/** How packages of a driver begin, not those of the toolkit. */
export const DRIVER_PACKAGES = limit(
  ['nvidia-driver-', 'nvidia-dkms-', 'nvidia-kernel-', 'kmod-nvidia', 'cuda-drivers'],
  'Package indexes of Ubuntu (restricted) and of NVIDIA CUDA for RHEL',
)

/** Those of them on Red Hat by their whole names, by which rpm is asked. */
export const RPM_DRIVER_PACKAGES = limit(
  ['kmod-nvidia-latest-dkms', 'kmod-nvidia-open-dkms', 'cuda-drivers'],
  'NVIDIA Driver Installation Guide, Red Hat Enterprise Linux',
)

export const TOOLKIT_COMMANDS = limit(
  ['nvidia-ctk', 'nvidia-container-runtime'],
  'NVIDIA Container Toolkit documentation, installation',
)
