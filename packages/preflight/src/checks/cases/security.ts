import type { Cases } from './given.ts'

export const SECURITY_CASES = {
  'selinux-mode': {
    pass: {},
    policy: { facts: { selinux: { mode: 'enforcing' } } },
    changes: { answers: { 'security.selinux': 'permissive' }, facts: { selinux: { mode: 'enforcing' } } },
    k0s: { site: { distribution: 'k0s' }, facts: { selinux: { mode: 'enforcing' } } },
  },
  'apparmor-tools': { pass: {}, missing: { facts: { commands: [] } } },
  'edr-agents': {
    pass: {},
    found: { facts: { processes: ['falcon-sensor'] } },
  },
} satisfies Cases
