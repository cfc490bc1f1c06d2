import type { PathState } from '@astrago/contracts'
import type { HostRecord } from '../facts/schema.ts'
import type { ReachRow } from './plan.ts'

/** Whether a refusal can only have come from a closed port: the target's rules are known, and none answers like one. */
function refusesOnlyItself({ protocol }: ReachRow, target: HostRecord | undefined): boolean {
  const firewall = target?.facts.firewall
  if (!firewall || !('value' in firewall)) return false
  return protocol === 'tcp' ? !firewall.value.rejects : !firewall.value.rejectsDatagrams
}

/** Whether somebody at the target would have taken the connection, so that the refusal is another's. */
function isTaken({ protocol, port, address }: ReachRow, target: HostRecord | undefined): boolean {
  const listeners = target?.facts.listeners
  if (!listeners || !('value' in listeners)) return false
  const places = ['0.0.0.0', '::', '*', address]
  return listeners.value.some(
    (each) => each.protocol === protocol && each.port === port && places.includes(each.address),
  )
}

/** Whether the target's own rules explain a datagram without an answer: it drops, and nobody there would have kept silent. */
function swallows({ port }: ReachRow, target: HostRecord | undefined): boolean {
  const { firewall, listeners } = target?.facts ?? {}
  if (!firewall || !listeners || !('value' in firewall) || !('value' in listeners)) return false
  const taken = listeners.value.some((each) => each.protocol === 'udp' && each.port === port)
  return firewall.value.dropsByDefault && !taken
}

const BY_RESULT = {
  open: 'open',
  'no-route': 'no-route',
  'unknown-name': 'no-route',
  prohibited: 'no-tool',
  'no-tool': 'no-tool',
  lost: 'not-tried',
} as const satisfies Partial<Record<ReachRow['result'], PathState>>

/**
 * What an attempt proves, with what is known of the target. Source: RFC 9293 section 3.10.7 (a closed port resets) and
 * RFC 1122 section 4.1.3.1 (a closed UDP port is answered with "port unreachable"); a firewall may send either as well.
 */
export function pathOf(row: ReachRow, target: HostRecord | undefined): PathState {
  if (row.result === 'timeout') {
    const sure = row.protocol === 'tcp' || row.listener || swallows(row, target)
    return sure ? 'dropped' : 'not-proven'
  }
  if (row.result === 'refused') {
    if (row.listener || isTaken(row, target)) return 'rejected'
    return refusesOnlyItself(row, target) ? 'free' : 'not-proven'
  }
  return BY_RESULT[row.result]
}
