import type { Evidence } from '../../active/evidence.ts'
import { type Cases, type Given, server } from './given.ts'

type Name = Evidence['dns']['names'][string]
type Server = Evidence['time']['servers'][string]
type Target = Evidence['internet']['targets'][number]
type Url = Evidence['urls'][number]

const FOUND: Name = { state: 'found', addresses: ['10.20.0.5'], ms: 4 }
const dns = (
  change: Partial<Name> = {},
  random: Partial<Name> = { state: 'none', addresses: [] },
  search: string[] = [],
): Given => ({
  active: {
    dns: {
      value: {
        tool: 'python3',
        names: { 'harbor.example.com': { ...FOUND, ...change } },
        random: { 'example.com': { ...FOUND, ...random } },
        search,
      },
    },
  },
})
const ANSWERED: Server = { state: 'answered', offsetMs: 12, stratum: 3 }
const SILENT: Server = { state: 'silent', offsetMs: null, stratum: null }
const time = (servers: Record<string, Server>): Given => ({
  active: { time: { value: { tool: 'python3', servers } } },
})
const TLS = {
  problem: null,
  failure: null,
  chain: [{ name: 'quay.io', issuer: 'Public CA', from: '2026-01-01T00:00:00Z', until: '2027-01-01T00:00:00Z' }],
}
const target = (change: Partial<Target> = {}): Target => ({
  ...{ place: 'quay.io:443', reach: 'open', status: null, tls: TLS, known: false },
  ...change,
})
const internet = (...targets: Target[]): Given => ({
  site: { profile: 'online' },
  active: { internet: { value: { proxy: null, targets } } },
})
type Proxy = NonNullable<Evidence['internet']['proxy']>
const PROXY: Proxy = { address: 'http://p:3128', reach: 'open', tls: null, user: 'svc', login: 'none', schemes: [] }
const proxy = (change: Partial<Target>, more: Partial<Proxy> = {}): Given => ({
  site: { profile: 'proxy' },
  active: {
    internet: {
      value: { proxy: { ...PROXY, reach: change.reach ?? 'open', ...more }, targets: [target(change)] },
    },
  },
})
const noLogin = (more: Partial<Proxy>): Given => proxy({ status: 407, ...closed }, more)
const closed = { tls: null }
const url = (change: Partial<Url> = {}): Given => ({
  active: {
    urls: { value: [{ url: 'https://sso.example.com/', reach: 'open', tls: TLS, status: 200, ...change }] },
  },
})

const registry = (change: Partial<Evidence['registry']> = {}): Given => ({
  active: {
    registry: {
      value: { address: 'r.example.com', reach: 'open', tls: TLS, api: { status: 401, registry: true }, ...change },
    },
  },
})
type Pull = Evidence['pull']
const pull = (change: Partial<Pull> = {}): Given => ({
  active: {
    pull: {
      value: { address: 'r.example.com', user: 'robot', login: 'accepted', service: null, images: [], ...change },
    },
  },
})
const images = (kind: 'mirror' | 'existing', status: number | null, delivered = false): Given => ({
  ...pull({ images: [{ name: 'quay.io/a/b:1', delivered, status }] }),
  answers: { 'registry.kind': kind },
})
const untrusted = (problem: string): Given => registry({ tls: { ...TLS, problem }, api: null })
type Nfs = Evidence['nfs']
type NfsFile = NonNullable<Nfs['file']>
const GIB = 1024 ** 3
const FOLDER = { status: 0, directory: true, freeBytes: 500 * GIB, totalBytes: 900 * GIB }
const FILE: NfsFile = { name: '.astrago-check-1', created: 0, owner: '0', written: 0, chowned: 0, removed: 0 }
const nfs = (change: Partial<Nfs> = {}): Given => {
  const good: Nfs = {
    ...{
      server: '10.20.0.9',
      path: '/export/a',
      port: 'reserved',
      reach: 'open',
      versions: ['4.1', '3'],
      problem: null,
    },
    ...{ folder: FOLDER, file: FILE },
  }
  return { active: { nfs: { value: { ...good, ...change } } } }
}
const nfsFolder = (change: Partial<typeof FOLDER>, more: Partial<Nfs> = {}): Given =>
  nfs({ folder: { ...FOLDER, ...change }, file: null, ...more })
const nfsFile = (change: Partial<NfsFile>, more: Partial<Nfs> = {}): Given =>
  nfs({ file: { ...FILE, ...change }, ...more })
const noNfs: Partial<Nfs> = { versions: [], folder: null, file: null }
const clear = { problem: null, failure: 'EPROTO', chain: [] }
const disk = (value: Partial<Evidence['disk']>): Given => ({
  node: server,
  active: { disk: { value: { folder: '/var/lib', refused: null, measured: null, ...value } } },
})
const synced = (p99Ms: number | null, meanMs = 1): Given =>
  disk({ measured: { tool: p99Ms === null ? 'dd' : 'python3', writes: 200, meanMs, p99Ms } })

