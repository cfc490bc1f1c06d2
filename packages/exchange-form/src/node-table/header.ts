import { NODE_COLUMN_IDS, NODE_COLUMNS, type NodeColumn, PLAIN_COLUMNS } from '../node.ts'

/** What people call the columns besides their labels. Those that are absent are not read from a table: a key has many lines. */
const NAMES: Partial<Record<NodeColumn, readonly string[]>> = {
  name: [
    '호스트',
    '호스트명',
    '호스트이름',
    '서버',
    '서버명',
    '서버이름',
    '노드',
    '노드명',
    '노드이름',
    'host',
    'hostname',
    'node',
    'nodename',
    'server',
    'servername',
  ],
  address: [
    'ip',
    'ip주소',
    '아이피',
    '서버주소',
    '노드주소',
    '서버ip',
    '노드ip',
    'ipaddress',
    'ipaddr',
    'ipv4',
    'addr',
    'nodeip',
    'hostip',
  ],
  roles: ['용도', '구분', 'role', 'noderole'],
  cpus: ['cpu', 'cpus', '코어', '코어수', 'cpu수', 'cpu코어', 'core', 'cores', 'vcpu', 'vcpus', 'cpucores'],
  memoryGib: ['메모리', '램', 'ram', 'memory', 'mem'],
  diskGib: ['디스크', '시스템디스크', 'os디스크', 'disk', 'systemdisk', 'osdisk', 'rootdisk'],
  dataDiskGib: ['데이터디스크', '추가디스크', 'datadisk', 'data'],
  gpuModel: ['gpu', 'gpu모델', 'gpu종류', 'gpumodel', 'gputype'],
  gpuCount: ['gpu수', 'gpu개수', 'gpu수량', 'gpus', 'gpucount', 'gpuqty'],
  sshUser: ['ssh계정', '계정', '사용자', 'sshuser', 'user', 'username', 'account'],
  sshPort: ['ssh포트', '포트', 'sshport', 'port'],
  sshPassword: ['비밀번호', '패스워드', '암호', 'password', 'passwd', 'pw', 'userpassword'],
  sudoPassword: ['sudo암호', 'sudopw', 'rootpassword'],
}

/** Without blanks, signs, capitals and what stands in brackets. */
const plain = (text: string): string =>
  text
    .replace(/\([^)]*\)/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

const COLUMN_OF = new Map<string, NodeColumn>(
  NODE_COLUMN_IDS.flatMap((column) => {
    const { label } = NODE_COLUMNS[column]
    const names = NAMES[column] && [label.ko, label.en, column, ...NAMES[column]]
    return (names ?? []).map((name): [string, NodeColumn] => [plain(name), column])
  }),
)

export type HeaderCell = { title: string; column: NodeColumn | undefined; unit: string | undefined }

/** What each cell of a header row names; undefined when the row is no header, because it names fewer than two columns. */
export function readHeader(cells: readonly string[]): HeaderCell[] | undefined {
  const header = cells.map((title) => ({
    title,
    column: COLUMN_OF.get(plain(title)),
    unit: /\(\s*([kmgtp]i?b)\s*\)/i.exec(title)?.[1],
  }))
  return header.filter(({ column }) => column).length >= 2 ? header : undefined
}

/** The columns of a table without header. A secret is only taken from a column that says so. */
export const POSITIONAL: readonly HeaderCell[] = PLAIN_COLUMNS.map((column) => ({
  title: column,
  column,
  unit: undefined,
}))
