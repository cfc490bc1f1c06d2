import type { Excerpt } from './awk.ts'

const TIME_FILES = [
  '/etc/chrony.conf',
  '/etc/chrony/chrony.conf',
  '/etc/chrony.d/*.conf',
  '/etc/chrony/conf.d/*.conf',
  '/etc/chrony/sources.d/*.sources',
  '/run/chrony-dhcp/*.sources',
  '/etc/systemd/timesyncd.conf',
  '/etc/systemd/timesyncd.conf.d/*.conf',
  '/etc/ntp.conf',
  '/etc/ntpsec/ntp.conf',
]
const NFT_FILES = ['/etc/nftables.conf', '/etc/sysconfig/nftables.conf']
const CLOUD_FILES = ['/etc/cloud/cloud.cfg', '/etc/cloud/cloud.cfg.d/*.cfg']
const EXPORT_FILES = ['/etc/exports', '/etc/exports.d/*.exports']
const REGISTRY_FILES = [
  '/etc/rancher/rke2/registries.yaml',
  '/etc/rancher/k3s/registries.yaml',
  '/etc/containerd/certs.d/*/hosts.toml',
  '/etc/k0s/containerd.d/*.toml',
  '/etc/docker/daemon.json',
]

/** Lines by their beginning. None of these files is known to keep a password on such a line. */
const LINES = [
  '(server|pool|peer|refclock)[ \t]',
  '(ntp|fallbackntp)=',
  'flush[ \t]+ruleset',
  'manage_etc_hosts[ \t]*:',
  '"?/',
]

/** The registry files may hold logins, so only the addresses leave the host, and none of `user:password@host`. */
const ADDRESS = 'https?://[A-Za-z0-9._-]+(:[0-9]+)?(["/ \t]|$)'

export const SITE_LINES: Excerpt = {
  section: 'netconfig',
  way: 'some_lines',
  pattern: `^[ \t]*(${LINES.join('|')})`,
  files: [...TIME_FILES, ...NFT_FILES, ...CLOUD_FILES, ...EXPORT_FILES],
}

export const REGISTRY_ADDRESSES: Excerpt = {
  section: 'netconfig',
  way: 'addresses',
  pattern: ADDRESS,
  files: REGISTRY_FILES,
}

/** What only the checks of the network, the time, the login and the services around a site read. */
export const NETWORK_SECTION = `
network() {
  echo "@registry-files"
  for file in ${REGISTRY_FILES.join(' ')}; do
    [ -s "$file" ] && echo "file=$file"
  done

  echo "@login"
  home=
  while IFS=: read -r name _ _ _ _ home shell; do
    [ "$name" = "$login" ] && echo "shell=$shell" && echo "home=$home" && break
    home=
  done </etc/passwd
  if [ -z "$home" ]; then
    home=$(timeout -s KILL 2 getent passwd "$login" | cut -d: -f6)
    [ -z "$home" ] || echo "home=$home"
  fi
  [ -s "/run/faillock/$login" ] && [ "$uid" = 0 ] && run faillock 2 faillock --user "$login"

  if [ "$uid" = 0 ] && [ -w /etc/hosts ] && [ -w /etc/resolv.conf ] && [ ! -w /proc/sys/kernel/osrelease ]; then
    # Not even root may write an immutable file; a shell that says so of everything is asked no further.
    printf '%s\\n' @attributes '- /etc/hosts' '- /etc/resolv.conf'
  else
    run attributes 1 lsattr -d /etc/hosts /etc/resolv.conf
  fi

  echo "@nics"
  for file in /sys/bus/pci/drivers/vmxnet3/*/net/*; do
    [ -e "$file" ] || continue
    echo "nic=\${file##*/}"
    limit 2 ethtool -k "\${file##*/}"
  done
}
`
