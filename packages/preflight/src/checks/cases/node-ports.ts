import { type Cases, iface } from './given.ts'

const listener = (port: number) => ({ protocol: 'tcp' as const, address: '0.0.0.0', port, owner: 'nginx' })
const ports = (range: string, reserved?: string) => ({
  facts: {
    sysctl: {
      'net.ipv4.ip_local_port_range': range,
      ...(reserved ? { 'net.ipv4.ip_local_reserved_ports': reserved } : {}),
    },
  },
})

export const NODE_PORTS_CASES = {
  'nodeport-plan-unique': {
    pass: { answers: { 'platform.astragoServicePort': 30_080, 'platform.keycloakServicePort': 30_001 } },
    outside: { answers: { 'platform.astragoServicePort': 8080 } },
    twin: { answers: { 'platform.harborEnabled': true, 'platform.harborServicePort': 30_010 } },
  },
  'nodeport-in-use': {
    pass: { answers: { 'platform.astragoServicePort': 30_080 } },
    used: { answers: { 'platform.astragoServicePort': 30_080 }, facts: { listeners: [listener(30_080)] } },
  },
  'nodeport-range-reserved': {
    pass: ports('15000 60999', '30000-31000,31001-32767'),
    overlap: ports('15000\t60999', '30000-31000,31002-32767'),
    'not-collected': { facts: { sysctl: { 'net.ipv4.ip_local_port_range': undefined } } },
  },
  'registry-port-free': {
    pass: { node: { roles: ['registry'] }, site: { distribution: 'kubespray' } },
    used: {
      node: { roles: ['registry'] },
      site: { distribution: 'kubespray' },
      facts: { listeners: [listener(35_000)] },
    },
  },
  'nodelocaldns-address-free': {
    pass: { site: { distribution: 'kubespray' } },
    used: {
      site: { distribution: 'kubespray' },
      facts: iface({ name: 'nodelocaldns', addresses: [{ address: '169.254.25.10', prefix: 32, dynamic: false }] }),
    },
  },
} satisfies Cases
