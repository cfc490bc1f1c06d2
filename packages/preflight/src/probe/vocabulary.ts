import { RDMA_MODULES, RPM_DRIVER_PACKAGES } from '../thresholds/gpu.ts'
import { BASE_MODULES, MODULES_FOR } from '../thresholds/kernel.ts'
import { ENGINES, KUBERNETES, LEFTOVER_FILES } from '../thresholds/leftovers.ts'
import { KUBESPRAY_PACKAGES } from '../thresholds/os.ts'
import { ENDPOINT_AGENTS, SELINUX_PACKAGES } from '../thresholds/security.ts'

/**
 * The form of the answer. Raised whenever a section comes, goes or is written in another way, so that a recorded answer
 * tells how it is to be read; the readers say beside what they still read of an older one.
 */
export const PROBE_VERSION = 4

/** Kernel modules, by the name of their file. */
export const MODULES = [
  ...new Set([
    ...BASE_MODULES.value,
    ...Object.values(MODULES_FOR).flatMap(({ value }) => value),
    'nft_compat',
    'ip_set_hash_ip',
    'ip_set_hash_net',
    'ipip',
    'wireguard',
    'nouveau',
    'nvidia',
    ...RDMA_MODULES.value,
    'nvidia_peermem',
  ]),
]

export const COMMANDS = [
  'ip',
  'mount',
  'umount',
  'modprobe',
  'nsenter',
  'iptables',
  'nft',
  'tar',
  'systemctl',
  'curl',
  'wget',
  'ethtool',
  'socat',
  'ebtables',
  'tc',
  'conntrack',
  'ipset',
  'apparmor_parser',
  'mount.nfs',
  'mount.nfs4',
  'python3',
  'nvidia-smi',
  'nvidia-ctk',
  'docker',
  'containerd',
  'sudo',
  'gcc',
  'make',
  'dkms',
  'chronyc',
  'timedatectl',
  'fio',
  'nc',
  'unzip',
  'rsync',
  'zstd',
  'lvs',
  'dmesg',
  'kubelet',
  'kubeadm',
  'kubectl',
  'helm',
  'rke2',
  'k3s',
  'k0s',
  'crictl',
  'ctr',
  'runc',
  'nvidia-container-runtime',
  'nv-fabricmanager',
  'dracut',
  'update-initramfs',
] as const

/** Packages that checks ask for by name. */
export const PACKAGES = [
  ...new Set([
    ...KUBESPRAY_PACKAGES.debian.value,
    ...KUBESPRAY_PACKAGES.rhel.value,
    ...SELINUX_PACKAGES.value,
    ...RPM_DRIVER_PACKAGES.value,
    'rke2-selinux',
    'python3-apt',
    'python3-libselinux',
    'unattended-upgrades',
    'dnf-automatic',
    'kernel-headers',
    'kernel-devel',
  ]),
]

/** Files and folders whose mere presence says something. */
export const PRESENCE = [
  '/.dockerenv',
  '/etc/pki/consumer/cert.pem',
  '/root/.kube/config',
  ...Object.values(LEFTOVER_FILES).flatMap(({ value }) => value),
]

/** Folders that lead to the data, or that the installation writes to: what they are, and who may pass. */
export const WAYS = [
  '/',
  '/etc',
  '/opt',
  '/usr',
  '/usr/local',
  '/var',
  '/var/lib',
  '/var/lib/rancher',
  '/var/lib/rancher/rke2',
  '/var/lib/k0s',
  '/var/lib/kubelet',
  '/var/lib/containerd',
  '/var/lib/etcd',
  '/var/lib/registry',
] as const

/** Processes by the first 15 letters of their name, which is what /proc/PID/comm keeps. */
export const PROCESSES = {
  time: ['chronyd', 'ntpd', 'ntpd-rs', 'openntpd', 'systemd-timesyn', 'ptp4l', 'phc2sys'],
  firewall: ['firewalld'],
  network: ['NetworkManager', 'systemd-network'],
  /** Not unattended-upgr and packagekitd: those wait in the background without holding anything. */
  packages: ['apt', 'apt-get', 'aptitude', 'dpkg', 'dnf', 'yum', 'rpm', 'zypper'],
  kubernetes: KUBERNETES.processes.value,
  engines: ENGINES.processes.value,
  gpu: ['nvidia-persiste', 'nv-fabricmanage', 'Xorg'],
  security: [...Object.keys(ENDPOINT_AGENTS.value), 'fapolicyd'],
} as const

/** Folders whose file system matters, parents first; the parser takes the nearest that exists. */
export const DIRS = [
  '/',
  '/var',
  '/var/lib',
  '/var/log',
  '/opt',
  '/usr/local',
  '/tmp',
  '/etc',
  '/var/lib/rancher',
  '/var/lib/rancher/rke2',
  '/var/lib/k0s',
  '/var/lib/kubelet',
  '/var/lib/containerd',
  '/var/lib/etcd',
  '/var/lib/registry',
] as const

/** Python 3 by its minor versions: from that of Ubuntu 16.04 on, and some that are still to come. */
export const PYTHON_MINORS = Array.from({ length: 17 }, (_, index) => index + 5)

export const UNITS = [
  ...KUBERNETES.units.value,
  ...ENGINES.units.value,
  'firewalld.service',
  'ufw.service',
  'nftables.service',
  'NetworkManager.service',
  'nm-cloud-setup.service',
  'nm-cloud-setup.timer',
  'apt-daily-upgrade.timer',
  'dnf-automatic.timer',
  'dnf-automatic-install.timer',
  'usbguard.service',
  'fapolicyd.service',
  'nvidia-fabricmanager.service',
  'chronyd.service',
  'chrony.service',
  'systemd-timesyncd.service',
  'ntp.service',
] as const

export const SYSCTLS = [
  'net/ipv4/ip_forward',
  'net/ipv4/conf/all/forwarding',
  'net/ipv4/conf/all/rp_filter',
  'net/ipv4/conf/default/rp_filter',
  'net/ipv4/ip_local_port_range',
  'net/ipv4/ip_local_reserved_ports',
  'net/bridge/bridge-nf-call-iptables',
  'net/ipv6/conf/all/disable_ipv6',
  'net/ipv6/conf/all/forwarding',
  'net/netfilter/nf_conntrack_max',
  'net/netfilter/nf_conntrack_count',
  'fs/inotify/max_user_instances',
  'fs/inotify/max_user_watches',
  'fs/file-max',
  'fs/nr_open',
  'vm/overcommit_memory',
  'vm/panic_on_oom',
  'vm/swappiness',
  'kernel/panic',
  'kernel/panic_on_oops',
  'net/ipv4/conf/default/forwarding',
  'net/ipv6/conf/default/forwarding',
  'kernel/modules_disabled',
  'kernel/keys/root_maxkeys',
  'kernel/keys/root_maxbytes',
  'kernel/pid_max',
  'user/max_user_namespaces',
  'crypto/fips_enabled',
] as const

/** Where one of these listens, the probe asks who it is (needs root and ss); the port plan of a site is judged later. */
export const WATCHED_PORTS = [
  80, 443, 2379, 2380, 2381, 5001, 6443, 6444, 7946, 8132, 9099, 9100, 9345, 9443, 10248, 10249, 10250, 10256, 10257,
  10259, 179, 4240, 5473, 30001, 30002, 30003, 30010, 30080, 30081, 30082, 30083, 30090,
] as const
