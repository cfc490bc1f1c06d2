import type { Evidence } from '../active/evidence.ts'
import { activeCheck, block, never, ok, warn } from '../check.ts'
import { l } from '../text.ts'
import { VOLUMES_GIB } from '../thresholds/site.ts'
import { CLUSTER, gib, list } from './helpers.ts'

type Nfs = Evidence['nfs']
type NfsFile = NonNullable<Nfs['file']>
type Refusal = { unknown: 'no-root' | 'tool-missing' | 'timed-out'; found: string; wanted: string }

const GIB = 1024 ** 3
const WANTED_VERSION = '4.1'
/** Codes of RFC 8881 section 15.1 that say something to people. */
const CODES: Readonly<Record<number, string>> = {
  0: 'OK',
  1: 'PERM',
  2: 'NOENT',
  5: 'IO',
  13: 'ACCESS',
  20: 'NOTDIR',
  28: 'NOSPC',
  30: 'ROFS',
  69: 'DQUOT',
  10008: 'DELAY',
  10013: 'GRACE',
  10016: 'WRONGSEC',
  10039: 'BADOWNER',
}
const [PERM, NOENT, ACCESS, NOTDIR, DELAY, GRACE, WRONGSEC, BADOWNER] = [1, 2, 13, 20, 10008, 10013, 10016, 10039]
const nameOf = (status: number): string => CODES[status] ?? `NFS4ERR ${status}`
const isOf = (status: number, codes: readonly (number | undefined)[]): boolean => codes.includes(status)

/** A refusal that may only be because of the source port (which some servers tell as absence), or only for now, proves nothing. */
function notProven({ port }: Nfs, status: number, wanted: string): Refusal | null {
  const found = nameOf(status)
  if (isOf(status, [DELAY, GRACE])) return { unknown: 'timed-out', found, wanted }
  return port !== 'reserved' && isOf(status, [PERM, NOENT, ACCESS, WRONGSEC]) ? { unknown: port, found, wanted } : null
}

const isRoot = (owner: string | null): boolean => owner !== null && /^(?:0|root(?:@.*)?)$/.test(owner)

type WriteOutcome = 'pass' | 'left' | 'readOnly' | 'full' | 'denied' | 'squashed' | 'chown' | 'numbers' | 'failing'

const REFUSALS: Readonly<Record<number, WriteOutcome>> = {
  1: 'denied',
  13: 'denied',
  28: 'full',
  30: 'readOnly',
  69: 'full',
}
/** The end of creating and writing: 0 when both went well. */
const writingOf = ({ created, written }: NfsFile): number => created || (written ?? 0)

function outcomeOf(file: NfsFile): WriteOutcome {
  const writing = writingOf(file)
  if (writing !== 0) return REFUSALS[writing] ?? 'failing'
  if (!isRoot(file.owner)) return 'squashed'
  if (file.chowned === BADOWNER) return 'numbers'
  if (file.chowned !== 0) return 'chown'
  return file.removed === 0 ? 'pass' : 'left'
}

const EXPORT_LINE = l(
  '내보낸 폴더의 설정을 이 서버들에 대해 고치십시오(/etc/exports: rw,no_root_squash,no_subtree_check, 그다음 exportfs -ra).',
  'Correct the export for these servers (/etc/exports: rw,no_root_squash,no_subtree_check, then exportfs -ra).',
)

const FAILING = block(
  '서버가 오류로 답했습니다({found}).',
  'The server answers with an error ({found}).',
  l('NFS 서버의 로그와 디스크를 확인하십시오.', 'Look at the log and the disk of the NFS server.'),
)

