import { block, hostCheck, note, ok, type Subject, siteCheck, warn } from '../check.ts'
import type { DeclaredNode } from '../input.ts'
import { l } from '../text.ts'
import type { Limit } from '../thresholds/limit.ts'
import { PACKAGES } from '../thresholds/packages.ts'
import { VOLUMES_GIB } from '../thresholds/site.ts'
import { isAddress } from './cidr.ts'
import { exportOf, isFolded, rightsOf } from './exports-file.ts'
import { CLUSTER, gib, inCluster, list, nearest, words } from './helpers.ts'

const GIB = 1024 ** 3
const NFS_PORT = 2049
const EXPORT_OPTIONS = 'rw,sync,no_root_squash,no_subtree_check'
const usesNfs = ({ answers }: Pick<Subject, 'answers'>): boolean =>
  answers['storage.kind'] === 'nfs' && Boolean(answers['storage.nfsServer'])

/** Whether this node is the NFS server of the questionnaire. */
const servesNfs = (subject: Subject): boolean =>
  usesNfs(subject) && [subject.node.address, subject.node.name].includes(subject.answers['storage.nfsServer'] ?? '')

const NFS_SERVER = PACKAGES.nfsServer
/** The same command installs what is missing and starts what is not running. */
function startServer(tool: 'apt-get' | 'dnf', packages: Limit<readonly string[]>, service: string) {
  const command = `${tool} install -y ${words(packages)} && systemctl enable --now ${service}`
  return l(`실행: ${command}`, `Run: ${command}`)
}

/** Who mounts is root there, so that each machine of the cluster is named, and no other. */
const exportLine = (path: string, nodes: readonly DeclaredNode[]): string =>
  [path, ...nodes.filter(inCluster).map(({ name, address }) => `${address ?? name}(${EXPORT_OPTIONS})`)].join(' ')

