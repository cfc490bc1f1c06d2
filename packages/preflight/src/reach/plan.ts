import { z } from 'zod'
import { inCluster } from '../checks/helpers.ts'
import type { DeclaredNode, PortRule, PreflightInput } from '../input.ts'

/** Targets that are no node; a node cannot have such a name. */
export const VIP = '@vip'
export const NFS = '@nfs'
export const REGISTRY = '@registry'

const NFS_PORT = 2049
const HTTPS_PORT = 443
/** An address that is free answers on none of these; one in use refuses or accepts on most. */
const VIP_PORTS = [22, 443, 6443]

export const ReachTarget = z.object({ from: z.string(), to: z.string(), address: z.string(), port: z.number().int() })
export type ReachTarget = z.infer<typeof ReachTarget>

/** What a connection attempt gave. `lost`: the sender's connection broke, so nothing is known. */
export const ReachRow = ReachTarget.extend({
  result: z.enum(['open', 'refused', 'timeout', 'no-route', 'unknown-name', 'prohibited', 'lost']),
  ms: z.number(),
})
export type ReachRow = z.infer<typeof ReachRow>

const plays = (node: DeclaredNode, party: PortRule['from']): boolean =>
  party === 'node' ? inCluster(node) : party === 'control-plane' && node.roles.includes('control-plane')

/** Host and port of `https://host:port/path`, `host:port` or `host`. */
export function endpointOf(text: string, defaultPort: number): { address: string; port: number } | null {
  const [, address, port] = /^(?:\w+:\/\/)?([^/:\s]+)(?::(\d{1,5}))?(?:\/.*)?$/.exec(text.trim()) ?? []
  return address ? { address, port: port ? Number(port) : defaultPort } : null
}

function betweenNodes(nodes: readonly DeclaredNode[], ports: readonly PortRule[]): ReachTarget[] {
  return ports
    .filter((rule) => rule.protocol === 'tcp')
    .flatMap((rule) =>
      nodes
        .filter((from) => plays(from, rule.from))
        .flatMap((from) =>
          nodes
            .filter((to) => to.name !== from.name && to.address !== null && plays(to, rule.to))
            .map((to) => ({ from: from.name, to: to.name, address: to.address ?? '', port: rule.first })),
        ),
    )
}

function toServices({ nodes, answers }: PreflightInput): ReachTarget[] {
  const cluster = nodes.filter(inCluster).map((node) => node.name)
  const servers = nodes.filter((node) => node.roles.includes('control-plane')).map((node) => node.name)
  const vip = answers['network.vip']
  const nfs = answers['storage.kind'] === 'nfs' ? answers['storage.nfsServer'] : undefined
  const registry = answers['registry.kind'] === 'own' ? null : endpointOf(answers['registry.address'] ?? '', HTTPS_PORT)
  return [
    ...(vip ? servers.flatMap((from) => VIP_PORTS.map((port) => ({ from, to: VIP, address: vip, port }))) : []),
    ...(nfs ? cluster.map((from) => ({ from, to: NFS, address: nfs, port: NFS_PORT })) : []),
    ...(registry ? cluster.map((from) => ({ from, to: REGISTRY, ...registry })) : []),
  ]
}

/**
 * Every TCP connection to try, each once: between nodes by the port matrix, in both directions, and from the nodes to
 * the services that the answers name. Of a range its first port stands for all. UDP needs a listener and is not tried.
 */
export function reachPlan(input: PreflightInput): ReachTarget[] {
  const seen = new Map<string, ReachTarget>()
  for (const target of [...betweenNodes(input.nodes, input.ports), ...toServices(input)]) {
    seen.set(`${target.from} ${target.to} ${target.address} ${target.port}`, target)
  }
  return [...seen.values()]
}
