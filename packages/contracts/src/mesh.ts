import { z } from 'zod'
import { NodeRole } from './sites.ts'
import { Localized } from './text.ts'
import { VerdictStatus } from './verdicts.ts'

/**
 * What an attempt proves of the way to a port.
 * - `open`: something listens there and was reached.
 * - `free`: nothing listens there, and the target itself said so.
 * - `rejected`: a firewall answered in the target's name.
 * - `dropped`: no answer.
 * - `no-route`: somebody on the way, or a firewall, said that there is none.
 * - `not-proven`: refused by the target or by a firewall, or a datagram that nobody answered.
 * - `no-tool`: the sender has nothing to try it with.
 * - `not-tried`: the sender was not reached or broke off.
 */
export const PathState = z.enum([
  'open',
  'free',
  'rejected',
  'dropped',
  'no-route',
  'not-proven',
  'no-tool',
  'not-tried',
])
export type PathState = z.infer<typeof PathState>

const STATUSES: Record<PathState, VerdictStatus> = {
  open: 'pass',
  free: 'pass',
  rejected: 'fail',
  dropped: 'fail',
  'no-route': 'fail',
  'not-proven': 'unknown',
  'no-tool': 'unknown',
  'not-tried': 'unknown',
}

export const pathStatus = (state: PathState): VerdictStatus => STATUSES[state]

/** Whether packets were stopped on this way. */
export const isStopped = (state: PathState): boolean => STATUSES[state] === 'fail'

/** What ports belong to, as people ask: does etcd get through? `cni` is the network of the pods. */
export const PortGroup = z.enum(['control-plane', 'etcd', 'kubelet', 'cni', 'services', 'other'])
export type PortGroup = z.infer<typeof PortGroup>

/** A port that nodes must offer each other, and the lines of the port matrix that say so. */
export const MeshPort = z.object({
  /** `10250/tcp` */
  key: z.string(),
  port: z.number().int(),
  protocol: z.enum(['tcp', 'udp']),
  rules: z.array(
    z.object({
      first: z.number().int(),
      last: z.number().int(),
      /** `other` also in a mesh of before there were groups. */
      group: PortGroup.default('other'),
      purpose: Localized,
      source: z.string(),
    }),
  ),
})
export type MeshPort = z.infer<typeof MeshPort>

export const MeshHost = z.object({
  name: z.string(),
  address: z.string(),
  roles: z.array(NodeRole),
  /** Whether the console reached it. */
  connected: z.boolean(),
  /** What filters packets on the host itself; `unknown` without root. */
  firewall: z.enum(['none', 'rules', 'firewalld', 'ufw', 'unknown']),
  /** What listens on the ports of the matrix, before the installation. `cluster`: a program of Kubernetes. */
  listeners: z.array(z.object({ key: z.string(), owner: z.string().nullable(), cluster: z.boolean() })),
})
export type MeshHost = z.infer<typeof MeshHost>

const status = { status: VerdictStatus }

/** What was tried and measured from one host to another; null where there is no number. */
export const MeshPair = z.object({
  from: z.string(),
  to: z.string(),
  /** By key of the port; only those that the one must offer the other. */
  ports: z.record(z.string(), PathState),
  /** What opens the stopped ports on `to` for `from` and nobody else; empty where `to` itself filters nothing. */
  commands: z.array(z.string()),
  /** Milliseconds there and back; `tcp` where pings are not answered. */
  latency: z.object({ ms: z.number(), by: z.enum(['ping', 'tcp']), ...status }).nullable(),
  loss: z.object({ sent: z.number().int(), lost: z.number().int(), ...status }).nullable(),
  /** Bytes of the sender's interface, and of the largest packet that arrived whole (0: none). */
  mtu: z.object({ interface: z.number().int(), path: z.number().int(), ...status }).nullable(),
  /** Mbit/s of a short stream. */
  bandwidth: z.object({ mbps: z.number(), ...status }).nullable(),
  /** Milliseconds by which the clock of `to` is ahead of that of `from`, and by how much that may be wrong. */
  skew: z.object({ ms: z.number(), error: z.number(), ...status }).nullable(),
})
export type MeshPair = z.infer<typeof MeshPair>

/** Everything between the hosts of a site, as one preflight found it. Two hosts that need nothing of each other are no pair. */
export const Mesh = z.object({ hosts: z.array(MeshHost), ports: z.array(MeshPort), pairs: z.array(MeshPair) })
export type Mesh = z.infer<typeof Mesh>