export const ACTIVE_CASES = {
  'dns-names-resolve': {
    pass: dns(),
    slow: dns({ ms: 5005 }),
    silent: dns({ state: 'late', addresses: [] }),
    missing: dns({ state: 'none', addresses: [] }),
  },
  'dns-wildcard': { pass: dns(), wildcard: dns({}, FOUND), searched: dns({}, FOUND, ['example.com']) },
  'time-servers-answer': {
    pass: time({ ntp1: ANSWERED }),
    some: time({ ntp1: ANSWERED, ntp2: SILENT }),
    unsynchronized: time({ ntp1: { ...ANSWERED, stratum: 16 } }),
    off: time({ ntp1: { ...ANSWERED, offsetMs: -300_000 } }),
    none: time({ ntp1: SILENT, ntp2: { ...SILENT, state: 'unknown-name' } }),
  },
  'proxy-connect-works': {
    pass: proxy({ status: 200 }),
    unreached: proxy({ reach: 'refused', ...closed }),
    untrusted: proxy({ ...closed }, { tls: { ...TLS, problem: 'SELF_SIGNED_CERT_IN_CHAIN' } }),
    silent: proxy({ ...closed }),
    login: noLogin({ login: 'wanted' }),
    loginRefused: noLogin({ login: 'refused' }),
    loginKind: noLogin({ login: 'other-kind', schemes: ['negotiate', 'ntlm'] }),
    loginSilent: noLogin({ login: 'unanswered' }),
    loginUnclear: noLogin({ login: 'unclear' }),
    refused: proxy({ status: 403, ...closed }),
    other: proxy({ status: 0, ...closed }),
  },
  'internet-endpoints': {
    pass: internet(target()),
    some: internet(target(), target({ place: 'ghcr.io:443', reach: 'timeout', ...closed })),
    none: internet(target({ reach: 'timeout', ...closed })),
  },
  'tls-intercepted': {
    pass: internet(target()),
    known: internet(target({ tls: { ...TLS, problem: 'SELF_SIGNED_CERT_IN_CHAIN' }, known: true })),
    unknown: internet(target({ tls: { ...TLS, problem: 'SELF_SIGNED_CERT_IN_CHAIN' } })),
  },
  'service-urls-answer': {
    pass: url(),
    unreached: url({ reach: 'refused', tls: null, status: null }),
    untrusted: url({ tls: { ...TLS, problem: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, status: null }),
    failing: url({ status: 503 }),
  },
  'registry-answers': {
    pass: registry(),
    unreached: registry({ reach: 'refused', tls: null, api: null }),
    untrusted: untrusted('SELF_SIGNED_CERT_IN_CHAIN'),
    expired: untrusted('CERT_HAS_EXPIRED'),
    name: untrusted('ERR_TLS_CERT_ALTNAME_INVALID'),
    clear: registry({ tls: clear, api: { status: 200, registry: true } }),
    other: registry({ api: { status: 404, registry: false } }),
  },
  'registry-auth': {
    pass: pull(),
    open: pull({ login: 'anonymous' }),
    refused: pull({ login: 'refused' }),
    wanted: pull({ login: 'wanted', user: null }),
    service: pull({ login: 'token-service', service: 'auth.example.com' }),
    other: pull({ login: 'other' }),
    'not-trusted': pull({ login: 'unreached' }),
  },
  'registry-images-present': {
    pass: images('mirror', 200),
    unlisted: pull(),
    toLoad: images('existing', 404),
    spare: images('mirror', 404, true),
    missing: images('mirror', 404),
    denied: images('mirror', 403),
    failing: images('mirror', 500),
    'not-trusted': pull({ login: 'refused' }),
  },
  'nfs-version-41': {
    pass: nfs(),
    old: nfs({ ...noNfs, versions: ['3'] }),
    refused: nfs({ ...noNfs, problem: 'refused' }),
    other: nfs({ ...noNfs, problem: 'garbage' }),
    'timed-out': nfs({ ...noNfs, problem: 'timeout' }),
    'not-trusted': nfs({ ...noNfs, reach: 'refused' }),
  },
  'nfs-export-path': {
    pass: nfs(),
    missing: nfsFolder({ status: 2 }),
    denied: nfsFolder({ status: 13 }),
    security: nfsFolder({ status: 10016 }),
    file: nfsFolder({ directory: false }),
    failing: nfsFolder({ status: 5 }),
    'not-trusted': nfs(noNfs),
    'no-root': nfsFolder({ status: 1 }, { port: 'no-root' }),
    'tool-missing': nfsFolder({ status: 13 }, { port: 'tool-missing' }),
    'timed-out': nfsFolder({ status: 10008 }),
  },
  'nfs-root-write-chown': {
    pass: nfs(),
    left: nfsFile({ removed: 13 }),
    readOnly: nfsFile({ created: 30, owner: null, written: null, chowned: null, removed: null }),
    full: nfsFile({ written: 28 }),
    denied: nfsFile({ created: 13 }),
    squashed: nfsFile({ owner: 'nobody@example.com', chowned: 1 }),
    chown: nfsFile({ chowned: 1 }),
    numbers: nfsFile({ chowned: 10039 }),
    failing: nfsFile({ created: 5 }),
    'not-trusted': nfs(noNfs),
    'no-root': nfsFile({ created: 1 }, { port: 'no-root' }),
    'tool-missing': nfsFile({ created: 13 }, { port: 'tool-missing' }),
    'timed-out': nfsFile({ created: 10013 }),
  },
  'nfs-capacity': {
    pass: nfs(),
    few: nfsFolder({ freeBytes: 150 * GIB }),
    short: nfsFolder({ freeBytes: 20 * GIB }),
    'not-trusted': nfs(noNfs),
  },
  'disk-sync-latency': {
    pass: synced(2),
    slow: synced(12),
    far: synced(80),
    mean: synced(null, 4),
    noRoom: disk({ refused: 'no-room' }),
    noWrite: disk({ refused: 'no-write' }),
  },
} satisfies Cases
