import type { Host } from '@astrago/hosts'
import { isAddress } from '../checks/cidr.ts'
import { nodeInterface } from '../checks/network-helpers.ts'
import type { HostRecord } from '../facts/schema.ts'
import type { DeclaredNode, PreflightInput } from '../input.ts'
import { runAttempts } from './attempts.ts'
import { runTcp } from './channels.ts'
import { type LinkRow, type Peer, runLinks } from './links.ts'
import { largeDatagrams, listeningTargets, type ReachRow, type ReachTarget } from './plan.ts'

export type Reached = { reach: ReachRow[]; links: LinkRow[] }

export type Sender = {
  host: Host
  node: DeclaredNode
  /** What is known of the sender itself. */
  record: HostRecord | undefined
  targets: readonly ReachTarget[]
  peers: readonly Peer[]
  /** What is known of a peer, as soon as it is. */
  recordOf: (name: string) => Promise<HostRecord | undefined>
}

/** Bytes that the interface of the node's address carries. */
function mtuOf({ record, node }: Sender): number | null {
  const { interfaces, routes } = record?.facts ?? {}
  if (!interfaces || !routes || !('value' in interfaces) || !('value' in routes)) return null
  return nodeInterface(interfaces.value, routes.value, node.address)?.mtu ?? null
}

/**
 * What listens on the peers inside of ranges, tried when all have answered or are given up: their answers say where. Never
 * throws.
 */
export async function tryListening(sender: Sender, input: PreflightInput, signal?: AbortSignal): Promise<ReachRow[]> {
  if (!sender.targets.some(({ protocol }) => protocol === 'tcp')) return []
  const records = await Promise.all(sender.peers.map(({ name }) => sender.recordOf(name)))
  const named = new Set(sender.targets.map(({ to, port }) => `${to} ${port}`))
  const targets = records.flatMap((record) => (record ? listeningTargets(input, sender.node.name, record) : []))
  return runTcp(
    sender.host,
    targets.filter(({ to, port }) => !named.has(`${to} ${port}`)),
    signal ? { signal } : {},
  )
}

/**
 * Connections to names, by a tool of the host: sshd would look a name up by itself, but stands still meanwhile, and with it
 * everything else that goes over the connection.
 */
async function tryNames(host: Host, targets: readonly ReachTarget[], options: { signal?: AbortSignal }) {
  const rows = await runAttempts(host, targets, options)
  return rows.some(({ result }) => result === 'no-tool') ? runTcp(host, targets, options) : rows
}

/** Everything that a host can try and measure by itself towards others, whatever they answer. Never throws. */
export async function tryFrom(sender: Sender, signal?: AbortSignal): Promise<Reached> {
  const options = signal ? { signal } : {}
  const mtu = mtuOf(sender)
  const tcp = sender.targets.filter(({ protocol }) => protocol === 'tcp')
  const names = tcp.filter(({ address }) => !isAddress(address))
  const udp = sender.targets.filter(({ protocol }) => protocol === 'udp')
  const datagrams = mtu === null ? udp : [...udp, ...largeDatagrams(udp, mtu)]
  const [placed, named, arrived, links] = await Promise.all([
    runTcp(
      sender.host,
      tcp.filter(({ address }) => isAddress(address)),
      options,
    ),
    names.length ? tryNames(sender.host, names, options) : [],
    datagrams.length ? runAttempts(sender.host, datagrams, options) : [],
    runLinks(sender.host, sender.peers, { root: sender.record?.access.root ?? false, ...options }),
  ])
  return { reach: [...placed, ...named, ...arrived], links }
}
