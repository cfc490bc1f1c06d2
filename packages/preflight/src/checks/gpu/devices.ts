import { block, hostCheck, never, note, ok, warn } from '../../check.ts'
import type { FactValues, HostRecord } from '../../facts/schema.ts'
import { knownGpu, modelNames, nvidiaGpus, sameModel } from '../../gpu-model.ts'
import { l } from '../../text.ts'
import { DRIVER_BRANCHES, OPEN_MODULES_ONLY, PLATFORM_GPU } from '../../thresholds/gpu.ts'
import { OWN } from '../../thresholds/limit.ts'
import { CLUSTER, list } from '../helpers.ts'
import { branchesOf, branchOf, plannedDriver } from './policy.ts'

const NODES = 'resources.nodes'
const CORRECT = l(
  '서버가 맞는지 확인하고 질문지를 고치십시오.',
  'Make sure it is the right server, then correct the questionnaire.',
)

/** Whether it is known that a host has no GPU. */
function lacksGpus(record: HostRecord | undefined): boolean {
  const gpu = record?.facts.gpu
  return gpu !== undefined && 'value' in gpu && nvidiaGpus(gpu.value.devices).length === 0
}

/** Whether a driver handles a chip: the one that is loaded, or the one that will be installed. */
function fitOf(chip: string, driver: string | null, gpu: FactValues['gpu']): 'pass' | 'late' | 'dropped' | 'open' {
  if (driver === null) return 'pass'
  const { from, to } = branchesOf(chip)
  if (from !== null && branchOf(driver) < from) return 'late'
  if (to !== null && branchOf(driver) > to) return 'dropped'
  const openOnly = OPEN_MODULES_ONLY.value.some((start) => chip.startsWith(start))
  return gpu.driver !== null && openOnly && !gpu.openModule ? 'open' : 'pass'
}

