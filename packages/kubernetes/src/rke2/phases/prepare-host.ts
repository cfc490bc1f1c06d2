import {
  type Change,
  changeAction,
  FSTAB,
  type HostFacts,
  hostIn,
  leaveInterfacesAlone,
  loadModules,
  maskText,
  NETWORK_MANAGER_FILE,
  neverLower,
  permissive,
  readHostFacts,
  readText,
  renderModules,
  renderSettings,
  SELINUX_FILE,
  seLinuxPermissive,
  setKernel,
  swapOff,
  UNMANAGED,
  withoutSwap,
} from '@astrago/changes'
import type { FileChange, Localized } from '@astrago/contracts'
import type { Action, Phase } from '@astrago/jobs'
import { l } from '../../text.ts'
import type { Rke2Cluster, Rke2Node } from '../answers.ts'
import { firewall } from './prepare/firewall.ts'
import { kernelSettings } from './prepare/kernel-settings.ts'

const FILES = {
  fstab: FSTAB,
  modules: '/etc/modules-load.d/astrago-rke2.conf',
  sysctl: '/etc/sysctl.d/99-astrago-rke2.conf',
  networkManager: NETWORK_MANAGER_FILE,
  seLinux: SELINUX_FILE,
} as const

type Facts = { host: HostFacts; files: Record<keyof typeof FILES, string | null> }

const PHASE = 'prepare-host'
const MODULES = ['overlay', 'br_netfilter']

/** With the CIS profile etcd runs as a user of its own, which RKE2 does not make (docs.rke2.io/security/hardening_guide). */
const ETCD_USER: Change[] = [{ kind: 'user', name: 'etcd', wanted: 'present' }]

export function prepareHost(cluster: Rke2Cluster): Phase<Record<string, Facts>> {
  const nodes = [...cluster.servers, ...cluster.agents]
  return {
    id: PHASE,
    title: l('호스트 준비', 'Prepare hosts'),
    explain: l(
      '스왑, 커널 모듈과 값, NetworkManager, 방화벽을 Kubernetes에 맞춥니다. 원래 파일은 보관하고 되돌릴 수 있습니다.',
      'Fit swap, kernel modules and parameters, NetworkManager and the firewall to Kubernetes. Originals are kept.',
    ),
    concurrency: 10,
    async gather(hosts, signal) {
      const facts = nodes.map(async ({ name, address }) => {
        const host = hostIn(hosts, name)
        const files = await Promise.all(
          Object.entries(FILES).map(async ([key, path]) => [key, shown(await readText(host, path, signal))] as const),
        )
        const known = await readHostFacts(host, address, signal)
        return [name, { host: known, files: Object.fromEntries(files) as Facts['files'] }] as const
      })
      return Object.fromEntries(await Promise.all(facts))
    },
    plan: (facts) =>
      nodes.flatMap((node) => {
        const known = facts[node.name]
        return known ? actionsFor(cluster, node, known) : []
      }),
  }
}

const shown = (text: string | null) => (text === null ? null : maskText(text))

type Prepared = { what: string; describe: Localized; changes: Change[]; file?: Omit<FileChange, 'mode'>; ms?: number }

function actionsFor(cluster: Rke2Cluster, node: Rke2Node, { host, files }: Facts): Action[] {
  const settings = neverLower(kernelSettings({ gpu: node.gpu, cis: cluster.cis }), host.limits)
  const file = (key: keyof typeof FILES, after: string | null) => ({ path: FILES[key], before: files[key], after })
  const prepared: (Prepared | false)[] = [
    {
      what: 'swap',
      describe: l('스왑을 끄고 재부팅 후에도 꺼지게 합니다', 'Turn swap off, also after a reboot'),
      changes: swapOff(),
      ...(files.fstab === null ? {} : { file: file('fstab', withoutSwap(files.fstab)) }),
      ms: 2_000,
    },
    {
      what: 'modules',
      describe: l('컨테이너에 필요한 커널 모듈을 적재합니다', 'Load the kernel modules that containers need'),
      changes: loadModules(FILES.modules, MODULES),
      file: file('modules', renderModules(MODULES)),
    },
    {
      what: 'sysctl',
      describe: l('커널 값을 맞춥니다', 'Set kernel parameters'),
      changes: setKernel(FILES.sysctl, settings),
      file: file('sysctl', renderSettings(settings)),
    },
    host.networkManager && {
      what: 'network-manager',
      describe: l(
        'NetworkManager가 파드 네트워크 인터페이스를 건드리지 않게 합니다',
        'Keep NetworkManager away from the interfaces of the pod network',
      ),
      changes: leaveInterfacesAlone(),
      file: file('networkManager', UNMANAGED),
    },
    cluster.selinux === 'permissive' &&
      host.seLinux !== 'absent' && {
        what: 'selinux',
        describe: l('SELinux를 permissive로 바꿉니다', 'Set SELinux to permissive'),
        changes: seLinuxPermissive(),
        ...(files.seLinux === null ? {} : { file: file('seLinux', permissive(files.seLinux)) }),
      },
    cluster.cis &&
      node.role === 'server' && {
        what: 'etcd-user',
        describe: l('etcd 사용자를 만듭니다 (CIS 프로파일)', 'Make the etcd user (CIS profile)'),
        changes: ETCD_USER,
      },
  ]
  return [...prepared.filter((each) => each !== false).map(toAction(node.name)), ...firewall(cluster, node, host)]
}

const toAction =
  (host: string) =>
  ({ what, describe, changes, file, ms }: Prepared): Action =>
    changeAction({
      id: `${PHASE}.${what}@${host}`,
      host,
      owner: 'install',
      describe,
      changes,
      files: file ? [{ mode: '644', ...file }] : [],
      ...(ms === undefined ? {} : { expectedMs: ms }),
    })
