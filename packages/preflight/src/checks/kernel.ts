import { block, hostCheck, never, ok, type Subject, warn } from '../check.ts'
import type { FactValues } from '../facts/schema.ts'
import { l } from '../text.ts'
import {
  BASE_MODULES,
  CGROUP_CONTROLLERS,
  CGROUP_V1_REFUSED_FROM,
  INOTIFY,
  KERNELS,
  MODULE_SYSCTLS,
} from '../thresholds/kernel.ts'
import { CLUSTER, dataOf, isOlder, kubernetesMinor, list } from './helpers.ts'

const present = (name: string, modules: FactValues['modules'], sysctl: FactValues['sysctl']): boolean =>
  modules.loaded.includes(name) || modules.available.includes(name) || (MODULE_SYSCTLS.value[name] ?? '') in sysctl

const isGpu = ({ node }: Subject): boolean => node.roles.includes('gpu') || node.roles.length > 1

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

export const KERNEL = [
  hostCheck({
    id: 'kernel-version-min',
    category: 'kernel',
    title: l('커널 버전', 'Kernel version'),
    explain: l('cgroup v2와 최신 CNI가 요구하는 커널 버전입니다.', 'What cgroup v2 and current network plugins need.'),
    reads: ['kernel'],
    unknowns: ['unreadable'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('커널 버전이 충분합니다.', 'The kernel is new enough.'),
      old: warn(
        'cgroup v2에 권장하는 {advised}보다 오래되었습니다.',
        'Older than {advised}, which is advised for cgroup v2.',
        l('배포판의 최신 커널로 올리고 재시작하십시오.', "Update to the distribution's newest kernel and reboot."),
      ),
      refused: block(
        '이 커널에서는 Kubernetes {kubernetes}가 뜨지 않습니다.',
        'Kubernetes {kubernetes} does not start on this kernel.',
        l('운영체제를 새 버전으로 바꾸십시오.', 'Use a newer release of the operating system.'),
      ),
      never: never(
        '컨테이너를 실행할 수 없는 커널입니다.',
        'Containers cannot run on this kernel.',
        l('운영체제를 새 버전으로 바꾸십시오.', 'Use a newer release of the operating system.'),
      ),
    },
    thresholds: { ...KERNELS, refused: CGROUP_V1_REFUSED_FROM },
    judge: ({ kernel }, { site }) => {
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
    source: 'own; NVIDIA GPU Operator documentation, troubleshooting',
    judge: ({ kernel }, { node }) => {
      const values = { found: kernel.rebootRequired ? 'reboot-required' : kernel.release, wanted: '-' }
      if (kernel.installed.length && !kernel.installed.includes(kernel.release))
        return { outcome: 'gone', found: list(kernel.installed), wanted: kernel.release }
      if (!kernel.rebootRequired) return { outcome: 'pass', ...values }
      return { outcome: node.roles.includes('gpu') ? 'gpu' : 'pending', ...values }
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
    id: 'kernel-modules-base',
    category: 'kernel',
    title: l('커널 모듈', 'Kernel modules'),
    explain: l(
      'overlay(이미지), br_netfilter와 nf_conntrack(파드 통신)이 올라와 있거나 올릴 수 있어야 합니다.',
      'overlay (images), br_netfilter and nf_conntrack (pod traffic) must be loaded or loadable.',
    ),
    reads: ['modules', 'sysctl'],
    unknowns: ['not-collected'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('필요한 모듈이 있습니다.', 'The modules are there.'),
      disabled: block(
        '보안 설정이 모듈을 막고 있습니다: {modules}',
        'A security setting forbids modules: {modules}',
        l('/etc/modprobe.d에서 해당 줄을 지우십시오.', 'Remove their lines from /etc/modprobe.d.'),
      ),
      missing: block('커널에 모듈이 없습니다: {modules}', 'The kernel lacks modules: {modules}', {
        debian: l(
          'Ubuntu는 apt-get install linux-modules-extra-$(uname -r), Debian은 cloud가 아닌 linux-image-amd64를 설치하십시오.',
          'Ubuntu: apt-get install linux-modules-extra-$(uname -r). Debian: install linux-image-amd64, not the cloud kernel.',
        ),
        rhel: l('dnf install kernel-modules-extra를 실행하십시오.', 'Run dnf install kernel-modules-extra.'),
        other: l(
          '배포판의 커널 모듈 패키지를 설치하십시오.',
          "Install the distribution's package with more kernel modules.",
        ),
      }),
    },
    thresholds: { modules: BASE_MODULES, builtIn: MODULE_SYSCTLS },
    judge: ({ modules, sysctl }) => {
      const disabled = BASE_MODULES.value.filter(
        (name) => modules.disabled.includes(name) && !modules.loaded.includes(name),
      )
      const absent = BASE_MODULES.value.filter((name) => !present(name, modules, sysctl))
      const values = {
        found: list(BASE_MODULES.value.filter((name) => !absent.includes(name))),
        wanted: list(BASE_MODULES.value),
      }
      if (disabled.length) return { outcome: 'disabled', ...values, params: { modules: list(disabled) } }
      if (!absent.length) return { outcome: 'pass', ...values }
      if (!modules.index) return { unknown: 'not-collected', ...values }
      return { outcome: 'missing', ...values, params: { modules: list(absent) } }
    },
  }),
  hostCheck({
    id: 'sysctl-ip-forward',
    category: 'kernel',
    title: l('IP 전달', 'IP forwarding'),
    explain: l(
      '파드가 서버 밖과 통신하려면 net.ipv4.ip_forward가 1이어야 합니다.',
      'Pods reach the outside only with net.ipv4.ip_forward = 1.',
    ),
    reads: ['sysctl', 'sysctlFiles'],
    unknowns: ['not-collected'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('켜져 있습니다.', 'It is on.'),
      off: warn(
        '꺼져 있습니다. 설치가 켭니다.',
        'It is off; the installation switches it on.',
        l(
          '미리 켜려면 /etc/sysctl.d에 net.ipv4.ip_forward=1을 두십시오.',
          'To do it now, put net.ipv4.ip_forward=1 into /etc/sysctl.d.',
        ),
      ),
      reset: block(
        '{file}이(가) 다시 0으로 되돌립니다. 재시작하면 통신이 끊깁니다.',
        '{file} sets it back to 0: traffic would stop at the next boot.',
        l('{file}에서 그 줄을 지우거나 1로 바꾸십시오.', 'Remove that line of {file} or make it 1.'),
      ),
    },
    source: 'kubeadm preflight (error); Embedded Cluster',
    judge: ({ sysctl, sysctlFiles }) => {
      const value = sysctl['net.ipv4.ip_forward']
      if (value === undefined) return { unknown: 'not-collected' }
      const last = sysctlFiles.filter(({ key }) => key === 'net.ipv4.ip_forward').at(-1)
      if (last?.value === '0') return { outcome: 'reset', found: value, wanted: '1', params: { file: last.file } }
      return { outcome: value === '1' ? 'pass' : 'off', found: value, wanted: '1' }
    },
  }),
  hostCheck({
    id: 'sysctl-inotify',
    category: 'kernel',
    title: l('inotify 한도', 'inotify limits'),
    explain: l(
      '기본값 128은 파드가 늘면 금방 차고, 로그 수집과 GPU 검증이 이유 없이 멈춘 것처럼 보입니다.',
      'The default of 128 is soon used up by pods; log collection and GPU validation then hang without a reason.',
    ),
    reads: ['sysctl'],
    unknowns: ['not-collected'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('한도가 충분합니다.', 'The limits are high enough.'),
      low: warn(
        '한도가 낮습니다. 설치가 올립니다.',
        'The limits are low; the installation raises them.',
        l(
          '미리 올리려면 /etc/sysctl.d에 fs.inotify.max_user_instances={instances}, fs.inotify.max_user_watches={watches}를 두십시오.',
          'To do it now: fs.inotify.max_user_instances={instances} and fs.inotify.max_user_watches={watches} in /etc/sysctl.d.',
        ),
      ),
    },
    thresholds: INOTIFY,
    judge: ({ sysctl }, subject) => {
      const instances = Number(sysctl['fs.inotify.max_user_instances'] ?? Number.NaN)
      const watches = Number(sysctl['fs.inotify.max_user_watches'] ?? Number.NaN)
      if (Number.isNaN(instances) || Number.isNaN(watches)) return { unknown: 'not-collected' }
      const kind = isGpu(subject) ? 'gpu' : 'base'
      const wanted = { instances: INOTIFY.instances[kind].value, watches: INOTIFY.watches[kind].value }
      const low = instances < wanted.instances || watches < wanted.watches
      return {
        outcome: low ? 'low' : 'pass',
        found: `${instances} / ${watches}`,
        wanted: `>= ${wanted.instances} / ${wanted.watches}`,
        params: wanted,
      }
    },
  }),
]
