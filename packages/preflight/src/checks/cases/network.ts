import { VIP } from '../../reach/plan.ts'
import { type Cases, iface, server, VIP_ANSWER } from './given.ts'

export const NETWORK_CASES = {
  'default-route': { pass: {}, none: { facts: { routes: [] } } },
  'node-ip-present': {
    pass: {},
    absent: { node: { address: '10.20.0.77' } },
    'tool-missing': { facts: { interfaces: 'tool-missing' } },
  },
  'node-ip-static': {
    pass: {},
    dynamic: { facts: iface({ addresses: [{ address: '10.20.0.1', prefix: 24, dynamic: true }] }) },
    server: { node: server, facts: iface({ addresses: [{ address: '10.20.0.1', prefix: 24, dynamic: true }] }) },
    'not-collected': { node: { address: '10.20.0.77' } },
  },
  'pod-cidr-route-overlap': {
    pass: {},
    wide: { facts: { routes: [{ iface: 'eth0', destination: '10.0.0.0/8', gateway: '10.20.0.1', metric: 0 }] } },
    overlap: { answers: { 'network.podCidr': '10.20.0.0/16' } },
  },
  'node-ip-in-cidr': { pass: {}, inside: { answers: { 'network.serviceCidr': '10.20.0.0/24' } } },
  'mtu-interface': {
    pass: {},
    small: { facts: iface({ mtu: 1400 }) },
    tiny: { facts: iface({ mtu: 1000 }) },
    'not-collected': { facts: iface({ mtu: null }) },
  },
  'networkmanager-unmanaged': { pass: {}, managed: { facts: { networkManager: { running: true } } } },
  'nm-cloud-setup-enabled': { pass: {}, enabled: { facts: { networkManager: { cloudSetup: true } } } },
  'vip-free': {
    pass: {
      node: server,
      answers: VIP_ANSWER,
      reach: [
        ['n1', VIP, 6443, 'timeout'],
        ['n1', VIP, 22, 'no-route'],
      ],
    },
    used: { node: server, answers: VIP_ANSWER, reach: [['n1', VIP, 22, 'refused']] },
    node: { node: server, answers: { 'network.vip': '10.20.0.2' } },
    'host-unreachable': { node: server, answers: VIP_ANSWER },
    'forwarding-off': { node: server, answers: VIP_ANSWER, reach: [['n1', VIP, 22, 'prohibited']] },
  },
} satisfies Cases
