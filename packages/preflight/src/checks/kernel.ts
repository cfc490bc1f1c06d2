import { cniOf } from '@astrago/contracts'
import { block, hostCheck, never, ok, warn } from '../check.ts'
import type { FactValues } from '../facts/schema.ts'
import { l } from '../text.ts'
import { CGROUP_CONTROLLERS, CGROUP_V1_REFUSED_FROM, KERNELS, PLUGIN_KERNELS } from '../thresholds/kernel.ts'
import { KERNEL_LOG } from '../thresholds/kernel-log.ts'
import { OWN } from '../thresholds/limit.ts'
import { CLUSTER, dataOf, isOlder, kubernetesMinor, list } from './helpers.ts'

const BOOT_WITH_V2 = {
  debian: l(
    '/etc/default/grub의 GRUB_CMDLINE_LINUX에 systemd.unified_cgroup_hierarchy=1을 넣고 update-grub 후 재시작하십시오.',
    'Add systemd.unified_cgroup_hierarchy=1 to GRUB_CMDLINE_LINUX in /etc/default/grub, run update-grub and reboot.',
  ),
  rhel: l(
    'grubby --update-kernel=ALL --args="systemd.unified_cgroup_hierarchy=1"을 실행하고 재시작하십시오.',
    'Run grubby --update-kernel=ALL --args="systemd.unified_cgroup_hierarchy=1" and reboot.',
  ),
  other: l(
    '부팅 옵션에 systemd.unified_cgroup_hierarchy=1을 넣고 재시작하십시오.',
    'Boot with systemd.unified_cgroup_hierarchy=1.',
  ),
}

/** Which kernel of several a release is: `generic` of 6.8.0-60-generic, `el.x86_64` of 5.14.0-503.11.1.el9_5.x86_64. */
const flavourOf = (release: string): string => release.replace(/^[\d.-]+/, '').replace(/^el\d+(_\d+)*/, 'el')

/** Those that an update has put beside the running one. */
const newerKernels = ({ release, installed }: FactValues['kernel']): string[] =>
  installed.filter((each) => flavourOf(each) === flavourOf(release) && isOlder(release, each))

