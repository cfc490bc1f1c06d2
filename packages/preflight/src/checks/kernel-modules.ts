import { block, hostCheck, never, note, ok, type Subject } from '../check.ts'
import type { FactValues } from '../facts/schema.ts'
import { l } from '../text.ts'
import { BASE_MODULES, KERNEL_OPTIONS, MODULE_SYSCTLS, MODULES_FOR } from '../thresholds/kernel.ts'
import { PACKAGES } from '../thresholds/packages.ts'
import { VXLAN_PLUGINS } from '../thresholds/site.ts'
import { CLUSTER, list, shortList } from './helpers.ts'
import { MORE_MODULES } from './more-modules.ts'
import { usesVxlan } from './network-helpers.ts'

type Modules = FactValues['modules']

/** Loaded, built in, or there to be loaded. */
const isPresent = (name: string, modules: Modules, sysctl: FactValues['sysctl'] = {}): boolean =>
  modules.loaded.includes(name) || modules.available.includes(name) || (MODULE_SYSCTLS.value[name] ?? '') in sysctl

const NEEDED_PACKET_FILTER = list(MODULES_FOR.packetFilter.value)

/** Modules of traffic between pods, as the network plugin of the site makes it. */
const networkModules = (subject: Subject): string[] => [
  ...(usesVxlan(subject) ? MODULES_FOR.vxlan.value : []),
  ...MODULES_FOR.network.value,
]

/** Those of them that the kernel lacks; of the packet filters one is enough. */
function missingForNetwork(modules: Modules, subject: Subject): string[] {
  const { packetFilter } = MODULES_FOR
  const filter = packetFilter.value.some((name) => isPresent(name, modules))
  return [
    ...(filter ? [] : [NEEDED_PACKET_FILTER]),
    ...networkModules(subject).filter((name) => !isPresent(name, modules)),
  ]
}

const usesNfs = ({ answers }: Subject): boolean => answers['storage.kind'] !== 'local'

