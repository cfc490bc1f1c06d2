import { portRules } from '@astrago/contracts'
import type { Cases } from './given.ts'

export const PORTS_CASES = {
  'firewalld-active': {
    pass: {},
    opens: {
      answers: { 'network.cni': 'calico', 'security.firewallPolicy': 'open-needed' },
      facts: { firewallServices: { firewalld: true } },
    },
    canal: { answers: { 'security.firewallPolicy': 'open-needed' }, facts: { firewallServices: { firewalld: true } } },
    asked: {
      answers: { 'network.cni': 'calico', 'security.firewallPolicy': 'managed-by-customer' },
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
    beside: {
      ports: portRules('rke2').filter(({ id }) => id === 'node-exporter'),
      facts: { listeners: [{ protocol: 'tcp', address: '0.0.0.0', port: 9100, owner: 'node_exporter' }] },
    },
    unreadable: { facts: { listeners: 'unreadable' } },
  },
} satisfies Cases
