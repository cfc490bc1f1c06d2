import type { Distribution } from '@astrago/contracts'
import { block, hostCheck, never, note, ok, type Subject, warn } from '../check.ts'
import { l } from '../text.ts'
import { ADVISED_WRITE, NEED_WRITE } from '../thresholds/disk.ts'
import { EMBEDDED_COMMON } from '../thresholds/sources.ts'
import { CLUSTER, dataOf, list, mountOf } from './helpers.ts'

/** `/var/lib/k0s` leads through `/`, `/var`, `/var/lib` to itself. */
function wayTo(path: string): string[] {
  const parts = path.split('/').filter(Boolean)
  return ['/', ...parts.map((_, at) => `/${parts.slice(0, at + 1).join('/')}`)]
}

const OTHERS_MAY_PASS = 0o001
const mayPass = (mode: string): boolean => (Number.parseInt(mode, 8) & OTHERS_MAY_PASS) !== 0

/** k0s stops where the other distributions mostly go on. */
const strictest = (distribution: Distribution): 'refused' | 'risky' => (distribution === 'k0s' ? 'refused' : 'risky')
const folders = ({ site }: Subject): string[] => [
  ...new Set([...wayTo(dataOf(site).dataDir), ...wayTo('/var/lib/kubelet')]),
]

const REAL_FOLDER = l(
  '링크 대신 실제 폴더를 만들고 그 자리에 디스크를 마운트하십시오(mount --bind도 됩니다).',
  'Make it a real folder and mount the disk there; mount --bind will do.',
)
const LET_PASS = l('실행: chmod o+x {paths}', 'Run: chmod o+x {paths}')

export const DISK_WAYS = [
  hostCheck({
    id: 'mount-readonly',
    category: 'disk',
    title: l('읽기 전용 마운트', 'Read-only mounts'),
    explain: l('설치가 파일을 쓰는 폴더입니다.', 'Folders that the installation writes to.'),
    prepare: l('설치할 폴더를 쓰기 가능하게 마운트하십시오.', 'Mount the folders of the installation writable.'),
    reads: ['mounts'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('쓸 수 있습니다.', 'They can be written to.'),
      local: note(
        '/usr/local이 읽기 전용입니다. RKE2는 /opt/rke2에 설치됩니다.',
        '/usr/local is read-only; RKE2 goes to /opt/rke2.',
      ),
      readonly: never(
        '읽기 전용이라 설치할 수 없습니다: {paths}',
        'Read-only, so nothing can be installed: {paths}',
        l(
          '디스크 오류로 바뀌었는지 dmesg로 확인하고 다시 마운트하십시오: mount -o remount,rw 경로',
          'See in dmesg whether a disk error did it, then remount: mount -o remount,rw PATH',
        ),
      ),
    },
    thresholds: { needed: NEED_WRITE, advised: ADVISED_WRITE },
    judge: ({ mounts }) => {
      const readonly = (path: string): boolean => mountOf(mounts, path)?.options.includes('ro') ?? false
      const needed = NEED_WRITE.value.filter(readonly)
      const advised = ADVISED_WRITE.value.filter(readonly)
      const found = list([...needed, ...advised]) || '-'
      return {
        outcome: needed.length ? 'readonly' : advised.length ? 'local' : 'pass',
        found,
        wanted: 'rw',
        params: { paths: list(needed) },
      }
    },
  }),
  hostCheck({
    id: 'datadir-symlink',
    category: 'disk',
    title: l('데이터 폴더의 링크', 'Links on the way to the data'),
    explain: l(
      '데이터 폴더가 심볼릭 링크이면 컨테이너의 마운트와 정리 작업이 어긋납니다.',
      'With a symbolic link on the way, mounts of containers and their removal go wrong.',
    ),
    prepare: l(
      '데이터 폴더를 심볼릭 링크로 만들지 말고 디스크를 그 자리에 마운트하십시오.',
      'Make the data folder a real folder and mount the disk there; use no symbolic link.',
    ),
    reads: ['ways'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('링크가 없습니다.', 'There is none.'),
      risky: warn('심볼릭 링크입니다: {paths}', 'Symbolic links: {paths}', REAL_FOLDER),
      refused: block(
        'k0s는 링크인 폴더에 설치되지 않습니다: {paths}',
        'k0s does not install into a link: {paths}',
        REAL_FOLDER,
      ),
    },
    source: EMBEDDED_COMMON,
    judge: ({ ways }, subject) => {
      const links = folders(subject).filter((path) => ways[path]?.link)
      return {
        outcome: links.length ? strictest(subject.site.distribution) : 'pass',
        found: list(links) || '-',
        wanted: '-',
        params: { paths: list(links) },
      }
    },
  }),
  hostCheck({
    id: 'datadir-parent-perms',
    category: 'disk',
    title: l('데이터 폴더로 가는 권한', 'Permissions on the way to the data'),
    explain: l(
      'root가 아닌 컨테이너는 상위 폴더를 지나갈 수 있어야 제 파일에 닿습니다.',
      'Containers that are not root reach their files only if they may pass the folders above.',
    ),
    prepare: l(
      '데이터 폴더까지 가는 상위 폴더를 다른 계정도 지나갈 수 있게 하십시오.',
      'Let other accounts pass through the folders above the data folder.',
    ),
    reads: ['ways'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('지나갈 수 있습니다.', 'Everybody may pass.'),
      risky: warn('다른 사용자가 지나갈 수 없는 폴더입니다: {paths}', 'Others may not pass: {paths}', LET_PASS),
      refused: block(
        '다른 사용자가 지나갈 수 없어 k0s가 시작하지 않습니다: {paths}',
        'Others may not pass, so k0s does not start: {paths}',
        LET_PASS,
      ),
    },
    source: EMBEDDED_COMMON,
    judge: ({ ways }, subject) => {
      const above = folders(subject)
        .slice(0, -1)
        .filter((path) => path !== dataOf(subject.site).dataDir)
      const closed = above.filter((path) => ways[path] && !mayPass(ways[path].mode))
      return {
        outcome: closed.length ? strictest(subject.site.distribution) : 'pass',
        found: list(closed.map((path) => `${path} ${ways[path]?.mode}`)) || '-',
        wanted: 'o+x',
        params: { paths: closed.join(' ') },
      }
    },
  }),
]
