import type { HostRecord } from '../facts/schema.ts'
import type { UnknownReason } from '../unknown.ts'
import type { ReachRow } from './plan.ts'

/**
 * What an attempt proves of the way to a port.
 * - `open`: connected, or a datagram was answered.
 * - `free`: nothing listens there, and the target itself said so.
 * - `rejected`: a firewall answered in the target's name: a listener stood there and was not reached.
 * - `dropped`: no answer.
 * - `no-route`: somebody on the way said that there is none, or a firewall said so.
 * - `not-proven`: refused by the target or by a firewall; or a datagram without an answer.
 */
export type Path =
  | { state: 'open' | 'free' | 'rejected' | 'dropped' | 'no-route' | 'not-proven' }
  | { state: 'unknown'; reason: UnknownReason }

/** Whether a refusal can only have come from a closed port: the target's rules are known, and none answers like one. */
function refusesOnlyItself({ protocol }: ReachRow, target: HostRecord | undefined): boolean {
  const firewall = target?.facts.firewall
  if (!firewall || !('value' in firewall)) return false
  return protocol === 'tcp' ? !firewall.value.rejects : !firewall.value.rejectsDatagrams
}

/** Whether the target's own rules explain a datagram without an answer: it drops, and nobody there would have kept silent. */
function swallows({ port }: ReachRow, target: HostRecord | undefined): boolean {
  const { firewall, listeners } = target?.facts ?? {}
  if (!firewall || !listeners || !('value' in firewall) || !('value' in listeners)) return false
  const taken = listeners.value.some((each) => each.protocol === 'udp' && each.port === port)
  return firewall.value.dropsByDefault && !taken
}

const BY_RESULT = {
  open: { state: 'open' },
  'no-route': { state: 'no-route' },
  'unknown-name': { state: 'no-route' },
  prohibited: { state: 'unknown', reason: 'forwarding-off' },
  lost: { state: 'unknown', reason: 'no-answer' },
  'no-tool': { state: 'unknown', reason: 'tool-missing' },
} as const satisfies Partial<Record<ReachRow['result'], Path>>

/**
 * Source: RFC 9293 section 3.10.7 (a closed port resets) and RFC 1122 section 4.1.3.1 (a closed UDP port is answered with
 * "port unreachable"); a firewall may send either as well.
 */
export function pathOf(row: ReachRow, target: HostRecord | undefined): Path {
  if (row.result === 'timeout') {
    const sure = row.protocol === 'tcp' || row.listener || swallows(row, target)
    return { state: sure ? 'dropped' : 'not-proven' }
  }
  if (row.result === 'refused') {
    if (row.listener) return { state: 'rejected' }
    return { state: refusesOnlyItself(row, target) ? 'free' : 'not-proven' }
  }
  return BY_RESULT[row.result]
}

export const isStopped = ({ state }: Path): boolean => ['rejected', 'dropped', 'no-route'].includes(state)
