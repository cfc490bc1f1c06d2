import type { PortRule } from '@astrago/contracts'
import type { Reason } from './facts/reason.ts'
import {
  type Access,
  absentFacts,
  FACT_KEYS,
  type FactKey,
  type Facts,
  type FactValues,
  type HostRecord,
} from './facts/schema.ts'
import type { DeclaredNode, PreflightInput } from './input.ts'
import { GOOD_SITE } from './testing-site.ts'
import { BASE_MODULES, KERNEL_OPTIONS, MODULES_FOR } from './thresholds/kernel.ts'

const GIB = 1024 ** 3
const folder = { totalBytes: 1000 * GIB, freeBytes: 900 * GIB, inodes: 60_000_000, inodesFree: 59_000_000 }

/** A GPU server as it should be, Ubuntu 22.04. Written by hand, not recorded. */
const GOOD: FactValues = {
  identity: {
    hostname: 'n1',
    machineId: '0123456789abcdef0123456789abcde1',
    bootId: 'boot-1',
    productUuid: null,
    vendor: 'Dell Inc.',
    product: 'PowerEdge XE9680',
    container: null,
    uptimeSeconds: 3600,
  },
  session: { uid: 0, login: 'ops', umask: '0022', openFiles: 1024 },
  os: { id: 'ubuntu', version: '22.04', name: 'Ubuntu 22.04.5 LTS', family: 'debian' },
  kernel: {
    release: '6.8.0-60-generic',
    arch: 'x86_64',
    installed: ['6.8.0-60-generic'],
    rebootRequired: false,
    bootOptions: [],
  },
  init: { process: 'systemd', systemd: true },
  cpu: {
    count: 64,
    model: 'Intel(R) Xeon(R) Platinum 8468',
    flags: [
      'cx16',
      'lahf_lm',
      'popcnt',
      'ssse3',
      'sse4_1',
      'sse4_2',
      'avx',
      'avx2',
      'bmi1',
      'bmi2',
      'f16c',
      'fma',
      'abm',
      'movbe',
      'xsave',
    ],
  },
  memory: { totalKib: 256 * 1024 ** 2, availableKib: 250 * 1024 ** 2, hugepages: 0 },
  swap: { active: [], configured: [] },
  mounts: [{ source: '/dev/sda2', target: '/', type: 'ext4', options: ['rw', 'relatime'] }],
  filesystems: { '/': folder, '/var': folder, '/var/lib': folder },
  xfs: {},
  modules: {
    index: true,
    loaded: ['overlay'],
    available: [...BASE_MODULES.value, ...Object.values(MODULES_FOR).flatMap(({ value }) => value), 'nft_compat'],
    disabled: ['nouveau'],
    blocks: [],
  },
  sysctl: {
    'net.ipv4.ip_forward': '1',
    'net.ipv4.ip_local_port_range': '32768\t60999',
    'fs.inotify.max_user_instances': '8192',
    'fs.inotify.max_user_watches': '524288',
    'fs.nr_open': '1048576',
    'fs.file-max': '9223372036854775807',
    'net.ipv6.conf.all.disable_ipv6': '0',
    'net.ipv4.conf.all.rp_filter': '2',
    'kernel.keys.root_maxkeys': '1000000',
  },
  sysctlFiles: [],
  cgroup: { version: 'v2', controllers: ['cpuset', 'cpu', 'io', 'memory', 'hugetlb', 'pids'] },
  interfaces: [
    {
      name: 'eth0',
      mac: '02:00:00:00:00:01',
      mtu: 1500,
      speed: 10_000,
      state: 'up',
      physical: true,
      addresses: [{ address: '10.20.0.1', prefix: 24, dynamic: false }],
    },
  ],
  routes: [
    { iface: 'eth0', destination: '0.0.0.0/0', gateway: '10.20.0.254', metric: 100 },
    { iface: 'eth0', destination: '10.20.0.0/24', gateway: null, metric: 100 },
  ],
  networkManager: { running: false, unmanaged: [], cloudSetup: false },
  dns: { nameservers: ['10.20.0.53'], upstream: [], search: ['example.com'], hostsOrder: ['files', 'dns'] },
  hostsFile: [{ address: '127.0.0.1', names: ['localhost'] }],
  listeners: [{ protocol: 'tcp', address: '0.0.0.0', port: 22, owner: null }],
  processes: ['chronyd'],
  commands: [
    'ip',
    'mount',
    'umount',
    'modprobe',
    'nsenter',
    'tar',
    'systemctl',
    'iptables',
    'apparmor_parser',
    'mount.nfs',
  ],
  packageLocks: [],
  units: {},
  python: ['/usr/bin/python3.10'],
  clock: { beginMs: 1_800_000_000_100, endMs: 1_800_000_000_150 },
  timeSync: { daemon: 'chronyd', synchronized: true },
  firewall: { rejects: false, rejectsDatagrams: false, dropsByDefault: false, stopsForwarding: false, rules: 0 },
  firewallServices: { firewalld: false, ufw: false },
  sshd: { tcpForwarding: null, maxSessions: null },
  account: { changedDay: 20_000, maxDays: 99_999, expireDay: null },
  selinux: { mode: 'disabled', configured: null, rke2Policy: false },
  selinuxLabels: {},
  apparmor: { enabled: true },
  proxies: [],
  trust: [],
  gpu: {
    devices: Array.from({ length: 8 }, (_, n) => ({
      slot: `0000:${n}0:00.0`,
      vendor: '0x10de',
      device: '0x2330',
      class: '0x030200',
      driver: null,
      linkWidth: 16,
      linkWidthMost: 16,
      addressed: true,
    })),
    driver: null,
    openModule: false,
    models: [],
    nouveauLoaded: false,
    secureBoot: false,
  },
  gpuHost: {
    libraries: [],
    headers: true,
    runtimeFiles: [],
    iommu: false,
    fabricManager: null,
    acs: { bridges: 40, on: 0 },
  },
  smi: { asked: false, code: 0, message: null, gpus: [] },
  nvlink: [],
  infiniband: [],
  block: {
    disks: [
      { name: 'nvme0n1', bytes: 3_840_755_982_336, rotational: false, model: 'SAMSUNG MZQL23T8HCLS-00A07' },
      { name: 'sda', bytes: 960_197_124_096, rotational: false, model: 'SAMSUNG MZ7L3960' },
    ],
    below: { sda2: ['sda'], sda1: ['sda'] },
  },
  volumes: [],
  ways: Object.fromEntries(
    ['/', '/etc', '/opt', '/usr', '/usr/local', '/var', '/var/lib'].map((path) => [path, { link: false, mode: '755' }]),
  ),
  kernelOptions: { on: [...KERNEL_OPTIONS.value] },
  kernelLog: { disk: [], memory: [], stall: [], gpu: [] },
  edac: { controllers: 4, corrected: 0, uncorrected: 0 },
  iptables: { version: '1.8.7', backend: 'nf_tables' },
  packetRules: { chains: [], legacy: 0, nft: false, ipvs: false },
  packages: { manager: 'dpkg', installed: {}, broken: [] },
  repositories: [{ file: '/etc/apt/sources.list', address: 'http://mirror.example.com/ubuntu' }],
  presence: [],
  autoUpdates: [],
  pythonBindings: { apt: true, selinux: false },
  kubeconfigs: [],
  containerdSnippets: [],
  hardening: { lockdown: '[none] integrity confidentiality', cryptoPolicy: null, etcdUser: false, etcdGroup: false },
  leftoverDirs: { filled: [], unreadable: [] },
  heldFixes: [],
  ...GOOD_SITE,
}

