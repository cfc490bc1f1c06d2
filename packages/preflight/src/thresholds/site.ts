import { type Cni, type Distribution, PLATFORM_NODE_PORTS } from '@astrago/contracts'
import { limit, OWN, type Pair } from './limit.ts'
import { PLATFORM } from './sources.ts'

/** Mbit/s of a node's card. */
export const NIC_SPEED = {
  least: limit(1000, PLATFORM.replace(/^(.*?) \(.*/, '$1 (network 1 Gbit/s)')),
  gpu: limit(10_000, 'AstraGo infrastructure guide (GPU nodes, 10 Gbit/s recommended)'),
}

/** Network plugins that wrap pod traffic in VXLAN unless told otherwise. */
export const VXLAN_PLUGINS = limit<readonly Cni[]>(
  ['canal', 'calico', 'cilium', 'flannel'],
  'RKE2 documentation, install/requirements; k0s documentation, networking; Kubespray, docs/operations/port-requirements',
)
export const VMXNET3 = limit(
  'tx-checksum-ip-generic',
  'replicatedhq/kURL#5041; projectcalico/calico#9433; flannel-io/flannel#2388; RKE2 documentation, known_issues',
)

/** Prefix of the piece of the pod network that each node takes. */
export const NODE_PREFIX = limit(24, 'kube-controller-manager, --node-cidr-mask-size-ipv4 (24 unless set)')

export const NODE_PORTS = limit(
  { first: 30_000, last: 32_767 },
  'kubernetes.io, networking/ports-and-protocols (NodePort services)',
)

/** Fixed NodePorts of the platform. */
export const PLATFORM_PORTS = limit(PLATFORM_NODE_PORTS, 'AstraGo deployment, values of its charts and firewall guide')

/** Those of them that people open in a browser; the others are for operators and stay closed unless asked for. */
export const PORTS_FOR_USERS = limit(['AstraGo', 'Keycloak', 'Harbor', 'Grafana'], OWN)

export const HTTPS_PORT = limit(443, 'RFC 9110 section 4.2.2')
/** NFS 4 needs no other. */
export const NFS_PORT = limit(2049, 'RFC 8881 section 2.9.1')

/** Where the container registry of Kubespray's offline bundle listens. */
export const OFFLINE_REGISTRY_PORT = limit(35_000, 'kubespray-offline, config.sh')

/** Where a registry listens that is installed on a machine of the site. */
export const OWN_REGISTRY_PORT = limit<Record<Distribution, number>>(
  { rke2: 5000, k0s: 5000, kubespray: OFFLINE_REGISTRY_PORT.value },
  'CNCF Distribution documentation, about/configuration (http addr); kubespray-offline, config.sh',
)

export const NODELOCALDNS = limit('169.254.25.10', 'Kubespray, roles/kubespray-defaults (nodelocaldns_ip)')

/** Milliseconds between a host's clock and the console's. */
export const CLOCK_OFF_MS = limit(240_000, 'assisted-service, HW_VALIDATOR_MAX_TIME_DIFF_MINUTES (4)')

/** Servers of the public internet, by the end of their names. */
export const PUBLIC_TIME = limit(
  [
    'pool.ntp.org',
    'ntp.org',
    'ntp.ubuntu.com',
    'time.google.com',
    'time.cloudflare.com',
    'time.windows.com',
    'time.apple.com',
    'time.nist.gov',
    'time.bora.net',
    'time.kriss.re.kr',
    'time.nuri.net',
  ],
  'www.ntppool.org and the documentation of their operators',
)

export const MDNS_MODULES = limit(
  ['mdns', 'mdns_minimal', 'mdns4', 'mdns4_minimal', 'mdns6', 'mdns6_minimal'],
  'libnss-mdns, README.Debian (Sites with a .local DNS zone)',
)

/** Sessions over one connection. */
export const SSH_SESSIONS = {
  least: limit(10, 'sshd_config(5), MaxSessions (10 unless set)'),
  large: limit(30, 'kubernetes-sigs/kubespray#10514, #10515'),
  largeFrom: limit(10, 'kubernetes-sigs/kubespray#10514 (nodes)'),
}
export const SSH_STARTUPS = limit(10, 'sshd_config(5), MaxStartups (10:30:100 unless set)')
/** Newest major versions whose sshd still takes ClientAliveCountMax 0 for "end idle sessions". */
export const IDLE_ENDS = limit<Readonly<Record<string, number>>>(
  { rhel: 8, rocky: 8, almalinux: 8, centos: 8, ubuntu: 18, debian: 10 },
  'OpenSSH 8.2 release notes (0 disables connection killing); versions of the distributions',
)
export const SHELLS = limit(
  ['sh', 'bash', 'dash', 'ash', 'zsh', 'ksh', 'mksh'],
  'Ansible documentation, shell plugins (csh and fish need one of their own)',
)
export const LOGIN_FAILURES = limit(3, 'faillock.conf(5), deny (3 unless set)')

/** MiB for the files that a login puts down while it works. */
export const WORK_FREE_MIB = limit(100, OWN)

export const CERTIFICATE_DAYS = limit(30, OWN)
export const RSA_BITS = limit(2048, 'NIST SP 800-57 part 1; RHEL 9 crypto policy DEFAULT')

/** What the platform's volumes take with the default values, and with those for production. GiB. */
export const VOLUMES_GIB: Pair = {
  block: limit(100, 'AstraGo deployment, default sizes of its volumes'),
  warn: limit(190, 'AstraGo deployment, sizes of its volumes for production (Loki 100 GiB)'),
}

/** What the pods of the platform ask for. */
export const REQUESTS = {
  core: limit({ cpus: 2, memoryGib: 4 }, 'AstraGo comprehensive guide'),
  batch: limit({ cpus: 4, memoryGib: 8 }, 'AstraGo comprehensive guide'),
  loki: limit({ cpus: 0.5, memoryGib: 1 }, 'AstraGo deployment, values of Loki'),
  harbor: limit({ cpus: 2, memoryGib: 4 }, 'Harbor installation prerequisites'),
}
/** What Kubernetes itself takes of a machine. GiB. */
export const OVERHEAD_GIB = {
  server: limit(5, 'RKE2 documentation, reference/resource_profiling (4.8 to 5.0 GB)'),
  agent: limit(3.6, 'RKE2 documentation, reference/resource_profiling (agent 3.6 GB)'),
}
export const REQUESTS_SHARE = limit(0.9, OWN)

/** Placeholders that boards without an id of their own report. */
export const NO_UUID = limit(
  [
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    '03000200-0400-0500-0006-000700080009',
  ],
  'DMTF DSP0134 (SMBIOS), UUID not present; a known value of unconfigured boards',
)

/** What the way of installation puts into NO_PROXY besides the answers. */
export const NO_PROXY_ADDED = limit(
  {
    rke2: { nodes: true, cluster: true },
    k0s: { nodes: false, cluster: false },
    kubespray: { nodes: true, cluster: false },
  },
  'this console (RKE2); RKE2 documentation, advanced; Kubespray docs/advanced/proxy.md; k0s docs/environment-variables.md',
)

/** First version of each system whose curl (7.86 or newer) understands networks in NO_PROXY. */
export const OLD_CURL = limit<Readonly<Record<string, string>>>(
  { ubuntu: '23.04', debian: '12', rhel: '10', rocky: '10', almalinux: '10', centos: '10' },
  'curl changelog 7.86.0; package versions of the distributions',
)

/** Where each distribution's container runtime reads its registries; a file that begins with one of these. */
export const REGISTRY_FILES = limit<Record<'rke2' | 'k0s' | 'kubespray', readonly string[]>>(
  {
    rke2: ['/etc/rancher/'],
    k0s: ['/etc/k0s/containerd.d/', '/etc/containerd/certs.d/'],
    kubespray: ['/etc/containerd/certs.d/', '/etc/docker/daemon.json'],
  },
  'RKE2 documentation, install/private_registry; k0s documentation, runtime; Kubespray, roles/container-engine',
)

/** Milliseconds for a name; beyond, a name server on the way does not answer and another is asked. */
export const NAME_SLOW_MS = limit(2000, 'resolv.conf(5), timeout (5 s); a site resolves its own names in milliseconds')
