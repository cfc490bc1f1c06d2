import { limit } from './limit.ts'
import { EMBEDDED_COMMON, K0S_SYSINFO, RKE2 } from './sources.ts'

/** Oldest kernel: below `never` nothing works, below `cgroupV2` Kubernetes 1.35 does not. */
export const KERNELS = {
  never: limit('3.10', K0S_SYSINFO),
  cgroupV2: limit('4.5', EMBEDDED_COMMON),
  advised: limit('5.8', 'kubernetes.io, kernel-version-requirements (cgroup v2)'),
}

/** Kubernetes minor from which on the kubelet refuses cgroup v1. */
export const CGROUP_V1_REFUSED_FROM = limit(
  35,
  'kubernetes.io, concepts/architecture/cgroups; k0s documentation, external-runtime-deps',
)
export const CGROUP_CONTROLLERS = limit(
  ['cpu', 'cpuset', 'memory', 'pids'],
  `${K0S_SYSINFO}; kubernetes system-validators, cgroup_validator_linux.go`,
)

export const BASE_MODULES = limit(
  ['overlay', 'br_netfilter', 'nf_conntrack'],
  'RKE2 bundle/lib/systemd/system/rke2-server.service; kubernetes.io, container-runtimes',
)

/** A module that is built into the kernel has no folder in /sys/module, but its setting is there. */
export const MODULE_SYSCTLS = limit<Readonly<Record<string, string>>>(
  {
    br_netfilter: 'net.bridge.bridge-nf-call-iptables',
    nf_conntrack: 'net.netfilter.nf_conntrack_max',
  },
  'Linux kernel documentation, networking/ip-sysctl and networking/nf_conntrack-sysctl',
)

export const INOTIFY = {
  instances: { base: limit(1024, EMBEDDED_COMMON), gpu: limit(8192, RKE2) },
  watches: { base: limit(65_536, EMBEDDED_COMMON), gpu: limit(524_288, RKE2) },
}
