import { type Cases, unit } from './given.ts'

export const PACKET_FILTER_CASES = {
  'nftables-service': {
    pass: { facts: { nftables: { flushes: ['/etc/nftables.conf'] } } },
    enabled: { facts: { units: { 'nftables.service': unit } } },
    flushes: {
      facts: { units: { 'nftables.service': unit }, nftables: { flushes: ['/etc/nftables.conf'] } },
    },
  },
  'forward-policy': {
    pass: {},
    tool: { facts: { firewall: { stopsForwarding: true }, firewallServices: { ufw: true } } },
    stops: { facts: { firewall: { stopsForwarding: true } } },
  },
} satisfies Cases
