import { CERTIFICATES } from './certificates.ts'
import { type Cases, nothingToCompare } from './given.ts'

export const TIME_SETUP_CASES = {
  'time-source': {
    // A name and an address may be the same server.
    pass: { answers: { 'network.ntpServers': ['ntp.example.com'] } },
    unseen: { answers: { 'network.ntpServers': ['ntp.example.com'] }, facts: { processes: [] } },
    none: { facts: { timeSources: { servers: [] } } },
    public: { facts: { timeSources: { servers: ['2.debian.pool.ntp.org', 'ntp.ubuntu.com'] } } },
    differs: { answers: { 'network.ntpServers': ['10.20.0.4'] } },
  },
  'time-absolute': {
    pass: { answers: { 'registry.ca': CERTIFICATES.authority } },
    off: { facts: { clock: { beginMs: 1_800_000_300_100, endMs: 1_800_000_300_150 } } },
    early: {
      answers: { 'registry.ca': CERTIFICATES.authority },
      facts: { clock: { beginMs: 1_500_000_000_000, endMs: 1_500_000_000_050 } },
    },
  },
  'timezone-uniform': {
    pass: {},
    differs: {
      nodes: ['n2', 'n3'].map((name) => ({ name, address: '10.20.0.2', roles: ['worker' as const] })),
      facts: { timezone: { name: 'Asia/Seoul' } },
    },
    ...nothingToCompare(),
  },
} satisfies Cases
