import { block, hostCheck, never, note, ok, warn } from '../check.ts'
import type { FactValues } from '../facts/schema.ts'
import { l } from '../text.ts'
import { OWN } from '../thresholds/limit.ts'
import { list } from './helpers.ts'

const NVIDIA = '0x10de'
/** Display controllers: VGA compatible and 3D (PCI code and ID assignment, class 03h). */
const GPU_CLASSES = ['0x0300', '0x0302']

type Gpu = FactValues['gpu']

const nvidiaGpus = (gpu: Gpu): Gpu['devices'] =>
  gpu.devices.filter((device) => device.vendor === NVIDIA && GPU_CLASSES.some((kind) => device.class.startsWith(kind)))

/** `H100 80GB` and `NVIDIA H100 80GB HBM3` name the same: every word of the first that has a digit is in the second. */
function sameModel(declared: string, found: string): boolean {
  const words = declared.toLowerCase().match(/[a-z]*\d+[a-z]*/g) ?? []
  const text = found.toLowerCase().replace(/\s+/g, '')
  return words.every((word) => text.includes(word))
}

const KEEP_NOUVEAU_OUT = {
  debian: l(
    '/etc/modprobe.d/nouveau.conf에 "blacklist nouveau"를 두고 update-initramfs -u 후 재시작하십시오.',
    'Put "blacklist nouveau" into /etc/modprobe.d/nouveau.conf, run update-initramfs -u and reboot.',
  ),
  rhel: l(
    '/etc/modprobe.d/nouveau.conf에 "blacklist nouveau"를 두고 dracut -f 후 재시작하십시오.',
    'Put "blacklist nouveau" into /etc/modprobe.d/nouveau.conf, run dracut -f and reboot.',
  ),
  other: l(
    '/etc/modprobe.d/nouveau.conf에 "blacklist nouveau"를 두고 initramfs를 다시 만든 뒤 재시작하십시오.',
    'Put "blacklist nouveau" into /etc/modprobe.d/nouveau.conf, build the initramfs again and reboot.',
  ),
}

