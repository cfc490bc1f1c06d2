import { nodeOf } from '../../testing.ts'
import { type Cases, type Given, nothingToCompare } from './given.ts'

const TMP = { '/tmp': { owner: 'root', mode: '1777' } }
const KUBESPRAY: Given = { site: { distribution: 'kubespray' } }

export const SSH_SETUP_CASES = {
  'sudo-secure-path': {
    pass: {},
    short: { facts: { searchPath: ['/usr/sbin', '/usr/bin'] } },
    'no-root': { facts: { session: { uid: 1000 } } },
  },
  'login-shell': {
    pass: {},
    central: { facts: { login: { shell: null } } },
    unusual: { facts: { login: { shell: '/usr/bin/fish' } } },
    ansible: { ...KUBESPRAY, facts: { login: { shell: '/bin/csh' } } },
    none: { facts: { login: { shell: '/usr/sbin/nologin' } } },
  },
  'login-failures': {
    pass: { facts: { login: { failures: 2 } } },
    many: { facts: { login: { failures: 3 } } },
    'no-root': { facts: { login: { failures: null } } },
  },
  'workdir-writable': {
    pass: {},
    closed: { facts: { workFolders: { folders: { ...TMP, '/home/ops': { owner: 'root', mode: '755' } } } } },
    ansible: { ...KUBESPRAY, facts: { workFolders: { folders: TMP } } },
    'not-collected': { facts: { workFolders: { home: null } } },
  },
  'login-noise': {
    pass: {},
    noisy: { facts: { loginNoise: { characters: 8, sample: 'Welcome!' } } },
    ansible: { ...KUBESPRAY, facts: { loginNoise: { characters: 8, sample: 'Welcome!' } } },
  },
  'ssh-sftp': { pass: {}, off: { facts: { sshdLimits: { sftp: false } } } },
  'ssh-max-sessions': {
    pass: {},
    few: { facts: { sshd: { maxSessions: 1 } } },
    large: { ...KUBESPRAY, nodes: Array.from({ length: 10 }, (_, n) => nodeOf(`w${n}`)) },
  },
  'ssh-max-startups': { pass: {}, few: { facts: { sshdLimits: { maxStartups: 5 } } } },
  'ssh-idle-timeout': {
    // From 8.2 on 0 switches the ending off.
    pass: { facts: { sshdLimits: { aliveInterval: '300', aliveCountMax: 0 } } },
    old: {
      facts: {
        sshdLimits: { aliveInterval: '300', aliveCountMax: 0 },
        os: { id: 'rocky', version: '8.10', family: 'rhel' },
      },
    },
    channels: { facts: { sshdLimits: { timeouts: ['session=5m'] } } },
  },
  'ssh-same-account': {
    pass: {},
    differs: {
      nodes: ['n2', 'n3'].map((name) => nodeOf(name)),
      facts: { session: { login: 'admin' } },
    },
    scripts: {
      ...KUBESPRAY,
      nodes: ['n2', 'n3'].map((name) => nodeOf(name)),
      facts: { session: { login: 'admin' } },
    },
    ...nothingToCompare(),
  },
} satisfies Cases