export const STORAGE_SETUP = [
  hostCheck({
    id: 'nfs-mount-leftover',
    category: 'storage',
    title: l('남아 있는 NFS 마운트', 'NFS mounts left over'),
    explain: l(
      '이전 설치의 파드가 쓰던 마운트가 남아 있으면 kubelet이 멈추거나 지우다가 자료를 잃습니다.',
      'With mounts of pods of an earlier installation, the kubelet hangs, or removes data while cleaning up.',
    ),
    prepare: l('이전 설치가 남긴 NFS 마운트를 해제하십시오.', 'Unmount NFS mounts that an earlier installation left.'),
    reads: ['mounts'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('남아 있지 않습니다.', 'There are none.'),
      found: warn(
        '/var/lib/kubelet 아래에 NFS가 마운트되어 있습니다: {mounts}',
        'NFS is mounted below /var/lib/kubelet: {mounts}',
        l(
          '이전 설치를 지우는 스크립트를 돌리거나 마운트를 푸십시오: umount -f -l 경로',
          'Run the uninstall script of the earlier installation, or unmount: umount -f -l PATH',
        ),
      ),
    },
    source: 'RKE2 documentation, install/uninstall',
    judge: ({ mounts }) => {
      const left = mounts.filter(({ type, target }) => type.startsWith('nfs') && target.startsWith('/var/lib/kubelet/'))
      const text = list(left.map(({ source, target }) => `${source} ${target}`))
      return { outcome: left.length ? 'found' : 'pass', found: text || '-', wanted: '-', params: { mounts: text } }
    },
  }),
  hostCheck({
    id: 'nfs-name-known',
    category: 'storage',
    title: l('NFS 서버 이름', 'Name of the NFS server'),
    explain: l(
      '볼륨은 서버의 이름 풀이로 마운트됩니다. 이름으로 적었다면 호스트가 풀 수 있어야 합니다.',
      'Volumes are mounted with the names of the host: a server given by name must be resolvable there.',
    ),
    prepare: l(
      'NFS 서버 이름을 DNS나 각 서버의 /etc/hosts에 등록하십시오.',
      'Put the name of the NFS server into DNS, or into /etc/hosts of each server.',
    ),
    reads: ['hostsFile', 'dns'],
    roles: CLUSTER,
    field: 'storage.nfsServer',
    applies: usesNfs,
    outcomes: {
      pass: ok('이름을 풀 방법이 있습니다.', 'There is a way to resolve it.'),
      none: block(
        '{name}을(를) 풀 DNS 서버도 /etc/hosts 항목도 없습니다.',
        'Neither a DNS server nor /etc/hosts knows {name}.',
        l(
          '/etc/hosts에 "주소 {name}"을(를) 추가하거나 NFS 서버를 주소로 적으십시오.',
          'Add "ADDRESS {name}" to /etc/hosts, or give the NFS server by its address.',
        ),
      ),
    },
    source: 'csi-driver-nfs v4.7.0, charts (the node pods use the host network)',
    judge: ({ hostsFile, dns }, { answers }) => {
      const name = answers['storage.nfsServer'] ?? ''
      if (isAddress(name)) return { outcome: 'pass', found: name, wanted: name }
      const entry = hostsFile.find(({ names }) => names.includes(name))
      const servers = [...new Set([...dns.nameservers, ...dns.upstream])]
      const found = entry ? `${entry.address} (/etc/hosts)` : servers.length ? `DNS ${list(servers)}` : '-'
      return { outcome: entry || servers.length ? 'pass' : 'none', found, wanted: name, params: { name } }
    },
  }),
  hostCheck({
    id: 'nfs-server-exports',
    category: 'storage',
    title: l('NFS 서버의 공유 설정', 'Exports of the NFS server'),
    explain: l(
      '이 노드가 NFS 서버입니다. 공유 경로가 내보내져 있고 root 쓰기를 허용해야 데이터베이스가 파일의 주인을 바꿀 수 있습니다.',
      'This node is the NFS server: the path must be exported, and root must be allowed to write, as databases change owners of files.',
    ),
    prepare: l(
      'NFS 서버를 켜고, 설치할 서버들이 root로 쓸 수 있게 공유 폴더를 내보내십시오.',
      'Start the NFS server, and export the folder so that root of these servers may write to it.',
    ),
    reads: ['nfsServer', 'listeners'],
    field: 'storage.nfsPath',
    applies: servesNfs,
    outcomes: {
      pass: ok('올바르게 내보내고 있습니다.', 'It is exported as needed.'),
      everyone: warn(
        '이 서버에 닿는 누구나 root로 쓸 수 있습니다: {clients}',
        'Whoever reaches this server may write to it as root: {clients}',
        l(
          '/etc/exports의 그 줄을 클러스터의 서버만 적은 다음 줄로 바꾸고 exportfs -ra를 실행하십시오: {line}',
          'Put this line, with the servers of the cluster alone, in its place in /etc/exports and run exportfs -ra: {line}',
        ),
      ),
      foreign: note(
        '커널이 아닌 NFS 서버가 돌고 있어 공유 설정을 읽지 못했습니다.',
        'An NFS server other than that of the kernel runs; its exports were not read.',
      ),
      folded: note(
        '설정이 여러 줄로 이어져 첫 줄만 읽었습니다: {clients}. 능동 점검은 실제로 써 봅니다.',
        'The line goes on over several, of which only the first was read: {clients}. The active checks try to write.',
      ),
      stopped: block('NFS 서버가 돌고 있지 않습니다.', 'The NFS server is not running.', {
        debian: startServer('apt-get', NFS_SERVER.debian, 'nfs-kernel-server'),
        rhel: startServer('dnf', NFS_SERVER.rhel, 'nfs-server'),
        other: l('NFS 서버를 설치하고 서비스를 켜십시오.', 'Install an NFS server and start its service.'),
      }),
      missing: block(
        '{path}을(를) 내보내지 않습니다.',
        '{path} is not exported.',
        l(
          '/etc/exports에 다음 줄을 쓰고 exportfs -ra를 실행하십시오: {line}',
          'Put this line into /etc/exports and run exportfs -ra: {line}',
        ),
      ),
      squash: block(
        'no_root_squash가 없어 root가 쓸 수 없습니다: {clients}',
        'Without no_root_squash root cannot write: {clients}',
        l(
          '그 줄에 no_root_squash를 더하고 exportfs -ra를 실행하십시오.',
          'Add no_root_squash to that line and run exportfs -ra.',
        ),
      ),
      kerberos: block(
        '커버로스로만 쓸 수 있게 내보냅니다: {clients}',
        'It can be used with Kerberos only: {clients}',
        l(
          '그 줄의 sec=에 sys를 더하고(예: sec=sys:krb5) exportfs -ra를 실행하십시오.',
          'Add sys to sec= in that line (as sec=sys:krb5) and run exportfs -ra.',
        ),
      ),
      readonly: block(
        '읽기 전용으로 내보냅니다: {clients}',
        'It is exported for reading only: {clients}',
        l(
          '그 줄의 ro를 rw로 바꾸고 exportfs -ra를 실행하십시오.',
          'Change ro to rw in that line and run exportfs -ra.',
        ),
      ),
    },
    source: 'AstraGo deployment, offline guide (rw,no_root_squash,no_subtree_check); exports(5)',
    thresholds: { packages: NFS_SERVER },
    judge: ({ nfsServer: { exports, threads }, listeners }, { answers, nodes }) => {
      const path = answers['storage.nfsPath'] ?? '/'
      const entry = exportOf(path, exports)
      const clients = entry?.clients ?? '-'
      const values = {
        found: entry ? `${entry.path} ${clients}` : '-',
        wanted: `${path} rw,no_root_squash`,
        params: { path, clients, line: exportLine(path, nodes) },
      }
      const serves = listeners.some(({ port, protocol }) => port === NFS_PORT && protocol === 'tcp')
      if (threads === null) return { outcome: serves ? 'foreign' : 'stopped', ...values }
      if (!entry) return { outcome: 'missing', ...values }
      const rights = rightsOf(entry)
      if (rights === 'root') return { outcome: 'pass', ...values }
      return { outcome: rights !== 'everyone' && isFolded(entry) ? 'folded' : rights, ...values }
    },
  }),
  siteCheck({
    id: 'nfs-prometheus-unsupported',
    category: 'storage',
    title: l('NFS 위의 Prometheus', 'Prometheus on NFS'),
    explain: l(
      'Prometheus는 NFS를 지원하지 않는다고 밝히고 있습니다. 지표가 손상될 수 있으니 알고 시작하십시오.',
      'Prometheus says that it does not support NFS; its data may be damaged beyond repair.',
    ),
    field: 'storage.kind',
    outcomes: {
      pass: ok('NFS를 쓰지 않습니다.', 'NFS is not used.'),
      nfs: note(
        '지표도 NFS에 저장됩니다. 손상되면 지난 지표를 잃습니다.',
        'Its data is kept on NFS too; when damaged, past metrics are lost.',
        l(
          '오래 보관해야 하면 Prometheus에 로컬 디스크를 주십시오.',
          'Give Prometheus a local disk if metrics must be kept for long.',
        ),
      ),
    },
    source: 'prometheus.io, storage (operational aspects)',
    judge: ({ answers }) => ({
      outcome: answers['storage.kind'] === 'nfs' ? 'nfs' : 'pass',
      found: answers['storage.kind'] ?? '-',
      wanted: 'local',
    }),
  }),
  hostCheck({
    id: 'storage-local-space',
    category: 'storage',
    title: l('로컬 저장소의 여유', 'Room for local storage'),
    explain: l(
      '플랫폼의 볼륨이 모두 이 서버의 데이터 폴더에 만들어집니다.',
      'All volumes of the platform are made in the data folder of this host.',
    ),
    prepare: l(
      '데이터를 저장할 로컬 폴더에 여유 공간을 두십시오.',
      'Leave enough free space in the local folder for the data.',
    ),
    reads: ['filesystems'],
    field: 'storage.localPath',
    applies: ({ node, answers }) => answers['storage.kind'] === 'local' && answers['storage.localNode'] === node.name,
    outcomes: {
      pass: ok('여유가 충분합니다.', 'There is enough room.'),
      few: warn(
        '{path}의 여유가 {found}입니다.',
        '{found} are free at {path}.',
        l(
          '로그를 오래 보관하려면 디스크를 늘리거나 다른 폴더를 고르십시오.',
          'To keep logs for long, enlarge the disk or choose another folder.',
        ),
      ),
      short: block(
        '{path}의 여유가 {found}(으)로 플랫폼의 볼륨이 들어가지 않습니다.',
        '{found} are free at {path}: the volumes of the platform do not fit.',
        l(
          '디스크를 늘리거나 질문지에서 다른 폴더를 고르십시오.',
          'Enlarge the disk, or choose another folder in the questionnaire.',
        ),
      ),
    },
    unknowns: ['not-collected'],
    thresholds: { GiB: VOLUMES_GIB },
    judge: ({ filesystems }, { answers }) => {
      const path = answers['storage.localPath'] ?? '/'
      const disk = nearest(filesystems, path)
      if (!disk) return { unknown: 'not-collected' }
      const free = disk[1].freeBytes / GIB
      const found = gib(disk[1].freeBytes)
      const outcome = free < VOLUMES_GIB.block.value ? 'short' : free < VOLUMES_GIB.warn.value ? 'few' : 'pass'
      return { outcome, found, wanted: `>= ${VOLUMES_GIB.warn.value} GiB`, identity: disk[0], params: { path, found } }
    },
  }),
]
