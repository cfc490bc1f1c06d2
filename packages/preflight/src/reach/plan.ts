import type { PortParty, PortRule } from '@astrago/contracts'
import { z } from 'zod'
import { inCluster, isWorker } from '../checks/helpers.ts'
import type { HostRecord } from '../facts/schema.ts'
import type { DeclaredNode, PreflightInput } from '../input.ts'
import { nfsServer, registryEndpoint } from '../site-services.ts'

/** Targets that are no node; a node cannot have such a name. */
export const VIP = '@vip'
export const NFS = '@nfs'
export const REGISTRY = '@registry'

/** An address that is free answers on none of these; one in use refuses or accepts on most. */
const VIP_PORTS = [22, 443, 6443]
/** Of the ports inside a range on which something listens, so many are tried besides its ends. */
const LISTENERS_A_RANGE = 8
/** IPv4 and UDP headers in front of the payload (RFC 791, RFC 768). */
const UDP_HEADERS = 28

export const ReachTarget = z.object({
  from: z.string(),
  to: z.string(),
  address: z.string(),
  port: z.number().int(),
  protocol: z.enum(['tcp', 'udp']).default('tcp'),
  /** Payload of a datagram as large as the sender's interface carries; without it a small one. */
  bytes: z.number().int().optional(),
})
export type ReachTarget = z.infer<typeof ReachTarget>

/**
 * What an attempt gave. `timeout`: no answer, which for a datagram may also mean that it was taken. `lost`: the sender's
 * connection broke, so nothing is known. `no-tool`: nothing on the sender can make such an attempt.
 */
const ReachResult = z.enum(['open', 'refused', 'timeout', 'no-route', 'unknown-name', 'prohibited', 'lost', 'no-tool'])

export const ReachRow = ReachTarget.extend({
  result: ReachResult,
  /** Milliseconds that it took, by the console's clock over a channel and by the sender's with a tool of its own. */
  ms: z.number(),
  /** A channel of the sender's sshd, or the tool of the sender that was used where sshd forwards nothing. */
  via: z.enum(['channel', 'python3', 'bash', 'nc', 'curl']).default('channel'),
  /** Whether a listener of ours stood at the port. */
  listener: z.boolean().default(false),
})
export type ReachRow = z.infer<typeof ReachRow>

/** An attempt of which nothing more is known than its end. */
export const rowOf = (target: ReachTarget, result: ReachRow['result'], ms = 0): ReachRow => ({
  ...target,
  result,
  ms,
  via: 'channel',
  listener: false,
})

/** Names an attempt: two of the same key tried the same. */
export const keyOf = ({ from, to, protocol, port, bytes }: ReachTarget): string =>
  [from, to, protocol, port, bytes ?? ''].join(' ')

/** Whether a machine is one of those that a port matrix names so. */
export function plays(node: DeclaredNode, party: PortParty): boolean {
  if (party === 'host') return true
  if (party === 'node') return inCluster(node)
  if (party === 'worker') return isWorker(node)
  return party === 'control-plane' && node.roles.includes('control-plane')
}

/** Whether a rule asks for connections from one node to another. */
export const asksFor = (rule: PortRule, from: DeclaredNode, to: DeclaredNode): boolean =>
  from.name !== to.name && to.address !== null && plays(from, rule.from) && plays(to, rule.to)

function betweenNodes({ nodes, ports }: PreflightInput): ReachTarget[] {
  return ports.flatMap((rule) =>
    nodes.flatMap((from) =>
      nodes
        .filter((to) => asksFor(rule, from, to))
        .flatMap((to) =>
          [rule.first, rule.last].map((port) => ({
            from: from.name,
            to: to.name,
            address: to.address ?? '',
            port,
            protocol: rule.protocol,
          })),
        ),
    ),
  )
}

function toServices({ nodes, answers }: PreflightInput): ReachTarget[] {
  const cluster = nodes.filter(inCluster).map((node) => node.name)
  const servers = nodes.filter((node) => node.roles.includes('control-plane')).map((node) => node.name)
  const vip = answers['network.vip']
  const nfs = nfsServer(answers)
  const registry = registryEndpoint(answers)
  const protocol = 'tcp' as const
  return [
    ...(vip
      ? servers.flatMap((from) => VIP_PORTS.map((port) => ({ from, to: VIP, address: vip, port, protocol })))
      : []),
    ...(nfs ? cluster.map((from) => ({ from, to: NFS, ...nfs, protocol })) : []),
    ...(registry ? cluster.map((from) => ({ from, to: REGISTRY, ...registry, protocol })) : []),
  ]
}

const eachOnce = (targets: readonly ReachTarget[]): ReachTarget[] => [
  ...new Map(targets.map((target) => [keyOf(target), target])).values(),
]

/**
 * Every attempt that can be named before a host has answered, each once: between nodes by the port matrix, in both
 * directions, and from the nodes to the services that the answers name. A range is tried at its ends.
 */
export const reachPlan = (input: PreflightInput): ReachTarget[] =>
  eachOnce([...betweenNodes(input), ...toServices(input)])

/** What listens on `target` inside a range that it must offer to `from`: a firewall may let the ends through and not these. */
export function listeningTargets(input: PreflightInput, from: string, target: HostRecord): ReachTarget[] {
  const sender = input.nodes.find((node) => node.name === from)
  const node = input.nodes.find((each) => each.name === target.host)
  if (!sender || !node || !('value' in target.facts.listeners)) return []
  const listeners = target.facts.listeners.value.filter(({ address }) => !address.startsWith('127.'))
  const found = input.ports
    .filter((rule) => rule.protocol === 'tcp' && asksFor(rule, sender, node))
    .flatMap(({ first, last }) => {
      const inside = listeners.filter(({ protocol, port }) => protocol === 'tcp' && port > first && port < last)
      const ports = [...new Set(inside.map(({ port }) => port))].toSorted((a, b) => a - b)
      return ports.slice(0, LISTENERS_A_RANGE)
    })
  const address = node.address ?? ''
  return eachOnce(found.map((port) => ({ from, to: node.name, address, port, protocol: 'tcp' })))
}

/** The datagrams of a plan once more, as large as an interface of `mtu` bytes carries them. */
export function largeDatagrams(targets: readonly ReachTarget[], mtu: number): ReachTarget[] {
  const bytes = mtu - UDP_HEADERS
  return targets.filter(({ protocol }) => protocol === 'udp').map((target) => ({ ...target, bytes }))
}