/**
 * What differs from a good host: values by group, merged into objects (`undefined` takes one out), or a reason for which
 * the group is absent.
 */
export type FactChanges = {
  [K in FactKey]?: (FactValues[K] extends readonly unknown[] ? FactValues[K] : Changes<FactValues[K]>) | Reason
}
type Changes<T> = { [P in keyof T]?: T[P] | undefined }

function changed(key: FactKey, change: FactChanges[FactKey]): unknown {
  if (typeof change === 'string') return { absent: change }
  if (change === undefined) return { value: GOOD[key] }
  if (Array.isArray(change)) return { value: change }
  const merged = Object.entries({ ...(GOOD[key] as object), ...(change as object) }).filter(
    ([, value]) => value !== undefined,
  )
  return { value: Object.fromEntries(merged) }
}

/** Facts of a good host with only the named differences. Written by hand; for tests. */
export function factsOf(changes: FactChanges = {}): Facts {
  return Object.fromEntries(FACT_KEYS.map((key) => [key, changed(key, changes[key])])) as unknown as Facts
}

const SENT = 1_800_000_000_000

export function recordOf(host: string, changes: FactChanges = {}, access: Partial<Access> = {}): HostRecord {
  const reached: Access = {
    transport: 'ssh',
    connected: true,
    problem: null,
    root: true,
    sudoProblem: null,
    sentAt: SENT,
    receivedAt: SENT + 250,
  }
  return {
    host,
    access: { ...reached, ...access },
    facts: access.connected === false ? absentFacts('host-unreachable') : factsOf(changes),
  }
}

export function nodeOf(name: string, change: Partial<DeclaredNode> = {}): DeclaredNode {
  return { name, address: '10.20.0.1', roles: ['worker'], ...change }
}

/** A line of a port matrix; one TCP port unless `change` says otherwise. */
export function ruleOf(
  id: string,
  port: number,
  from: PortRule['from'],
  to: PortRule['to'],
  change: Partial<PortRule> = {},
): PortRule {
  const purpose = { ko: id, en: id }
  return {
    id,
    first: port,
    last: port,
    protocol: 'tcp',
    from,
    to,
    group: 'other',
    ifTaken: 'block',
    purpose,
    source: 'a test',
    ...change,
  }
}

export function inputOf(change: Partial<PreflightInput> = {}): PreflightInput {
  return {
    site: { profile: 'air-gapped', distribution: 'rke2', kubernetes: null },
    answers: {},
    nodes: [],
    ports: [
      ruleOf('api', 6443, 'node', 'control-plane'),
      ruleOf('kubelet', 10250, 'control-plane', 'node'),
      ruleOf('vxlan', 8472, 'node', 'node', { protocol: 'udp' }),
      ruleOf('nodeports', 30000, 'users', 'node', { last: 32767 }),
    ],
    packets: [],
    images: [],
    ...change,
  }
}
