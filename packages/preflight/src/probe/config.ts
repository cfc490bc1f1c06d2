import { CIS_SYSCTLS, HARMFUL_SYSCTLS } from '../thresholds/kernel.ts'

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
  'proxy[[:space:]]*=',
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
  'subsystem[[:space:]]',
  'match[[:space:]]',
  'install[[:space:]]',
  'blacklist[[:space:]]',
  'unmanaged-devices',
  'selinux=',
  'hosts:',
  'apt::periodic::unattended-upgrade',
  ...[...SETTINGS].map((name) => name.replaceAll('.', '[./]')),
  '-?net[./]ipv4[./]conf[./][^=]*[./](rp_filter|arp_filter|arp_ignore)',
  'apply_updates',
  'defaultlimitnofile',
  'kubeconfig=',
  'version[[:space:]]*=',
  'etcd:x',
]

const TRUST = [
  '/usr/local/share/ca-certificates/*.crt',
  '/etc/pki/ca-trust/source/anchors/*',
  '/etc/ca-certificates/trust-source/anchors/*',
]

/** The first lines of a certificate carry its serial number: enough to recognise it, and never a private key. */
export const CONFIG_SECTION = `
config() {
  echo "@config"
  grep -sHiE -m 100 '^[[:space:]]*(export[[:space:]]+)?(${KEYS.join('|')})|^[^#]*[[:space:]]swap[[:space:]]' ${FILES.join(' ')}
  echo "@trust"
  grep -sH -A 2 'BEGIN CERTIFICATE' ${TRUST.join(' ')}
  echo "@environment"
  for name in http_proxy https_proxy all_proxy no_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY; do
    eval "value=\\$$name"
    [ -z "$value" ] || printf '%s=%s\\n' "$name" "\${value%%
*}"
  done
}
`
