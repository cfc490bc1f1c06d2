import type { Mesh, MeshHost, MeshPair, MeshPort, PathState, VerdictStatus } from '@astrago/contracts'
import { isStopped } from '@astrago/contracts'
import type { World } from '../check.ts'
import { clockOffset } from '../checks/clock.ts'
import { inCluster } from '../checks/helpers.ts'
import { bandwidth, latency, loss, mtu } from '../checks/measures.ts'
import type { HostRecord } from '../facts/schema.ts'
import { openingCommands } from '../firewall/commands.ts'
import type { DeclaredNode, PreflightInput } from '../input.ts'
import { KUBERNETES } from '../thresholds/leftovers.ts'
import { CLOCK_SKEW_MS } from '../thresholds/network.ts'
import { pathMtu } from './mtu.ts'
import { linkBetween, rowsBetween } from './pairs.ts'
import { asksFor } from './plan.ts'
import { pathOf } from './proof.ts'

const keyOf = ({ port, protocol }: { port: number; protocol: string }): string => `${port}/${protocol}`

const members = ({ nodes }: PreflightInput): DeclaredNode[] =>
  nodes.filter((node) => inCluster(node) && node.address !== null)

/** Every port that was tried or has to be, with the rules that ask for it, by number. */
function portsOf(input: PreflightInput, { reach }: World): MeshPort[] {
  const names = new Set(members(input).map(({ name }) => name))
  const tried = reach.filter(({ from, to }) => names.has(from) && names.has(to))
  const rules = input.ports.filter((rule) => asksAnybody(rule, members(input)))
  const ends = rules.flatMap(({ first, last, protocol }) => [first, last].map((port) => ({ port, protocol })))
  const all = new Map([...ends, ...tried].map(({ port, protocol }) => [keyOf({ port, protocol }), { port, protocol }]))
  return [...all]
    .map(([key, { port, protocol }]) => ({
      key,
      port,
      protocol,
      rules: rules
        .filter((rule) => rule.protocol === protocol && rule.first <= port && port <= rule.last)
        .map(({ first, last, group, purpose, source }) => ({ first, last, group, purpose, source })),
    }))
    .filter((port) => port.rules.length > 0)
    .toSorted((a, b) => a.port - b.port || a.protocol.localeCompare(b.protocol))
}

const asksAnybody = (rule: PreflightInput['ports'][number], nodes: readonly DeclaredNode[]): boolean =>
  nodes.some((from) => nodes.some((to) => asksFor(rule, from, to)))

function firewallOf({ facts }: HostRecord): MeshHost['firewall'] {
  const { firewall, firewallServices } = facts
  if ('value' in firewallServices && firewallServices.value.firewalld) return 'firewalld'
  if ('value' in firewallServices && firewallServices.value.ufw) return 'ufw'
  if (!('value' in firewall)) return 'unknown'
  return firewall.value.rules > 0 || firewall.value.dropsByDefault ? 'rules' : 'none'
}

function listenersOf({ facts }: HostRecord, keys: ReadonlySet<string>): MeshHost['listeners'] {
  if (!('value' in facts.listeners)) return []
  const found = facts.listeners.value.filter((each) => keys.has(keyOf(each)))
  return [...new Map(found.map((each) => [keyOf(each), each]))].map(([key, { owner }]) => ({
    key,
    owner,
    cluster: owner !== null && KUBERNETES.processes.value.includes(owner),
  }))
}

function hostsOf(input: PreflightInput, { records }: World, ports: readonly MeshPort[]): MeshHost[] {
  const keys = new Set(ports.map(({ key }) => key))
  return members(input).map(({ name, address, roles }) => {
    const record = records.get(name)
    return {
      name,
      address: address ?? '',
      roles,
      connected: record?.access.connected ?? false,
      firewall: record ? firewallOf(record) : 'unknown',
      listeners: record ? listenersOf(record, keys) : [],
    }
  })
}

/** The state of every port that one node must offer the other; one without an attempt was not tried. */
function statesOf(
  input: PreflightInput,
  world: World,
  from: DeclaredNode,
  to: DeclaredNode,
): Record<string, PathState> {
  const asked = input.ports
    .filter((rule) => asksFor(rule, from, to))
    .flatMap(({ first, last, protocol }) => [keyOf({ port: first, protocol }), keyOf({ port: last, protocol })])
  const target = world.records.get(to.name)
  const tried = rowsBetween(world.reach, from.name, to.name)
    .filter(({ bytes }) => bytes === undefined)
    .map((row): [string, PathState] => [keyOf(row), pathOf(row, target)])
  return { ...Object.fromEntries(asked.map((key) => [key, 'not-tried' as const])), ...Object.fromEntries(tried) }
}

