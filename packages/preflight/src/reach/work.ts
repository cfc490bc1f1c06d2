import type { CheckId } from '@astrago/contracts'
import { inCluster } from '../checks/helpers.ts'
import type { DeclaredNode, PreflightInput } from '../input.ts'
import type { Peer } from './links.ts'
import { asksFor, type ReachTarget, reachPlan } from './plan.ts'

type Kind = ReachTarget['protocol'] | 'links'

/** Checks that read what hosts try and measure towards others; without one of them nothing of the kind is tried. */
const READERS: Record<Kind, readonly CheckId[]> = {
  tcp: [
    'ports-between-hosts',
    'vip-free',
    'registry-tcp',
    'nfs-server-tcp',
    'ssh-forwarding',
    'majority-group',
    // A stream needs a port that is free and let through.
    'bandwidth-hosts',
  ],
  udp: ['matrix-udp-overlay', 'mtu-path', 'majority-group'],
  links: ['latency-hosts', 'packet-loss', 'mtu-path', 'majority-group', 'bandwidth-hosts'],
}

const SSH_PORT = 22

/** A host to open, whether to probe it, and what it tries and measures. */
export type HostWork = { name: string; probe: boolean; targets: ReachTarget[]; peers: Peer[] }

type Choice = { input: PreflightInput; hosts?: readonly string[]; only?: readonly CheckId[] }

/** Where a connection to a peer is answered: a port that it must offer, else its SSH. */
function answeringPort({ ports }: PreflightInput, from: DeclaredNode, to: DeclaredNode): number {
  return ports.find((rule) => rule.protocol === 'tcp' && asksFor(rule, from, to))?.first ?? SSH_PORT
}

function peersOf(from: DeclaredNode, input: PreflightInput): Peer[] {
  if (!inCluster(from) || input.ports.length === 0) return []
  return input.nodes.flatMap((to) => {
    const apart = to.name !== from.name && to.address !== null && inCluster(to)
    return apart ? [{ name: to.name, address: to.address ?? '', port: answeringPort(input, from, to) }] : []
  })
}

/** Which hosts to open and what for: the chosen ones for all, others only for what concerns the chosen ones. */
export function workFor({ input, hosts, only }: Choice): HostWork[] {
  const chosen = new Set(hosts ?? input.nodes.map((node) => node.name))
  const wanted = (kind: Kind): boolean => !only || only.some((check) => READERS[kind].includes(check))
  const concerns = (from: string, to: string): boolean => chosen.has(from) || chosen.has(to)
  const targets = reachPlan(input).filter(({ from, to, protocol }) => wanted(protocol) && concerns(from, to))
  return input.nodes
    .map((node) => ({
      name: node.name,
      probe: chosen.has(node.name),
      targets: targets.filter(({ from }) => from === node.name),
      peers: wanted('links') ? peersOf(node, input).filter(({ name }) => concerns(node.name, name)) : [],
    }))
    .filter(({ probe, targets: own, peers }) => probe || own.length > 0 || peers.length > 0)
}
