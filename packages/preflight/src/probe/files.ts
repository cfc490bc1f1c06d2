import { SYSCTLS } from './vocabulary.ts'

/** No memory disks, and no loop devices: a host with many snaps has a hundred of those, and no check asks for them. */
export const BLOCKS = '/sys/block/[!lrz]*'

const FILES = [
  '/etc/os-release',
  '/usr/lib/os-release',
  '/proc/sys/kernel/osrelease',
  '/proc/sys/kernel/hostname',
  '/proc/sys/kernel/random/boot_id',
  '/etc/machine-id',
  '/proc/cmdline',
  '/proc/uptime',
  '/proc/meminfo',
  '/proc/swaps',
  '/proc/filesystems',
  '/proc/cgroups',
  '/sys/fs/cgroup/cgroup.controllers',
  '/proc/1/comm',
  '/run/systemd/container',
  '/proc/net/route',
  '/proc/self/mounts',
  '/sys/devices/system/cpu/online',
  '/etc/resolv.conf',
  '/run/systemd/resolve/resolv.conf',
  '/etc/hosts',
  '/etc/timezone',
  '/sys/block/dm-*/dm/name',
  '/sys/kernel/mm/hugepages/*/nr_hugepages',
  '/sys/devices/system/edac/mc/mc*/[cu]e_count',
  '/sys/kernel/security/lockdown',
  '/sys/class/dmi/id/sys_vendor',
  '/sys/class/dmi/id/product_name',
  '/sys/class/dmi/id/product_uuid',
  '/sys/fs/selinux/enforce',
  '/sys/module/apparmor/parameters/enabled',
  '/sys/module/ipv6/parameters/disable',
  '/etc/crypto-policies/state/current',
  '/sys/module/nvidia/version',
  '/proc/driver/nvidia/version',
  '/proc/driver/nvidia/gpus/*/information',
  '/etc/ufw/ufw.conf',
  '/proc/locks',
  '/proc/[0-9]*/comm',
  '/proc/fs/nfsd/threads',
  ...SYSCTLS.map((name) => `/proc/sys/${name}`),
]

/** Of each block device, network interface and its settings. */
const BLOCK_FILES = ['size', 'removable', 'queue/rotational', 'device/model']
const NIC_FILES = ['address', 'mtu', 'operstate', 'speed', 'duplex', 'device/uevent']
const CONF_FILES = ['rp_filter', 'arp_filter', 'arp_ignore']

const of = (folder: string, files: readonly string[]) => files.map((file) => `${folder}/${file}`).join(' ')

/**
 * One `grep` prints every line of every file with the path before it: one process for some two hundred files. A folder is
 * read once, not again for each of its patterns.
 */
export const FILES_SECTION = `
files() {
  echo "@files"
  set --
  for block in ${BLOCKS}; do set -- "$@" ${of('"$block"', BLOCK_FILES)}; done
  for nic in /sys/class/net/*; do set -- "$@" ${of('"$nic"', NIC_FILES)}; done
  for nic in /proc/sys/net/ipv4/conf/*; do set -- "$@" ${of('"$nic"', CONF_FILES)}; done
  grep -sH -m 600 '' ${FILES.join(' ')} "$@"
}
`
