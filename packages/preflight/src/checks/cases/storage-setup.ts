import type { Cases, Given } from './given.ts'

const NFS: NonNullable<Given['answers']> = {
  'storage.kind': 'nfs',
  'storage.nfsServer': '10.20.0.1',
  'storage.nfsPath': '/export/astrago',
}
const named = { ...NFS, 'storage.nfsServer': 'nas.example.com' }
const serving = (clients: string, path = '/export', threads: number | null = 8): Given => ({
  answers: NFS,
  facts: { nfsServer: { exports: [{ path, clients }], threads } },
})
const GIB = 1024 ** 3
const local = (freeGib: number | null): Given => ({
  answers: { 'storage.kind': 'local', 'storage.localNode': 'n1', 'storage.localPath': '/data/astrago' },
  facts: {
    filesystems: {
      '/': freeGib === null ? undefined : { totalBytes: 500 * GIB, freeBytes: freeGib * GIB, inodes: 9, inodesFree: 9 },
    },
  },
})

export const STORAGE_SETUP_CASES = {
  'nfs-mount-leftover': {
    pass: { facts: { mounts: [{ source: 'nas:/home', target: '/home', type: 'nfs4', options: [] }] } },
    found: {
      facts: {
        mounts: [{ source: 'nas:/a', target: '/var/lib/kubelet/pods/1/volumes/a', type: 'nfs4', options: [] }],
      },
    },
  },
  'nfs-name-known': {
    pass: { answers: named },
    none: { answers: named, facts: { dns: { nameservers: [] } } },
  },
  'nfs-server-exports': {
    pass: serving('10.20.0.0/24(rw,sync,no_root_squash)'),
    everyone: serving('10.20.0.0/24(rw,no_root_squash) *(rw,no_root_squash)'),
    foreign: {
      answers: NFS,
      facts: { listeners: [{ protocol: 'tcp', address: '::', port: 2049, owner: 'ganesha.nfsd' }] },
    },
    folded: serving('\\'),
    stopped: serving('*(rw,no_root_squash)', '/export', null),
    missing: serving('*(rw,no_root_squash)', '/exp'),
    squash: serving('10.20.0.0/24(rw,sync)'),
    kerberos: serving('10.20.0.0/24(rw,no_root_squash,sec=krb5)'),
    readonly: serving('*(ro,no_root_squash)'),
  },
  'nfs-prometheus-unsupported': { pass: { answers: { 'storage.kind': 'local' } }, nfs: { answers: NFS } },
  'storage-local-space': {
    pass: local(200),
    few: local(150),
    short: local(90),
    'not-collected': local(null),
  },
} satisfies Cases
