import { type Cases, nothingToCompare } from './given.ts'

export const TIME_DNS_CASES = {
  'time-ntp-synced': {
    pass: {},
    none: { facts: { timeSync: { daemon: null, synchronized: false } } },
    unsynced: { facts: { timeSync: { synchronized: false } } },
    asked: { facts: { timeSync: { synchronized: null } } },
  },
  'time-skew-hosts': {
    pass: {},
    drift: { facts: { clock: { beginMs: 1_800_000_005_100, endMs: 1_800_000_005_150 } } },
    off: { facts: { clock: { beginMs: 1_800_000_100_100, endMs: 1_800_000_100_150 } } },
    ...nothingToCompare(),
  },
  'dns-nameserver-present': { pass: {}, none: { facts: { dns: { nameservers: [] } } } },
  'dns-loopback-only': {
    pass: {},
    loopback: { facts: { dns: { nameservers: ['127.0.0.53'] } } },
    k0s: { site: { distribution: 'k0s' }, facts: { dns: { nameservers: ['127.0.0.53'] } } },
  },
  'dns-limits': { pass: {}, many: { facts: { dns: { search: ['a', 'b', 'c', 'd'] } } } },
  'dns-localhost': {
    pass: {},
    missing: { facts: { hostsFile: [] } },
    k0s: { site: { distribution: 'k0s' }, facts: { hostsFile: [] } },
  },
} satisfies Cases
