import { nodeOf } from '../../testing.ts'
import { type Cases, failed, type Given, nothingToCompare } from './given.ts'

type Row = NonNullable<Given['reach']>[number]
const datagram = (result: Row[3], more: Row[4] = {}): Given => ({
  reach: [['n2', 'n1', 8472, result, { protocol: 'udp', ...more }]],
})
const rejecting: Given = { facts: { firewall: { rejects: true } } }
const three = [nodeOf('n2', { address: '10.20.0.2', roles: ['control-plane'] }), nodeOf('n3', { address: '10.20.0.3' })]

/** Every pair of the three tried each other; those that name `silent` got no answer. */
const contacts = (silent: string): Row[] =>
  ['n1 n2', 'n2 n1', 'n1 n3', 'n3 n1', 'n2 n3', 'n3 n2'].map((pair): Row => {
    const [from = '', to = ''] = pair.split(' ')
    return [from, to, 10250, pair.includes(silent) ? 'timeout' : 'refused']
  })

export const MATRIX_CASES = {
  'ports-between-hosts': {
    pass: {
      reach: [
        ['n2', 'n1', 10250, 'refused'],
        ['n2', 'n1', 22, 'open'],
      ],
    },
    dropped: {
      reach: [
        ['n2', 'n1', 10250, 'timeout'],
        ['n2', 'n1', 22, 'open'],
      ],
    },
    rejected: { reach: [['n2', 'n1', 10250, 'refused', { listener: true }]] },
    'not-proven': { ...rejecting, reach: [['n2', 'n1', 10250, 'refused']] },
    'forwarding-off': { reach: [['n2', 'n1', 10250, 'prohibited']] },
    'no-answer': { reach: [['n2', 'n1', 10250, 'lost']] },
    'cut-off': {
      reach: [
        ['n2', 'n1', 10250, 'refused'],
        ['n1', 'n2', 10250, 'lost'],
      ],
    },
    'host-unreachable': { ...failed('HOST_UNREACHABLE'), reach: [['n2', 'n1', 10250, 'timeout']] },
  },
  'matrix-udp-overlay': {
    pass: datagram('refused'),
    dropped: datagram('timeout', { listener: true }),
    rejected: datagram('refused', { listener: true }),
    'not-proven': datagram('timeout'),
    'tool-missing': datagram('no-tool'),
    'no-answer': datagram('lost'),
    'cut-off': {
      reach: [
        ['n2', 'n1', 8472, 'refused', { protocol: 'udp' }],
        ['n1', 'n2', 8472, 'lost', { protocol: 'udp' }],
      ],
    },
    'host-unreachable': { ...failed('HOST_UNREACHABLE'), ...datagram('timeout') },
  },
  'majority-group': {
    pass: { nodes: three, reach: contacts('none') },
    out: { nodes: three, reach: contacts('n1') },
    'host-unreachable': { nodes: three, ...failed('HOST_UNREACHABLE'), reach: contacts('n1') },
    ...nothingToCompare({ nodes: three, reach: contacts('none') }),
  },
} satisfies Cases
