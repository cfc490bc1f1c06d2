import { type FormProblem, fill, PLATFORM_NODE_PORTS } from '@astrago/contracts'
import type { FieldId } from '../fields/index.ts'
import { MESSAGES } from '../messages.ts'
import { HostAddress, HttpUrl } from '../schemas.ts'
import { l } from '../text.ts'
import { hostOf } from './places.ts'
import { error, hint, labelOf, type Rule, type RuleInput } from './rule.ts'

const PORT_FIELDS = [
  'platform.astragoServicePort',
  'platform.keycloakServicePort',
  'platform.harborServicePort',
] as const satisfies FieldId[]

/** Node ports the platform opens besides those that can be chosen; two more are those of reloaders in its firewall guide. */
const FIXED_PORTS = new Map([
  ...Object.entries(PLATFORM_NODE_PORTS).map(([name, port]): [number, string] => [port, name]),
  [31481, 'Alertmanager'],
  [32127, 'Prometheus'],
])

function nodePortsUnique({ answers }: RuleInput): FormProblem[] {
  return PORT_FIELDS.flatMap((field, index) => {
    const port = answers[field]
    const earlier = PORT_FIELDS.slice(0, index).find((other) => port !== undefined && answers[other] === port)
    const owner = FIXED_PORTS.get(port ?? 0)
    const name = earlier ? labelOf(earlier) : owner && { ko: owner, en: owner }
    if (!name) return []
    const text = l(`이미 쓰는 포트입니다(${name.ko}).`, `This port is taken (${name.en}).`)
    return [error(field, text)]
  })
}

function localNodeKnown({ answers, nodes }: RuleInput): FormProblem[] {
  const name = answers['storage.localNode']
  if (name === undefined || !nodes.length || nodes.some((node) => node.name === name)) return []
  const text = l('노드 표에 없는 서버입니다: {name}', 'The node table has no server {name}.')
  return [error('storage.localNode', fill(text, { name }))]
}

const hasGpu = ({ nodes }: RuleInput): boolean =>
  nodes.some(({ roles, gpuCount }) => roles.includes('gpu') || (gpuCount ?? 0) > 0)

function gpusHaveDriver(input: RuleInput): FormProblem[] {
  if (input.answers['gpu.driverPolicy'] !== 'none' || !hasGpu(input)) return []
  const text = l(
    '노드 표에는 GPU가 있습니다. GPU를 쓰려면 드라이버 방식을 골라 주십시오.',
    'There are GPUs in the node table. To use them, choose who installs the driver.',
  )
  return [hint('gpu.driverPolicy', text)]
}

function migHasGpu(input: RuleInput): FormProblem[] {
  const mig = input.answers['gpu.mig']
  if (mig === undefined || mig === 'none' || !input.nodes.length || hasGpu(input)) return []
  const text = l('노드 표에 GPU가 없어 나눌 것이 없습니다.', 'The node table has no GPU to divide.')
  return [hint('gpu.mig', text)]
}

function backupAddressFits({ answers }: RuleInput): FormProblem[] {
  const { 'backup.kind': kind, 'backup.address': address } = answers
  if (!kind || !address) return []
  const schema = kind === 's3' ? HttpUrl : HostAddress
  return schema.safeParse(address).success
    ? []
    : [error('backup.address', kind === 's3' ? MESSAGES.httpUrl : MESSAGES.host)]
}

function backupIsApart({ answers }: RuleInput): FormProblem[] {
  const address = hostOf(answers['backup.address'])
  if (!address || address !== answers['storage.nfsServer']) return []
  const text = l(
    '플랫폼이 쓰는 저장소와 같은 장비입니다. 장비가 고장 나면 백업도 함께 잃습니다.',
    'This is the machine that keeps the data. When it fails, the backups are lost as well.',
  )
  return [hint('backup.address', text)]
}

export const platformRules = [
  {
    id: 'node-ports-unique',
    about: l('외부에 여는 포트는 서로 달라야 합니다.', 'Ports that are open to the outside are unique.'),
    check: nodePortsUnique,
  },
  {
    id: 'local-node-known',
    about: l('데이터를 둘 서버는 노드 표에 있어야 합니다.', 'The server that keeps the data is in the node table.'),
    check: localNodeKnown,
  },
  {
    id: 'gpus-have-driver',
    about: l('GPU가 있으면 드라이버 방식을 정해야 합니다(안내).', 'With GPUs, somebody installs the driver (hint).'),
    check: gpusHaveDriver,
  },
  {
    id: 'mig-has-gpu',
    about: l('GPU 분할은 GPU가 있을 때만 뜻이 있습니다(안내).', 'Dividing GPUs needs GPUs (hint).'),
    check: migHasGpu,
  },
  {
    id: 'backup-address-fits',
    about: l('백업 저장소의 주소는 종류에 맞아야 합니다.', 'The address of the backup storage fits its kind.'),
    check: backupAddressFits,
  },
  {
    id: 'backup-is-apart',
    about: l('백업은 다른 장비에 두는 것이 좋습니다(안내).', 'Backups are on another machine (hint).'),
    check: backupIsApart,
  },
] as const satisfies readonly Rule[]
