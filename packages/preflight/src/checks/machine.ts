import { block, hostCheck, note, ok, warn } from '../check.ts'
import { l } from '../text.ts'
import { MEMORY_FREE_PERCENT } from '../thresholds/hardware.ts'
import { KERNEL_LOG, MEMORY_ERRORS } from '../thresholds/kernel-log.ts'
import { OWN } from '../thresholds/limit.ts'
import { CLUSTER } from './helpers.ts'

const REPLACE_MODULE = l(
  '서버 관리 화면(BMC)에서 해당 메모리 모듈을 확인하고 교체를 요청하십시오.',
  "Find the module in the server's management controller (BMC) and have it replaced.",
)

export const MACHINE = [
  hostCheck({
    id: 'memory-available',
    category: 'cpu-memory',
    title: l('사용 가능한 메모리', 'Available memory'),
    explain: l(
      '설치 전인데 메모리가 많이 쓰이고 있으면 다른 프로그램이 돌고 있는 서버입니다.',
      'Much memory in use before the installation means that something else runs on the server.',
    ),
    prepare: l(
      '다른 프로그램이 돌지 않는 전용 서버를 준비하십시오.',
      'Provide servers of their own, on which nothing else runs.',
    ),
    reads: ['memory'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('충분히 비어 있습니다.', 'Enough is free.'),
      busy: warn(
        '설치 전인데 메모리의 {percent}%만 비어 있습니다.',
        'Only {percent} % is free, before anything is installed.',
        l(
          '다른 프로그램을 옮기거나 끄고, 전용 서버를 쓰십시오. ps aux --sort=-rss로 볼 수 있습니다.',
          'Move or stop what runs there, and use a server of its own. See ps aux --sort=-rss.',
        ),
      ),
    },
    thresholds: { percent: MEMORY_FREE_PERCENT },
    judge: ({ memory }) => {
      const percent = Math.floor((memory.availableKib / memory.totalKib) * 100)
      return {
        outcome: percent < MEMORY_FREE_PERCENT.value ? 'busy' : 'pass',
        found: `${percent} %`,
        identity: 'memory',
        wanted: `>= ${MEMORY_FREE_PERCENT.value} %`,
        params: { percent },
      }
    },
  }),
  hostCheck({
    id: 'virtualization-type',
    category: 'cpu-memory',
    title: l('가상화', 'Virtualization'),
    explain: l(
      'LXC나 docker 안에서는 kubelet이 커널 설정과 장치를 다룰 수 없습니다.',
      'Inside LXC or docker the kubelet cannot handle kernel settings and devices.',
    ),
    prepare: l(
      'LXC나 Docker 컨테이너가 아닌 물리 서버나 가상 머신을 준비하십시오.',
      'Provide physical servers or virtual machines, not LXC or Docker containers.',
    ),
    reads: ['identity', 'cpu'],
    roles: CLUSTER,
    field: 'resources.nodes',
    outcomes: {
      pass: ok('물리 서버입니다.', 'A machine of its own.'),
      vm: note(
        '가상 머신입니다. CPU와 메모리를 다른 가상 머신과 나누지 않게 예약하십시오.',
        'A virtual machine: reserve its CPU and memory rather than sharing them.',
      ),
      container: block(
        '서버가 아니라 컨테이너({found})입니다.',
        'Not a server but a container ({found}).',
        l('가상 머신이나 물리 서버를 쓰십시오.', 'Use a virtual machine or a physical server.'),
      ),
    },
    source: `systemd-detect-virt(1); Harvester installer, pkg/preflight/checks.go; ${OWN}`,
    judge: ({ identity, cpu }) => {
      const hardware = [identity.vendor, identity.product].filter(Boolean).join(' ')
      if (identity.container)
        return { outcome: 'container', found: identity.container, wanted: '-', params: { found: identity.container } }
      const vm = cpu.flags.includes('hypervisor')
      return { outcome: vm ? 'vm' : 'pass', found: hardware || (vm ? 'hypervisor' : '-'), wanted: '-' }
    },
  }),
  hostCheck({
    id: 'memory-ecc-errors',
    category: 'cpu-memory',
    title: l('메모리 오류', 'Memory errors'),
    explain: l(
      '메모리 컨트롤러가 세는 ECC 오류입니다. 고치지 못한 오류가 있으면 작업이 이유 없이 죽습니다.',
      'ECC errors that the memory controllers count; an uncorrected one kills work for no visible reason.',
    ),
    prepare: l(
      '메모리 오류가 없는 서버를 준비하십시오. 오류가 있는 모듈은 교체하십시오.',
      'Provide servers without memory errors; have a module with errors replaced.',
    ),
    reads: ['edac'],
    outcomes: {
      pass: ok('고치지 못한 오류가 없습니다.', 'No uncorrected error.'),
      uncorrected: warn(
        '고치지 못한 메모리 오류가 {count}건 있습니다.',
        '{count} uncorrected memory errors.',
        REPLACE_MODULE,
      ),
    },
    thresholds: { uncorrected: MEMORY_ERRORS },
    judge: ({ edac }) => ({
      outcome: edac.uncorrected >= MEMORY_ERRORS.value ? 'uncorrected' : 'pass',
      found: edac.controllers ? `UE ${edac.uncorrected}, CE ${edac.corrected}` : '-',
      wanted: 'UE 0',
      params: { count: edac.uncorrected },
    }),
  }),
  hostCheck({
    id: 'hardware-errors',
    category: 'cpu-memory',
    title: l('하드웨어 오류 기록', 'Hardware errors in the log'),
    explain: l(
      '부팅 뒤 커널이 기록한 CPU와 메모리의 하드웨어 오류입니다.',
      'Errors of processors and memory that the kernel logged since the start.',
    ),
    prepare: l(
      '하드웨어 오류 기록이 없는 서버를 준비하십시오.',
      'Provide servers that have logged no hardware errors.',
    ),
    reads: ['kernelLog'],
    outcomes: {
      pass: ok('기록이 없습니다.', 'None are logged.'),
      logged: warn(
        '커널이 하드웨어 오류를 {count}번 기록했습니다. 마지막: {last}',
        'The kernel logged {count} hardware errors, the last: {last}',
        REPLACE_MODULE,
      ),
    },
    thresholds: { patterns: KERNEL_LOG.memory },
    judge: ({ kernelLog: { memory } }) => ({
      outcome: memory.length ? 'logged' : 'pass',
      found: String(memory.length),
      wanted: '0',
      params: { count: memory.length, last: memory.at(-1) ?? '-' },
    }),
  }),
]
