import { type Cases, server, VIP_ANSWER } from './given.ts'

export const NETWORK_PLAN_CASES = {
  'cidr-valid': {
    pass: { answers: { 'network.nodeCidr': '10.20.0.0/24', 'registry.address': 'registry.example.com:5000' } },
    broken: { answers: { 'network.podCidr': '10.42.0.1/16' } },
    overlap: { answers: { 'network.serviceCidr': '10.43.0.0/16', 'network.ntpServers': ['10.43.7.7'] } },
  },
  'cidr-capacity': {
    pass: {},
    full: { answers: { 'network.podCidr': '10.42.0.0/23' } },
    small: { answers: { 'network.podCidr': '10.42.0.0/25' } },
  },
  'external-ip-valid': {
    pass: { answers: { ...VIP_ANSWER, 'network.externalAddress': '10.20.0.9' } },
    front: { answers: { 'network.externalAddress': '203.0.113.7' } },
    outside: { node: { roles: ['storage'] }, answers: { 'network.externalAddress': '10.20.0.1' } },
  },
  'gateway-declared': {
    pass: { answers: { 'network.gateway': '10.20.0.254' } },
    elsewhere: { answers: { 'network.gateway': '10.99.0.1' } },
    differs: { answers: { 'network.gateway': '10.20.0.253' } },
  },
  'node-cidr-declared': {
    pass: { answers: { 'network.nodeCidr': '10.20.0.0/24' } },
    outside: { answers: { 'network.nodeCidr': '10.21.0.0/24' } },
    mask: { answers: { 'network.nodeCidr': '10.20.0.0/16' } },
    'not-collected': { node: { address: '10.20.0.77' }, answers: { 'network.nodeCidr': '10.20.0.0/24' } },
  },
  'vip-in-subnet': {
    pass: { node: server, answers: VIP_ANSWER },
    outside: { node: server, answers: { 'network.vip': '10.21.0.9' } },
    'not-collected': { node: { ...server, address: '10.20.0.77' }, answers: VIP_ANSWER },
  },
} satisfies Cases
