import { type Cases, type Given, server } from './given.ts'

const enforcing = { selinux: { mode: 'enforcing' }, packages: { manager: 'rpm' } } satisfies Given['facts']
const cis: Given = { node: server, answers: { 'security.cisProfile': true } }
const fips: Given['facts'] = { sysctl: { 'crypto.fips_enabled': '1' } }
const fapolicyd: Given['facts'] = { processes: ['fapolicyd'] }

export const HARDENING_CASES = {
  'selinux-packages': {
    pass: { answers: { 'security.selinux': 'permissive' }, facts: enforcing },
    missing: { site: { profile: 'online' }, facts: enforcing },
  },
  'selinux-drift': {
    pass: { facts: { selinux: { mode: 'enforcing', configured: 'enforcing' } } },
    differs: { facts: { selinux: { mode: 'permissive', configured: 'enforcing' } } },
  },
  'selinux-labels': {
    pass: { facts: { ...enforcing, selinuxLabels: { '/var/lib': 'var_lib_t', '/opt': 'usr_t' } } },
    wrong: { facts: { ...enforcing, selinuxLabels: { '/var/lib': 'var_lib_t', '/var/lib/rancher': 'unlabeled_t' } } },
  },
  'cis-etcd-user': { pass: { ...cis, facts: { hardening: { etcdUser: true, etcdGroup: true } } }, missing: cis },
  'fips-mode': {
    pass: {},
    built: { facts: fips },
    unproven: { site: { distribution: 'k0s' }, facts: fips },
  },
  'crypto-policy': {
    pass: { facts: { hardening: { cryptoPolicy: 'DEFAULT' } } },
    strict: { facts: { hardening: { cryptoPolicy: 'FUTURE' } } },
    weak: { facts: { hardening: { cryptoPolicy: 'LEGACY:AD-SUPPORT' } } },
  },
  'stig-hardening-hints': {
    pass: {},
    hardened: { facts: { ...fips, ...fapolicyd, session: { umask: '0077' } } },
  },
  'fapolicyd-active': {
    pass: {},
    removed: { site: { distribution: 'kubespray' }, facts: fapolicyd },
    rules: { facts: fapolicyd },
    refused: { site: { distribution: 'k0s' }, facts: fapolicyd },
  },
} satisfies Cases
