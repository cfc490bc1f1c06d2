import { block, hostCheck, never, note, ok, untilInstalled, warn } from '../check.ts'
import { compareCpus, compareMemory } from '../declared/nodes.ts'
import { l } from '../text.ts'
import { ARCHS, CPU_FLAGS, CPUS, INSTALLED_STEPS, MEMORY_GIB, MEMORY_TOLERANCE } from '../thresholds/hardware.ts'
import { OWN } from '../thresholds/limit.ts'
import { CLUSTER, demand, keepSettings, list } from './helpers.ts'

const NODES = 'resources.nodes'
const NO_HUGEPAGES = keepSettings('hugepages', 'vm.nr_hugepages=0')

const short = (kib: number, wantedGib: number): boolean => kib / 1024 ** 2 < wantedGib * MEMORY_TOLERANCE.value

export const CPU_MEMORY = [
  hostCheck({
    id: 'cpu-arch-supported',
    category: 'cpu-memory',
    title: l('CPU 아키텍처', 'CPU architecture'),
    explain: l(
      '설치 파일과 컨테이너 이미지는 x86_64용입니다.',
      'The installation files and images are built for x86_64.',
    ),
    prepare: l('x86_64 CPU를 쓰는 서버를 준비하십시오.', 'Provide servers with x86_64 processors.'),
    reads: ['kernel'],
    field: NODES,
    outcomes: {
      pass: ok('지원하는 아키텍처입니다.', 'The architecture is supported.'),
      other: never(
        '{found}에서는 이미지가 실행되지 않습니다.',
        'The images do not run on {found}.',
        l('x86_64 서버로 바꾸십시오.', 'Use an x86_64 server.'),
      ),
    },
    thresholds: { architectures: ARCHS },
    judge: ({ kernel }) => {
      const values = { found: kernel.arch, wanted: list(ARCHS.value) }
      return {
        outcome: ARCHS.value.includes(kernel.arch) ? 'pass' : 'other',
        ...values,
        params: { found: kernel.arch },
      }
    },
  }),
  hostCheck({
    id: 'cpu-count',
    category: 'cpu-memory',
    title: l('CPU 코어 수', 'CPU cores'),
    explain: l('역할에 필요한 논리 코어 수입니다.', 'Logical cores that the roles of the host need.'),
    prepare: l(
      '역할마다 필요한 만큼의 CPU 코어를 준비하십시오.',
      'Provide the CPU cores that the roles of each server need.',
    ),
    reads: ['cpu'],
    field: NODES,
    column: 'cpus',
    outcomes: {
      pass: ok('코어 수가 충분합니다.', 'There are enough cores.'),
      few: warn(
        '최소는 넘지만 권장({advised})보다 적습니다.',
        'Above the least, below the advised {advised}.',
        l('운영 전에 vCPU를 늘리십시오.', 'Add vCPUs before production.'),
      ),
      short: block(
        '코어가 모자라 구성 요소가 제대로 뜨지 않습니다.',
        'Too few cores: components will not start properly.',
        l(
          'vCPU를 {least}개 이상으로 늘리거나 다른 서버를 쓰십시오.',
          'Give it {least} vCPUs or more, or use another server.',
        ),
      ),
    },
    thresholds: CPUS,
    judge: ({ cpu }, subject) => {
      const need = demand(CPUS, subject)
      const outcome = cpu.count < need.block ? 'short' : cpu.count < need.warn ? 'few' : 'pass'
      return {
        outcome,
        found: String(cpu.count),
        wanted: `>= ${need.block} (${need.warn})`,
        params: { least: need.block, advised: need.warn },
      }
    },
  }),
  hostCheck({
    id: 'cpu-microarch-level',
    category: 'cpu-memory',
    title: l('CPU 명령어 수준', 'CPU instruction level'),
    explain: l(
      'RHEL 9 계열 이미지(Keycloak 등)는 x86-64-v2 명령어를 요구합니다. 오래된 가상 CPU 모델에 없는 경우가 많습니다.',
      'Images based on RHEL 9 (Keycloak and others) need x86-64-v2. Old virtual CPU models often lack it.',
    ),
    prepare: l(
      '가상 머신의 CPU 모델을 호스트와 같게(host passthrough) 하거나 높은 EVC 수준으로 설정하십시오.',
      'Set the CPU model of virtual machines to host passthrough, or to a high EVC level.',
    ),
    reads: ['cpu', 'kernel'],
    roles: CLUSTER,
    field: NODES,
    outcomes: {
      pass: ok('필요한 명령어가 있습니다.', 'The instructions are there.'),
      v3: note(
        'x86-64-v2는 충족하고, v3 명령어 일부가 없습니다: {missing}',
        'Reaches x86-64-v2, lacks some of v3: {missing}',
      ),
      old: block(
        '명령어가 없어 일부 컨테이너가 바로 종료됩니다: {missing}',
        'Some containers will die at start for want of: {missing}',
        l(
          '가상 머신의 CPU 모델을 host-passthrough나 더 높은 EVC 수준으로 바꾸십시오.',
          "Set the virtual machine's CPU model to host passthrough or a higher EVC level.",
        ),
      ),
    },
    source: 'keycloak/keycloak#17290, #19686',
    thresholds: CPU_FLAGS,
    judge: ({ cpu, kernel }) => {
      if (kernel.arch !== 'x86_64') return { outcome: 'pass', found: kernel.arch, wanted: 'x86-64-v2' }
      const missing = CPU_FLAGS.v2.value.filter((flag) => !cpu.flags.includes(flag))
      if (missing.length)
        return { outcome: 'old', found: 'x86-64-v1', wanted: 'x86-64-v2', params: { missing: list(missing) } }
      const missing3 = CPU_FLAGS.v3.value.filter((flag) => !cpu.flags.includes(flag))
      return missing3.length
        ? { outcome: 'v3', found: 'x86-64-v2', wanted: 'x86-64-v2', params: { missing: list(missing3) } }
        : { outcome: 'pass', found: 'x86-64-v3', wanted: 'x86-64-v2' }
    },
  }),
  hostCheck({
    id: 'memory-total',
    category: 'cpu-memory',
    title: l('메모리', 'Memory'),
    explain: l(
      '커널이 보는 전체 메모리입니다. 펌웨어가 쓰는 몫을 고려해 10%까지 적어도 됩니다.',
      'All memory that the kernel sees; 10 % less is fine, firmware takes some.',
    ),
    prepare: l(
      '역할마다 필요한 만큼의 메모리를 준비하십시오.',
      'Provide the memory that the roles of each server need.',
    ),
    reads: ['memory'],
    field: NODES,
    column: 'memoryGib',
    outcomes: {
      pass: ok('메모리가 충분합니다.', 'There is enough memory.'),
      few: warn(
        '최소는 넘지만 권장({advised} GiB)보다 적습니다.',
        'Above the least, below the advised {advised} GiB.',
        l('운영 전에 메모리를 늘리십시오.', 'Add memory before production.'),
      ),
      short: block(
        '메모리가 모자라 설치 중이나 직후에 프로세스가 강제 종료됩니다.',
        'Too little: processes will be killed during or after installation.',
        l(
          '메모리를 {least} GiB 이상으로 늘리거나 다른 서버를 쓰십시오.',
          'Give it {least} GiB or more, or use another server.',
        ),
      ),
    },
    thresholds: { ...MEMORY_GIB, tolerance: MEMORY_TOLERANCE },
    judge: ({ memory }, subject) => {
      const need = demand(MEMORY_GIB, subject)
      const outcome = short(memory.totalKib, need.block) ? 'short' : short(memory.totalKib, need.warn) ? 'few' : 'pass'
      const found = `${(memory.totalKib / 1024 ** 2).toFixed(1)} GiB`
      return {
        outcome,
        found,
        wanted: `>= ${need.block} GiB (${need.warn} GiB)`,
        params: { least: need.block, advised: need.warn },
      }
    },
  }),
  hostCheck({
    id: 'declared-hardware',
    category: 'cpu-memory',
    title: l('질문지와 실제 사양', 'Declared and found hardware'),
    explain: l(
      '사전 질문지에 적은 CPU와 메모리를 실제 서버와 비교합니다.',
      'Compares CPU and memory of the questionnaire with the server.',
    ),
    prepare: l('질문지에 적은 사양대로 서버를 준비하십시오.', 'Provide servers as large as the questionnaire says.'),
    reads: ['cpu', 'memory'],
    field: NODES,
    column: 'cpus',
    applies: ({ node }) => node.cpus !== undefined || node.memoryGib !== undefined,
    outcomes: {
      pass: ok('적은 사양 이상입니다.', 'At least what was declared.'),
      less: warn(
        '적은 사양보다 적습니다. 주소나 서버가 바뀌었을 수 있습니다.',
        'Less than declared: perhaps it is another server than meant.',
        l(
          '서버가 맞는지 확인하고 질문지의 값을 고치십시오.',
          'Make sure it is the right server, then correct the questionnaire.',
        ),
      ),
    },
    source: OWN,
    thresholds: { tolerance: MEMORY_TOLERANCE, installed: INSTALLED_STEPS },
    judge: ({ cpu, memory }, { node }) => {
      const [cores, size] = [compareCpus(node, cpu), compareMemory(node, memory)]
      return {
        outcome: [cores, size].some(({ state }) => state === 'less') ? 'less' : 'pass',
        found: `${cores.text} CPU, ${size.text}`,
        wanted: `${node.cpus ?? '-'} CPU, ${node.memoryGib ?? '-'} GiB`,
      }
    },
  }),
  hostCheck({
    id: 'swap-active',
    category: 'cpu-memory',
    title: l('스왑', 'Swap'),
    explain: l(
      'kubelet은 스왑이 켜진 서버를 전제로 하지 않습니다. 메모리 한도가 지켜지지 않고 느려집니다.',
      'The kubelet does not expect swap: memory limits stop working and everything gets slow.',
    ),
    prepare: l(
      '스왑을 끄고, 재부팅해도 켜지지 않게 /etc/fstab에서 스왑 줄을 지우십시오.',
      'Switch swap off, and remove its line from /etc/fstab so that it stays off after a reboot.',
    ),
    reads: ['swap'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('스왑이 꺼져 있습니다.', 'Swap is off.'),
      configured: untilInstalled(
        '지금은 꺼져 있지만 /etc/fstab 때문에 재시작하면 켜집니다.',
        'Off now, but /etc/fstab switches it on at the next boot.',
        l(
          '/etc/fstab의 swap 줄을 주석 처리하십시오. 설치가 대신 할 수 있습니다.',
          'Comment the swap line out in /etc/fstab; the installation can do it.',
        ),
      ),
      active: untilInstalled(
        '스왑이 켜져 있습니다.',
        'Swap is on.',
        l(
          'swapoff -a를 실행하고 /etc/fstab의 swap 줄을 주석 처리하십시오. 설치가 대신 할 수 있습니다.',
          'Run swapoff -a and comment the swap line out in /etc/fstab; the installation can do it.',
        ),
      ),
      kubespray: note(
        '스왑이 있습니다({found}). Kubespray가 끄고 다시 켜지지 않게 합니다.',
        'There is swap ({found}); Kubespray switches it off for good.',
      ),
    },
    source:
      'kubeadm, cmd/kubeadm/app/preflight/checks.go; Kubespray roles/kubernetes/preinstall/tasks/0010-swapoff.yml',
    judge: ({ swap: { active, configured } }, { site }) => {
      const found = active.length ? list(active) : configured.length ? `fstab: ${list(configured)}` : '-'
      const values = { found, wanted: '-', params: { found } }
      if (!active.length && !configured.length) return { outcome: 'pass', ...values }
      if (site.distribution === 'kubespray') return { outcome: 'kubespray', ...values }
      return { outcome: active.length ? 'active' : 'configured', ...values }
    },
  }),
  hostCheck({
    id: 'hugepages-reserved',
    category: 'cpu-memory',
    title: l('예약된 huge page', 'Reserved huge pages'),
    explain: l(
      'huge page가 예약되어 있으면 PostgreSQL(Harbor, Keycloak의 DB)이 초기화 중에 죽습니다.',
      'With huge pages reserved, PostgreSQL (of Harbor and Keycloak) dies while it initialises.',
    ),
    prepare: l('huge page를 예약하지 마십시오.', 'Reserve no huge pages.'),
    reads: ['memory'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('예약된 huge page가 없습니다.', 'None are reserved.'),
      reserved: warn(
        'huge page {found}개가 예약되어 있습니다.',
        '{found} huge pages are reserved.',
        l(
          `실행: ${NO_HUGEPAGES}. 부팅 옵션에 hugepages=가 있으면 지우고 재시작하십시오. 필요한 예약이면 데이터베이스에 huge_pages=off를 설정하십시오.`,
          `Run: ${NO_HUGEPAGES}. Where the boot options have hugepages=, remove it and reboot. Where something needs them, set huge_pages=off for the databases.`,
        ),
      ),
    },
    source: 'goharbor/harbor-helm#785, #1657; bitnami/charts#15419',
    judge: ({ memory }) => ({
      outcome: memory.hugepages > 0 ? 'reserved' : 'pass',
      found: String(memory.hugepages),
      wanted: '0',
      params: { found: memory.hugepages },
    }),
  }),
]
