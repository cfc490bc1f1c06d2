import { describe, expect, test } from 'vitest'
import { recordOf } from '../testing.ts'
import { type ReachRow, rowOf } from './plan.ts'
import { pathOf } from './proof.ts'

const row = (result: ReachRow['result'], change: Partial<ReachRow> = {}): ReachRow => ({
  ...rowOf({ from: 'a', to: 'b', address: '10.0.0.2', port: 10250, protocol: 'tcp' }, result),
  ...change,
})
const clean = recordOf('b')
const rejecting = recordOf('b', { firewall: { rejects: true, rejectsDatagrams: true } })
const rejectingTcp = recordOf('b', { firewall: { rejects: true, rejectsDatagrams: false } })
const dropping = recordOf('b', { firewall: { dropsByDefault: true } })
const vxlan = { protocol: 'udp', address: '0.0.0.0', port: 10250, owner: null } as const
const droppingTaken = recordOf('b', { firewall: { dropsByDefault: true }, listeners: [vxlan] })
const taken = (address: string, protocol: 'tcp' | 'udp' = 'tcp') =>
  recordOf('b', { listeners: [{ protocol, address, port: 10250, owner: 'nginx' }] })
const unseen = recordOf('b', { firewall: 'no-root' })
const datagram = { protocol: 'udp' } as const
const listener = { listener: true }

describe('what an attempt proves', () => {
  test.each([
    ['a connection', row('open'), clean, 'open'],
    ['a refusal where no rule can refuse', row('refused'), clean, 'free'],
    ['a refusal where a rule may', row('refused'), rejecting, 'not-proven'],
    ['a refusal where the rules are not known', row('refused'), unseen, 'not-proven'],
    ['a refusal by a host that was not reached', row('refused'), undefined, 'not-proven'],
    ['a refusal although we listened', row('refused', listener), clean, 'rejected'],
    ['a refusal although somebody listens there', row('refused'), taken('0.0.0.0'), 'rejected'],
    ['the same at the address that was tried', row('refused'), taken('10.0.0.2'), 'rejected'],
    ['a refusal where somebody listens for the host itself alone', row('refused'), taken('127.0.0.1'), 'free'],
    ['a refusal where somebody listens by UDP', row('refused'), taken('0.0.0.0', 'udp'), 'free'],
    ['silence', row('timeout'), clean, 'dropped'],
    ['no route', row('no-route'), clean, 'no-route'],
    ['a datagram that came back as unreachable', row('refused', datagram), clean, 'free'],
    ['the same where a rule may say so', row('refused', datagram), rejecting, 'not-proven'],
    ['the same where a rule may say so of TCP alone', row('refused', datagram), rejectingTcp, 'free'],
    ['a datagram without an answer', row('timeout', datagram), clean, 'not-proven'],
    ['the same where the target drops by default', row('timeout', datagram), dropping, 'dropped'],
    ['the same where somebody there may have taken it', row('timeout', datagram), droppingTaken, 'not-proven'],
    [
      'a datagram without an answer although we listened',
      row('timeout', { ...datagram, ...listener }),
      clean,
      'dropped',
    ],
    ['a datagram that our listener had', row('open', { ...datagram, ...listener }), clean, 'open'],
  ] as const)('%s', (_, attempt, target, state) => {
    expect(pathOf(attempt, target)).toBe(state)
  })

  test.each([
    ['prohibited', 'no-tool'],
    ['no-tool', 'no-tool'],
    ['lost', 'not-tried'],
    ['unknown-name', 'no-route'],
  ] as const)('%s: %s', (result, state) => {
    expect(pathOf(row(result), clean)).toBe(state)
  })
})
