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
 * `admin` the console; `users` the browsers.
 */
export const PortParty = z.enum(['control-plane', 'node', 'worker', 'host', 'pods', 'admin', 'users'])
export type PortParty = z.infer<typeof PortParty>

/** One line of a port matrix: who opens connections to whom, on which ports, what for, and who says so. */
export const PortRule = z.object({
  id: z.string().default(''),
  /** First and last port of the range; the same for one port. */
  first: z.number().int(),
  last: z.number().int(),
  protocol: z.enum(['tcp', 'udp']),
  from: PortParty,
  to: PortParty.extract(['control-plane', 'node', 'worker', 'host']),
  /** `other` also in facts of before there were groups. */
  group: PortGroup.default('other'),
  purpose: Localized,
  /** Who says so. */
  source: z.string().default(''),
  /** What it means that another program has the port already: a cluster that does not start, or one part that does not. */
  ifTaken: z.enum(['block', 'warn']).default('block'),
})
export type PortRule = z.infer<typeof PortRule>

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
