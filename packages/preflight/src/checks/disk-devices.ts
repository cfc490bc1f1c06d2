import { hostCheck, note, ok, type Subject, warn } from '../check.ts'
import { compareDisks } from '../declared/nodes.ts'
import { l } from '../text.ts'
import { ETCD_OWN_DISK_FROM, THIN_POOL_PERCENT } from '../thresholds/disk.ts'
import { SIZE_TOLERANCE } from '../thresholds/hardware.ts'
import { KERNEL_LOG, NOT_A_DISK } from '../thresholds/kernel-log.ts'
import { OWN } from '../thresholds/limit.ts'
import { RKE2 } from '../thresholds/sources.ts'
import { dataDirOf, dataOf, disksUnder, gib, inCluster, list, mountOf } from './helpers.ts'

const notDisk = new RegExp(`\\b(${NOT_A_DISK.value.join('|')})`)
const clusterSize = ({ nodes }: Subject): number => nodes.filter(inCluster).length

export const DISK_DEVICES = [
  hostCheck({
    id: 'disk-rotational',
    category: 'disk',
    title: l('디스크 종류', 'Kind of disk'),
    explain: l(
      'etcd는 쓸 때마다 디스크에 확정합니다. 회전 디스크에서는 느려져 컨트롤 플레인이 불안정해집니다.',
      'etcd waits for the disk at every write; a spinning disk makes the control plane unstable.',
    ),
    prepare: l('컨트롤 플레인에는 SSD나 NVMe를 준비하십시오.', 'Provide an SSD or NVMe for control planes.'),
    reads: ['mounts', 'block', 'cpu'],
    unknowns: ['not-collected'],
    roles: ['control-plane'],
    field: 'resources.nodes',
    outcomes: {
      pass: ok('SSD입니다.', 'An SSD.'),
      virtual: note(
        '가상 디스크라 종류를 알 수 없습니다. 저장 장치가 SSD인지 확인하십시오.',
        'A virtual disk does not say; make sure that SSDs are behind it.',
      ),
      spinning: warn(
        '회전 디스크({disks})입니다.',
        'A spinning disk ({disks}).',
        l('etcd의 폴더를 SSD나 NVMe에 두십시오: {path}', "Put etcd's folder on an SSD or NVMe: {path}"),
      ),
    },
    source: `${RKE2}; k0s documentation, system-requirements`,
    judge: ({ mounts, block: devices, cpu }, { site }) => {
      const path = dataOf(site).etcdDir
      const disks = disksUnder(mountOf(mounts, path)?.source ?? '', devices)
      const spinning = disks.filter((disk) => disk.rotational)
      const values = { found: list(disks.map((disk) => disk.name)) || '-', wanted: 'SSD' }
      if (!disks.length) return { unknown: 'not-collected', ...values }
      if (!spinning.length) return { outcome: 'pass', ...values }
      if (cpu.flags.includes('hypervisor')) return { outcome: 'virtual', ...values }
      return { outcome: 'spinning', ...values, params: { disks: list(spinning.map((disk) => disk.name)), path } }
    },
  }),
  hostCheck({
    id: 'disk-etcd-separate',
    category: 'disk',
    title: l('etcd 전용 디스크', 'A disk for etcd'),
    explain: l(
      '노드가 많으면 이미지를 푸는 동안 같은 디스크의 etcd가 느려집니다.',
      'With many nodes, unpacking images slows an etcd on the same disk down.',
    ),
    reads: ['mounts'],
    unknowns: ['not-collected'],
    roles: ['control-plane'],
    applies: (subject) => clusterSize(subject) >= ETCD_OWN_DISK_FROM.value,
    outcomes: {
      pass: ok('etcd와 이미지가 다른 파일 시스템에 있습니다.', 'etcd and the images are on different file systems.'),
      shared: note(
        'etcd와 이미지가 한 파일 시스템({found})에 있습니다. 큰 클러스터라면 {path}에 전용 디스크를 두십시오.',
        'etcd and the images share {found}; in a large cluster give {path} a disk of its own.',
      ),
    },
    thresholds: { nodes: ETCD_OWN_DISK_FROM },
    judge: ({ mounts }, { site }) => {
      const { etcdDir, imageDir } = dataOf(site)
      const etcd = mountOf(mounts, etcdDir)
      const images = mountOf(mounts, imageDir)
      if (!etcd || !images) return { unknown: 'not-collected' }
      return {
        outcome: etcd.target === images.target ? 'shared' : 'pass',
        found: etcd.target,
        wanted: etcdDir,
        params: { found: etcd.target, path: etcdDir },
      }
    },
  }),
  hostCheck({
    id: 'lvm-free-space',
    category: 'disk',
    title: l('LVM 여유', 'Space in LVM'),
    explain: l(
      '씬 풀이 차면 그 위의 파일 시스템이 읽기 전용으로 바뀝니다. 볼륨 그룹의 남는 공간은 바로 늘릴 수 있습니다.',
      'A full thin pool turns its file systems read-only; free space of a volume group can be used at once.',
    ),
    prepare: l('LVM thin pool에 여유를 두십시오.', 'Leave room in thin pools of LVM.'),
    reads: ['volumes', 'mounts', 'block'],
    outcomes: {
      pass: ok('문제없습니다.', 'All is well.'),
      room: note(
        '볼륨 그룹에 {room}의 여유가 있습니다. 데이터 디스크를 늘리려면: lvextend -r -l +100%FREE {volume}',
        'The volume group has {room} free. To enlarge the data disk: lvextend -r -l +100%FREE {volume}',
      ),
      pool: warn(
        '씬 풀이 거의 찼습니다: {pools}',
        'A thin pool is nearly full: {pools}',
        l('lvextend로 풀과 메타데이터를 늘리십시오.', 'Enlarge the pool and its metadata with lvextend.'),
      ),
    },
    thresholds: { percent: THIN_POOL_PERCENT },
    judge: ({ volumes, mounts, block: devices }, subject) => {
      const isFull = (value: number | null): boolean => (value ?? 0) > THIN_POOL_PERCENT.value
      const full = volumes.filter((each) => isFull(each.dataPercent) || isFull(each.metadataPercent))
      const pools = full.map(
        (each) => `${each.group}/${each.name} ${each.dataPercent}/${each.metadataPercent ?? '-'} %`,
      )
      if (full.length)
        return {
          outcome: 'pool',
          found: list(pools),
          wanted: `<= ${THIN_POOL_PERCENT.value} %`,
          identity: list(full.map((each) => `${each.group}/${each.name}`)),
          params: { pools: list(pools) },
        }
      const source = mountOf(mounts, dataDirOf(subject))?.source ?? ''
      const own = volumes.find((each) => isVolume(source, each, devices.below))
      if (!own || own.groupFreeBytes === 0) return { outcome: 'pass', found: own ? '0' : '-', wanted: '-' }
      const room = gib(own.groupFreeBytes)
      return { outcome: 'room', found: room, wanted: '-', params: { room, volume: source } }
    },
  }),
  hostCheck({
    id: 'disk-kernel-errors',
    category: 'disk',
    title: l('디스크 오류 기록', 'Disk errors in the log'),
    explain: l(
      '부팅 뒤 커널이 기록한 디스크와 파일 시스템의 오류입니다.',
      'Errors of disks and file systems that the kernel logged since the start.',
    ),
    prepare: l('디스크 오류 기록이 없는 서버를 준비하십시오.', 'Provide servers that have logged no disk errors.'),
    reads: ['kernelLog'],
    outcomes: {
      pass: ok('기록이 없습니다.', 'None are logged.'),
      logged: warn(
        '커널이 디스크 오류를 {count}번 기록했습니다. 마지막: {last}',
        'The kernel logged {count} disk errors, the last: {last}',
        l(
          'smartctl -a로 디스크를 확인하고, 데이터를 옮긴 뒤 교체하십시오.',
          'Look at the disk with smartctl -a, move its data away and replace it.',
        ),
      ),
    },
    source: OWN,
    thresholds: { patterns: KERNEL_LOG.disk, ignored: NOT_A_DISK },
    judge: ({ kernelLog }) => {
      const lines = kernelLog.disk.filter((text) => !notDisk.test(text))
      return {
        outcome: lines.length ? 'logged' : 'pass',
        found: String(lines.length),
        wanted: '0',
        params: { count: lines.length, last: lines.at(-1) ?? '-' },
      }
    },
  }),
  hostCheck({
    id: 'declared-disks',
    category: 'disk',
    title: l('질문지와 실제 디스크', 'Declared and found disks'),
    explain: l(
      '사전 질문지에 적은 시스템 디스크와 데이터 디스크를 실제 서버와 비교합니다.',
      'Compares the disks of the questionnaire with those of the server.',
    ),
    prepare: l(
      '질문지에 적은 디스크를 모두 장착하고 서버에서 보이는지 확인하십시오.',
      'Fit all disks of the questionnaire, and see that the server shows them.',
    ),
    reads: ['block', 'mounts'],
    field: 'resources.nodes',
    applies: ({ node }) => node.diskGib !== undefined || node.dataDiskGib !== undefined,
    outcomes: {
      pass: ok('적은 크기 이상입니다.', 'At least what was declared.'),
      less: warn(
        '적은 것보다 작습니다.',
        'Less than declared.',
        l(
          '디스크가 모두 보이는지 확인하고 질문지의 값을 고치십시오.',
          'Make sure that all disks show, then correct the questionnaire.',
        ),
      ),
      absent: warn(
        '적은 데이터 디스크가 보이지 않습니다.',
        'The data disk that was declared does not show.',
        l(
          'RAID 설정과 연결을 확인하십시오. 없다면 질문지에서 지우십시오.',
          'Look at the RAID settings and the cabling; if there is none, take it out of the questionnaire.',
        ),
      ),
    },
    source: OWN,
    thresholds: { tolerance: SIZE_TOLERANCE },
    judge: ({ block: devices, mounts }, { node }) => {
      const { diskGib, dataDiskGib } = compareDisks(node, devices, mounts)
      const values = {
        found: `${diskGib?.text ?? '-'}, ${dataDiskGib?.text ?? '-'}`,
        wanted: `${node.diskGib ?? '-'} GiB, ${node.dataDiskGib ?? '-'} GiB`,
      }
      if (node.dataDiskGib !== undefined && dataDiskGib === null) return { outcome: 'absent', ...values }
      const less = [diskGib, dataDiskGib].some((each) => each?.state === 'less')
      return { outcome: less ? 'less' : 'pass', ...values }
    },
  }),
]

/** Whether a mount's source is this logical volume: by its name, or as dm-N. */
function isVolume(
  source: string,
  volume: { group: string; name: string },
  below: Readonly<Record<string, readonly string[]>>,
): boolean {
  // Device mapper doubles the hyphens of a name, to part group and volume by a single one.
  const mapper = `mapper/${volume.group.replaceAll('-', '--')}-${volume.name.replaceAll('-', '--')}`
  return (
    source === `/dev/${mapper}` ||
    source === `/dev/${volume.group}/${volume.name}` ||
    (below[mapper] ?? []).some((name) => source === `/dev/${name}`)
  )
}
