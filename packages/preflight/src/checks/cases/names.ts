import type { Cases } from './given.ts'

const LOCAL = { 'network.domain': 'astrago.hanbit.local' }
const MDNS = { hostsOrder: ['files', 'mdns4_minimal', '[NOTFOUND=return]', 'dns'] }

export const NAMES_CASES = {
  'dns-servers-declared': {
    pass: { answers: { 'network.dnsServers': ['10.20.0.53', '10.20.0.54'] } },
    differs: { answers: { 'network.dnsServers': ['10.20.0.54'] } },
  },
  'dns-mdns-local': {
    pass: { answers: LOCAL },
    hidden: { answers: LOCAL, facts: { dns: MDNS } },
  },
  'dns-hostname-resolves': {
    pass: { facts: { hostsFile: [{ address: '10.20.0.1', names: ['n1'] }] } },
    unlisted: {},
    loopback: { facts: { hostsFile: [{ address: '127.0.1.1', names: ['n1.example.com', 'n1'] }] } },
    kubespray: {
      site: { distribution: 'kubespray' },
      facts: { hostsFile: [{ address: '127.0.1.1', names: ['n1'] }] },
    },
    elsewhere: { facts: { hostsFile: [{ address: '10.20.0.99', names: ['n1'] }] } },
  },
  'hosts-file-conflict': {
    pass: {
      facts: {
        hostsFile: [
          { address: '10.20.0.2', names: ['n2'] },
          { address: '192.168.9.2', names: ['n2'] },
        ],
      },
    },
    conflict: { facts: { hostsFile: [{ address: '10.20.0.99', names: ['n2'] }] } },
  },
  'name-files-writable': {
    pass: {},
    unasked: { facts: { nameFiles: { immutable: null } } },
    locked: { facts: { nameFiles: { immutable: ['/etc/hosts'] } } },
    kubespray: { site: { distribution: 'kubespray' }, facts: { nameFiles: { immutable: ['/etc/hosts'] } } },
    cloudInit: { facts: { nameFiles: { cloudInit: true } } },
  },
} satisfies Cases
