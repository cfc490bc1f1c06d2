import { block, hostCheck, ok, type Subject, warn } from '../check.ts'
import type { FactValues } from '../facts/schema.ts'
import { l } from '../text.ts'
import { IMAGE_SET_GIB, SIDE_FREE_GIB } from '../thresholds/disk.ts'
import { dataDirOf, gib, inCluster, list, mountOf, nearest, REGISTRY_DIR } from './helpers.ts'

const GIB = 1024 ** 3

type Need = { path: string; wanted: number }

/** What images take of a host. One that is a registry, too, keeps the archive beside what it unpacks of it. */
const imageNeeds = (subject: Subject): Need[] => [
  ...(inCluster(subject.node) ? [{ path: dataDirOf(subject), wanted: IMAGE_SET_GIB.node.value }] : []),
  ...(subject.node.roles.includes('registry') ? [{ path: REGISTRY_DIR, wanted: IMAGE_SET_GIB.registry.value }] : []),
]

/** The same by file system: what lies on one has to fit in together. */
function needsByDisk(subject: Subject, mounts: FactValues['mounts']): Need[] {
  const disks = Map.groupBy(imageNeeds(subject), ({ path }) => mountOf(mounts, path)?.target)
  return [...disks.values()].map((needs) => ({
    path: needs.at(-1)?.path ?? '/',
    wanted: needs.reduce((sum, { wanted }) => sum + wanted, 0),
  }))
}

export const DISK_ROOM = [
  hostCheck({
    id: 'disk-log-and-tmp',
    category: 'disk',
    title: l('로그와 임시 폴더', 'Log and temporary folders'),
    explain: l(
      '로그가 차면 서비스가 멈추고, 설치 파일은 /tmp에 풀립니다.',
      'Full logs stop services, and installation files are unpacked in /tmp.',
    ),
    prepare: l('로그와 임시 파일을 둘 공간을 비워 두십시오.', 'Leave room for logs and temporary files.'),
    reads: ['filesystems'],
    outcomes: {
      pass: ok('여유가 충분합니다.', 'There is enough room.'),
      low: warn(
        '여유가 모자랍니다: {paths}',
        'Too little room: {paths}',
        l(
          '오래된 로그를 지우거나(journalctl --vacuum-size=1G) 해당 파일 시스템을 늘리십시오.',
          'Remove old logs (journalctl --vacuum-size=1G) or enlarge the file system.',
        ),
      ),
    },
    thresholds: SIDE_FREE_GIB,
    judge: ({ filesystems }) => {
      const rooms = Object.entries(SIDE_FREE_GIB).flatMap(([path, { value }]) => {
        const found = nearest(filesystems, path)
        return found ? [{ path, free: found[1].freeBytes, wanted: value }] : []
      })
      const say = (some: typeof rooms): string => list(some.map(({ path, free }) => `${path} ${gib(free)}`))
      const low = rooms.filter(({ free, wanted }) => free / GIB < wanted)
      return {
        outcome: low.length ? 'low' : 'pass',
        found: say(rooms) || '-',
        identity: list(low.map(({ path }) => path)),
        wanted: list(rooms.map(({ path, wanted }) => `${path} >= ${wanted} GiB`)),
        params: { paths: say(low) },
      }
    },
  }),
  hostCheck({
    id: 'disk-airgap-staging',
    category: 'disk',
    title: l('이미지를 풀 공간', 'Room for the images'),
    explain: l(
      '폐쇄망에서는 이미지 묶음을 서버에 옮겨 놓고 풉니다. 풀린 크기만큼 여유가 있어야 합니다.',
      'Without internet the images are carried to the server and unpacked there: they need that much room.',
    ),
    prepare: l('이미지 파일을 풀 공간을 비워 두십시오.', 'Leave room to unpack the image files.'),
    reads: ['filesystems', 'mounts'],
    unknowns: ['not-collected'],
    roles: ['control-plane', 'worker', 'gpu', 'registry'],
    profiles: ['air-gapped'],
    field: 'resources.nodes',
    outcomes: {
      pass: ok('여유가 충분합니다.', 'There is enough room.'),
      short: block(
        '{path}의 여유({free})로는 이미지 묶음을 다 풀지 못해 설치가 중간에 멈춥니다.',
        'The {free} free at {path} cannot hold the unpacked images: the installation would stop half-way.',
        l('{wanted} GiB 이상 비우거나 디스크를 늘리십시오.', 'Free {wanted} GiB or more, or enlarge the disk.'),
      ),
    },
    thresholds: IMAGE_SET_GIB,
    judge: ({ filesystems, mounts }, subject) => {
      const rooms = needsByDisk(subject, mounts).flatMap((need) => {
        const found = nearest(filesystems, need.path)
        return found ? [{ ...need, free: found[1].freeBytes }] : []
      })
      const room = rooms.find(({ free, wanted }) => free / GIB < wanted) ?? rooms[0]
      if (!room) return { unknown: 'not-collected' }
      const [free, wanted] = [gib(room.free), room.wanted]
      return {
        outcome: room.free / GIB < wanted ? 'short' : 'pass',
        found: free,
        identity: room.path,
        wanted: `>= ${wanted} GiB`,
        params: { path: room.path, free, wanted },
      }
    },
  }),
]