/** What the outcomes of the measures are worth; without one the number is as it should be. */
const STATUS_OF = { far: 'fail', high: 'warn', short: 'fail', slow: 'warn', low: 'pass', quiet: 'unknown' } as const
const statusOf = (measured: { outcome: keyof typeof STATUS_OF | null } | null): VerdictStatus =>
  measured?.outcome ? STATUS_OF[measured.outcome] : 'pass'

function skewOf(from: HostRecord | undefined, to: HostRecord | undefined): MeshPair['skew'] {
  if (!from || !to || !('value' in from.facts.clock) || !('value' in to.facts.clock)) return null
  const own = clockOffset(from.facts.clock.value, from.access)
  const other = clockOffset(to.facts.clock.value, to.access)
  const ms = Math.round(other.offset - own.offset)
  const error = Math.round(own.error + other.error)
  const sure = Math.abs(ms) - error
  const { warn, block } = CLOCK_SKEW_MS
  return { ms, error, status: sure > block.value ? 'fail' : sure > warn.value ? 'warn' : 'pass' }
}

/** Only where the target filters packets itself; else it is for whoever runs the network between the two. */
function commandsFor(
  ports: MeshPair['ports'],
  { from, to }: { from: DeclaredNode; to: DeclaredNode },
  target: HostRecord | undefined,
): string[] {
  const stopped = Object.entries(ports).filter(([, state]) => isStopped(state))
  const firewall = target ? firewallOf(target) : 'unknown'
  if (stopped.length === 0 || firewall === 'none' || firewall === 'unknown') return []
  const numbers = (protocol: 'tcp' | 'udp'): number[] =>
    stopped
      .flatMap(([key]) => (key.endsWith(`/${protocol}`) ? [Number.parseInt(key, 10)] : []))
      .toSorted((a, b) => a - b)
  const openings = (['tcp', 'udp'] as const).flatMap((protocol) => {
    const found = numbers(protocol).map((port) => ({ first: port, last: port }))
    return found.length > 0 ? [{ source: from.address ?? '', protocol, ports: found }] : []
  })
  return openingCommands(openings, to.address ?? '')[firewall === 'rules' ? 'nftables' : firewall]
}

function pairOf(input: PreflightInput, world: World, from: DeclaredNode, to: DeclaredNode): MeshPair {
  const link = linkBetween(world.links, from.name, to.name)
  const bytes = pathMtu(world, from.name, to.name)
  const rated = <T>(value: T, measure: Parameters<typeof statusOf>[0]) => ({ ...value, status: statusOf(measure) })
  const ports = statesOf(input, world, from, to)
  return {
    from: from.name,
    to: to.name,
    ports,
    commands: commandsFor(ports, { from, to }, world.records.get(to.name)),
    latency: link?.rtt ? rated(link.rtt, latency(from, to, world)) : null,
    loss: link?.pings?.answered
      ? rated({ sent: link.pings.sent, lost: link.pings.sent - link.pings.answered }, loss(from, to, world))
      : null,
    mtu: bytes && rated(bytes, mtu(from, to, world)),
    bandwidth: link?.bandwidth ? rated({ mbps: link.bandwidth.mbps }, bandwidth(from, to, world)) : null,
    skew: skewOf(world.records.get(from.name), world.records.get(to.name)),
  }
}

/** The pairs of one sender, or of all. */
export function meshPairs(input: PreflightInput, world: World, sender?: string): MeshPair[] {
  const nodes = members(input)
  return nodes
    .filter(({ name }) => sender === undefined || name === sender)
    .flatMap((from) => nodes.filter(({ name }) => name !== from.name).map((to) => pairOf(input, world, from, to)))
}

function meshHead(input: PreflightInput, world: World): Omit<Mesh, 'pairs'> {
  const ports = portsOf(input, world)
  return { hosts: hostsOf(input, world, ports), ports }
}

/** Everything between the machines of the cluster. Empty for one machine, and where the distribution has no port matrix. */
export function meshOf(input: PreflightInput, world: World): Mesh {
  if (input.ports.length === 0 || members(input).length < 2) return { hosts: [], ports: [], pairs: [] }
  return { ...meshHead(input, world), pairs: meshPairs(input, world) }
}
