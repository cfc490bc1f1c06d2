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
  `${BLOCKS}/size`,
  `${BLOCKS}/removable`,
  `${BLOCKS}/queue/rotational`,
  `${BLOCKS}/device/model`,
  '/sys/block/dm-*/dm/name',
  '/sys/kernel/mm/hugepages/*/nr_hugepages',
  '/sys/devices/system/edac/mc/mc*/[cu]e_count',
  '/sys/kernel/security/lockdown',
  '/sys/class/dmi/id/sys_vendor',
  '/sys/class/dmi/id/product_name',
  '/sys/class/dmi/id/product_uuid',
  '/sys/class/net/*/address',
  '/sys/class/net/*/mtu',
  '/sys/class/net/*/operstate',
  '/sys/class/net/*/speed',
  '/sys/class/net/*/duplex',
  '/sys/class/net/*/device/uevent',
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
  '/proc/sys/net/ipv4/conf/*/rp_filter',
  '/proc/sys/net/ipv4/conf/*/arp_[fi]*',
]

/** One `grep` prints every line of every file with the path before it: one process for some two hundred files. */
export const FILES_SECTION = `
files() {
  echo "@files"
  grep -sH -m 600 '' ${FILES.join(' ')}
}
`
