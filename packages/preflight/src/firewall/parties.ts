import type { Parties } from '@astrago/changes'
import type { FirewallParty, PortParty } from '@astrago/contracts'
import { dataOf, inCluster } from '../checks/helpers.ts'
import type { DeclaredNode, PreflightInput } from '../input.ts'
import { plays } from '../reach/plan.ts'
import { l } from '../text.ts'

/** A machine of the site that can be written into a rule. */
export type Machine = DeclaredNode & { address: string }

export const hostsOf = ({ nodes }: Pick<PreflightInput, 'nodes'>): Machine[] =>
  nodes.flatMap((node) => (node.address === null ? [] : [{ ...node, address: node.address }]))

/** Those of them that are in the cluster. */
export const machinesOf = (input: Pick<PreflightInput, 'nodes'>): Machine[] => hostsOf(input).filter(inCluster)

/** Whether the answers mean this machine. */
export const isAt = ({ address, name }: Machine, text: string): boolean => text === address || text === name

/** A machine as the rules of a firewall see it. */
export const memberOf = (machine: Machine) => ({
  name: machine.name,
  address: machine.address,
  role: plays(machine, 'control-plane') ? ('server' as const) : ('agent' as const),
  worker: plays(machine, 'worker'),
})

/** Who has to reach whom in the cluster. */
export function partiesOf(input: PreflightInput): Parties {
  const { podCidr, serviceCidr } = dataOf(input.site)
  const members = machinesOf(input).map(memberOf)
  return {
    servers: members.filter(({ role }) => role === 'server'),
    agents: members.filter(({ role }) => role === 'agent'),
    podCidr: input.answers['network.podCidr'] ?? podCidr,
    serviceCidr: input.answers['network.serviceCidr'] ?? serviceCidr,
  }
}

/** The machines that a port matrix names so. */
export const playing = (machines: readonly Machine[], party: PortParty): Machine[] =>
  machines.filter((machine) => plays(machine, party))

const addresses = (machines: readonly Machine[]): string[] => machines.map(({ address }) => address)

export const nodesParty = (machines: readonly Machine[]): FirewallParty => ({
  label: l('모든 노드', 'All nodes'),
  addresses: addresses(machines),
})

const SERVERS = {
  all: l('모든 서버', 'All servers'),
  some: l('일부 서버', 'Some servers'),
  rest: l('그 밖의 모든 서버', 'All other servers'),
}

export const hostsParty = (hosts: readonly Machine[], which: keyof typeof SERVERS = 'all'): FirewallParty => ({
  label: SERVERS[which],
  addresses: addresses(hosts),
})

export const workersParty = (machines: readonly Machine[]): FirewallParty => ({
  label: l('작업 노드', 'Workers'),
  addresses: addresses(playing(machines, 'worker')),
})

export const serversParty = (machines: readonly Machine[], vip: string | undefined): FirewallParty => ({
  label: l('컨트롤 플레인', 'Control planes'),
  addresses: [...addresses(playing(machines, 'control-plane')), ...(vip ? [`${vip} (VIP)`] : [])],
})

export const consoleParty = (address: string | null): FirewallParty => ({
  label: l('설치 콘솔 (배스천)', 'Installation console (bastion)'),
  addresses: address === null ? [] : [address],
})

/** Whatever forwards packets between the servers; its addresses are not known beforehand. */
export const ROUTERS: FirewallParty = {
  label: l('서버 사이의 라우터와 방화벽', 'Routers and firewalls between the servers'),
  addresses: [],
}

/** Whoever opens the platform in a browser; only the customer knows from where. */
export const USERS: FirewallParty = {
  label: l('사용자 PC 대역 (기입)', "Users' networks (to be filled in)"),
  addresses: [],
}
