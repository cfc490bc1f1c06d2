import { type Localized, NodeRole } from '@astrago/contracts'
import { z } from 'zod'
import { ExistingSecret, Ipv4, Line, LinuxUser, NodeName, Port, SshKeyText } from './schemas.ts'
import { SecretRef } from './spec.ts'
import { l, same } from './text.ts'

const Gib = z.number().positive().max(10_000_000)

/** One server of the node table. Sizes in GiB; logins only where they differ from the site's. */
export const Node = z.object({
  name: NodeName,
  address: Ipv4,
  roles: z.array(NodeRole).min(1).max(NodeRole.options.length),
  cpus: z.number().int().min(1).max(4096).optional(),
  memoryGib: Gib.optional(),
  diskGib: Gib.optional(),
  dataDiskGib: Gib.optional(),
  gpuModel: Line.optional(),
  gpuCount: z.number().int().min(0).max(64).optional(),
  sshUser: LinuxUser.optional(),
  sshPort: Port.optional(),
  sshPassword: SecretRef.optional(),
  sshKey: SecretRef.optional(),
  sshKeyPassphrase: SecretRef.optional(),
  sudoPassword: SecretRef.optional(),
})
export type Node = z.infer<typeof Node>
export type NodeColumn = keyof Node

type ColumnSpec = {
  label: Localized
  help: Localized
  example?: Localized
  kind: 'text' | 'address' | 'roles' | 'number' | 'secret' | 'pem'
  required: boolean
  /** Of the text of a secret, which is kept in the vault and never shown again. */
  secret?: z.ZodType<string>
}

/** The columns of the node table, in the order they are shown, pasted without a header, and written. */
export const NODE_COLUMNS: Record<NodeColumn, ColumnSpec> = {
  name: {
    kind: 'text',
    example: same('gpu-1'),
    required: true,
    label: l('이름', 'Name'),
    help: l(
      '서버의 호스트 이름입니다. 영문 소문자, 숫자, -를 씁니다.',
      'The host name of the server: small letters, digits and -.',
    ),
  },
  address: {
    kind: 'address',
    example: same('10.20.0.11'),
    required: true,
    label: l('주소', 'Address'),
    help: l(
      '서버의 고정 IP입니다. 설치 뒤에 바뀌면 클러스터가 멈춥니다.',
      'The fixed address of the server; the cluster stops when it changes later.',
    ),
  },
  roles: {
    kind: 'roles',
    required: true,
    label: l('역할', 'Roles'),
    help: l(
      '컨트롤 플레인은 전체를 관리하는 서버, 작업 노드는 사용자의 작업이 도는 서버입니다. 한 서버에 여럿을 고를 수 있습니다.',
      'A control plane manages the whole, a worker runs the work of users. One server may have several roles.',
    ),
  },
  cpus: {
    kind: 'number',
    example: same('128'),
    required: false,
    label: l('CPU(코어)', 'CPU (cores)'),
    help: l(
      '논리 코어 수입니다. 실제 서버와 다르면 사전 점검에서 알려 드립니다.',
      'Logical cores. The preflight compares it with the server.',
    ),
  },
  memoryGib: {
    kind: 'number',
    example: same('1024'),
    required: false,
    label: l('메모리(GiB)', 'Memory (GiB)'),
    help: l(
      '장착된 메모리입니다. 1TB처럼 단위를 붙여 적어도 됩니다.',
      'Installed memory; a unit such as 1TB is understood.',
    ),
  },
  diskGib: {
    kind: 'number',
    example: same('500'),
    required: false,
    label: l('시스템 디스크(GiB)', 'System disk (GiB)'),
    help: l('운영체제가 설치된 디스크의 크기입니다.', 'Size of the disk with the operating system.'),
  },
  dataDiskGib: {
    kind: 'number',
    example: same('4000'),
    required: false,
    label: l('데이터 디스크(GiB)', 'Data disk (GiB)'),
    help: l('데이터용 디스크가 따로 있으면 그 크기입니다.', 'Size of a separate data disk, if there is one.'),
  },
  gpuModel: {
    kind: 'text',
    example: same('H100 80GB'),
    required: false,
    label: l('GPU 모델', 'GPU model'),
    help: l('GPU가 있는 서버만 적습니다.', 'Only for servers with a GPU.'),
  },
  gpuCount: {
    kind: 'number',
    example: same('8'),
    required: false,
    label: l('GPU 수', 'GPUs'),
    help: l('그 서버에 꽂힌 GPU의 개수입니다.', 'How many GPUs are in that server.'),
  },
  sshUser: {
    kind: 'text',
    example: same('ubuntu'),
    required: false,
    label: l('SSH 계정', 'SSH user'),
    help: l('이 서버만 계정이 다를 때 적습니다.', 'Only when this server has another account than the others.'),
  },
  sshPort: {
    kind: 'number',
    example: same('22'),
    required: false,
    label: l('SSH 포트', 'SSH port'),
    help: l('이 서버만 포트가 다를 때 적습니다.', 'Only when this server has another port than the others.'),
  },
  sshPassword: {
    kind: 'secret',
    secret: ExistingSecret,
    required: false,
    label: l('SSH 비밀번호', 'SSH password'),
    help: l(
      '이 서버만 비밀번호가 다를 때 적습니다. sudo 비밀번호를 따로 적지 않으면 sudo에도 씁니다.',
      'Only when this server has another password than the others. sudo takes it too unless it has one of its own.',
    ),
  },
  sshKey: {
    kind: 'pem',
    secret: SshKeyText,
    required: false,
    label: l('SSH 개인 키', 'SSH private key'),
    help: l('이 서버만 키가 다를 때 적습니다.', 'Only when this server has another key than the others.'),
  },
  sshKeyPassphrase: {
    kind: 'secret',
    secret: ExistingSecret,
    required: false,
    label: l('키의 암호', 'Passphrase of the key'),
    help: l('이 서버의 개인 키에 암호가 걸려 있을 때만 적습니다.', 'Only if the private key of this server has one.'),
  },
  sudoPassword: {
    kind: 'secret',
    secret: ExistingSecret,
    required: false,
    label: l('sudo 비밀번호', 'sudo password'),
    help: l(
      '이 서버만 sudo 비밀번호가 다를 때 적습니다.',
      'Only when this server has another sudo password than the others.',
    ),
  },
}
export const NODE_COLUMN_IDS = Object.keys(NODE_COLUMNS) as readonly NodeColumn[]
export const SECRET_COLUMNS = NODE_COLUMN_IDS.filter((column) => NODE_COLUMNS[column].secret)
export const PLAIN_COLUMNS = NODE_COLUMN_IDS.filter((column) => !NODE_COLUMNS[column].secret)

export const ROLE_NAMES: Record<NodeRole, Localized> = {
  'control-plane': l('컨트롤 플레인', 'Control plane'),
  worker: l('작업 노드', 'Worker'),
  gpu: l('GPU 노드', 'GPU node'),
  storage: l('스토리지', 'Storage'),
  registry: l('레지스트리', 'Registry'),
}
