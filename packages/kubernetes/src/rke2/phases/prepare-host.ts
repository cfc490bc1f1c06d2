import {
  FSTAB,
  type HostFacts,
  hostIn,
  kernelModules,
  MASK,
  MODULES_FILE,
  NETWORK_MANAGER_FILE,
  networkManager,
  readHostFacts,
  readText,
  SELINUX_FILE,
  SYSCTL_FILE,
  seLinuxPermissive,
  swapOff,
  sysctl,
} from '@astrago/changes'
import type { Action, Phase } from '@astrago/jobs'
import { l } from '../../text.ts'
import type { Rke2Cluster, Rke2Node } from '../answers.ts'
import { etcdUser } from './prepare/etcd-user.ts'
import { firewall } from './prepare/firewall.ts'
import { kernelSettings } from './prepare/kernel-settings.ts'

const FILES = {
  fstab: FSTAB,
  modules: MODULES_FILE,
  sysctl: SYSCTL_FILE,
  networkManager: NETWORK_MANAGER_FILE,
  seLinux: SELINUX_FILE,
} as const

type Facts = { host: HostFacts; files: Record<keyof typeof FILES, string | null> }

const PHASE = 'prepare-host'

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

/** Options of a mount in fstab may hold a password. */
const shown = (text: string | null) => text?.replace(/\b(pass(?:word)?)=[^,\s]+/gi, `$1=${MASK}`) ?? null

function actionsFor(cluster: Rke2Cluster, node: Rke2Node, { host, files }: Facts): Action[] {
  const { name, gpu } = node
  return [
    swapOff(PHASE, name, files.fstab),
    kernelModules(PHASE, name, files.modules),
    sysctl(PHASE, name, kernelSettings({ gpu, cis: cluster.cis }), files.sysctl),
    ...(host.networkManager ? [networkManager(PHASE, name, files.networkManager)] : []),
    ...(cluster.selinux === 'permissive' && host.seLinux !== 'absent'
      ? [seLinuxPermissive(PHASE, name, files.seLinux)]
      : []),
    ...(cluster.cis && node.role === 'server' ? [etcdUser(name)] : []),
    ...firewall(cluster, node, host),
  ]
}