export const GPU = [
  hostCheck({
    id: 'gpu-count',
    category: 'gpu',
    title: l('GPU 수', 'Number of GPUs'),
    explain: l(
      '질문지에 적은 GPU 수와 PCI 버스에서 찾은 수를 비교합니다. 드라이버는 필요 없습니다.',
      'Compares the questionnaire with the PCI bus; no driver is needed.',
    ),
    reads: ['gpu'],
    roles: ['gpu'],
    field: 'resources.nodes',
    column: 'gpuCount',
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
      const found = nvidiaGpus(gpu).length
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
      '질문지의 모델과 드라이버가 알려 주는 모델을 비교합니다. 드라이버가 없으면 알 수 없습니다.',
      'Compares the declared model with what the driver says; without a driver it is not known.',
    ),
    reads: ['gpu'],
    unknowns: ['not-collected'],
    roles: ['gpu'],
    field: 'resources.nodes',
    column: 'gpuModel',
    applies: ({ node }) => Boolean(node.gpuModel),
    outcomes: {
      pass: ok('적은 모델과 같습니다.', 'It is the declared model.'),
      other: warn(
        '적은 모델과 다릅니다: {found}',
        'Not the declared model: {found}',
        l(
          '서버가 맞는지 확인하고 질문지를 고치십시오.',
          'Make sure it is the right server, then correct the questionnaire.',
        ),
      ),
    },
    source: OWN,
    judge: ({ gpu }, { node }) => {
      const wanted = node.gpuModel ?? ''
      const models = [...new Set(gpu.models)]
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
    id: 'gpu-driver-mode',
    category: 'gpu',
    title: l('GPU 드라이버', 'GPU driver'),
    explain: l(
      '드라이버를 누가 설치하는지 질문지와 호스트가 맞아야 합니다.',
      'Who installs the driver must be the same in the questionnaire and on the host.',
    ),
    reads: ['gpu'],
    roles: ['gpu'],
    field: 'gpu.driverPolicy',
    outcomes: {
      pass: ok('질문지와 맞습니다.', 'As the questionnaire says.'),
      installed: warn(
        '오퍼레이터가 설치하기로 했지만 이미 드라이버({driver})가 있습니다.',
        'The operator is to install it, but driver {driver} is there.',
        l(
          '질문지에서 미리 설치됨을 고르거나 호스트의 드라이버를 지우십시오.',
          'Choose preinstalled in the questionnaire, or remove the driver.',
        ),
      ),
      absent: block(
        '미리 설치했다고 했지만 드라이버가 올라와 있지 않습니다.',
        'Said to be preinstalled, but no driver is loaded.',
        l(
          '드라이버를 설치하고 nvidia-smi를 확인하거나 질문지를 고치십시오.',
          'Install the driver and try nvidia-smi, or correct the questionnaire.',
        ),
      ),
    },
    source: 'NVIDIA GPU Operator documentation, getting-started',
    judge: ({ gpu }, { answers }) => {
      const policy = answers['gpu.driverPolicy'] ?? 'operator'
      const values = { found: gpu.driver ?? '-', wanted: policy, params: { driver: gpu.driver ?? '-' } }
      if (policy === 'operator' && gpu.driver) return { outcome: 'installed', ...values }
      return { outcome: policy === 'preinstalled' && !gpu.driver ? 'absent' : 'pass', ...values }
    },
  }),
  hostCheck({
    id: 'gpu-nouveau',
    category: 'gpu',
    title: l('nouveau 드라이버', 'nouveau driver'),
    explain: l(
      'nouveau가 GPU를 잡고 있으면 NVIDIA 드라이버가 올라오지 못합니다.',
      'While nouveau holds the GPU, the NVIDIA driver cannot be loaded.',
    ),
    reads: ['gpu', 'modules', 'kernel'],
    roles: ['gpu'],
    field: 'gpu.driverPolicy',
    outcomes: {
      pass: ok('막혀 있습니다.', 'It is kept out.'),
      allowed: warn(
        '지금은 없지만 막혀 있지 않아 재시작하면 올라올 수 있습니다.',
        'Not loaded, but nothing keeps it out after a reboot.',
        KEEP_NOUVEAU_OUT,
      ),
      loaded: block('nouveau가 GPU를 쓰고 있습니다.', 'nouveau holds the GPU.', KEEP_NOUVEAU_OUT),
    },
    source: 'NVIDIA GPU Operator documentation, troubleshooting',
    judge: ({ gpu, modules, kernel }) => {
      if (gpu.nouveauLoaded) return { outcome: 'loaded', found: 'loaded', wanted: '-' }
      const kept =
        modules.disabled.includes('nouveau') ||
        kernel.bootOptions.some((option) => option.includes('nouveau')) ||
        gpu.driver !== null
      return { outcome: kept ? 'pass' : 'allowed', found: '-', wanted: 'blacklist nouveau' }
    },
  }),
  hostCheck({
    id: 'gpu-secure-boot',
    category: 'gpu',
    title: l('Secure Boot', 'Secure Boot'),
    explain: l(
      'Secure Boot이 켜져 있으면 서명되지 않은 GPU 드라이버가 거부됩니다.',
      'Secure Boot refuses GPU drivers without a signature.',
    ),
    reads: ['gpu'],
    unknowns: ['not-collected'],
    roles: ['gpu'],
    field: 'gpu.driverPolicy',
    outcomes: {
      pass: ok('Secure Boot이 꺼져 있습니다.', 'Secure Boot is off.'),
      signed: note(
        'Secure Boot이 켜져 있지만 호스트의 드라이버가 이미 올라와 있습니다.',
        "Secure Boot is on, and the host's driver is loaded.",
      ),
      on: block(
        'Secure Boot이 켜져 있어 오퍼레이터의 드라이버가 올라오지 못합니다.',
        "Secure Boot is on: the operator's driver cannot be loaded.",
        l(
          'BIOS에서 Secure Boot을 끄거나 서명된 드라이버를 미리 설치하십시오.',
          'Switch Secure Boot off in the BIOS, or preinstall a signed driver.',
        ),
      ),
    },
    source: 'NVIDIA/gpu-operator#141, #497, #1142; UEFI specification (SecureBoot variable)',
    judge: ({ gpu }) => {
      if (gpu.secureBoot === null) return { unknown: 'not-collected' }
      const outcome = gpu.secureBoot ? (gpu.driver ? 'signed' : 'on') : 'pass'
      return { outcome, found: gpu.secureBoot ? 'on' : 'off', wanted: 'off' }
    },
  }),
]
