import { type Cases, failed, type Given, iface, nothingToCompare } from './given.ts'

type Link = NonNullable<Given['links']>[number][2]
/** Measured from n1, a worker, to n2, a control plane. */
const link = (measured: Link): Given => ({ links: [['n1', 'n2', measured]] })
const rtt = (ms: number): Given => link({ rtt: { ms, by: 'ping' } })
const lost = (of100: number): Given =>
  link({ rtt: { ms: 0.2, by: 'ping' }, pings: { sent: 100, answered: 100 - of100 } })
const stream = (mbps: number): Given => link({ bandwidth: { mbps, bytes: 1, ms: 1 } })
const whole: Link = { mtu: { interface: 1500, path: 1500 } }
const unreachable = failed('HOST_UNREACHABLE')

export const LINKS_CASES = {
  'latency-hosts': {
    pass: rtt(0.2),
    high: rtt(150),
    far: rtt(1200),
    'no-ping': {},
    'host-unreachable': unreachable,
  },
  'packet-loss': {
    pass: lost(1),
    high: lost(5),
    far: lost(20),
    quiet: link({ rtt: { ms: 0.2, by: 'tcp' }, pings: { sent: 20, answered: 0 } }),
    'no-ping': {},
    'host-unreachable': unreachable,
  },
  'mtu-path': {
    pass: {
      links: [
        ['n1', 'n2', whole],
        ['n2', 'n1', whole],
      ],
    },
    short: link({ mtu: { interface: 9000, path: 1500 } }),
    'no-ping': link(whole),
    'host-unreachable': unreachable,
  },
  'mtu-uniform': {
    pass: {},
    differs: { facts: iface({ mtu: 9000 }) },
    'not-collected': { facts: iface({ mtu: null }) },
    ...nothingToCompare(),
  },
  'bandwidth-hosts': {
    pass: stream(9400),
    low: stream(940),
    slow: stream(94),
    'no-stream': link({ streamed: true }),
    'host-unreachable': { ...unreachable, ...stream(9400) },
  },
} satisfies Cases