export const KERNEL = [
  hostCheck({
    id: 'kernel-version-min',
    category: 'kernel',
    title: l('커널 버전', 'Kernel version'),
    explain: l('cgroup v2와 최신 CNI가 요구하는 커널 버전입니다.', 'What cgroup v2 and current network plugins need.'),
    prepare: l(
      '지원하는 커널을 쓰는 운영체제를 설치하십시오.',
      'Install an operating system whose kernel is new enough.',
    ),
    reads: ['kernel'],
    unknowns: ['unreadable'],
    roles: CLUSTER,
    field: 'network.cni',
    outcomes: {
      pass: ok('커널 버전이 충분합니다.', 'The kernel is new enough.'),
      old: warn(
        'cgroup v2에 권장하는 {advised}보다 오래되었습니다.',
        'Older than {advised}, which is advised for cgroup v2.',
        l('배포판의 최신 커널로 올리고 재시작하십시오.', "Update to the distribution's newest kernel and reboot."),
      ),
      plugin: block(
        '{plugin}은(는) 커널 {least} 이상에서 동작합니다.',
        '{plugin} needs kernel {least} or newer.',
        l(
          '운영체제를 새 버전으로 바꾸거나(RHEL 8 계열은 8.10), 질문지에서 다른 네트워크 플러그인을 고르십시오.',
          'Use a newer release of the operating system (of RHEL 8: 8.10), or choose another network plugin in the questionnaire.',
        ),
      ),
      refused: block(
        '이 커널에서는 Kubernetes {kubernetes}이(가) 뜨지 않습니다.',
        'Kubernetes {kubernetes} does not start on this kernel.',
        l('운영체제를 새 버전으로 바꾸십시오.', 'Use a newer release of the operating system.'),
      ),
      never: never(
        '컨테이너를 실행할 수 없는 커널입니다.',
        'Containers cannot run on this kernel.',
        l('운영체제를 새 버전으로 바꾸십시오.', 'Use a newer release of the operating system.'),
      ),
    },
    thresholds: { ...KERNELS, refused: CGROUP_V1_REFUSED_FROM, plugins: PLUGIN_KERNELS },
    judge: ({ kernel }, { site, answers }) => {
      if (!/^\d+\.\d+/.test(kernel.release)) return { unknown: 'unreadable' }
      const older = (than: { value: string }): boolean => isOlder(kernel.release, than.value)
      const values = {
        found: kernel.release,
        wanted: `>= ${KERNELS.advised.value}`,
        params: { advised: KERNELS.advised.value, kubernetes: site.kubernetes ?? dataOf(site).kubernetes },
      }
      if (older(KERNELS.never)) return { outcome: 'never', ...values }
      const refuses = kubernetesMinor(site) >= CGROUP_V1_REFUSED_FROM.value
      if (refuses && older(KERNELS.cgroupV2)) return { outcome: 'refused', ...values }
      const plugin = PLUGIN_KERNELS.value[cniOf(site.distribution, answers['network.cni'])]
      if (plugin && isOlder(kernel.release, plugin.least) && !kernel.release.includes(plugin.backported))
        return {
          outcome: 'plugin',
          found: kernel.release,
          wanted: `>= ${plugin.least}`,
          params: { plugin: plugin.name, least: plugin.least },
        }
      return { outcome: older(KERNELS.advised) ? 'old' : 'pass', ...values }
    },
  }),
  hostCheck({
    id: 'kernel-reboot-pending',
    category: 'kernel',
    title: l('재시작 대기', 'Reboot pending'),
    explain: l(
      '갱신된 커널이나 라이브러리가 재시작을 기다리면 드라이버와 모듈이 어긋납니다.',
      'While an update waits for a reboot, drivers and modules do not match the running kernel.',
    ),
    prepare: l(
      '업데이트 뒤에 필요한 재부팅을 미리 하십시오.',
      'Reboot servers that wait for a reboot after an update.',
    ),
    reads: ['kernel'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('대기 중인 재시작이 없습니다.', 'No reboot is pending.'),
      pending: warn(
        '갱신을 마치려면 재시작해야 합니다.',
        'An update waits for a reboot.',
        l('설치 전에 재시작하십시오.', 'Reboot before the installation.'),
      ),
      gpu: block(
        '재시작 전에는 GPU 드라이버가 실행 중인 커널에 맞지 않습니다.',
        'Until the reboot the GPU driver would be built for the wrong kernel.',
        l('재시작한 뒤 다시 점검하십시오.', 'Reboot, then check again.'),
      ),
      gone: never(
        '실행 중인 커널의 모듈 폴더가 지워져 모듈을 올릴 수 없습니다.',
        'The modules of the running kernel were removed: none can be loaded.',
        l('재시작하십시오.', 'Reboot.'),
      ),
    },
    source: `${OWN}; NVIDIA GPU Operator documentation, troubleshooting`,
    judge: ({ kernel }, { node }) => {
      const values = { found: kernel.rebootRequired ? 'reboot-required' : kernel.release, wanted: '-' }
      if (kernel.installed.length && !kernel.installed.includes(kernel.release))
        return { outcome: 'gone', found: list(kernel.installed), wanted: kernel.release }
      // Red Hat leaves no mark, and the newer one may be kept from booting on purpose; the mark alone may be of a library.
      const newer = newerKernels(kernel)
      const wrong = kernel.rebootRequired && newer.length > 0 && node.roles.includes('gpu')
      const pending = kernel.rebootRequired || newer.length > 0
      return { outcome: wrong ? 'gpu' : pending ? 'pending' : 'pass', ...values, wanted: list(newer) || '-' }
    },
  }),
  hostCheck({
    id: 'cgroup-version',
    category: 'kernel',
    title: l('cgroup 버전', 'cgroup version'),
    explain: l(
      'Kubernetes 1.35부터 kubelet은 cgroup v1에서 시작을 거부합니다.',
      'From Kubernetes 1.35 on the kubelet refuses to start on cgroup v1.',
    ),
    prepare: l(
      'cgroup v2로 부팅하는 운영체제를 준비하십시오.',
      'Provide an operating system that boots with cgroup v2.',
    ),
    reads: ['cgroup'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('cgroup v2를 씁니다.', 'cgroup v2 is in use.'),
      old: warn(
        'cgroup v1입니다. 지금 버전은 동작하지만 다음 업그레이드에서 막힙니다.',
        'cgroup v1: works today, stops the next upgrade.',
        BOOT_WITH_V2,
      ),
      refused: block(
        'cgroup {found}에서는 Kubernetes {kubernetes}의 kubelet이 시작하지 않습니다.',
        'The kubelet of Kubernetes {kubernetes} does not start on cgroup {found}.',
        BOOT_WITH_V2,
      ),
      none: never(
        'cgroup이 마운트되어 있지 않습니다.',
        'No cgroup file system is mounted.',
        l('systemd로 부팅한 서버인지 확인하십시오.', 'Make sure the server boots with systemd.'),
      ),
    },
    thresholds: { refused: CGROUP_V1_REFUSED_FROM },
    judge: ({ cgroup }, { site }) => {
      const params = { found: cgroup.version, kubernetes: `1.${kubernetesMinor(site)}` }
      const values = { found: cgroup.version, wanted: 'v2', params }
      if (cgroup.version === 'v2') return { outcome: 'pass', ...values }
      if (cgroup.version === 'none') return { outcome: 'none', ...values }
      return { outcome: kubernetesMinor(site) >= CGROUP_V1_REFUSED_FROM.value ? 'refused' : 'old', ...values }
    },
  }),
  hostCheck({
    id: 'cgroup-controllers',
    category: 'kernel',
    title: l('cgroup 컨트롤러', 'cgroup controllers'),
    explain: l(
      '파드의 CPU, 메모리, 프로세스 수를 제한하는 데 필요합니다.',
      'They limit the CPU, memory and processes of pods.',
    ),
    prepare: l(
      '운영체제의 기본 커널을 쓰고 cgroup 컨트롤러를 끄지 마십시오.',
      'Use the stock kernel of the operating system, and leave its cgroup controllers on.',
    ),
    reads: ['cgroup'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('필요한 컨트롤러가 있습니다.', 'The controllers are there.'),
      missing: block(
        '컨트롤러가 없습니다: {missing}',
        'Controllers are missing: {missing}',
        l(
          '부팅 옵션에 cgroup_enable=memory 등을 넣거나 배포판의 기본 커널을 쓰십시오.',
          "Boot with cgroup_enable=memory or the like, or use the distribution's stock kernel.",
        ),
      ),
    },
    thresholds: { controllers: CGROUP_CONTROLLERS },
    judge: ({ cgroup }) => {
      const missing = CGROUP_CONTROLLERS.value.filter((name) => !cgroup.controllers.includes(name))
      return {
        outcome: missing.length ? 'missing' : 'pass',
        found: list(cgroup.controllers),
        wanted: list(CGROUP_CONTROLLERS.value),
        params: { missing: list(missing) },
      }
    },
  }),
  hostCheck({
    id: 'kernel-stalls',
    category: 'kernel',
    title: l('멈춤 기록', 'Stalls in the log'),
    explain: l(
      '부팅 뒤 커널이 기록한 멈춘 작업, 멈춘 CPU, 메모리 부족입니다. 설치하기 전부터 힘든 서버입니다.',
      'Tasks and processors that hung, and memory that ran out, since the start: a server in trouble already.',
    ),
    prepare: l(
      '멈춤이나 메모리 부족 기록이 없는 서버를 준비하십시오.',
      'Provide servers that have logged no stalls and no lack of memory.',
    ),
    reads: ['kernelLog'],
    outcomes: {
      pass: ok('기록이 없습니다.', 'None are logged.'),
      logged: warn(
        '{count}번 기록되었습니다. 마지막: {last}',
        'Logged {count} times, the last: {last}',
        l(
          '디스크와 메모리를 확인하고 재시작한 뒤 다시 점검하십시오.',
          'Look at disks and memory, reboot, then check again.',
        ),
      ),
    },
    thresholds: { patterns: KERNEL_LOG.stall },
    judge: ({ kernelLog: { stall } }) => ({
      outcome: stall.length ? 'logged' : 'pass',
      found: String(stall.length),
      wanted: '0',
      params: { count: stall.length, last: stall.at(-1) ?? '-' },
    }),
  }),
]
