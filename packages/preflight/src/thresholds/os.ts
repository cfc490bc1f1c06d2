import { limit } from './limit.ts'

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
}
