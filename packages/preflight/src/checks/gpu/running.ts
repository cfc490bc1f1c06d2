import { block, hostCheck, note, ok, warn } from '../../check.ts'
import type { FactValues } from '../../facts/schema.ts'
import { knownGpu, modelsOf, nvidiaGpus, nvSwitches } from '../../gpu-model.ts'
import { l } from '../../text.ts'
import { MIG_MODELS, NVLINKS, XID_HARDWARE } from '../../thresholds/gpu.ts'
import { KERNEL_LOG } from '../../thresholds/kernel-log.ts'
import { OWN } from '../../thresholds/limit.ts'
import { PACKAGES } from '../../thresholds/packages.ts'
import { list, shortList, words } from '../helpers.ts'
import { byOperator } from './policy.ts'

const REPLACE = l(
  'nvidia-bug-report.sh의 결과와 함께 서버 공급사에 점검을 요청하십시오.',
  'Send the output of nvidia-bug-report.sh to the vendor of the server.',
)

/** Numbers of `NVRM: Xid (PCI:0000:18:00): 79, pid=...`. */
const xids = (lines: readonly string[]): number[] =>
  lines.flatMap((text) => {
    const code = /Xid \(.*?\): (\d+)/.exec(text)?.[1]
    return code ? [Number(code)] : []
  })

/** NVLinks that a GPU on a board with switches has; null where that is not known. */
function linksWanted(devices: FactValues['gpu']['devices']): number | null {
  const chips = nvidiaGpus(devices).flatMap((each) => knownGpu(each)?.chip ?? [])
  return Object.entries(NVLINKS).find(([start]) => chips[0]?.startsWith(start))?.[1].value ?? null
}

const canDivide = (name: string): boolean =>
  modelsOf(name).some(({ name: model }) =>
    MIG_MODELS.value.some((start) => model === start || model.startsWith(`${start} `)),
  )

