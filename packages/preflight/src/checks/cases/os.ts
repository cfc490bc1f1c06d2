import type { Cases } from './given.ts'

export const OS_CASES = {
  'os-supported': {
    pass: {},
    unproven: { facts: { os: { id: 'fedora', version: '41' } } },
    refused: {
      site: { distribution: 'kubespray' },
      facts: { os: { id: 'alpine', version: '3.20.3', family: 'other' } },
    },
  },
  'init-systemd': { pass: {}, other: { facts: { init: { process: 'openrc', systemd: false } } } },
  'required-commands': {
    pass: {},
    iptables: { facts: { commands: ['ip', 'mount', 'umount', 'modprobe', 'nsenter', 'tar', 'systemctl'] } },
    missing: { facts: { commands: ['mount'] } },
  },
  'pkg-manager-lock': { pass: {}, busy: { facts: { packageLocks: ['/var/lib/dpkg/lock-frontend'] } } },
  'python-target': {
    pass: { site: { distribution: 'kubespray' } },
    none: { site: { distribution: 'kubespray' }, facts: { python: ['/usr/bin/python3.12'] } },
  },
  'umask-root': {
    pass: {},
    strict: { facts: { session: { umask: '0077' } } },
    'no-root': { facts: { session: { uid: 1000 } } },
  },
  'hostname-valid': {
    pass: {},
    dots: { facts: { identity: { hostname: 'n1.example.com' } } },
    long: { site: { distribution: 'k0s' }, facts: { identity: { hostname: 'a'.repeat(60) } } },
    invalid: { facts: { identity: { hostname: 'Node_1' } } },
  },
  'hostname-override': {
    pass: {},
    renamed: { site: { distribution: 'kubespray' }, facts: { identity: { hostname: 'db-7' } } },
    differs: { facts: { identity: { hostname: 'db-7' } } },
  },
} satisfies Cases
