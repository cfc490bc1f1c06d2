import { type Cases, disk, type Given } from './given.ts'

const way = (path: string, change: object): Given => ({
  facts: { ways: { [path]: { link: false, mode: '755', ...change } } },
})
const readonly = (target: string): Given => ({
  facts: {
    mounts: [
      { source: '/dev/sda2', target: '/', type: 'ext4', options: ['rw'] },
      { source: '/dev/sda3', target, type: 'ext4', options: ['ro'] },
    ],
  },
})
const k0s: Given['site'] = { distribution: 'k0s' }

export const DISK_ROOM_CASES = {
  'disk-log-and-tmp': {
    pass: {},
    low: { facts: { filesystems: { '/var/log': { totalBytes: 1e9, freeBytes: 5e8, inodes: 100, inodesFree: 90 } } } },
  },
  'disk-airgap-staging': {
    pass: {},
    short: disk(60, 12),
    'not-collected': {
      facts: { filesystems: { '/': undefined, '/var': undefined, '/var/lib': undefined } },
    },
  },
  'mount-readonly': { pass: {}, local: readonly('/usr/local'), readonly: readonly('/var') },
  'datadir-symlink': {
    pass: {},
    risky: way('/var/lib/rancher', { link: true }),
    refused: { ...way('/var/lib/k0s', { link: true }), site: k0s },
  },
  'datadir-parent-perms': {
    pass: {},
    risky: way('/var/lib', { mode: '750' }),
    refused: { ...way('/var/lib', { mode: '700' }), site: k0s },
  },
} satisfies Cases