export const GPU_RUNNING = [
  hostCheck({
    id: 'gpu-driver-responds',
    category: 'gpu',
    title: l('nvidia-smi의 응답', 'Answer of nvidia-smi'),
    explain: l(
      '올라와 있는 드라이버가 모든 GPU를 다루는지 nvidia-smi로 봅니다.',
      'Asks nvidia-smi whether the loaded driver handles all GPUs.',
    ),
    prepare: l(
      '드라이버를 설치했다면 nvidia-smi에 모든 GPU가 보이는지 확인하십시오.',
      'Where a driver is installed, see that nvidia-smi shows every GPU.',
    ),
    reads: ['smi', 'gpu'],
    roles: ['gpu'],
    outcomes: {
      pass: ok('모든 GPU가 응답하거나, 드라이버가 아직 없습니다.', 'All GPUs answer, or there is no driver yet.'),
      fewer: block(
        'PCI 버스에는 {wanted}개가 있는데 드라이버는 {found}개만 다룹니다.',
        'The bus has {wanted}, the driver handles {found}.',
        l(
          'dmesg | grep NVRM으로 이유를 보고 전원을 완전히 껐다 켜십시오. 그래도 같으면 카드를 점검하십시오.',
          'See why with dmesg | grep NVRM and switch the power off and on; if it stays so, have the card looked at.',
        ),
      ),
      failed: block(
        'nvidia-smi가 실패합니다(코드 {code}): {message}',
        'nvidia-smi fails (code {code}): {message}',
        l(
          '재시작하고, 그래도 실패하면 드라이버를 다시 설치하십시오.',
          'Reboot; if it still fails, install the driver again.',
        ),
      ),
    },
    source: 'nvidia-smi documentation, return value',
    judge: ({ smi, gpu }) => {
      const wanted = nvidiaGpus(gpu.devices).length
      const found = smi.gpus.length
      const params = { found, wanted, code: smi.code, message: smi.message ?? '-' }
      const values = { found: smi.asked ? `${found} (${smi.code})` : '-', wanted: `${wanted} (0)`, params }
      if (!smi.asked) return { outcome: 'pass', ...values }
      if (smi.code !== 0) return { outcome: 'failed', ...values }
      return { outcome: found < wanted ? 'fewer' : 'pass', ...values }
    },
  }),
  hostCheck({
    id: 'gpu-xid-errors',
    category: 'gpu',
    title: l('GPU 오류 기록(Xid)', 'Errors of GPUs in the log (Xid)'),
    explain: l(
      '부팅 뒤 드라이버가 커널 로그에 남긴 오류입니다. 어떤 번호는 하드웨어 고장을 뜻합니다.',
      'Errors that the driver logged since the start; some numbers mean broken hardware.',
    ),
    prepare: l('GPU 오류 기록이 없는 서버를 준비하십시오.', 'Provide servers whose GPUs have logged no errors.'),
    reads: ['kernelLog'],
    roles: ['gpu'],
    outcomes: {
      pass: ok('기록이 없습니다.', 'None are logged.'),
      software: note('프로그램이 일으킨 오류가 있습니다: Xid {codes}', 'Programs caused errors: Xid {codes}'),
      driver: warn('드라이버가 GPU를 시작하지 못했습니다: {last}', 'The driver could not start a GPU: {last}', REPLACE),
      hardware: warn(
        '하드웨어 고장을 뜻하는 오류가 있습니다: Xid {codes}',
        'Errors that mean broken hardware: Xid {codes}',
        REPLACE,
      ),
    },
    thresholds: { hardware: XID_HARDWARE, patterns: KERNEL_LOG.gpu },
    judge: ({ kernelLog: { gpu } }) => {
      const codes = [...new Set(xids(gpu))].sort((a, b) => a - b)
      const broken = codes.filter((code) => XID_HARDWARE.value.includes(code))
      const others = gpu.filter((text) => !text.includes('Xid'))
      const values = { found: list(codes.map(String)) || (others.length ? 'NVRM' : '-'), wanted: '-' }
      if (broken.length) return { outcome: 'hardware', ...values, params: { codes: list(broken.map(String)) } }
      if (others.length) return { outcome: 'driver', ...values, params: { last: others.at(-1) ?? '' } }
      return { outcome: codes.length ? 'software' : 'pass', ...values, params: { codes: list(codes.map(String)) } }
    },
  }),
  hostCheck({
    id: 'gpu-memory-errors',
    category: 'gpu',
    title: l('GPU 메모리 오류', 'Memory errors of GPUs'),
    explain: l(
      'ECC가 고치지 못한 오류와, 고장 난 행을 바꾸지 못한 GPU입니다.',
      'Errors that ECC could not correct, and GPUs that could not replace a broken row.',
    ),
    prepare: l('메모리 오류가 없는 GPU를 준비하십시오.', 'Provide GPUs without memory errors.'),
    reads: ['smi'],
    roles: ['gpu'],
    outcomes: {
      pass: ok('고치지 못한 오류가 없습니다.', 'No uncorrected error.'),
      reset: warn(
        '바꿀 행이 재설정을 기다립니다: {gpus}',
        'Rows wait for a reset to be replaced: {gpus}',
        l(
          'GPU를 쓰는 프로그램을 멈추고 nvidia-smi -r을 실행하거나 재시작하십시오.',
          'Stop what uses the GPUs and run nvidia-smi -r, or reboot.',
        ),
      ),
      errors: warn('고치지 못한 오류가 있습니다: {gpus}', 'Uncorrected errors: {gpus}', REPLACE),
      failed: block('고장 난 행을 바꾸지 못했습니다: {gpus}', 'A broken row could not be replaced: {gpus}', REPLACE),
    },
    source: 'NVIDIA GPU Memory Error Management, row remapping',
    judge: ({ smi: { gpus } }) => {
      const of = (test: (gpu: (typeof gpus)[number]) => boolean): string[] => gpus.filter(test).map(({ slot }) => slot)
      const failed = of(({ remap }) => remap.failed)
      const errors = of(({ uncorrected }) => uncorrected > 0)
      const reset = of(({ remap }) => remap.pending)
      const outcome = failed.length ? 'failed' : errors.length ? 'errors' : reset.length ? 'reset' : 'pass'
      const found = list({ failed, errors, reset, pass: [] }[outcome])
      return { outcome, found: found || '-', wanted: '-', params: { gpus: found } }
    },
  }),
  hostCheck({
    id: 'gpu-in-use',
    category: 'gpu',
    title: l('GPU를 쓰는 프로그램', 'Programs that use the GPUs'),
    explain: l(
      '프로그램이 GPU를 쥐고 있으면 드라이버를 바꾸거나 MIG를 켤 수 없습니다.',
      'While a program holds a GPU, its driver cannot be replaced nor MIG switched on.',
    ),
    prepare: l(
      'GPU를 쓰는 프로그램을 설치하는 동안 멈추십시오.',
      'Stop programs that use the GPUs during the installation.',
    ),
    reads: ['smi', 'processes', 'gpu'],
    roles: ['gpu'],
    outcomes: {
      pass: ok('없습니다.', 'There are none.'),
      some: warn(
        '쓰고 있습니다: {programs}',
        'In use by: {programs}',
        l('설치하는 동안 멈추십시오.', 'Stop them for the time of the installation.'),
      ),
      held: block(
        '쓰고 있어 오퍼레이터가 드라이버를 올리지 못합니다: {programs}',
        'In use, so the operator cannot load its driver: {programs}',
        l(
          '멈추십시오. 화면 관리자라면 systemctl isolate multi-user.target을 실행하십시오.',
          'Stop them; for a display manager run systemctl isolate multi-user.target.',
        ),
      ),
    },
    source: 'NVIDIA GPU Operator documentation, gpu-operator-mig and troubleshooting',
    judge: ({ smi, processes, gpu }, subject) => {
      // Without a driver of the GPUs it draws on the display of the management controller.
      const hasDriver = gpu.driver !== null || gpu.nouveauLoaded
      const displays = hasDriver ? processes.filter((name) => name === 'Xorg') : []
      const programs = [...smi.gpus.flatMap((each) => each.processes), ...displays]
      const found = shortList([...new Set(programs)], 5)
      const outcome = programs.length === 0 ? 'pass' : byOperator(subject) ? 'held' : 'some'
      return { outcome, found: found || '-', wanted: '-', params: { programs: found } }
    },
  }),
  hostCheck({
    id: 'gpu-mig-state',
    category: 'gpu',
    title: l('GPU 분할(MIG)', 'Dividing GPUs (MIG)'),
    explain: l(
      'MIG는 GPU를 여러 사람이 나누어 쓰게 합니다. 지원하는 모델이 정해져 있고, 켤 때 재시작할 수 있습니다.',
      'MIG divides a GPU between users; only certain models can, and switching it on may take a reboot.',
    ),
    prepare: l(
      'GPU 분할(MIG) 여부를 정하고, 분할하려면 지원하는 모델을 준비하십시오.',
      'Decide whether GPUs are divided (MIG); to divide them, provide models that can.',
    ),
    reads: ['gpu', 'smi'],
    roles: ['gpu'],
    field: 'gpu.mig',
    outcomes: {
      pass: ok('질문지와 맞습니다.', 'As the questionnaire says.'),
      reboot: note(
        '나누기로 했습니다. 오퍼레이터가 MIG를 켜면서 노드를 재시작할 수 있습니다.',
        'They will be divided; the operator may reboot the node to switch MIG on.',
      ),
      pending: warn(
        'MIG 설정이 재시작을 기다립니다.',
        'A change of MIG waits for a reset.',
        l('nvidia-smi -r을 실행하거나 재시작하십시오.', 'Run nvidia-smi -r, or reboot.'),
      ),
      on: warn(
        'MIG가 켜져 있지만 질문지에는 나누지 않는다고 적혀 있습니다.',
        'MIG is on, but the questionnaire says not to divide.',
        l(
          'nvidia-smi -mig 0으로 끄거나 질문지를 고치십시오.',
          'Switch it off with nvidia-smi -mig 0, or correct the questionnaire.',
        ),
      ),
      unable: block(
        '나누기로 했지만 {models}은(는) MIG를 지원하지 않습니다.',
        'They are to be divided, but {models} cannot.',
        l('질문지에서 나누지 않음을 고르십시오.', 'Choose not to divide in the questionnaire.'),
      ),
    },
    thresholds: { models: MIG_MODELS },
    judge: ({ gpu, smi }, { answers }) => {
      const planned = answers['gpu.mig'] === 'single' || answers['gpu.mig'] === 'mixed'
      const names = [...new Set(nvidiaGpus(gpu.devices).flatMap((each) => knownGpu(each)?.name ?? []))]
      const unable = names.filter((name) => !canDivide(name))
      const states = smi.gpus.flatMap((each) => each.mig ?? [])
      const on = states.some((state) => state.now)
      const values = {
        found: on ? 'on' : 'off',
        wanted: answers['gpu.mig'] ?? 'none',
        params: { models: list(unable) },
      }
      if (planned && unable.length) return { outcome: 'unable', ...values }
      if (states.some((state) => state.now !== state.next)) return { outcome: 'pending', ...values }
      if (!planned) return { outcome: on ? 'on' : 'pass', ...values }
      return { outcome: on ? 'pass' : 'reboot', ...values }
    },
  }),
  hostCheck({
    id: 'gpu-persistence-mode',
    category: 'gpu',
    title: l('드라이버 상주', 'Persistence mode'),
    explain: l(
      '꺼져 있으면 작업이 시작할 때마다 드라이버가 GPU를 다시 깨워 몇 초씩 걸립니다.',
      'When it is off, the driver wakes the GPUs at the start of every work, which takes seconds.',
    ),
    reads: ['smi'],
    roles: ['gpu'],
    outcomes: {
      pass: ok('켜져 있거나, 드라이버가 아직 없습니다.', 'It is on, or there is no driver yet.'),
      off: note(
        '꺼져 있습니다. systemctl enable --now nvidia-persistenced로 켜십시오.',
        'It is off; switch it on with systemctl enable --now nvidia-persistenced.',
      ),
    },
    source: 'NVIDIA driver documentation, persistence daemon',
    judge: ({ smi: { gpus } }) => {
      const off = gpus.some(({ persistence }) => persistence === false)
      return { outcome: off ? 'off' : 'pass', found: gpus.length ? (off ? 'off' : 'on') : '-', wanted: 'on' }
    },
  }),
  hostCheck({
    id: 'gpu-fabric-manager',
    category: 'gpu',
    title: l('Fabric Manager', 'Fabric Manager'),
    explain: l(
      'NVSwitch가 있는 서버(HGX, DGX)에서는 드라이버와 같은 버전의 Fabric Manager가 돌아야 CUDA가 시작합니다.',
      'On servers with NVSwitch (HGX, DGX) CUDA starts only while a Fabric Manager of the version of the driver runs.',
    ),
    prepare: l(
      'NVSwitch가 있는 서버에는 드라이버와 같은 버전의 Fabric Manager를 설치해 켜십시오.',
      "On servers with NVSwitch, install and start the Fabric Manager of the driver's version.",
    ),
    reads: ['gpu', 'gpuHost', 'units', 'processes'],
    roles: ['gpu'],
    field: 'gpu.driverPolicy',
    outcomes: {
      pass: ok('NVSwitch가 없거나, 맞는 버전이 돌고 있습니다.', 'No NVSwitch, or the right version runs.'),
      operator: note(
        'NVSwitch가 {count}개 있습니다. 오퍼레이터의 드라이버 컨테이너가 Fabric Manager를 함께 실행합니다.',
        "{count} NVSwitches; the operator's driver container runs the Fabric Manager.",
      ),
      stopped: block('Fabric Manager가 돌고 있지 않습니다.', 'The Fabric Manager does not run.', {
        debian: l(
          `apt-get install -y ${words(PACKAGES.fabricManager.debian)} 후 systemctl enable --now nvidia-fabricmanager를 실행하십시오.`,
          `Run apt-get install -y ${words(PACKAGES.fabricManager.debian)}, then systemctl enable --now nvidia-fabricmanager.`,
        ),
        rhel: l(
          `dnf install -y ${words(PACKAGES.fabricManager.rhel)} 후 systemctl enable --now nvidia-fabricmanager를 실행하십시오.`,
          `Run dnf install -y ${words(PACKAGES.fabricManager.rhel)}, then systemctl enable --now nvidia-fabricmanager.`,
        ),
        other: l(
          '드라이버 {driver}의 Fabric Manager를 설치하고 systemctl enable --now nvidia-fabricmanager를 실행하십시오.',
          'Install the Fabric Manager of driver {driver} and run systemctl enable --now nvidia-fabricmanager.',
        ),
      }),
      version: block(
        'Fabric Manager는 {found}, 드라이버는 {driver}(으)로 버전이 다릅니다.',
        'The Fabric Manager is {found}, the driver {driver}.',
        l(
          '드라이버와 정확히 같은 버전의 Fabric Manager를 설치하고 재시작하십시오.',
          'Install the Fabric Manager of exactly that version, and reboot.',
        ),
      ),
    },
    source: 'NVIDIA Fabric Manager User Guide; NVIDIA GPU Operator documentation, troubleshooting',
    thresholds: { packages: PACKAGES.fabricManager },
    judge: ({ gpu, gpuHost: { fabricManager }, units, processes }) => {
      const count = nvSwitches(gpu.devices).length
      const driver = gpu.driver ?? '-'
      const params = { count, driver, branch: driver.split('.')[0] ?? '-', found: fabricManager ?? '-' }
      const values = { found: count ? (fabricManager ?? '-') : 'no NVSwitch', wanted: driver, params }
      if (count === 0) return { outcome: 'pass', ...values }
      if (gpu.driver === null) return { outcome: 'operator', ...values }
      const runs = units['nvidia-fabricmanager.service']?.active || processes.includes('nv-fabricmanage')
      if (!runs) return { outcome: 'stopped', ...values }
      return { outcome: fabricManager !== null && fabricManager !== gpu.driver ? 'version' : 'pass', ...values }
    },
  }),
  hostCheck({
    id: 'gpu-fabric-state',
    category: 'gpu',
    title: l('NVLink 패브릭 상태', 'State of the NVLink fabric'),
    explain: l(
      'NVSwitch로 묶인 GPU는 패브릭에 등록을 마쳐야 쓸 수 있습니다.',
      'GPUs behind NVSwitch can be used only once they have joined the fabric.',
    ),
    prepare: l(
      'NVSwitch가 있는 서버에서 모든 GPU가 NVLink에 합류했는지 확인하십시오.',
      'On servers with NVSwitch, see that all GPUs have joined NVLink.',
    ),
    reads: ['smi'],
    roles: ['gpu'],
    outcomes: {
      pass: ok('등록을 마쳤거나 해당하지 않습니다.', 'They have joined, or there is none.'),
      open: block(
        '등록을 마치지 못한 GPU가 있습니다: {gpus}',
        'GPUs that have not joined: {gpus}',
        l(
          'systemctl restart nvidia-fabricmanager를 실행하고 journalctl -u nvidia-fabricmanager를 보십시오.',
          'Run systemctl restart nvidia-fabricmanager and see journalctl -u nvidia-fabricmanager.',
        ),
      ),
    },
    source: 'NVIDIA Fabric Manager User Guide (fabric state of nvidia-smi)',
    judge: ({ smi: { gpus } }) => {
      const open = gpus.flatMap(({ slot, fabric }) =>
        fabric && !(fabric.state === 'Completed' && fabric.status === 'Success')
          ? [`${slot} ${fabric.state}/${fabric.status}`]
          : [],
      )
      const some = gpus.some(({ fabric }) => fabric !== null)
      return {
        outcome: open.length ? 'open' : 'pass',
        found: shortList(open, 4) || (some ? 'Completed/Success' : '-'),
        wanted: 'Completed/Success',
        params: { gpus: shortList(open, 4) },
      }
    },
  }),
  hostCheck({
    id: 'gpu-nvlink',
    category: 'gpu',
    title: l('NVLink', 'NVLink'),
    explain: l(
      'GPU끼리 잇는 링크입니다. 몇 개가 끊기면 여러 GPU를 쓰는 학습이 느려지거나 멈춥니다.',
      'The links between GPUs; with some of them down, training over several GPUs slows down or stops.',
    ),
    prepare: l(
      'GPU 사이의 NVLink가 모두 연결된 서버를 준비하십시오.',
      'Provide servers on which all NVLinks between GPUs are up.',
    ),
    reads: ['nvlink', 'gpu', 'smi'],
    roles: ['gpu'],
    outcomes: {
      pass: ok('모두 이어져 있거나 해당하지 않습니다.', 'All are up, or there are none.'),
      down: warn('끊긴 링크가 있습니다: {gpus}', 'Links are down: {gpus}', REPLACE),
    },
    source: OWN,
    thresholds: NVLINKS,
    judge: ({ nvlink, gpu, smi }) => {
      const wanted = nvSwitches(gpu.devices).length > 0 ? linksWanted(gpu.devices) : null
      const down = nvlink.flatMap(({ active, inactive }, at) => {
        const all = wanted ?? active + inactive
        // A bridge between two cards uses only some of the links that a card has, and a GPU that MIG divides uses none.
        const isUsed = wanted !== null && !smi.gpus[at]?.mig?.now
        return isUsed && active < all ? [`GPU ${at} ${active}/${all}`] : []
      })
      return {
        outcome: down.length ? 'down' : 'pass',
        found: list(down) || list([...new Set(nvlink.map(({ active }) => String(active)))]) || '-',
        wanted: wanted === null ? '-' : String(wanted),
        params: { gpus: shortList(down, 4) },
      }
    },
  }),
]
