import { type Cases, disk, type Given, mount } from './given.ts'

const NO_FILE_SYSTEM: Given = { facts: { filesystems: { '/': undefined, '/var': undefined, '/var/lib': undefined } } }

export const DISK_CASES = {
  'disk-total-datadir': {
    pass: {},
    few: disk(80, 70),
    short: disk(30, 28),
    'not-collected': NO_FILE_SYSTEM,
    'timed-out': { facts: { filesystems: 'timed-out' } },
  },
  'disk-free': {
    pass: {},
    low: disk(1000, 180),
    full: disk(1000, 100),
    'not-collected': NO_FILE_SYSTEM,
    'timed-out': { facts: { filesystems: 'timed-out' } },
  },
  'disk-inodes-free': {
    pass: {},
    low: disk(1000, 900, 70),
    none: disk(1000, 900, 10),
    'not-collected': NO_FILE_SYSTEM,
  },
  'fs-type-supported': {
    pass: {},
    unusual: { facts: mount('btrfs') },
    unfit: { facts: mount('nfs4') },
    'not-collected': { facts: { mounts: [] } },
  },
  'fs-xfs-ftype': {
    pass: { facts: { ...mount('xfs'), xfs: { '/': { ftype: true } } } },
    none: { facts: { ...mount('xfs'), xfs: { '/': { ftype: false } } } },
    'not-collected': { facts: mount('xfs') },
    'tool-missing': { facts: { ...mount('xfs'), xfs: 'tool-missing' } },
  },
  'mount-noexec': {
    pass: {},
    tmp: {
      facts: {
        mounts: [
          { source: 'a', target: '/', type: 'ext4', options: [] },
          { source: 't', target: '/tmp', type: 'tmpfs', options: ['noexec'] },
        ],
      },
    },
    blocked: { facts: mount('ext4', ['rw', 'noexec']) },
  },
} satisfies Cases
