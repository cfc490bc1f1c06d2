import type { Parties } from '@astrago/changes'
import type { FirewallParty } from '@astrago/contracts'
import { dataOf, inCluster } from '../checks/helpers.ts'
import type { DeclaredNode, PreflightInput } from '../input.ts'
import { l } from '../text.ts'

/** A machine of the site that can be written into a rule. */
export type Machine = DeclaredNode & { address: string }

export const machinesOf = ({ nodes }: Pick<PreflightInput, 'nodes'>): Machine[] =>
  nodes.flatMap((node) => (node.address === null ? [] : [{ ...node, address: node.address }])).filter(inCluster)

export const isServer = ({ roles }: DeclaredNode): boolean => roles.includes('control-plane')

/** A machine as the rules of a firewall see it. */
export const memberOf = (machine: Machine) => ({
  name: machine.name,
  address: machine.address,
  role: isServer(machine) ? ('server' as const) : ('agent' as const),
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

const addresses = (machines: readonly Machine[]): string[] => machines.map(({ address }) => address)

export const nodesParty = (machines: readonly Machine[]): FirewallParty => ({
  label: l('모든 노드', 'All nodes'),
  addresses: addresses(machines),
})

export const serversParty = (machines: readonly Machine[], vip: string | undefined): FirewallParty => ({
  label: l('컨트롤 플레인', 'Control planes'),
  addresses: [...addresses(machines.filter(isServer)), ...(vip ? [`${vip} (VIP)`] : [])],
})

export const consoleParty = (address: string | null): FirewallParty => ({
  label: l('설치 콘솔 (배스천)', 'Installation console (bastion)'),
  addresses: address === null ? [] : [address],
})

/** Whoever opens the platform in a browser; only the customer knows from where. */
export const USERS: FirewallParty = {
  label: l('사용자 PC 대역 (기입)', "Users' networks (to be filled in)"),
  addresses: [],
}
