import { z } from 'zod'
import { PortGroup } from '../mesh.ts'
import type { Distribution } from '../sites.ts'
import { Localized } from '../text.ts'

/** The network plugins that a distribution may bring. */
export const Cni = z.enum(['canal', 'calico', 'cilium', 'flannel', 'kube-router'])
export type Cni = z.infer<typeof Cni>

/**
 * Who opens connections, or takes them: `node` is every machine of the cluster, control planes included; `worker` those that
 * run pods, where a distribution keeps control planes free of them; `host` every machine of the site, in the cluster or not;
 * `admin` the console; `users` the browsers; `routers` whatever forwards packets between the machines.
 */
export const PortParty = z.enum(['control-plane', 'node', 'worker', 'host', 'pods', 'admin', 'users', 'routers'])
export type PortParty = z.infer<typeof PortParty>

/** What every line of a port matrix says: who to whom, what for, and who says so. */
const Line = z.object({
  id: z.string().default(''),
  from: PortParty,
  to: PortParty.extract(['control-plane', 'node', 'worker', 'host']),
  /** `other` also in facts of before there were groups. */
  group: PortGroup.default('other'),
  purpose: Localized,
  /** Who says so. */
  source: z.string().default(''),
})

/** A line about connections to ports. */
export const PortRule = Line.extend({
  protocol: z.enum(['tcp', 'udp']),
  /** First and last port of the range; the same for one port. */
  first: z.number().int(),
  last: z.number().int(),
  /** What it means that another program has the port already: a cluster that does not start, or one part that does not. */
  ifTaken: z.enum(['block', 'warn']).default('block'),
})
export type PortRule = z.infer<typeof PortRule>

/**
 * Packets that have no ports: an echo request, the answer of a router that a packet is too big for the next link (by which
 * senders find the path MTU), and IP packets wrapped in IP (protocol 4).
 */
export const PacketProtocol = z.enum(['icmp-echo', 'icmp-too-big', 'ipip'])
export type PacketProtocol = z.infer<typeof PacketProtocol>

/** A line about such packets. */
export const PacketRule = Line.extend({ protocol: PacketProtocol })
export type PacketRule = z.infer<typeof PacketRule>

export type MatrixLine = PortRule | PacketRule

/** The network plugins of each distribution, its own choice first. */
export const CNIS = {
  // RKE2 documentation, networking/basic_network_options
  rke2: ['canal', 'calico', 'cilium', 'flannel'],
  // k0s documentation, networking
  k0s: ['kube-router', 'calico'],
  // Kubespray, docs/CNI
  kubespray: ['calico', 'cilium', 'flannel'],
} as const satisfies Record<Distribution, readonly [Cni, ...Cni[]]>

/** The plugin of a site: the one that was chosen, if its distribution has it, else the distribution's own choice. */
export function cniOf<D extends Distribution>(distribution: D, chosen?: Cni): (typeof CNIS)[D][number] {
  const offered: readonly (typeof CNIS)[D][number][] = CNIS[distribution]
  return offered.find((cni) => cni === chosen) ?? CNIS[distribution][0]
}
