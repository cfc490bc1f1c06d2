import type { Demands } from './hardware.ts'
import { limit, OWN, type Pair } from './limit.ts'
import { EMBEDDED_INSTALL, EVICTION, HARBOR, K0S_SYSINFO, PLATFORM } from './sources.ts'

const GIB = 1024 ** 3

/** Size of the file system below the data folder, GiB. */
export const DATA_DISK_GIB: Demands = {
  single: { block: limit(100, PLATFORM), warn: limit(500, PLATFORM) },
  'control-plane': { block: limit(40, EMBEDDED_INSTALL), warn: limit(100, PLATFORM) },
  worker: { block: limit(40, EMBEDDED_INSTALL), warn: limit(100, PLATFORM) },
  gpu: { block: limit(100, OWN), warn: limit(500, OWN) },
  storage: { block: limit(40, OWN), warn: limit(100, OWN) },
  registry: { block: limit(40, HARBOR), warn: limit(160, HARBOR) },
}

/** Per cent free below which the kubelet throws pods out (imagefs 15 %, nodefs 10 %). */
export const DISK_FREE_PERCENT: Pair = {
  block: limit(15, `${EVICTION} (imagefs.available)`),
  warn: limit(20, `${EMBEDDED_INSTALL} (80 % used)`),
}
export const DISK_FREE_BYTES = limit(10 * GIB, 'kURL host preflight (10 GiB free)')
export const INODES_FREE_PERCENT: Pair = {
  block: limit(5, `${EVICTION} (nodefs.inodesFree)`),
  warn: limit(10, OWN),
}

/** Milliseconds in which 99 of 100 small writes are on the disk. */
export const SYNC_MS: Pair = {
  warn: limit(10, 'etcd documentation, FAQ (wal_fsync_duration_seconds p99 below 10 ms)'),
  block: limit(50, OWN),
}

export const FILE_SYSTEMS = {
  good: limit(['ext4', 'xfs'], `troubleshoot host collectors; ${K0S_SYSINFO} (EXT4_FS)`),
  unfit: limit(['nfs', 'nfs4', 'cifs', 'overlay', 'tmpfs', 'vfat', 'ceph', 'fuse'], OWN),
}

/** Besides the data folder: what installers put programs into. */
export const NEED_EXEC = limit(['/var/lib', '/opt', '/usr/local'], 'k3s-io/k3s#7372; rancher/rke2#3454, #4313')

export const NEED_WRITE = limit(['/etc', '/var', '/var/lib', '/opt'], 'kubeadm preflight; RKE2 install.sh')
export const ADVISED_WRITE = limit(['/usr/local'], 'RKE2 install.sh (installs to /opt/rke2 where it is read-only)')

/** GiB that must be free: log files and what installers unpack. */
export const SIDE_FREE_GIB = {
  '/var/log': limit(5, OWN),
  '/tmp': limit(1, OWN),
}

/** GiB of the unpacked images of the platform: the registry host also keeps the archive they came in. */
export const IMAGE_SET_GIB = {
  node: limit(20, OWN),
  registry: limit(40, OWN),
}

/** Per cent of a thin pool above which it may fill up during the installation. */
export const THIN_POOL_PERCENT = limit(80, `${OWN}; lvmthin(7), free space`)

/** Worker nodes from which on etcd should have a disk of its own. */
export const ETCD_OWN_DISK_FROM = limit(4, `etcd documentation, op-guide/hardware; the number: ${OWN}`)
