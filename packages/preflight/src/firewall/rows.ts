import type { FirewallParty, FirewallRow, MatrixLine, PortParty, PortRule } from '@astrago/contracts'
import { fill } from '@astrago/contracts'
import { type PreflightInput, ruleAt } from '../input.ts'
import { l } from '../text.ts'
import { PLATFORM_PORTS } from '../thresholds/site.ts'
import {
  consoleParty,
  hostsOf,
  hostsParty,
  isAt,
  type Machine,
  machinesOf,
  nodesParty,
  playing,
  ROUTERS,
  serversParty,
  USERS,
  workersParty,
} from './parties.ts'
import type { FoundNames } from './places.ts'
import { isWholeRangeForUsers, platformPorts, servicesOf } from './services.ts'
import { servingUsers, waysOfUsers } from './users.ts'

/** `hosts` are all machines of the site, `machines` those of the cluster. */
type Site = {
  hosts: Machine[]
  machines: Machine[]
  input: PreflightInput
  console: string | null
  names: FoundNames
}

/** The party behind a word of the matrix; null for traffic that stays inside a machine. */
function sender(from: PortParty, { hosts, machines, input, console }: Site): FirewallParty | null {
  const parties: Record<PortParty, () => FirewallParty | null> = {
    node: () => nodesParty(machines),
    worker: () => workersParty(machines),
    host: () => hostsParty(hosts),
    'control-plane': () => serversParty(machines, undefined),
    admin: () => consoleParty(console),
    users: () => USERS,
    routers: () => ROUTERS,
    pods: () => null,
  }
  return input.nodes.length === 0 ? null : parties[from]()
}

/** The virtual address stands for the control planes where something joins or asks them. */
function receiver({ from, to }: MatrixLine, { hosts, machines, input }: Site): FirewallParty {
  if (to === 'node') return nodesParty(machines)
  if (to === 'worker') return workersParty(machines)
  if (to === 'host') return hostsParty(hosts)
  return serversParty(machines, from === 'control-plane' ? undefined : input.answers['network.vip'])
}

/** Whether two different machines take part at all. */
function crosses({ from, to }: MatrixLine, { hosts }: Site): boolean {
  const receivers = playing(hosts, to)
  if (from === 'routers') return receivers.length > 1
  if (from === 'admin' || from === 'users') return receivers.length > 0
  return playing(hosts, from).some((sender) => receivers.some((receiver) => receiver !== sender))
}

const DIRECTIONS: Record<PortParty, FirewallRow['direction']> = {
  node: 'between',
  worker: 'between',
  host: 'between',
  'control-plane': 'between',
  pods: 'between',
  admin: 'in',
  users: 'in',
  routers: 'between',
}

type Line = Pick<FirewallRow, 'from' | 'to' | 'direction' | 'purpose' | 'source'>

/** The row of a line without its protocol, of users as many as they have ways in; none for traffic that stays inside a machine. */
function lineOf(rule: MatrixLine, site: Site, to = receiver(rule, site)): Line[] {
  const from = sender(rule.from, site)
  const { purpose, source } = rule
  if (rule.from === 'users')
    return waysOfUsers(site.input, rule.to).map((way) => ({ ...way, direction: 'in', purpose, source }))
  return from ? [{ from, to, direction: DIRECTIONS[rule.from], purpose, source }] : []
}

const portsOf = ({ protocol, first, last }: PortRule) => ({ protocol, first, last })

/** Every server at the port where its sshd listens; what most have comes last, as the rest. */
function toHosts(rule: PortRule, site: Site): FirewallRow[] {
  const byPort = [...Map.groupBy(site.hosts, (host) => ruleAt(rule, host).first)].toSorted(
    ([, few], [, many]) => few.length - many.length,
  )
  return byPort.flatMap(([port, hosts], index) => {
    const which = byPort.length === 1 ? 'all' : index < byPort.length - 1 ? 'some' : 'rest'
    const lines = lineOf(rule, site, hostsParty(hosts, which))
    return lines.map((line) => ({ ...line, ...portsOf({ ...rule, first: port, last: port }) }))
  })
}

function ofMatrix(site: Site): FirewallRow[] {
  const { ports, packets } = site.input
  const asked = ports.filter((rule) => !isWholeRangeForUsers(rule) && crosses(rule, site))
  return [
    ...asked.flatMap((rule) =>
      rule.to === 'host' ? toHosts(rule, site) : lineOf(rule, site).map((line) => ({ ...line, ...portsOf(rule) })),
    ),
    ...packets
      .filter((rule) => crosses(rule, site))
      .flatMap((rule) =>
        lineOf(rule, site).map((line) => ({ ...line, protocol: rule.protocol, first: null, last: null })),
      ),
  ]
}

function forUsers({ input }: Site): FirewallRow[] {
  const ways = waysOfUsers(input, servingUsers(input))
  return platformPorts(input).users.flatMap(({ name, number }) =>
    ways.map((way) => ({
      ...way,
      protocol: 'tcp' as const,
      first: number,
      last: number,
      direction: 'in' as const,
      purpose: fill(l('사용자 접속: {name}', 'For users: {name}'), { name }),
      source: PLATFORM_PORTS.source,
    })),
  )
}

/** What the nodes and the console ask of services, some of which machines of the site may be. */
function toServices({ hosts, machines, input, console, names }: Site): FirewallRow[] {
  return servicesOf(input, names).flatMap(({ by, at, ...service }): FirewallRow[] => {
    const isOurs = at.every((address) => hosts.some((host) => isAt(host, address)))
    if (by === 'console') return [{ ...service, from: consoleParty(console), direction: isOurs ? 'in' : 'out' }]
    const others = machines.filter((machine) => !at.every((address) => isAt(machine, address)))
    return others.length > 0 ? [{ ...service, from: nodesParty(machines), direction: isOurs ? 'between' : 'out' }] : []
  })
}

/**
 * Every rule to open, each once: between the nodes, from the console, from the users, and to the services that the answers
 * name or that machines of the site are there for. `console` is the address by which the nodes see the console, null where it is not known.
 */
export function firewallRows(input: PreflightInput, console: string | null, names: FoundNames): FirewallRow[] {
  const site = { hosts: hostsOf(input), machines: machinesOf(input), input, console, names }
  if (site.hosts.length === 0) return []
  return [...ofMatrix(site), ...forUsers(site), ...toServices(site)]
}