export const KERNEL_MODULES = [
  hostCheck({
    id: 'kernel-modules-base',
    category: 'kernel',
    title: l('커널 모듈', 'Kernel modules'),
    explain: l(
      'overlay(이미지), br_netfilter와 nf_conntrack(파드 통신)이 올라와 있거나 올릴 수 있어야 합니다.',
      'overlay (images), br_netfilter and nf_conntrack (pod traffic) must be loaded or loadable.',
    ),
    prepare: l(
      '컨테이너용 커널 모듈을 적재할 수 있게 하십시오.',
      'Make sure that the kernel modules for containers can be loaded.',
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
      missing: block('커널에 모듈이 없습니다: {modules}', 'The kernel lacks modules: {modules}', MORE_MODULES),
    },
    thresholds: { modules: BASE_MODULES, builtIn: MODULE_SYSCTLS, packages: PACKAGES.moreModules },
    judge: ({ modules, sysctl }) => {
      const disabled = BASE_MODULES.value.filter(
        (name) => modules.disabled.includes(name) && !modules.loaded.includes(name),
      )
      const absent = BASE_MODULES.value.filter((name) => !isPresent(name, modules, sysctl))
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
    id: 'kernel-modules-cni',
    category: 'kernel',
    title: l('네트워크 커널 모듈', 'Kernel modules of the network'),
    explain: l(
      '파드 통신(VXLAN)과 서비스 규칙에 쓰는 모듈입니다.',
      'What traffic between pods (VXLAN) and the rules of services are made with.',
    ),
    prepare: l(
      '네트워크용 커널 모듈을 적재할 수 있게 하십시오.',
      'Make sure that the kernel modules for the network can be loaded.',
    ),
    reads: ['modules'],
    unknowns: ['not-collected'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('필요한 모듈이 있습니다.', 'The modules are there.'),
      missing: block('커널에 모듈이 없습니다: {modules}', 'The kernel lacks modules: {modules}', MORE_MODULES),
    },
    thresholds: {
      all: MODULES_FOR.network,
      vxlan: MODULES_FOR.vxlan,
      vxlanWith: VXLAN_PLUGINS,
      oneOf: MODULES_FOR.packetFilter,
      packages: PACKAGES.moreModules,
    },
    judge: ({ modules }, subject) => {
      const missing = missingForNetwork(modules, subject)
      const values = { found: missing.length ? `- ${list(missing)}` : '=', wanted: list(networkModules(subject)) }
      if (missing.length && !modules.index) return { unknown: 'not-collected', ...values }
      return { outcome: missing.length ? 'missing' : 'pass', ...values, params: { modules: list(missing) } }
    },
  }),
  hostCheck({
    id: 'kernel-modules-ipvs',
    category: 'kernel',
    title: l('IPVS 커널 모듈', 'Kernel modules of IPVS'),
    explain: l(
      'Kubespray의 kube-proxy는 IPVS로 서비스를 나누고, nodelocaldns는 dummy 인터페이스를 씁니다.',
      "Kubespray's kube-proxy balances services with IPVS, and nodelocaldns uses a dummy interface.",
    ),
    prepare: l(
      '부하 분산(IPVS)용 커널 모듈을 적재할 수 있게 하십시오.',
      'Make sure that the kernel modules for load balancing (IPVS) can be loaded.',
    ),
    reads: ['modules'],
    unknowns: ['not-collected'],
    roles: CLUSTER,
    distributions: ['kubespray'],
    outcomes: {
      pass: ok('필요한 모듈이 있습니다.', 'The modules are there.'),
      missing: block('커널에 모듈이 없습니다: {modules}', 'The kernel lacks modules: {modules}', MORE_MODULES),
    },
    thresholds: { modules: MODULES_FOR.ipvs, packages: PACKAGES.moreModules },
    judge: ({ modules }) => {
      const missing = MODULES_FOR.ipvs.value.filter((name) => !isPresent(name, modules))
      const values = { found: missing.length ? `- ${list(missing)}` : '=', wanted: list(MODULES_FOR.ipvs.value) }
      if (missing.length && !modules.index) return { unknown: 'not-collected', ...values }
      return { outcome: missing.length ? 'missing' : 'pass', ...values, params: { modules: list(missing) } }
    },
  }),
  hostCheck({
    id: 'kernel-modules-nfs',
    category: 'kernel',
    title: l('NFS 커널 모듈', 'Kernel modules of NFS'),
    explain: l(
      '볼륨은 호스트의 커널이 마운트합니다. 컨테이너 안의 도구만으로는 되지 않습니다.',
      'Volumes are mounted by the kernel of the host; the tools in the container are not enough.',
    ),
    prepare: l(
      'NFS용 커널 모듈을 적재할 수 있게 하십시오.',
      'Make sure that the kernel modules for NFS can be loaded.',
    ),
    reads: ['modules', 'mounts'],
    unknowns: ['not-collected'],
    roles: CLUSTER,
    field: 'storage.kind',
    applies: usesNfs,
    outcomes: {
      pass: ok('필요한 모듈이 있습니다.', 'The modules are there.'),
      missing: block('커널에 모듈이 없습니다: {modules}', 'The kernel lacks modules: {modules}', MORE_MODULES),
    },
    thresholds: { modules: MODULES_FOR.nfs, packages: PACKAGES.moreModules },
    judge: ({ modules, mounts }) => {
      // An NFS mount that is there proves more than any list.
      const mounted = mounts.some(({ type }) => type === 'nfs4')
      const missing = mounted ? [] : MODULES_FOR.nfs.value.filter((name) => !isPresent(name, modules))
      const values = { found: missing.length ? `- ${list(missing)}` : '=', wanted: list(MODULES_FOR.nfs.value) }
      if (missing.length && !modules.index) return { unknown: 'not-collected', ...values }
      return { outcome: missing.length ? 'missing' : 'pass', ...values, params: { modules: list(missing) } }
    },
  }),
  hostCheck({
    id: 'kernel-modules-locked',
    category: 'kernel',
    title: l('모듈 잠금', 'Locked modules'),
    explain: l(
      '보안 설정이 모듈 올리기를 막으면 네트워크와 GPU 드라이버가 동작하지 않습니다.',
      'Where a security setting keeps modules out, network and GPU drivers do not work.',
    ),
    prepare: l(
      '보안 설정에서 네트워크와 컨테이너용 모듈을 막지 마십시오.',
      'Keep security settings from blocking the modules for network and containers.',
    ),
    reads: ['sysctl', 'hardening', 'modules'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('막혀 있지 않습니다.', 'Modules can be loaded.'),
      lockdown: note(
        '커널 잠금 모드({found})입니다. 서명되지 않은 모듈은 올라가지 않습니다.',
        'The kernel is locked down ({found}): modules without a signature are refused.',
      ),
      disabled: block(
        '/etc/modprobe.d가 필요한 모듈을 막습니다: {modules}',
        '/etc/modprobe.d keeps needed modules out: {modules}',
        l('해당 줄을 지우십시오.', 'Remove those lines.'),
      ),
      locked: never(
        'kernel.modules_disabled=1이라 어떤 모듈도 올릴 수 없습니다.',
        'kernel.modules_disabled=1: no module can be loaded.',
        l(
          '/etc/sysctl.d에서 그 줄을 지우고 재시작하십시오. 실행 중에는 되돌릴 수 없습니다.',
          'Remove the line from /etc/sysctl.d and reboot; it cannot be undone while running.',
        ),
      ),
    },
    source: 'Linux kernel documentation, admin-guide/sysctl/kernel and kernel_lockdown(7)',
    thresholds: { modules: MODULES_FOR.network, vxlan: MODULES_FOR.vxlan, vxlanWith: VXLAN_PLUGINS },
    judge: ({ sysctl, hardening, modules }, subject) => {
      const mode = /\[(\w+)\]/.exec(hardening.lockdown ?? '')?.[1] ?? 'none'
      if (sysctl['kernel.modules_disabled'] === '1') return { outcome: 'locked', found: '1', wanted: '0' }
      const others = networkModules(subject).filter((name) => !BASE_MODULES.value.includes(name))
      const kept = others.filter((name) => modules.disabled.includes(name) && !modules.loaded.includes(name))
      if (kept.length) return { outcome: 'disabled', found: list(kept), wanted: '-', params: { modules: list(kept) } }
      return { outcome: mode === 'none' ? 'pass' : 'lockdown', found: mode, wanted: '-', params: { found: mode } }
    },
  }),
  hostCheck({
    id: 'kernel-config-required',
    category: 'kernel',
    title: l('커널 빌드 옵션', 'Options of the kernel'),
    explain: l(
      '직접 빌드했거나 잘라 낸 커널에는 컨테이너에 필요한 기능이 빠져 있을 수 있습니다.',
      'A kernel built or cut down by hand may lack what containers need.',
    ),
    prepare: l(
      '직접 빌드한 커널 대신 운영체제의 기본 커널을 쓰십시오.',
      'Use the stock kernel of the operating system, not one built by hand.',
    ),
    reads: ['kernelOptions'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('필요한 기능이 있습니다.', 'All are there.'),
      unread: note(
        '커널이 빌드 옵션을 보여 주지 않습니다. 배포판의 기본 커널이면 괜찮습니다.',
        'The kernel does not show its options; with a stock kernel that is fine.',
      ),
      missing: block(
        '커널에 빠진 기능이 있습니다: {options}',
        'The kernel lacks: {options}',
        l('배포판의 기본 커널로 부팅하십시오.', "Boot the distribution's stock kernel."),
      ),
    },
    thresholds: { options: KERNEL_OPTIONS },
    judge: ({ kernelOptions }) => {
      const { on } = kernelOptions
      if (on === null) return { outcome: 'unread', found: '-', wanted: '-' }
      const missing = KERNEL_OPTIONS.value.filter((name) => !on.includes(name))
      return {
        outcome: missing.length ? 'missing' : 'pass',
        found: `${KERNEL_OPTIONS.value.length - missing.length}/${KERNEL_OPTIONS.value.length}`,
        wanted: `${KERNEL_OPTIONS.value.length}/${KERNEL_OPTIONS.value.length}`,
        params: { options: shortList(missing.map((name) => `CONFIG_${name}`)) },
      }
    },
  }),
]
