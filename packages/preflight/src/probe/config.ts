import { CIS_SYSCTLS, HARMFUL_SYSCTLS } from '../thresholds/kernel.ts'
import type { Excerpt } from './awk.ts'

/** Settings of the kernel that checks look for in the files of sysctl.d. */
const SETTINGS = new Set([
  'net.ipv4.ip_forward',
  'net.bridge.bridge-nf-call-iptables',
  'fs.inotify.max_user',
  ...Object.keys(CIS_SYSCTLS.value),
  ...Object.keys(HARMFUL_SYSCTLS.value),
])

/** Files of which only the lines named below leave the host: the rest may hold passwords (fstab, profiles). */
const FILES = [
  '/etc/ssh/sshd_config',
  '/etc/ssh/sshd_config.d/*.conf',
  '/etc/modprobe.d/*.conf',
  '/etc/fstab',
  '/etc/environment',
  '/etc/profile.d/*.sh',
  '/etc/apt/apt.conf',
  '/etc/apt/apt.conf.d/*',
  '/etc/dnf/dnf.conf',
  '/etc/yum.conf',
  '/usr/lib/NetworkManager/conf.d/*.conf',
  '/run/NetworkManager/conf.d/*.conf',
  '/etc/NetworkManager/NetworkManager.conf',
  '/etc/NetworkManager/conf.d/*.conf',
  '/etc/selinux/config',
  '/etc/nsswitch.conf',
  '/etc/systemd/system.conf',
  '/etc/systemd/system.conf.d/*.conf',
  '/etc/sysctl.conf',
  '/etc/sysctl.d/*.conf',
  '/run/sysctl.d/*.conf',
  '/usr/lib/sysctl.d/*.conf',
  '/etc/dnf/automatic.conf',
  '/etc/passwd',
  '/etc/group',
  '/etc/k0s/containerd.d/*.toml',
  '/root/.bashrc',
  '/root/.profile',
  '/root/.bash_profile',
]

const KEYS = [
  '(http|https|ftp|all|no)_proxy=',
  'proxy[ \t]*=',
  'acquire::https?::proxy',
  'defaultenvironment=',
  'allowtcpforwarding',
  'disableforwarding',
  'permitopen',
  'maxsessions',
  'maxstartups',
  'clientalive(interval|countmax)',
  'channeltimeout',
  'unusedconnectiontimeout',
  'subsystem[ \t]',
  'match[ \t]',
  'install[ \t]',
  'blacklist[ \t]',
  'unmanaged-devices',
  'selinux=',
  'hosts:',
  'apt::periodic::unattended-upgrade',
  ...[...SETTINGS].map((name) => name.replaceAll('.', '[./]')),
  '-?net[./]ipv4[./]conf[./][^=]*[./](rp_filter|arp_filter|arp_ignore)',
  'apply_updates',
  'defaultlimitnofile',
  'kubeconfig=',
  'version[ \t]*=',
  'etcd:x',
]

export const TRUST_FILES = [
  '/usr/local/share/ca-certificates/*.crt',
  '/etc/pki/ca-trust/source/anchors/*',
  '/etc/ca-certificates/trust-source/anchors/*',
]

export const CONFIG_LINES: Excerpt = {
  section: 'config',
  way: 'some_lines',
  pattern: `^[ \t]*(export[ \t]+)?(${KEYS.join('|')})|^[^#]*[ \t]swap[ \t]`.toLowerCase(),
  files: FILES,
}

export const ENVIRONMENT_SECTION = `
environment() {
  echo "@environment"
  for name in http_proxy https_proxy all_proxy no_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY; do
    eval "value=\\$$name"
    [ -z "$value" ] || printf '%s=%s\\n' "$name" "\${value%%
*}"
  done
}
`
