import { type FormProblem, fill } from '@astrago/contracts'
import { NODE_COLUMNS } from '../node.ts'
import { l } from '../text.ts'
import { isWeakSecret } from '../weak-secrets.ts'
import { error, hint, type NodeRow, nameOf, type Rule, type RuleInput, WEAK_PASSWORD } from './rule.ts'

const FIELD = 'resources.nodes'
const controlPlanes = ({ nodes }: RuleInput): NodeRow[] => nodes.filter(({ roles }) => roles.includes('control-plane'))
const works = ({ roles }: NodeRow): boolean => roles.includes('worker') || roles.includes('gpu')

function controlPlaneExists(input: RuleInput): FormProblem[] {
  if (!input.nodes.length || controlPlanes(input).length) return []
  const text = l(
    '컨트롤 플레인 역할을 맡을 서버가 없습니다. 한 대 또는 세 대에 지정해 주십시오.',
    'No server is a control plane. Give the role to one or three servers.',
  )
  return [error(FIELD, text)]
}

/** etcd needs a majority: an even member adds a machine that can fail without adding one that may. */
function controlPlanesOdd(input: RuleInput): FormProblem[] {
  const count = controlPlanes(input).length
  if (count === 0 || count % 2 === 1) return []
  const text = l(
    '컨트롤 플레인이 {count}대입니다. 한 대가 멈춰도 과반이 남도록 1대, 3대, 5대처럼 홀수로 지정해 주십시오.',
    'There are {count} control planes. Use an odd number (1, 3, 5), so that a majority remains when one fails.',
  )
  return [error(FIELD, fill(text, { count }))]
}

function workerExists({ nodes }: RuleInput): FormProblem[] {
  if (nodes.length < 2 || nodes.some(works)) return []
  const text = l(
    '사용자의 작업을 돌릴 서버가 없습니다. 작업 노드나 GPU 노드 역할을 지정해 주십시오.',
    'No server runs the work of users. Give the role of worker or GPU node to at least one.',
  )
  return [error(FIELD, text)]
}

function severalControlPlanesNeedVip(input: RuleInput): FormProblem[] {
  if (controlPlanes(input).length < 2 || input.given.has('network.vip')) return []
  const text = l(
    '컨트롤 플레인이 여러 대이면 대표 주소가 필요합니다. 없으면 첫 서버가 멈출 때 관리와 노드 추가를 할 수 없습니다.',
    'Several control planes need a shared address. Without it, nothing can be managed or added while the first one is down.',
  )
  return [hint('network.vip', text)]
}

/** Rows whose key appeared in an earlier row, with that row. */
function repeats(nodes: readonly NodeRow[], keyOf: (node: NodeRow) => string | undefined): [NodeRow, NodeRow][] {
  const first = new Map<string, NodeRow>()
  return nodes.flatMap((node): [NodeRow, NodeRow][] => {
    const key = keyOf(node)
    const earlier = first.get(key ?? '')
    if (key === undefined) return []
    if (!earlier) first.set(key, node)
    return earlier ? [[node, earlier]] : []
  })
}

function namesUnique({ nodes }: RuleInput): FormProblem[] {
  return repeats(nodes, ({ name }) => name).map(([node, earlier]) => {
    const text = l('{row}번째 줄에 같은 이름이 있습니다.', 'Row {row} has the same name.')
    return error(FIELD, fill(text, { row: earlier.row + 1 }), { row: node.row, column: 'name' })
  })
}

function addressesUnique({ nodes }: RuleInput): FormProblem[] {
  return repeats(nodes, ({ address }) => address).map(([node, earlier]) => {
    const [own, other] = [nameOf(node), nameOf(earlier)]
    const text = l(
      `${own.ko}의 주소가 ${other.ko}의 주소와 같습니다.`,
      `The address of ${own.en} is that of ${other.en}.`,
    )
    return error(FIELD, text, { row: node.row, column: 'address' })
  })
}

function gpuModelGiven({ nodes }: RuleInput): FormProblem[] {
  const text = l('GPU 모델을 적어 주십시오. 예: H100 80GB', 'Please enter the model of the GPUs, such as H100 80GB.')
  return nodes
    .filter(({ gpuCount, gpuModel }) => (gpuCount ?? 0) > 0 && !gpuModel)
    .map(({ row }) => error(FIELD, text, { row, column: 'gpuModel' }))
}

function gpuRoleHasGpu({ nodes }: RuleInput): FormProblem[] {
  const text = l(
    'GPU 노드 역할인데 GPU 수가 없습니다. 개수를 적거나 역할을 바꾸어 주십시오.',
    'A GPU node without GPUs. Enter how many there are, or change the role.',
  )
  return nodes
    .filter(({ roles, gpuCount }) => roles.includes('gpu') && !gpuCount)
    .map(({ row }) => error(FIELD, text, { row, column: 'gpuCount' }))
}

function gpuHasRole({ nodes }: RuleInput): FormProblem[] {
  const text = l(
    'GPU가 있지만 GPU 노드 역할이 아니라서 GPU를 쓰지 않게 됩니다.',
    'It has GPUs but not the role of GPU node, so they will not be used.',
  )
  return nodes
    .filter(({ roles, gpuCount }) => (gpuCount ?? 0) > 0 && !roles.includes('gpu'))
    .map(({ row }) => hint(FIELD, text, { row, column: 'roles' }))
}

