import type { NodeRole } from '@astrago/contracts'
import { block, hostCheck, never, note, ok, warn } from '../check.ts'
import { l } from '../text.ts'
import {
  DATA_DISK_GIB,
  DISK_FREE_BYTES,
  DISK_FREE_PERCENT,
  FILE_SYSTEMS,
  INODES_FREE_PERCENT,
  NEED_EXEC,
} from '../thresholds/disk.ts'
import { SIZE_TOLERANCE } from '../thresholds/hardware.ts'
import { CLUSTER, dataDirOf, dataOf, demand, gib, list, mountOf, nearest } from './helpers.ts'

const NODES = 'resources.nodes'
/** Roles of the machines that keep images: one that is storage alone has its data elsewhere, where its export is. */
const KEEPS_IMAGES: readonly NodeRole[] = [...CLUSTER, 'registry']
const GIB = 1024 ** 3

const percent = (part: number, whole: number): number => (whole > 0 ? (part / whole) * 100 : 100)

export const DISK = [
  hostCheck({
    id: 'disk-total-datadir',
    category: 'disk',
    title: l('데이터 디스크 크기', 'Size of the data disk'),
    explain: l(
      '이미지와 클러스터 데이터가 쌓이는 파일 시스템의 크기입니다.',
      'Size of the file system where images and cluster data pile up.',
    ),
    prepare: l(
      '데이터 폴더에 필요한 크기의 디스크를 준비하십시오.',
      'Provide a disk of the needed size for the data folder.',
    ),
    reads: ['filesystems'],
    unknowns: ['not-collected'],
    roles: KEEPS_IMAGES,
    field: NODES,
    column: 'dataDiskGib',
    outcomes: {
      pass: ok('크기가 충분합니다.', 'It is large enough.'),
      few: warn(
        '최소는 넘지만 권장({advised} GiB)보다 작습니다.',
        'Above the least, below the advised {advised} GiB.',
        l('운영 전에 {path}의 디스크를 늘리십시오.', 'Enlarge the disk of {path} before production.'),
      ),
      short: block(
        '{path}의 디스크가 작아 이미지가 다 들어가지 않습니다.',
        'The disk of {path} cannot hold the images.',
        l(
          '파일 시스템을 {least} GiB 이상으로 늘리거나 큰 디스크를 {path}에 마운트하십시오.',
          'Enlarge it to {least} GiB, or mount a larger disk at {path}.',
        ),
      ),
    },
    thresholds: { ...DATA_DISK_GIB, tolerance: SIZE_TOLERANCE },
    judge: ({ filesystems }, subject) => {
      const path = dataDirOf(subject)
      const found = nearest(filesystems, path)
      if (!found) return { unknown: 'not-collected' }
      const need = demand(DATA_DISK_GIB, subject)
      // A disk of 100 GB has 93 GiB, of which the file system takes some for itself.
      const size = found[1].totalBytes / GIB / SIZE_TOLERANCE.value
      const outcome = size < need.block ? 'short' : size < need.warn ? 'few' : 'pass'
      return {
        outcome,
        found: gib(found[1].totalBytes),
        wanted: `>= ${need.block} GiB (${need.warn} GiB)`,
        params: { path, least: need.block, advised: need.warn },
      }
    },
  }),
  hostCheck({
    id: 'disk-free',
    category: 'disk',
    title: l('디스크 여유', 'Free disk space'),
    explain: l(
      '여유가 15% 아래로 내려가면 kubelet이 이미지를 지우고 파드를 내보냅니다.',
      'Below 15 % free the kubelet deletes images and evicts pods.',
    ),
    prepare: l(
      '데이터 폴더의 파일 시스템에 여유 공간을 두십시오.',
      'Leave enough free space in the file system of the data folder.',
    ),
    reads: ['filesystems'],
    unknowns: ['not-collected'],
    roles: KEEPS_IMAGES,
    field: NODES,
    column: 'diskGib',
    outcomes: {
      pass: ok('여유가 충분합니다.', 'There is enough room.'),
      low: warn(
        '여유가 {percent}%로 얼마 남지 않았습니다.',
        'Only {percent} % is free.',
        l('{path}에서 쓰지 않는 파일을 지우십시오.', 'Remove what is not needed below {path}.'),
      ),
      full: block(
        '여유가 모자랍니다({percent}%). 설치하자마자 파드가 쫓겨납니다.',
        'Too little is free ({percent} %): pods would be evicted at once.',
        l('{path}의 파일 시스템을 비우거나 늘리십시오.', 'Free or enlarge the file system of {path}.'),
      ),
    },
    thresholds: { percent: DISK_FREE_PERCENT, bytes: DISK_FREE_BYTES },
    judge: ({ filesystems }, subject) => {
      const path = dataDirOf(subject)
      const found = nearest(filesystems, path)
      if (!found) return { unknown: 'not-collected' }
      const { freeBytes, totalBytes } = found[1]
      const free = percent(freeBytes, totalBytes)
      const full = free < DISK_FREE_PERCENT.block.value || freeBytes < DISK_FREE_BYTES.value
      const outcome = full ? 'full' : free < DISK_FREE_PERCENT.warn.value ? 'low' : 'pass'
      return {
        outcome,
        found: `${gib(freeBytes)} (${free.toFixed(0)} %)`,
        identity: path,
        wanted: `>= ${DISK_FREE_PERCENT.block.value} %, ${gib(DISK_FREE_BYTES.value)}`,
        params: { path, percent: Math.floor(free) },
      }
    },
  }),
  hostCheck({
    id: 'disk-inodes-free',
    category: 'disk',
    title: l('남은 inode', 'Free inodes'),
    explain: l(
      '컨테이너 이미지는 작은 파일이 많아, 공간이 남아도 inode가 떨어지면 쓸 수 없습니다.',
      'Images hold many small files: without inodes nothing can be written even with space left.',
    ),
    prepare: l(
      '데이터 폴더의 파일 시스템에 inode 여유를 두십시오.',
      'Leave enough free inodes in the file system of the data folder.',
    ),
    reads: ['filesystems'],
    unknowns: ['not-collected'],
    roles: KEEPS_IMAGES,
    outcomes: {
      pass: ok('inode가 충분합니다.', 'There are enough inodes.'),
      low: warn(
        'inode가 {percent}% 남았습니다.',
        '{percent} % of the inodes are left.',
        l('{path}에서 작은 파일이 많은 폴더를 정리하십시오.', 'Clean up folders with many small files below {path}.'),
      ),
      none: block(
        'inode가 {percent}%밖에 남지 않았습니다.',
        'Only {percent} % of the inodes are left.',
        l(
          '{path}을(를) 정리하거나 inode를 늘려 파일 시스템을 다시 만드십시오.',
          'Clean {path} up, or make the file system again with more inodes.',
        ),
      ),
    },
    thresholds: { percent: INODES_FREE_PERCENT },
    judge: ({ filesystems }, subject) => {
      const path = dataDirOf(subject)
      const found = nearest(filesystems, path)
      if (!found) return { unknown: 'not-collected' }
      // btrfs and others make inodes as they go and report none.
      const free = percent(found[1].inodesFree, found[1].inodes)
      const outcome =
        free < INODES_FREE_PERCENT.block.value ? 'none' : free < INODES_FREE_PERCENT.warn.value ? 'low' : 'pass'
      return {
        outcome,
        found: `${free.toFixed(0)} %`,
        identity: path,
        wanted: `>= ${INODES_FREE_PERCENT.warn.value} %`,
        params: { path, percent: Math.floor(free) },
      }
    },
  }),
  hostCheck({
    id: 'fs-type-supported',
    category: 'disk',
    title: l('파일 시스템 종류', 'Type of file system'),
    explain: l(
      'containerd와 etcd는 로컬 ext4나 xfs에서 검증되어 있습니다.',
      'containerd and etcd are proven on local ext4 or xfs.',
    ),
    prepare: l(
      '데이터 폴더를 서버의 로컬 디스크에 두고 ext4나 xfs로 포맷하십시오.',
      'Put the data folder on a local disk, formatted as ext4 or xfs.',
    ),
    reads: ['mounts'],
    unknowns: ['not-collected'],
    roles: KEEPS_IMAGES,
    outcomes: {
      pass: ok('지원하는 파일 시스템입니다.', 'The file system is supported.'),
      unusual: warn(
        '{found}은(는) 검증되지 않은 종류입니다.',
        '{found} is not a proven type.',
        l('가능하면 ext4나 xfs를 쓰십시오.', 'Use ext4 or xfs if you can.'),
      ),
      unfit: block(
        '{path}이(가) {found} 위에 있어 컨테이너 이미지를 풀 수 없습니다.',
        '{path} is on {found}: images cannot be unpacked there.',
        l('로컬 디스크(ext4, xfs)를 {path}에 마운트하십시오.', 'Mount a local disk (ext4, xfs) at {path}.'),
      ),
    },
    thresholds: FILE_SYSTEMS,
    judge: ({ mounts }, subject) => {
      const path = dataDirOf(subject)
      const mount = mountOf(mounts, path)
      if (!mount) return { unknown: 'not-collected' }
      const unfit = FILE_SYSTEMS.unfit.value.some((type) => mount.type === type || mount.type.startsWith(`${type}.`))
      const outcome = unfit ? 'unfit' : FILE_SYSTEMS.good.value.includes(mount.type) ? 'pass' : 'unusual'
      return { outcome, found: mount.type, wanted: list(FILE_SYSTEMS.good.value), params: { path, found: mount.type } }
    },
  }),
  hostCheck({
    id: 'fs-xfs-ftype',
    category: 'disk',
    title: l('xfs의 ftype', 'ftype of xfs'),
    explain: l(
      'ftype=0으로 만든 오래된 xfs에서는 overlayfs가 동작하지 않습니다.',
      'overlayfs does not work on an old xfs that was made with ftype=0.',
    ),
    prepare: l('xfs를 쓴다면 ftype=1로 포맷하십시오.', 'Where xfs is used, format it with ftype=1.'),
    reads: ['mounts', 'xfs'],
    unknowns: ['not-collected'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('overlayfs를 쓸 수 있습니다.', 'overlayfs works on it.'),
      none: never(
        '{path}의 xfs가 ftype=0입니다. 컨테이너가 뜨지 않습니다.',
        'The xfs of {path} has ftype=0: no container can start.',
        l(
          'mkfs.xfs -n ftype=1로 다시 만드십시오. 데이터는 미리 옮기십시오.',
          'Make it again with mkfs.xfs -n ftype=1; move its data away first.',
        ),
      ),
    },
    source: 'Embedded Cluster, host-preflight-common.yaml',
    judge: ({ mounts, xfs }, subject) => {
      const path = dataDirOf(subject)
      const mount = mountOf(mounts, path)
      if (mount?.type !== 'xfs') return { outcome: 'pass', found: mount?.type ?? '-', wanted: 'ftype=1' }
      const found = xfs[mount.target]
      if (!found) return { unknown: 'not-collected' }
      return {
        outcome: found.ftype ? 'pass' : 'none',
        found: `ftype=${found.ftype ? 1 : 0}`,
        wanted: 'ftype=1',
        params: { path },
      }
    },
  }),
  hostCheck({
    id: 'mount-noexec',
    category: 'disk',
    title: l('noexec 마운트', 'noexec mounts'),
    explain: l(
      '보안 강화 이미지는 /var 등을 noexec로 마운트합니다. 그 안의 프로그램은 실행되지 않습니다.',
      'Hardened images mount /var and others noexec; nothing below can be run.',
    ),
    prepare: l(
      '설치 프로그램이 들어갈 폴더에 noexec 마운트 옵션을 쓰지 마십시오.',
      'Mount the folders that programs are installed to without the option noexec.',
    ),
    reads: ['mounts'],
    roles: CLUSTER,
    field: 'security.dataRules',
    outcomes: {
      pass: ok('실행이 막힌 폴더가 없습니다.', 'Nothing that matters is noexec.'),
      tmp: note(
        '/tmp가 noexec입니다. 설치는 /tmp에서 실행하지 않으므로 괜찮습니다.',
        '/tmp is noexec; the installation runs nothing there, so it is fine.',
      ),
      blocked: block(
        'noexec 때문에 설치한 프로그램이 실행되지 않습니다: {paths}',
        'noexec keeps installed programs from running: {paths}',
        l(
          '/etc/fstab에서 noexec를 빼고 다시 마운트하십시오: mount -o remount,exec 경로',
          'Drop noexec in /etc/fstab and remount: mount -o remount,exec PATH',
        ),
      ),
    },
    thresholds: { folders: NEED_EXEC },
    judge: ({ mounts }, subject) => {
      const noexec = (path: string): boolean => mountOf(mounts, path)?.options.includes('noexec') ?? false
      const blocked = [dataOf(subject.site).dataDir, ...NEED_EXEC.value].filter(noexec)
      const found = [...blocked, ...['/tmp'].filter(noexec)]
      const outcome = blocked.length ? 'blocked' : found.length ? 'tmp' : 'pass'
      return { outcome, found: list(found) || '-', wanted: 'exec', params: { paths: list(blocked) } }
    },
  }),
]