export const GPU_DEVICES = [
  hostCheck({
    id: 'gpu-count',
    category: 'gpu',
    title: l('GPU 수', 'Number of GPUs'),
    explain: l(
      '질문지에 적은 GPU 수와 PCI 버스에서 찾은 수를 비교합니다. 드라이버는 필요 없습니다.',
      'Compares the questionnaire with the PCI bus; no driver is needed.',
    ),
    prepare: l(
      '질문지에 적은 수의 GPU를 장착하고 서버에서 보이는지 확인하십시오.',
      'Fit as many GPUs as the questionnaire says, and see that the server shows them.',
    ),
    reads: ['gpu'],
    roles: ['gpu'],
    field: NODES,
    outcomes: {
      pass: ok('GPU {found}개를 찾았습니다.', 'Found {found} GPUs.'),
      none: never(
        'GPU 노드인데 NVIDIA GPU가 보이지 않습니다.',
        'A GPU node, but no NVIDIA GPU shows.',
        l(
          '카드 장착과 BIOS, 가상 머신이면 패스스루 설정을 확인하십시오.',
          'Check the cards, the BIOS and, for a virtual machine, its passthrough.',
        ),
      ),
      fewer: block(
        '{wanted}개를 적었지만 {found}개만 보입니다. 고장 난 카드가 있을 수 있습니다.',
        'Declared {wanted}, only {found} show: a card may be broken.',
        l(
          '서버 관리 화면에서 카드를 확인하거나 질문지의 수를 고치십시오.',
          "Check the cards in the server's management, or correct the questionnaire.",
        ),
      ),
      more: warn(
        '{wanted}개를 적었지만 {found}개가 보입니다.',
        'Declared {wanted}, but {found} show.',
        l('질문지의 수를 고치십시오.', 'Correct the questionnaire.'),
      ),
    },
    source: 'PCI code and ID assignment (class 03h); NVIDIA GPU Operator documentation',
    judge: ({ gpu }, { node }) => {
      const found = nvidiaGpus(gpu.devices).length
      const wanted = node.gpuCount
      const values = { found: String(found), wanted: String(wanted ?? '>= 1'), params: { found, wanted: wanted ?? 1 } }
      if (found === 0) return { outcome: 'none', ...values }
      if (wanted === undefined || wanted === found) return { outcome: 'pass', ...values }
      return { outcome: found < wanted ? 'fewer' : 'more', ...values }
    },
  }),
  hostCheck({
    id: 'gpu-model',
    category: 'gpu',
    title: l('GPU 모델', 'GPU model'),
    explain: l(
      '질문지의 모델을 PCI 장치 번호와 드라이버가 알려 주는 이름에 맞추어 봅니다.',
      'Compares the declared model with the PCI device numbers and the names that a driver gives.',
    ),
    prepare: l('질문지에 적은 모델의 GPU를 준비하십시오.', 'Provide GPUs of the model in the questionnaire.'),
    reads: ['gpu'],
    unknowns: ['not-collected'],
    roles: ['gpu'],
    field: NODES,
    // Where none shows, gpu-count says so.
    applies: ({ node }, { records }) => Boolean(node.gpuModel) && !lacksGpus(records.get(node.name)),
    outcomes: {
      pass: ok('적은 모델과 같습니다.', 'It is the declared model.'),
      other: warn('적은 모델과 다릅니다: {found}', 'Not the declared model: {found}', CORRECT),
    },
    source: 'The PCI ID Repository (pci-ids.ucw.cz); NVML, device names',
    judge: ({ gpu }, { node }) => {
      const wanted = node.gpuModel ?? ''
      const models = [...new Set(modelNames(gpu))]
      if (!models.length) return { unknown: 'not-collected', wanted }
      return {
        outcome: models.every((model) => sameModel(wanted, model)) ? 'pass' : 'other',
        found: list(models),
        wanted,
        params: { found: list(models) },
      }
    },
  }),
  hostCheck({
    id: 'gpu-undeclared',
    category: 'gpu',
    title: l('적지 않은 GPU', 'GPUs that were not declared'),
    explain: l(
      'GPU가 있지만 GPU 노드로 적지 않은 서버입니다. 그대로 두면 GPU를 쓰지 못합니다.',
      'A server with GPUs that is not a GPU node; as it stands they will not be used.',
    ),
    reads: ['gpu'],
    roles: CLUSTER,
    field: NODES,
    applies: ({ node }) => !node.roles.includes('gpu'),
    outcomes: {
      pass: ok('GPU가 없습니다.', 'There are none.'),
      found: note(
        'NVIDIA GPU {count}개가 있습니다. 쓰려면 노드 표에서 GPU 노드로 바꾸십시오.',
        'It has {count} NVIDIA GPUs; to use them, make it a GPU node in the node table.',
      ),
    },
    source: 'NVIDIA GPU Operator documentation, getting-started (nodes are found by their PCI devices)',
    judge: ({ gpu }) => {
      const count = nvidiaGpus(gpu.devices).length
      return { outcome: count ? 'found' : 'pass', found: String(count), wanted: '0', params: { count } }
    },
  }),
  hostCheck({
    id: 'gpu-models-mixed',
    category: 'gpu',
    title: l('섞인 GPU 모델', 'Mixed models of GPU'),
    explain: l(
      '한 서버에 다른 모델이 섞이면 작업이 어느 쪽을 받을지 알 수 없고, MIG 설정도 하나로 되지 않습니다.',
      'With several models in one server, work gets any of them, and one MIG setting does not fit all.',
    ),
    prepare: l('서버 한 대에는 같은 모델의 GPU만 장착하십시오.', 'Fit GPUs of one model only in each server.'),
    reads: ['gpu'],
    roles: ['gpu'],
    field: NODES,
    column: 'gpuModel',
    outcomes: {
      pass: ok('한 가지 모델입니다.', 'They are all alike.'),
      mixed: warn(
        '모델이 섞여 있습니다: {models}',
        'They differ: {models}',
        l(
          '서버마다 한 모델만 두거나, 작업에 nvidia.com/gpu.product 조건을 쓰기로 합의하십시오.',
          'Keep one model per server, or agree that work selects by nvidia.com/gpu.product.',
        ),
      ),
    },
    source: OWN,
    judge: ({ gpu }) => {
      const kinds = new Map(nvidiaGpus(gpu.devices).map((each) => [each.device, knownGpu(each)?.name ?? each.device]))
      const models = list([...kinds.values()])
      return { outcome: kinds.size > 1 ? 'mixed' : 'pass', found: models || '-', wanted: '=', params: { models } }
    },
  }),
  hostCheck({
    id: 'gpu-model-known',
    category: 'gpu',
    title: l('GPU와 드라이버 세대', 'GPU and branch of the driver'),
    explain: l(
      '드라이버 버전마다 지원하는 GPU 세대가 정해져 있습니다. 너무 새롭거나 오래된 GPU는 잡히지 않습니다.',
      'Each branch of the driver knows certain generations; a GPU too new or too old for it does not come up.',
    ),
    prepare: l(
      '드라이버를 미리 설치한다면 GPU 모델에 맞는 버전을 고르십시오.',
      'Where the driver is installed beforehand, choose a version that fits the GPU model.',
    ),
    reads: ['gpu'],
    roles: ['gpu'],
    field: 'gpu.driverPolicy',
    applies: ({ answers }) => answers['gpu.driverPolicy'] !== 'none',
    outcomes: {
      pass: ok('드라이버가 지원하는 세대입니다.', 'The driver knows this generation.'),
      unlisted: note(
        '목록에 없는 장치({devices})라 세대를 알 수 없습니다.',
        'The device ({devices}) is on no list, so its generation is not known.',
      ),
      open: block(
        '{model}은(는) 공개 커널 모듈(open)로만 동작하는데 다른 모듈이 올라와 있습니다.',
        '{model} works with the open kernel modules only, but others are loaded.',
        l('드라이버를 open 패키지로 다시 설치하십시오.', 'Install the driver again from its open packages.'),
      ),
      late: block(
        '{model}에는 {from} 이상의 드라이버가 필요한데 {driver}입니다.',
        '{model} needs driver {from} or newer, but it is {driver}.',
        l(
          '{from} 이상의 드라이버를 미리 설치하고 질문지에서 "이미 설치되어 있음"을 고르십시오.',
          'Preinstall a driver of {from} or newer, and say so in the questionnaire.',
        ),
      ),
      dropped: block(
        '{model}은(는) {to}까지의 드라이버만 지원하는데 {driver}입니다.',
        '{model} is supported up to {to}, but the driver is {driver}.',
        l('{to} 드라이버를 미리 설치하십시오.', 'Preinstall a driver of branch {to}.'),
      ),
    },
    thresholds: { branches: DRIVER_BRANCHES, open: OPEN_MODULES_ONLY, planned: PLATFORM_GPU.driver },
    judge: ({ gpu }, subject) => {
      const driver = gpu.driver ?? plannedDriver(subject)
      const all = nvidiaGpus(gpu.devices)
      const values = { found: `${list([...new Set(modelNames(gpu))]) || '-'}, ${driver ?? '-'}`, wanted: '-' }
      const known = all.flatMap((each) => knownGpu(each) ?? [])
      const misfit = known.find(({ chip }) => fitOf(chip, driver, gpu) !== 'pass')
      if (misfit) {
        const { from, to } = branchesOf(misfit.chip)
        const params = { model: misfit.name, driver: driver ?? '-', from: from ?? '-', to: to ?? '-' }
        return { outcome: fitOf(misfit.chip, driver, gpu), ...values, params }
      }
      const unlisted = [...new Set(all.filter((each) => !knownGpu(each)).map((each) => each.device))]
      return { outcome: unlisted.length ? 'unlisted' : 'pass', ...values, params: { devices: list(unlisted) } }
    },
  }),
]
