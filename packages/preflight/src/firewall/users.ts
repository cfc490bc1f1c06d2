import type { FirewallParty, PortParty } from '@astrago/contracts'
import type { PreflightInput } from '../input.ts'
import { plays } from '../reach/plan.ts'
import { l } from '../text.ts'
import { isAt, type Machine, machinesOf, nodesParty, USERS, workersParty } from './parties.ts'
import { isWholeRangeForUsers } from './services.ts'

type Way = { from: FirewallParty; to: FirewallParty }

/** Which machines serve the pages of the platform, by the matrix: a pure controller of k0s has no NodePorts. */
export const servingUsers = ({ ports }: PreflightInput): PortParty => ports.find(isWholeRangeForUsers)?.to ?? 'node'

/**
 * How users come to the machines that `to` names: at the address that the answers give for them, else at each machine. What
 * is neither a node nor the virtual address stands in front of the cluster and passes them on.
 */
export function waysOfUsers(input: PreflightInput, to: PortParty): Way[] {
  const { 'network.externalAddress': address, 'network.vip': vip } = input.answers
  const machines = machinesOf(input)
  const serving = to === 'worker' ? workersParty(machines) : nodesParty(machines)
  if (!address) return [{ from: USERS, to: serving }]
  const opened = {
    label: l('사용자 접속 주소', 'Address for users'),
    addresses: [address === vip ? `${vip} (VIP)` : address],
  }
  const isOurs = address === vip || machines.some((machine) => isAt(machine, address))
  const front = { label: l('사용자 접속 주소 (로드밸런서)', 'Address for users (load balancer)'), addresses: [address] }
  return [{ from: USERS, to: opened }, ...(isOurs ? [] : [{ from: front, to: serving }])]
}

/** Whether users come to this machine itself: it serves their pages, and the address that they are given is no other machine's. */
export function meetsUsers(input: PreflightInput, host: Machine): boolean {
  const { 'network.externalAddress': address, 'network.vip': vip } = input.answers
  const named = address === undefined ? undefined : machinesOf(input).find((machine) => isAt(machine, address))
  if (named) return named.name === host.name
  const carriesVip = address !== undefined && address === vip && plays(host, 'control-plane')
  return carriesVip || plays(host, servingUsers(input))
}
