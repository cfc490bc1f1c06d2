import { INOTIFY_LEAST } from '@astrago/changes'
import type { Cni } from '@astrago/contracts'
import { limit, OWN } from './limit.ts'
import { EMBEDDED_COMMON, K0S_SYSINFO, RKE2 } from './sources.ts'

/** Oldest kernel: below `never` nothing works, below `cgroupV2` Kubernetes 1.35 does not. */
export const KERNELS = {
  never: limit('3.10', K0S_SYSINFO),
  cgroupV2: limit('4.5', EMBEDDED_COMMON),
  advised: limit('5.8', 'kubernetes.io, kernel-version-requirements (cgroup v2)'),
}

type PluginKernel = { name: string; least: string; backported: string }
/**
 * Oldest kernel of a network plugin; `backported` begins what such a kernel calls itself where its maker brought the newer
 * parts into an older one. RKE2 1.36 ships Cilium 1.19.6, Kubespray 2.32 one as new.
 */
export const PLUGIN_KERNELS = limit<Partial<Record<Cni, PluginKernel>>>(
  { cilium: { name: 'Cilium', least: '5.10', backported: '.el8_10.' } },
  'Cilium documentation 1.19, operations/system_requirements (5.10, or 4.18 of RHEL 8.10)',
)

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

/** The installation raises them to these. */
export const INOTIFY = {
  instances: {
    base: limit(INOTIFY_LEAST.base.instances, EMBEDDED_COMMON),
    gpu: limit(INOTIFY_LEAST.gpu.instances, RKE2),
  },
  watches: { base: limit(INOTIFY_LEAST.base.watches, EMBEDDED_COMMON), gpu: limit(INOTIFY_LEAST.gpu.watches, RKE2) },
}

/** Modules by what needs them; a missing one is a failure only where that is chosen. */
export const MODULES_FOR = {
  vxlan: limit(['vxlan'], `${K0S_SYSINFO}; k3s contrib/util/check-config.sh`),
  network: limit(
    ['xt_comment', 'xt_conntrack', 'xt_mark', 'xt_addrtype', 'xt_multiport', 'xt_statistic', 'xt_set', 'ip_set'],
    `${K0S_SYSINFO}; k3s contrib/util/check-config.sh`,
  ),
  /** One of them is enough. */
  packetFilter: limit(['ip_tables', 'nf_tables'], 'k3s contrib/util/check-config.sh'),
  ipvs: limit(
    ['ip_vs', 'ip_vs_rr', 'ip_vs_wrr', 'ip_vs_sh', 'dummy'],
    'Kubespray 2.24.2, roles/kubernetes/node/tasks/main.yml',
  ),
  nfs: limit(['nfs', 'nfsv4', 'sunrpc'], 'csi-driver-nfs v4.7.0, Dockerfile (the client is the kernel of the host)'),
}

/** Options without which a kernel cannot run containers, as `CONFIG_` names them. */
export const KERNEL_OPTIONS = limit(
  [
    'CGROUPS',
    'CGROUP_SCHED',
    'FAIR_GROUP_SCHED',
    'CGROUP_PIDS',
    'MEMCG',
    'CPUSETS',
    'NAMESPACES',
    'UTS_NS',
    'IPC_NS',
    'PID_NS',
    'NET_NS',
    'NET',
    'INET',
    'NETFILTER',
    'NF_CONNTRACK',
    'NETFILTER_XTABLES',
    'NETFILTER_XT_TARGET_REDIRECT',
    'NETFILTER_XT_MATCH_COMMENT',
    'EXT4_FS',
    'PROC_FS',
  ],
  `${K0S_SYSINFO}/probes/linux; kubernetes system-validators, types_unix.go`,
)

/** Settings under which a host does not answer for the addresses of its pods. */
export const ARP_SETTINGS = limit(['arp_filter', 'arp_ignore'], EMBEDDED_COMMON)

export const OPEN_FILES = {
  /** Of one process: what the services of the distributions ask for. */
  process: {
    rke2: limit(1_048_576, 'RKE2 bundle/lib/systemd/system/rke2-server.service (LimitNOFILE)'),
    k0s: limit(999_999, 'k0s, service unit (LimitNOFILE)'),
    kubespray: limit(1_048_576, 'Kubespray, roles/container-engine/containerd (containerd_limit_open_file_num)'),
  },
  /** Of all together. */
  all: limit(1_048_576, OWN),
}

/** Per cent of the connection table in use before anything is installed. */
export const CONNTRACK_PERCENT = limit(70, OWN)

/** Keys of root, of which containers take one each. */
export const ROOT_KEYS = limit(10_000, 'k3s contrib/util/check-config.sh')

/** What the kubelet demands under the CIS profile, which then does not set it itself. */
export const CIS_SYSCTLS = limit<Readonly<Record<string, string>>>(
  { 'vm.overcommit_memory': '1', 'vm.panic_on_oom': '0', 'kernel.panic': '10', 'kernel.panic_on_oops': '1' },
  'RKE2 documentation, security/hardening_guide; rke2 pkg/cli/cmds/profile_linux.go',
)

/** Settings that a file of sysctl.d must not keep at the value named here. */
export const HARMFUL_SYSCTLS = limit<Readonly<Record<string, string>>>(
  {
    'net.ipv4.conf.all.forwarding': '0',
    'user.max_user_namespaces': '0',
    'kernel.modules_disabled': '1',
  },
  `kubeadm preflight; ${EMBEDDED_COMMON}; RKE2 documentation, security/hardening_guide (settings come back)`,
)