function oneLogin({ nodes }: RuleInput): FormProblem[] {
  const text = l(
    '비밀번호와 키가 모두 있습니다. 접속에 쓸 하나만 남기고 지워 주십시오.',
    'There are both a password and a key. Keep the one to log in with and clear the other.',
  )
  return nodes
    .filter(({ given }) => given.has('sshPassword') && given.has('sshKey'))
    .map(({ row }) => error(FIELD, text, { row, column: 'sshKey' }))
}

function passphraseHasKey({ nodes }: RuleInput): FormProblem[] {
  const text = l(
    '암호만 있고 이 서버의 개인 키가 없습니다. 키를 넣거나 암호를 지워 주십시오.',
    'A passphrase without a key of this server. Enter the key, or clear the passphrase.',
  )
  return nodes
    .filter(({ given }) => given.has('sshKeyPassphrase') && !given.has('sshKey'))
    .map(({ row }) => error(FIELD, text, { row, column: 'sshKeyPassphrase' }))
}

/** Who logs in as root everywhere but here needs a way to become root here. */
function nodeBecomesRoot({ answers, nodes }: RuleInput): FormProblem[] {
  if (answers['accounts.sudo'] !== 'root') return []
  const text = l(
    '다른 서버에는 root로 접속하는데 이 서버의 계정은 root가 아닙니다. sudo 비밀번호를 적거나 계정을 root로 바꾸어 주십시오.',
    'You log in as root elsewhere, but not here. Enter the sudo password of this server, or make its user root.',
  )
  return nodes
    .filter(({ sshUser, given }) => sshUser !== undefined && sshUser !== 'root' && !given.has('sudoPassword'))
    .map(({ row }) => error(FIELD, text, { row, column: 'sudoPassword' }))
}

/** Passwords that exist are not ours to refuse, but their owner should know. */
function nodeSecretsStrong({ nodes }: RuleInput): FormProblem[] {
  return nodes.flatMap(({ row, texts }) =>
    [...texts]
      .filter(([column, text]) => NODE_COLUMNS[column].kind === 'secret' && isWeakSecret(text))
      .map(([column]) => hint(FIELD, WEAK_PASSWORD, { row, column })),
  )
}

export const nodeRules = [
  {
    id: 'control-plane-exists',
    about: l('컨트롤 플레인이 한 대 이상 있어야 합니다.', 'There is at least one control plane.'),
    check: controlPlaneExists,
  },
  {
    id: 'control-planes-odd',
    about: l('컨트롤 플레인의 수는 홀수여야 합니다.', 'The number of control planes is odd.'),
    check: controlPlanesOdd,
  },
  {
    id: 'worker-exists',
    about: l(
      '서버가 두 대 이상이면 작업 노드나 GPU 노드가 있어야 합니다.',
      'With two servers or more, there is a worker or GPU node.',
    ),
    check: workerExists,
  },
  {
    id: 'several-control-planes-need-vip',
    about: l(
      '컨트롤 플레인이 여러 대이면 VIP를 쓰는 것이 좋습니다(안내).',
      'Several control planes have a VIP (hint).',
    ),
    check: severalControlPlanesNeedVip,
  },
  {
    id: 'node-names-unique',
    about: l('서버 이름은 서로 달라야 합니다.', 'Server names are unique.'),
    check: namesUnique,
  },
  {
    id: 'node-addresses-unique',
    about: l('서버 주소는 서로 달라야 합니다.', 'Server addresses are unique.'),
    check: addressesUnique,
  },
  {
    id: 'gpu-model-given',
    about: l('GPU 수를 적었으면 모델도 적어야 합니다.', 'A number of GPUs comes with their model.'),
    check: gpuModelGiven,
  },
  {
    id: 'gpu-role-has-gpu',
    about: l('GPU 노드에는 GPU가 있어야 합니다.', 'A GPU node has GPUs.'),
    check: gpuRoleHasGpu,
  },
  {
    id: 'gpu-has-role',
    about: l(
      'GPU가 있는 서버는 GPU 노드 역할을 맡는 것이 보통입니다(안내).',
      'A server with GPUs is a GPU node (hint).',
    ),
    check: gpuHasRole,
  },
  {
    id: 'node-one-login',
    about: l(
      '서버마다 따로 적는 로그인은 비밀번호와 키 중 하나입니다.',
      'A login of a single server is by password or by key.',
    ),
    check: oneLogin,
  },
  {
    id: 'node-passphrase-has-key',
    about: l('서버의 키 암호는 그 서버의 키와 함께 적습니다.', 'The passphrase of a server comes with its key.'),
    check: passphraseHasKey,
  },
  {
    id: 'node-becomes-root',
    about: l(
      'root로 접속하는 사이트에서 계정이 다른 서버는 sudo 비밀번호가 필요합니다.',
      'Where others are logged in to as root, a server with another user has a sudo password.',
    ),
    check: nodeBecomesRoot,
  },
  {
    id: 'node-secrets-strong',
    about: l(
      '서버마다 따로 적은 비밀번호가 널리 알려진 것이면 알려 드립니다(안내).',
      'A well-known password of a single server is pointed out (hint).',
    ),
    check: nodeSecretsStrong,
  },
] as const satisfies readonly Rule[]
