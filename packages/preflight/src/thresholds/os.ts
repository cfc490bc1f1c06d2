import { limit, OWN } from './limit.ts'

/** Minor versions of Python 3 that the controller of Kubespray 2.24.2 (ansible-core 2.15) can drive. */
export const PYTHON_MINORS = {
  least: limit(5, 'docs.ansible.com, ansible-core support matrix, 2.15'),
  most: limit(11, 'docs.ansible.com, ansible-core support matrix, 2.15'),
}

export const HOSTNAME_LENGTH = {
  any: limit(63, 'RFC 1123 section 2.1'),
  k0s: limit(54, "k0s documentation (etcd's member name has a prefix)"),
}

export const COMMANDS_NEEDED = {
  all: limit(
    ['ip', 'mount', 'umount', 'modprobe', 'nsenter', 'tar', 'systemctl'],
    'kubeadm preflight; k0s, internal/pkg/sysinfo; Kubespray roles/system_packages',
  ),
  advised: limit(['iptables'], 'RKE2 documentation, known_issues (hostPorts); kubeadm preflight'),
}

/** The package that brings a command, where its name differs from the command's. */
const DEBIAN = 'Debian 12 and Ubuntu 22.04 package indexes (Contents)'
const RHEL = 'RHEL 9 package manifest'
export const PACKAGE_OF = {
  debian: limit<Readonly<Record<string, string>>>(
    {
      ip: 'iproute2',
      umount: 'mount',
      modprobe: 'kmod',
      nsenter: 'util-linux',
      systemctl: 'systemd',
    },
    DEBIAN,
  ),
  rhel: limit<Readonly<Record<string, string>>>(
    {
      ip: 'iproute',
      mount: 'util-linux',
      umount: 'util-linux',
      modprobe: 'kmod',
      nsenter: 'util-linux-core',
      systemctl: 'systemd',
      iptables: 'iptables-nft',
    },
    RHEL,
  ),
  rhel8: limit<Readonly<Record<string, string>>>(
    {
      ip: 'iproute',
      mount: 'util-linux',
      umount: 'util-linux',
      modprobe: 'kmod',
      nsenter: 'util-linux',
      systemctl: 'systemd',
    },
    'RHEL 8 package manifest',
  ),
}

/** Versions of iptables whose nft mode loses rules. */
export const IPTABLES_BROKEN = {
  first: limit('1.8.0', 'k3s contrib/util/check-config.sh'),
  last: limit('1.8.3', 'k3s contrib/util/check-config.sh'),
  fixed: limit('1.8.4', 'k3s contrib/util/check-config.sh'),
}

/** Packages that Kubespray installs, and in a network without internet must find. */
export const KUBESPRAY_PACKAGES = {
  debian: limit(
    ['conntrack', 'socat', 'ebtables', 'ipset', 'ipvsadm', 'rsync', 'unzip'],
    'Kubespray, roles/system_packages',
  ),
  rhel: limit(['conntrack-tools', 'socat', 'ipset', 'ipvsadm', 'rsync', 'unzip'], 'Kubespray, roles/system_packages'),
}

/** Domains of mirrors on the internet, and of the repositories that servers often have besides. */
export const PUBLIC_MIRRORS = limit(
  [
    ...['debian.org', 'ubuntu.com', 'redhat.com', 'rockylinux.org', 'almalinux.org', 'centos.org', 'fedoraproject.org'],
    ...['kakao.com', 'daum.net', 'kaist.ac.kr', 'navercorp.com', 'kernel.org'],
    ...['nvidia.com', 'github.io', 'mellanox.com', 'docker.com', 'launchpad.net', 'launchpadcontent.net'],
    ...['microsoft.com', 'google.com', 'elrepo.org', 'rpmfusion.org', 'rancher.io', 'k8s.io'],
  ],
  `Default repositories of the distributions of SYSTEMS; public mirrors in Korea and vendors' repositories: ${OWN}`,
)
