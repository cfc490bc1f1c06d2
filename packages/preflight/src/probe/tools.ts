import { DIRS, WATCHED_PORTS, WAYS } from './vocabulary.ts'

const FORMAT = '%n|%t|%S|%b|%a|%c|%d'
const watched = WATCHED_PORTS.map((port) => `*:${port}' '*`).join(' | ')

/** What needs a program. Each is held to its seconds: a dead NFS mount or a hanging daemon ends one item, not the probe. */
export const TOOLS_SECTION = `
filesystems() {
  run filesystems 3 stat -f -c '${FORMAT}' ${DIRS.join(' ')} /sys/fs/cgroup "\${home:-/}"
  [ $? -lt 124 ] && return
  hung=0
  for dir in /sys/fs/cgroup ${DIRS.join(' ')} "\${home:-/}"; do
    limit 1 stat -f -c '${FORMAT}' "$dir"
    [ $? -lt 124 ] || hung=$((hung + 1))
    [ $hung -lt 3 ] || break
  done
}

xfs() {
  echo "@xfs"
  [ -d /sys/fs/xfs ] || [ -d /sys/module/xfs ] || return
  mounts=$(awk '$3 == "xfs" { print $2 }' /proc/self/mounts | sort -u | grep -m 12 -E '^/(var|opt|usr)?(/(lib|local)(/.*)?)?$')
  [ -n "$mounts" ] || return
  if ! command -v xfs_info >/dev/null 2>&1; then echo "!xfs tool-missing"; return; fi
  for mount in $mounts; do
    echo "mount=$mount"
    limit 2 xfs_info "$mount"
  done
}

listeners() {
  echo "@listeners"
  listening=$(ss -Hlntu)
  if [ -z "$listening" ]; then
    # For every reading of these the kernel walks through its table of all connections, of which a large host has many.
    grep -sHE -m 500 ' (0A|07) ' /proc/net/tcp /proc/net/tcp6 /proc/net/udp /proc/net/udp6
    return
  fi
  echo "$listening"
  case $listening in ${watched})
    [ "$uid" = 0 ] && run owners 3 ss -Hlntup ;;
  esac
}

firewall() {
  if [ "$uid" != 0 ]; then echo "@firewall"; echo "!firewall no-root"; return; fi
  legacy=
  [ -r /proc/net/ip_tables_names ] && read -r legacy </proc/net/ip_tables_names
  if [ -n "$legacy" ] && command -v iptables-legacy-save >/dev/null; then
    run firewall-legacy 3 iptables-legacy-save
  fi
  if command -v nft >/dev/null; then
    run firewall 3 nft -n list ruleset
  else
    run firewall 3 iptables-save
  fi
}

packet_rules() {
  echo "@packet-rules"
  # The first three lines are a heading.
  lines=0
  while [ $lines -lt 4 ] && read -r line; do lines=$((lines + 1)); done </proc/net/ip_vs
  [ $lines -lt 4 ] || echo "ipvs=services"
}

# Where dpkg knows the version, and no other iptables comes first, nothing is asked.
iptables_version() {
  if [ -e /var/lib/dpkg/info/iptables.list ] && [ ! -e /usr/local/sbin/iptables ] && [ /usr/sbin/iptables -ef /usr/sbin/xtables-nft-multi ]; then
    printf '%s\\n' @iptables-version backend=nf_tables
  else
    run iptables-version 2 iptables --version
  fi
}

volumes() {
  set -- /sys/block/dm-*
  if [ ! -e "$1" ] || ! command -v lvs >/dev/null 2>&1; then echo "@volumes"; return; fi
  if [ "$uid" != 0 ]; then echo "@volumes"; echo "!volumes no-root"; return; fi
  run volumes 3 lvs --noheadings --nosuffix --units b --separator '|' -o vg_name,vg_free,lv_name,data_percent,metadata_percent,segtype
}

runs() {
  for file in /proc/[0-9]*/comm; do
    read -r name <"$file" && [ "$name" = "$1" ] && return
  done
  return 1
}

clock() {
  command -v chronyc >/dev/null && run chrony 2 chronyc -n -c tracking && return
  command -v ntpq >/dev/null && runs ntpd && run ntp 2 ntpq -n -c 'rv 0 leap,stratum,offset' && return
  case $active in *' systemd-timesyncd.service '*) return ;; esac
  run timedatectl 3 timedatectl show -p NTPSynchronized
}

account() {
  echo "@account"
  if [ "$uid" != 0 ]; then echo "!account no-root"; return; fi
  # These are dates; the second field, the hash of the password, stays here.
  while IFS=: read -r name _ changed least most warn inactive expire _; do
    [ "$name" = "$login" ] && echo "$changed:$least:$most:$warn:$inactive:$expire" && return
  done </etc/shadow
}

tools() {
  run addresses 3 ip -o addr show
  filesystems
  xfs
  run inodes 2 stat -c '%i %a %U %N' /var/lib/dpkg/lock-frontend /var/lib/dpkg/lock /var/lib/rpm/.rpm.lock /etc/localtime ${WAYS.join(' ')} /tmp/. "\${home:-/tmp}/."
  [ -e /sys/fs/selinux/enforce ] && run labels 1 stat -c '%C %n' ${WAYS.join(' ')}
  listeners
  firewall
  packet_rules
  iptables_version
  volumes
  clock
  account
}
`
