import { z } from 'zod'
import { Node } from '../node.ts'
import { AbsolutePath, HostAddress, NodeName, PlainName } from '../schemas.ts'
import type { GroupOf } from '../sections.ts'
import type { FieldSpec } from '../spec.ts'
import { l, same } from '../text.ts'
import { choice } from './kinds.ts'

export const MAX_NODES = 1000

export const resourceFields = {
  'resources.nodes': {
    group: 'nodes',
    kind: 'nodes',
    schema: z.array(Node).min(1).max(MAX_NODES),
    required: 'remoteSite',
    missing: l('설치할 서버를 한 대 이상 적어 주십시오.', 'Please enter at least one server.'),
    label: l('노드 표', 'Node table'),
    help: l(
      '설치할 서버의 이름, 주소, 역할과 사양입니다. 적은 사양은 사전 점검에서 실제 서버와 비교합니다.',
      'Name, address, roles and size of each server. The preflight compares what you enter with what it finds.',
    ),
    example: l('gpu-1, 10.20.0.21, 작업 노드+GPU, 128, 1TB', 'gpu-1, 10.20.0.21, worker+gpu, 128, 1TB'),
  },
} as const satisfies Record<`resources.${string}`, FieldSpec<GroupOf<'resources'>>>

export const storageFields = {
  'storage.kind': {
    group: 'kind',
    ...choice({
      nfs: l('NFS(여러 서버가 함께 쓰는 저장소)', 'NFS (shared by all servers)'),
      local: l('로컬 디스크(서버 한 대의 디스크)', 'Local disk (of one server)'),
    }),
    required: true,
    drives: 'nfs.enabled',
    default: 'nfs',
    label: l('저장 방식', 'Kind of storage'),
    help: l(
      '어느 서버에서 작업해도 같은 데이터를 보려면 NFS가 필요합니다. 로컬 디스크는 서버가 한 대이거나 시험용일 때만 고르십시오.',
      'NFS lets every server see the same data. Choose a local disk only for a single server or a trial.',
    ),
  },
  'storage.nfsServer': {
    group: 'nfs',
    kind: 'text',
    schema: HostAddress,
    required: 'nfsStorage',
    visible: 'nfsStorage',
    drives: 'nfs.server',
    missing: l('NFS 서버의 주소를 적어 주십시오.', 'Please enter the address of the NFS server.'),
    label: l('NFS 서버', 'NFS server'),
    help: l(
      'NAS 장비나 NFS 서버의 주소입니다. 모든 서버에서 접속을 허용해 주십시오.',
      'The address of your NAS or NFS server. Every server must be allowed to mount it.',
    ),
    example: same('10.20.0.5'),
  },
  'storage.nfsPath': {
    group: 'nfs',
    kind: 'text',
    schema: AbsolutePath,
    required: 'nfsStorage',
    visible: 'nfsStorage',
    drives: 'nfs.basePath',
    label: l('NFS 공유 경로', 'NFS export'),
    help: l(
      'NFS 서버가 내보내는(export) 폴더입니다. 플랫폼 전용의 빈 폴더를 쓰고, root 쓰기를 허용해 주십시오(no_root_squash).',
      'The folder the server exports. Use an empty one for the platform alone and let root write (no_root_squash).',
    ),
    example: same('/export/astrago'),
  },
  'storage.nfsClass': {
    group: 'nfs',
    advanced: true,
    kind: 'text',
    schema: PlainName,
    required: 'nfsStorage',
    visible: 'nfsStorage',
    drives: 'nfs.storageClassName',
    default: 'astrago-nfs-csi',
    label: l('NFS 스토리지 클래스', 'NFS storage class'),
    help: l('쿠버네티스가 이 저장소를 부르는 이름입니다.', 'The name by which Kubernetes calls this storage.'),
    example: same('astrago-nfs-csi'),
  },
  'storage.localNode': {
    group: 'local',
    kind: 'text',
    schema: NodeName,
    required: 'localStorage',
    visible: 'localStorage',
    drives: 'local.nodeName',
    label: l('데이터를 둘 서버', 'Server that keeps the data'),
    help: l(
      '노드 표에 있는 서버 이름입니다. 이 서버가 멈추면 데이터도 쓸 수 없습니다.',
      'A server of the node table. While it is down, the data cannot be used.',
    ),
    example: same('worker-1'),
  },
  'storage.localPath': {
    group: 'local',
    kind: 'text',
    schema: AbsolutePath,
    required: 'localStorage',
    visible: 'localStorage',
    drives: 'local.basePath',
    default: '/var/lib/astrago',
    label: l('데이터 폴더', 'Data folder'),
    help: l(
      '그 서버에서 공간이 가장 넉넉한 디스크의 폴더입니다.',
      'A folder on that server, on the disk with the most room.',
    ),
    example: same('/var/lib/astrago'),
  },
  'storage.localClass': {
    group: 'local',
    advanced: true,
    kind: 'text',
    schema: PlainName,
    required: 'localStorage',
    visible: 'localStorage',
    drives: 'local.storageClassName',
    default: 'astrago-local',
    label: l('로컬 스토리지 클래스', 'Local storage class'),
    help: l('쿠버네티스가 이 저장소를 부르는 이름입니다.', 'The name by which Kubernetes calls this storage.'),
    example: same('astrago-local'),
  },
} as const satisfies Record<`storage.${string}`, FieldSpec<GroupOf<'storage'>>>

export const gpuFields = {
  'gpu.driverPolicy': {
    group: 'gpu',
    ...choice({
      operator: l('플랫폼이 설치하고 관리하기', 'The platform installs and maintains it'),
      preinstalled: l('이미 설치되어 있음', 'It is installed already'),
      none: l('GPU를 쓰지 않음', 'No GPUs are used'),
    }),
    required: true,
    default: 'operator',
    label: l('GPU 드라이버', 'GPU driver'),
    help: l(
      '서버에 NVIDIA 드라이버가 이미 있으면 둘을 섞지 않도록 "이미 설치되어 있음"을 고릅니다. nvidia-smi 명령이 되면 있는 것입니다.',
      'If the servers have the NVIDIA driver (the command nvidia-smi works), say so: two drivers do not go together.',
    ),
  },
  'gpu.mig': {
    group: 'gpu',
    ...choice({
      none: l('나누지 않음', 'Not divided'),
      single: l('모두 같은 크기로 나눔', 'All in parts of one size'),
      mixed: l('여러 크기를 섞어 나눔', 'In parts of several sizes'),
    }),
    required: true,
    default: 'none',
    label: l('GPU 분할(MIG)', 'Dividing GPUs (MIG)'),
    help: l(
      'A100, H100 같은 GPU는 한 장을 나누어 여러 사람이 쓸 수 있습니다. 잘 모르면 나누지 마십시오. 나중에 바꿀 수 있습니다.',
      'A GPU such as A100 or H100 can be divided between users. If in doubt, do not; it can be changed later.',
    ),
  },
} as const satisfies Record<`gpu.${string}`, FieldSpec<GroupOf<'gpu'>>>