/** What volumes need of the NFS export, as each host finds it when it uses it. */
export const NFS_EXPORT = [
  activeCheck({
    id: 'nfs-version-41',
    category: 'storage',
    title: l('NFS 버전', 'NFS version'),
    explain: l(
      '볼륨은 NFS 4.1로 마운트합니다(nfsvers=4.1). 서버가 어떤 버전을 쓰는지 직접 물어봅니다.',
      'Volumes are mounted with NFS 4.1 (nfsvers=4.1). The server is asked which versions it speaks.',
    ),
    prepare: l('NFS 서버에서 NFS 4.1을 켜십시오.', 'Switch NFS 4.1 on at the NFS server.'),
    asks: 'nfs',
    roles: CLUSTER,
    field: 'storage.nfsServer',
    outcomes: {
      pass: ok('NFS 4.1을 씁니다.', 'It speaks NFS 4.1.'),
      old: block(
        'NFS 4.1을 쓰지 않습니다({found}).',
        'It does not speak NFS 4.1 ({found}).',
        l(
          '서버에서 4.1을 켜십시오(리눅스: /etc/nfs.conf의 [nfsd] vers4.1=y, 그다음 nfs-server 다시 시작).',
          'Switch 4.1 on at the server (Linux: vers4.1=y under [nfsd] in /etc/nfs.conf, then restart nfs-server).',
        ),
      ),
      refused: block(
        '서버가 root의 NFS 4.1 연결을 받아들이지 않습니다.',
        'The server accepts no NFS 4.1 client that is root.',
        l(
          '내보내기에 sec=sys를 허용하고, 이 서버의 주소를 막는 설정이 있는지 확인하십시오.',
          'Allow sec=sys in the exports, and see whether the address of this host is kept out.',
        ),
      ),
      other: block(
        '2049/tcp에서 답한 것이 NFS 서버가 아닙니다.',
        'What answers at 2049/tcp is no NFS server.',
        l(
          '주소를 확인하고, 서버의 NFS 서비스를 살펴보십시오.',
          'Check the address, and look at the NFS service there.',
        ),
      ),
    },
    unknowns: ['not-trusted', 'timed-out'],
    source: 'AstraGo StorageClass (nfsvers=4.1); RFC 8881 section 2.10',
    judge: ({ reach, versions, problem }) => {
      if (reach !== 'open') return { unknown: 'not-trusted', found: reach, wanted: WANTED_VERSION }
      const found = list(versions) || '-'
      const values = { found, wanted: WANTED_VERSION, params: { found } }
      if (versions.includes(WANTED_VERSION)) return { outcome: 'pass', ...values }
      if (problem === 'timeout') return { unknown: 'timed-out', ...values }
      if (problem === 'refused') return { outcome: 'refused', ...values }
      return { outcome: versions.length ? 'old' : 'other', ...values }
    },
  }),
  activeCheck({
    id: 'nfs-export-path',
    category: 'storage',
    title: l('NFS 내보내기 경로', 'Path of the NFS export'),
    explain: l(
      '질문지의 경로가 이 서버에 내보내져 있는지 NFS 4.1로 들어가 봅니다. 마운트하지 않습니다.',
      'Goes to the path of the questionnaire over NFS 4.1, as this server may. Nothing is mounted.',
    ),
    prepare: l(
      'NFS 공유 폴더를 만들고 모든 서버의 주소에 내보내십시오.',
      'Make the shared folder, and export it to the addresses of all servers.',
    ),
    asks: 'nfs',
    roles: CLUSTER,
    field: 'storage.nfsPath',
    outcomes: {
      pass: ok('경로가 있고 이 서버에 열려 있습니다.', 'It is there and open to this server.'),
      missing: block(
        '{path} 경로가 없거나 이 서버에 내보내지 않았습니다.',
        '{path} is not there, or not exported to this server.',
        l(
          '경로를 확인하고 이 서버의 주소를 내보내기에 더하십시오. NFSv4에서는 서버가 정한 최상위(fsid=0, Pseudo)부터의 경로입니다.',
          'Check the path, and export it to the address of this server. With NFSv4 it begins at the root that the server sets (fsid=0, Pseudo).',
        ),
      ),
      denied: block(
        '이 서버의 접근을 거부했습니다({found}).',
        'It refuses this server ({found}).',
        l('내보내기에 이 서버의 주소를 더하십시오.', 'Export it to the address of this server.'),
      ),
      security: block(
        '커버로스 없이는 쓸 수 없습니다({found}).',
        'It cannot be used without Kerberos ({found}).',
        l('내보내기에 sec=sys를 허용하십시오.', 'Allow sec=sys in the export.'),
      ),
      file: block(
        '{path}은(는) 폴더가 아닙니다.',
        '{path} is no folder.',
        l('폴더의 경로를 질문지에 적으십시오.', 'Enter the path of a folder.'),
      ),
      failing: FAILING,
    },
    unknowns: ['not-trusted', 'no-root', 'tool-missing', 'timed-out'],
    source: 'csi-driver-nfs v4.7.0 (mounts server:basePath); RFC 8881 section 15.1',
    judge: (nfs) => {
      const { folder, path, server } = nfs
      const wanted = `${server}:${path}`
      if (!folder) return { unknown: 'not-trusted', found: '-', wanted }
      const found = nameOf(folder.status)
      const values = { found, wanted, params: { path, found } }
      if (folder.status === 0) return { outcome: folder.directory ? 'pass' : 'file', ...values }
      const refusal = notProven(nfs, folder.status, wanted)
      if (refusal) return refusal
      if (isOf(folder.status, [NOENT])) return { outcome: 'missing', ...values }
      if (isOf(folder.status, [PERM, ACCESS])) return { outcome: 'denied', ...values }
      if (isOf(folder.status, [NOTDIR])) return { outcome: 'file', ...values }
      return { outcome: isOf(folder.status, [WRONGSEC]) ? 'security' : 'failing', ...values }
    },
  }),
  activeCheck({
    id: 'nfs-root-write-chown',
    category: 'storage',
    title: l('NFS에 root로 쓰기', 'Writing to NFS as root'),
    explain: l(
      '데이터베이스 이미지는 볼륨에 root로 파일을 만들고 소유자를 바꿉니다. 같은 일을 작은 파일로 해 보고 지웁니다.',
      'Database images create files as root and give them to another user. The same is done with a small file, which is removed.',
    ),
    prepare: l(
      'NFS 공유 폴더를 root가 쓸 수 있게(rw, no_root_squash) 내보내십시오.',
      'Export the shared folder so that root may write to it (rw, no_root_squash).',
    ),
    asks: 'nfs',
    roles: CLUSTER,
    field: 'storage.nfsPath',
    outcomes: {
      pass: ok('쓸 수 있고 소유자를 바꿀 수 있습니다.', 'It can be written to, and owners can be changed.'),
      left: warn(
        '쓸 수 있지만 시험 파일을 지우지 못했습니다: {name}',
        'It can be written to, but the file of the check could not be removed: {name}',
        l('내보낸 폴더에서 그 파일을 지우십시오.', 'Remove that file from the export.'),
      ),
      readOnly: never('읽기 전용으로 내보냈습니다({found}).', 'It is exported read-only ({found}).', EXPORT_LINE),
      full: never(
        '공간이나 할당량이 없어 쓸 수 없습니다({found}).',
        'There is no room, or no quota, to write ({found}).',
        l('NFS 서버의 공간이나 할당량을 늘리십시오.', 'Make room at the NFS server, or raise the quota.'),
      ),
      denied: never(
        'root가 파일을 만들 수 없습니다({found}). root_squash이거나 폴더의 권한이 모자랍니다.',
        'Root may not create files ({found}): root_squash, or the folder does not let it.',
        EXPORT_LINE,
      ),
      squashed: block(
        'root가 만든 파일이 {owner}의 것이 됩니다(root_squash).',
        'What root creates belongs to {owner} (root_squash).',
        EXPORT_LINE,
      ),
      chown: block(
        '파일의 소유자를 바꿀 수 없습니다({found}).',
        'The owner of a file cannot be changed ({found}).',
        EXPORT_LINE,
      ),
      numbers: block(
        '서버가 번호로 된 소유자(1001)를 받지 않습니다({found}).',
        'The server takes no number (1001) for an owner ({found}).',
        l(
          'NFSv4에서 번호를 받게 하십시오. 리눅스: /etc/modprobe.d의 파일에 options nfsd nfs4_disable_idmapping=1, 그다음 echo Y > /sys/module/nfsd/parameters/nfs4_disable_idmapping. NetApp: vserver nfs modify -v4-numeric-ids enabled.',
          'Let it take numbers with NFSv4. Linux: options nfsd nfs4_disable_idmapping=1 in a file of /etc/modprobe.d, then echo Y > /sys/module/nfsd/parameters/nfs4_disable_idmapping. NetApp: vserver nfs modify -v4-numeric-ids enabled.',
        ),
      ),
      failing: FAILING,
    },
    unknowns: ['not-trusted', 'no-root', 'tool-missing', 'timed-out'],
    source: 'AstraGo deployment, offline guide (rw,no_root_squash,no_subtree_check); kubernetes issue 54601',
    judge: (nfs) => {
      const { file, server, path } = nfs
      const wanted = `${server}:${path} rw,no_root_squash`
      if (!file) return { unknown: 'not-trusted', found: '-', wanted }
      const { name, owner, chowned } = file
      const writing = writingOf(file)
      const refusal = notProven(nfs, writing, wanted)
      if (refusal) return refusal
      const outcome = outcomeOf(file)
      const found = outcome === 'squashed' ? `owner ${owner ?? '-'}` : nameOf(writing || (chowned ?? 0))
      return { outcome, found, wanted, identity: found, params: { found, name, owner: owner ?? '-' } }
    },
  }),
  activeCheck({
    id: 'nfs-capacity',
    category: 'storage',
    title: l('NFS의 여유', 'Room on NFS'),
    explain: l('플랫폼의 볼륨이 모두 이 폴더에 만들어집니다.', 'All volumes of the platform are made in this folder.'),
    prepare: l('NFS 공유 폴더에 여유 공간을 두십시오.', 'Leave enough free space in the shared folder of NFS.'),
    asks: 'nfs',
    roles: CLUSTER,
    field: 'storage.nfsPath',
    outcomes: {
      pass: ok('여유가 충분합니다({found}).', 'There is enough room ({found}).'),
      few: warn(
        '여유가 {found}입니다.',
        '{found} are free.',
        l('로그를 오래 보관하려면 공간을 늘리십시오.', 'To keep logs for long, make more room.'),
      ),
      short: block(
        '여유가 {found}뿐이라 플랫폼의 볼륨이 들어가지 않습니다.',
        '{found} are free: the volumes of the platform do not fit.',
        l(
          'NFS 서버의 공간을 늘리거나 다른 폴더를 고르십시오.',
          'Make room at the NFS server, or choose another folder.',
        ),
      ),
    },
    unknowns: ['not-trusted'],
    thresholds: { GiB: VOLUMES_GIB },
    judge: ({ server, path, folder }) => {
      const wanted = `>= ${VOLUMES_GIB.warn.value} GiB`
      if (folder?.freeBytes == null) return { unknown: 'not-trusted', found: '-', wanted }
      const [free, found] = [folder.freeBytes / GIB, gib(folder.freeBytes)]
      const outcome = free < VOLUMES_GIB.block.value ? 'short' : free < VOLUMES_GIB.warn.value ? 'few' : 'pass'
      return { outcome, found, wanted, identity: `${server}:${path}`, params: { found } }
    },
  }),
]
