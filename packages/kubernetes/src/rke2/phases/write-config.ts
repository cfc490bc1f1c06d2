import {
  changeAction,
  type HostFacts,
  hostIn,
  MASK,
  maskUrls,
  readHostFacts,
  readText,
  wholeFile,
} from '@astrago/changes'
import { withParticle } from '@astrago/contracts'
import type { Action, Phase } from '@astrago/jobs'
import { maskYaml } from '../../host/mask.ts'
import { l } from '../../text.ts'
import type { Registry, Rke2Cluster, Rke2Node } from '../answers.ts'
import { renderConfig, renderProxyEnv } from '../config.ts'
import { renderKubeVip } from '../kube-vip.ts'
import { RKE2 } from '../paths.ts'
import { renderRegistries } from '../registries.ts'

/** `before` holds the files as people may see them: what was on the host may name secrets of its own. */
type Facts = { host: HostFacts; before: Record<string, string | null> }
type Write = { what: string; path: string; mode: number; content: string; shown: string }

export function writeConfig(cluster: Rke2Cluster): Phase<Record<string, Facts>> {
  const nodes = [...cluster.servers, ...cluster.agents]
  return {
    id: 'write-config',
    title: l('설정 쓰기', 'Write configuration'),
    explain: l(
      'RKE2 설정과 레지스트리 설정을 root만 읽을 수 있게 씁니다.',
      'Write the configuration of RKE2 and of the registries, readable by root alone.',
    ),
    concurrency: 10,
    async gather(hosts, signal) {
      const facts = nodes.map(async (node) => {
        const host = hostIn(hosts, node.name)
        const known = await readHostFacts(host, node.address, signal)
        const before: Facts['before'] = {}
        for (const path of configPaths(node)) {
          const text = await readText(host, path, signal)
          before[path] = text === null ? null : showBefore(path, text)
        }
        return [node.name, { host: known, before }] as const
      })
      return Object.fromEntries(await Promise.all(facts))
    },
    plan: (facts) => {
      const networkInterface = sharedInterface(cluster.servers.map(({ name }) => facts[name]?.host))
      return nodes.flatMap((node) => {
        const known = facts[node.name]
        if (!known) return []
        const selinux = known.host.seLinux === 'enforcing' && cluster.selinux === 'keep'
        return filesOf(cluster, node, { selinux, networkInterface }).map((write) => toAction(node, write, known))
      })
    },
  }
}

/** The files that make up a node's configuration. */
export function filesOf(
  cluster: Rke2Cluster,
  node: Rke2Node,
  { selinux, networkInterface }: { selinux: boolean; networkInterface: string | null },
): Write[] {
  const { registry, proxy, kubeVip } = cluster
  const config = (token: string) => renderConfig({ ...cluster, token }, node, { selinux })
  const env = proxy ? renderProxyEnv(proxy) : ''
  const vip = kubeVip && node.role === 'server' ? renderKubeVip({ ...kubeVip, networkInterface }) : ''
  const ca = registry?.ca ?? ''
  const wanted: (Write | false)[] = [
    { what: 'config', path: RKE2.config, mode: 0o600, content: config(cluster.token), shown: config(MASK) },
    registry !== null && {
      what: 'registries',
      path: RKE2.registries,
      mode: 0o600,
      content: renderRegistries(registry),
      shown: renderRegistries(hidden(registry)),
    },
    ca !== '' && { what: 'registry-ca', path: RKE2.registryCa, mode: 0o644, content: ca, shown: ca },
    env !== '' && { what: 'proxy', path: proxyFile(node), mode: 0o600, content: env, shown: maskUrls(env) },
    vip !== '' && { what: 'kube-vip', path: RKE2.kubeVipManifest, mode: 0o600, content: vip, shown: vip },
  ]
  return wanted.filter((write) => write !== false)
}

const hidden = (registry: Registry): Registry => ({ ...registry, password: MASK, username: registry.username && MASK })

const proxyFile = (node: Rke2Node) => `/etc/default/rke2-${node.role}`

function configPaths(node: Rke2Node): string[] {
  const paths = [RKE2.config, RKE2.registries, RKE2.registryCa, proxyFile(node)]
  return node.role === 'server' ? [...paths, RKE2.kubeVipManifest] : paths
}

function showBefore(path: string, text: string): string | null {
  if (path.endsWith('.yaml')) return maskYaml(text)
  return maskUrls(text)
}

/** kube-vip has one manifest for all servers: an interface is named only where they all call it the same. */
function sharedInterface(servers: readonly (HostFacts | undefined)[]): string | null {
  const names = new Set(servers.map((facts) => facts?.networkInterface ?? ''))
  const [name] = names
  return names.size === 1 && name ? name : null
}

function toAction(node: Rke2Node, { what, path, mode, content, shown }: Write, facts: Facts): Action {
  return changeAction({
    id: `write-config.${what}@${node.name}`,
    host: node.name,
    owner: 'install',
    describe: l(`${withParticle(path, '을(를)')} 씁니다`, `Write ${path}`),
    changes: [wholeFile(path, content, mode)],
    files: [{ path, mode: mode.toString(8), before: facts.before[path] ?? null, after: shown }],
  })
}
