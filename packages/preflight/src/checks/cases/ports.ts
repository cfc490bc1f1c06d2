import { type Cases, failed } from './given.ts'

export const PORTS_CASES = {
  'firewalld-active': {
    pass: {},
    opens: { answers: { 'security.firewallPolicy': 'open-needed' }, facts: { firewallServices: { firewalld: true } } },
    asked: {
      answers: { 'security.firewallPolicy': 'managed-by-customer' },
      facts: { firewallServices: { firewalld: true } },
    },
    denied: { answers: { 'security.firewallPolicy': 'none' }, facts: { firewallServices: { firewalld: true } } },
    undecided: { facts: { firewallServices: { firewalld: true } } },
  },
  'ufw-active': {
    pass: {},
    opens: { answers: { 'security.firewallPolicy': 'open-needed' }, facts: { firewallServices: { ufw: true } } },
    asked: {
      answers: { 'security.firewallPolicy': 'managed-by-customer' },
      facts: { firewallServices: { ufw: true } },
    },
    denied: { answers: { 'security.firewallPolicy': 'none' }, facts: { firewallServices: { ufw: true } } },
    undecided: { facts: { firewallServices: { ufw: true } } },
  },
  'port-in-use': {
    pass: {},
    used: { facts: { listeners: [{ protocol: 'tcp', address: '0.0.0.0', port: 10250, owner: 'kubelet' }] } },
    unreadable: { facts: { listeners: 'unreadable' } },
  },
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
    'not-proven': { facts: { firewall: { rejects: true } }, reach: [['n2', 'n1', 10250, 'refused']] },
    'forwarding-off': { reach: [['n2', 'n1', 10250, 'prohibited']] },
    'no-answer': { reach: [['n2', 'n1', 10250, 'lost']] },
    'host-unreachable': { ...failed('HOST_UNREACHABLE'), reach: [['n2', 'n1', 10250, 'timeout']] },
  },
} satisfies Cases
