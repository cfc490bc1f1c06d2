import type { FactValues } from './facts/schema.ts'
import type { SiteGroups } from './facts/site-groups.ts'

/** How a good host is tied into its site. Written by hand, not recorded. */
export const GOOD_SITE: Pick<FactValues, keyof typeof SiteGroups> = {
  nics: { eth0: { driver: 'mlx5_core', duplex: 'full', offload: {} } },
  timeSources: { servers: ['10.20.0.3'], refclock: false },
  timezone: { name: 'Etc/UTC' },
  nftables: { flushes: [] },
  nameFiles: { immutable: [], cloudInit: false },
  login: { shell: '/bin/bash', failures: 0 },
  workFolders: {
    home: '/home/ops',
    folders: { '/tmp': { owner: 'root', mode: '1777' }, '/home/ops': { owner: 'ops', mode: '700' } },
  },
  searchPath: ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'],
  loginNoise: { characters: 0, sample: '' },
  sshdLimits: { maxStartups: null, aliveInterval: null, aliveCountMax: null, timeouts: [], sftp: true },
  registryConfig: [],
  nfsServer: { exports: [], threads: null },
}
