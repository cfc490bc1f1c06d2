import { block, hostCheck, ok, type Subject, warn } from '../check.ts'
import type { FactValues } from '../facts/schema.ts'
import { l } from '../text.ts'
import { WORK_FREE_MIB } from '../thresholds/site.ts'
import { list, mountOf, nearest } from './helpers.ts'

const MIB = 1024 ** 2
const TMP = '/tmp'
const [OWNER_WRITES, ANY_OTHER_WRITES] = [0o200, 0o022]

type Folder = FactValues['workFolders']['folders'][string]

/** Which groups the account is in is not known: what its group may write counts as writable. */
function mayWrite({ owner, mode }: Folder, login: string): boolean {
  const bits = Number.parseInt(mode, 8)
  return login === 'root' || (bits & ANY_OTHER_WRITES) !== 0 || (owner === login && (bits & OWNER_WRITES) !== 0)
}

type Trouble = { path: string; why: 'missing' | 'closed' | 'read-only' | 'full' }
type Facts = Pick<FactValues, 'workFolders' | 'mounts' | 'filesystems' | 'session'>

function troubleOf(path: string, { workFolders, mounts, filesystems, session }: Facts): Trouble[] {
  const folder = workFolders.folders[path]
  if (!folder) return [{ path, why: 'missing' }]
  if (mountOf(mounts, path)?.options.includes('ro')) return [{ path, why: 'read-only' }]
  if (!mayWrite(folder, session.login)) return [{ path, why: 'closed' }]
  const free = nearest(filesystems, path)?.[1].freeBytes
  return free !== undefined && free < WORK_FREE_MIB.value * MIB ? [{ path, why: 'full' }] : []
}

const MAKE_WRITABLE = l(
  '홈 폴더를 계정의 것으로 만들고(chown), /tmp는 chmod 1777, 꽉 찼으면 비우십시오: {paths}',
  'Give the home folder to the account (chown), chmod 1777 /tmp, and free what is full: {paths}',
)

const overSsh = ({ access }: Subject): boolean => access.transport === 'ssh'

export const WORK_FOLDERS = [
  hostCheck({
    id: 'workdir-writable',
    category: 'ssh',
    title: l('작업 폴더', 'Working folders'),
    explain: l(
      '접속 계정은 홈 폴더와 /tmp에 파일을 씁니다. Ansible은 홈의 .ansible/tmp에 쓰지 못하면 아무 작업도 하지 못합니다.',
      'The login account writes to its home folder and to /tmp; Ansible does nothing where it cannot write to .ansible/tmp.',
    ),
    prepare: l(
      '설치 계정이 홈 폴더와 /tmp에 쓸 수 있게 하십시오.',
      'Allow the account of the installation to write to its home folder and to /tmp.',
    ),
    reads: ['workFolders', 'mounts', 'filesystems', 'session'],
    unknowns: ['not-collected'],
    field: 'accounts.sshUser',
    applies: overSsh,
    outcomes: {
      pass: ok('쓸 수 있습니다.', 'They can be written to.'),
      closed: warn('쓸 수 없습니다: {paths}', 'They cannot be written to: {paths}', MAKE_WRITABLE),
      ansible: block('Ansible이 쓸 수 없습니다: {paths}', 'Ansible cannot write to them: {paths}', MAKE_WRITABLE),
    },
    source: 'Ansible documentation, shell plugins (remote_tmp)',
    thresholds: { free: WORK_FREE_MIB },
    judge: (facts, { site }) => {
      const { home } = facts.workFolders
      if (home === null) return { unknown: 'not-collected' }
      const places = [...new Set([home, TMP])]
      const troubles = places.flatMap((path) => troubleOf(path, facts))
      const bad = site.distribution === 'kubespray' ? 'ansible' : 'closed'
      const paths = list(troubles.map(({ path, why }) => `${path} (${why})`))
      return {
        outcome: troubles.length ? bad : 'pass',
        found: paths || list(places),
        wanted: `${list(places)} >= ${WORK_FREE_MIB.value} MiB`,
        params: { paths },
      }
    },
  }),
]
