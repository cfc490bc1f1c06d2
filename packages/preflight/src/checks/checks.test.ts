import { CheckId, SITE_WIDE, type Verdict } from '@astrago/contracts'
import { isFieldId } from '@astrago/exchange-form'
import { describe, expect, test } from 'vitest'
import type { Access, HostRecord } from '../facts/schema.ts'
import type { CheckedAnswers, DeclaredNode, PreflightInput } from '../input.ts'
import { judgeAll } from '../judge.ts'
import { NFS, REGISTRY, type ReachRow, VIP } from '../reach/plan.ts'
import { type FactChanges, inputOf, nodeOf, recordOf } from '../testing.ts'
import { UnknownReason } from '../unknown.ts'
import { CHECKS, checkInfos } from './index.ts'

/** What is different from a good host n1 in a cluster with a good host n2. All facts here are written by hand. */
type Given = {
  facts?: FactChanges
  access?: Partial<Access>
  answers?: CheckedAnswers
  node?: Partial<DeclaredNode>
  site?: Partial<PreflightInput['site']>
  /** The rest of the node table; [] makes n1 the whole cluster. */
  nodes?: DeclaredNode[]
  other?: FactChanges
  otherAccess?: Partial<Access>
  reach?: [from: string, to: string, port: number, result: ReachRow['result']][]
}

const GIB = 1024 ** 3
const OTHER: FactChanges = {
  identity: { hostname: 'n2', machineId: '0123456789abcdef0123456789abcde2', bootId: 'boot-2' },
  interfaces: [
    {
      name: 'eth0',
      mac: '02:00:00:00:00:02',
      mtu: 1500,
      speed: null,
      state: 'up',
      physical: true,
      addresses: [{ address: '10.20.0.2', prefix: 24, dynamic: false }],
    },
  ],
}

function verdictOf(check: CheckId, given: Given): Verdict | undefined {
  const nodes = [
    nodeOf('n1', given.node),
    ...(given.nodes ?? [nodeOf('n2', { address: '10.20.0.2', roles: ['control-plane'] })]),
  ]
  const base = inputOf()
  const input = { ...base, nodes, answers: given.answers ?? {}, site: { ...base.site, ...given.site } }
  const records: [string, HostRecord][] = [
    ['n1', recordOf('n1', given.facts, given.access)],
    ...nodes
      .slice(1)
      .map(({ name }): [string, HostRecord] => [name, recordOf(name, { ...OTHER, ...given.other }, given.otherAccess)]),
  ]
  const reach = (given.reach ?? []).map(([from, to, port, result]) => ({
    from,
    to,
    address: '10.20.0.9',
    port,
    result,
    ms: 1,
  }))
  const verdicts = judgeAll({ ...input, records: new Map(records), reach }, { only: [check] })
  return verdicts.find(({ host }) => host === 'n1' || host === SITE_WIDE)
}

const failed = (
  code:
    | 'HOST_UNREACHABLE'
    | 'HOST_REFUSED'
    | 'HOST_LOST'
    | 'HOST_AUTH_FAILED'
    | 'HOST_KEY_CHANGED'
    | 'HOST_KEY_UNCONFIRMED',
): Given => ({
  access: {
    connected: false,
    root: false,
    problem: { code, host: 'n1', params: { detail: 'x', user: 'ops', pinned: 'SHA256:a', offered: 'SHA256:b' } },
  },
})
const disk = (totalGib: number, freeGib: number, inodesFree = 900): Given => ({
  facts: {
    filesystems: { '/var/lib': { totalBytes: totalGib * GIB, freeBytes: freeGib * GIB, inodes: 1000, inodesFree } },
  },
})
const mount = (type: string, options: string[] = ['rw']): FactChanges => ({
  mounts: [{ source: '/dev/sda2', target: '/', type, options }],
})
const gpuNode: Given['node'] = { roles: ['gpu'] }
const gpus = (count: number) => ({
  devices: Array.from({ length: count }, (_, n) => ({
    slot: `0000:0${n}:00.0`,
    vendor: '0x10de',
    device: '0x2330',
    class: '0x030200',
  })),
})
const unit = { installed: true, enabled: true, active: false }
const iface = (change: object): FactChanges => ({
  interfaces: [
    {
      name: 'eth0',
      mac: '02:00:00:00:00:01',
      mtu: 1500,
      speed: null,
      state: 'up',
      physical: true,
      addresses: [{ address: '10.20.0.1', prefix: 24, dynamic: false }],
      ...change,
    },
  ],
})
const VIP_ANSWER: CheckedAnswers = { 'network.vip': '10.20.0.9' }
const REGISTRY_ANSWER: CheckedAnswers = { 'registry.kind': 'existing', 'registry.address': 'registry.example.com:5000' }
const NFS_ANSWER: CheckedAnswers = { 'storage.kind': 'nfs', 'storage.nfsServer': '10.20.0.9' }
const CA = `-----BEGIN CERTIFICATE-----\n${'A'.repeat(64)}\n${'B'.repeat(64)}\n-----END CERTIFICATE-----`
const server: Given['node'] = { roles: ['control-plane'] }

/** Each check's outcomes, each seen once. */
const CASES: Record<CheckId, Record<string, Given>> = {
  'ssh-reachable': {
    pass: {},
    unreachable: failed('HOST_UNREACHABLE'),
    refused: failed('HOST_REFUSED'),
    lost: failed('HOST_LOST'),
  },
  'ssh-host-key': {
    pass: {},
    changed: failed('HOST_KEY_CHANGED'),
    unconfirmed: failed('HOST_KEY_UNCONFIRMED'),
    'host-unreachable': failed('HOST_UNREACHABLE'),
  },
  'ssh-login': { pass: {}, denied: failed('HOST_AUTH_FAILED'), 'host-unreachable': failed('HOST_KEY_CHANGED') },
  'sudo-works': { pass: {}, denied: { access: { root: false } }, 'host-unreachable': failed('HOST_LOST') },
  'ssh-forwarding': {
    pass: { reach: [['n1', 'n2', 6443, 'refused']] },
    off: { reach: [['n1', 'n2', 6443, 'prohibited']] },
    'no-root': { facts: { sshd: 'no-root' } },
  },
  'account-password-expiry': {
    pass: {},
    soon: { facts: { account: { changedDay: 20_800, maxDays: 35 } } },
    expired: { facts: { account: { changedDay: 0 } } },
    'no-root': { facts: { account: 'no-root' } },
  },
  'cpu-arch-supported': {
    pass: {},
    other: { facts: { kernel: { arch: 'aarch64' } } },
    'host-unreachable': failed('HOST_REFUSED'),
  },
  'cpu-count': {
    pass: {},
    few: { facts: { cpu: { count: 4 } } },
    short: { facts: { cpu: { count: 2 } } },
    unreadable: { facts: { cpu: 'unreadable' } },
  },
  'cpu-microarch-level': {
    pass: {},
    v3: { facts: { cpu: { flags: ['cx16', 'lahf_lm', 'popcnt', 'ssse3', 'sse4_1', 'sse4_2'] } } },
    old: { facts: { cpu: { flags: ['cx16'] } } },
  },
  'memory-total': {
    pass: {},
    few: { facts: { memory: { totalKib: 9 * 1024 ** 2 } } },
    short: { facts: { memory: { totalKib: 7 * 1024 ** 2 } } },
    'cut-off': { facts: { memory: 'cut-off' } },
  },
  'declared-hardware': { pass: { node: { cpus: 64, memoryGib: 256 } }, less: { node: { cpus: 128 } } },
  'swap-active': {
    pass: {},
    configured: { facts: { swap: { configured: ['/swap.img'] } } },
    active: { facts: { swap: { active: ['/swap.img'] } } },
  },
  'hugepages-reserved': { pass: {}, reserved: { facts: { memory: { hugepages: 512 } } } },
  'disk-total-datadir': {
    pass: {},
    few: disk(80, 70),
    short: disk(30, 28),
    'timed-out': { facts: { filesystems: 'timed-out' } },
  },
  'disk-free': {
    pass: {},
    low: disk(1000, 180),
    full: disk(1000, 100),
    'timed-out': { facts: { filesystems: 'timed-out' } },
  },
  'disk-inodes-free': { pass: {}, low: disk(1000, 900, 70), none: disk(1000, 900, 10) },
  'fs-type-supported': { pass: {}, unusual: { facts: mount('btrfs') }, unfit: { facts: mount('nfs4') } },
  'fs-xfs-ftype': {
    pass: { facts: { ...mount('xfs'), xfs: { '/': { ftype: true } } } },
    none: { facts: { ...mount('xfs'), xfs: { '/': { ftype: false } } } },
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
  'kernel-version-min': {
    pass: {},
    old: { facts: { kernel: { release: '5.4.0-200-generic' } } },
    refused: { facts: { kernel: { release: '4.4.0-1-generic' } } },
    never: { facts: { kernel: { release: '2.6.32-754.el6' } } },
    unreadable: { facts: { kernel: { release: 'custom' } } },
  },
  'kernel-reboot-pending': {
    pass: {},
    pending: { facts: { kernel: { rebootRequired: true } } },
    gpu: { node: gpuNode, facts: { kernel: { rebootRequired: true } } },
    gone: { facts: { kernel: { installed: ['6.8.0-70-generic'] } } },
  },
  'cgroup-version': {
    pass: {},
    old: { site: { kubernetes: '1.34' }, facts: { cgroup: { version: 'v1' } } },
    refused: { facts: { cgroup: { version: 'hybrid' } } },
    none: { facts: { cgroup: { version: 'none' } } },
  },
  'cgroup-controllers': { pass: {}, missing: { facts: { cgroup: { controllers: ['cpu', 'pids'] } } } },
  'kernel-modules-base': {
    pass: {},
    disabled: { facts: { modules: { disabled: ['br_netfilter'] } } },
    missing: { facts: { modules: { available: [] } } },
    'not-collected': { facts: { modules: { available: [], index: false } } },
  },
  'sysctl-ip-forward': {
    pass: {},
    off: { facts: { sysctl: { 'net.ipv4.ip_forward': '0' } } },
    reset: { facts: { sysctlFiles: [{ file: '/etc/sysctl.d/99-cis.conf', key: 'net.ipv4.ip_forward', value: '0' }] } },
  },
  'sysctl-inotify': { pass: {}, low: { facts: { sysctl: { 'fs.inotify.max_user_instances': '128' } } } },
  'os-supported': {
    pass: {},
    unproven: { facts: { os: { id: 'fedora', version: '41' } } },
    refused: { site: { distribution: 'kubespray' }, facts: { os: { id: 'ubuntu', version: '24.04' } } },
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
  'default-route': { pass: {}, none: { facts: { routes: [] } } },
  'node-ip-present': {
    pass: {},
    absent: { node: { address: '10.20.0.77' } },
    'tool-missing': { facts: { interfaces: 'tool-missing' } },
  },
  'node-ip-static': {
    pass: {},
    dynamic: { facts: iface({ addresses: [{ address: '10.20.0.1', prefix: 24, dynamic: true }] }) },
    server: { node: server, facts: iface({ addresses: [{ address: '10.20.0.1', prefix: 24, dynamic: true }] }) },
    'not-collected': { node: { address: '10.20.0.77' } },
  },
  'pod-cidr-route-overlap': { pass: {}, overlap: { answers: { 'network.podCidr': '10.20.0.0/16' } } },
  'node-ip-in-cidr': { pass: {}, inside: { answers: { 'network.serviceCidr': '10.20.0.0/24' } } },
  'mtu-interface': {
    pass: {},
    small: { facts: iface({ mtu: 1400 }) },
    tiny: { facts: iface({ mtu: 1000 }) },
    'not-collected': { facts: iface({ mtu: null }) },
  },
  'networkmanager-unmanaged': { pass: {}, managed: { facts: { networkManager: { running: true } } } },
  'nm-cloud-setup-enabled': { pass: {}, enabled: { facts: { networkManager: { cloudSetup: true } } } },
  'vip-free': {
    pass: {
      node: server,
      answers: VIP_ANSWER,
      reach: [
        ['n1', VIP, 6443, 'timeout'],
        ['n1', VIP, 22, 'no-route'],
      ],
    },
    used: { node: server, answers: VIP_ANSWER, reach: [['n1', VIP, 22, 'refused']] },
    node: { node: server, answers: { 'network.vip': '10.20.0.2' } },
    'forwarding-off': { node: server, answers: VIP_ANSWER, reach: [['n1', VIP, 22, 'prohibited']] },
  },
  'firewalld-active': {
    pass: {},
    opens: { answers: { 'security.firewallPolicy': 'open-needed' }, facts: { firewallServices: { firewalld: true } } },
    asked: {
      answers: { 'security.firewallPolicy': 'managed-by-customer' },
      facts: { firewallServices: { firewalld: true } },
    },
    denied: { answers: { 'security.firewallPolicy': 'none' }, facts: { firewallServices: { firewalld: true } } },
    undecided: { facts: { firewallServices: { firewalld: true } } },
  },
  'ufw-active': {
    pass: {},
    opens: { answers: { 'security.firewallPolicy': 'open-needed' }, facts: { firewallServices: { ufw: true } } },
    asked: {
      answers: { 'security.firewallPolicy': 'managed-by-customer' },
      facts: { firewallServices: { ufw: true } },
    },
    denied: { answers: { 'security.firewallPolicy': 'none' }, facts: { firewallServices: { ufw: true } } },
    undecided: { facts: { firewallServices: { ufw: true } } },
  },
  'port-in-use': {
    pass: {},
    used: { facts: { listeners: [{ protocol: 'tcp', address: '0.0.0.0', port: 10250, owner: 'kubelet' }] } },
    unreadable: { facts: { listeners: 'unreadable' } },
  },
  'ports-between-hosts': {
    pass: {
      reach: [
        ['n2', 'n1', 10250, 'refused'],
        ['n2', 'n1', 22, 'open'],
      ],
    },
    dropped: {
      reach: [
        ['n2', 'n1', 10250, 'timeout'],
        ['n2', 'n1', 22, 'open'],
      ],
    },
    'not-proven': { facts: { firewall: { rejects: true } }, reach: [['n2', 'n1', 10250, 'refused']] },
    'forwarding-off': { reach: [['n2', 'n1', 10250, 'prohibited']] },
    'no-answer': { reach: [['n2', 'n1', 10250, 'lost']] },
    'host-unreachable': { ...failed('HOST_UNREACHABLE'), reach: [['n2', 'n1', 10250, 'timeout']] },
  },
  'time-ntp-synced': {
    pass: {},
    none: { facts: { timeSync: { daemon: null, synchronized: false } } },
    unsynced: { facts: { timeSync: { synchronized: false } } },
    asked: { facts: { timeSync: { synchronized: null } } },
  },
  'time-skew-hosts': {
    pass: {},
    drift: { facts: { clock: { beginMs: 1_800_000_005_100, endMs: 1_800_000_005_150 } } },
    off: { facts: { clock: { beginMs: 1_800_000_100_100, endMs: 1_800_000_100_150 } } },
    'no-answer': { otherAccess: { connected: false } },
  },
  'dns-nameserver-present': { pass: {}, none: { facts: { dns: { nameservers: [] } } } },
  'dns-loopback-only': {
    pass: {},
    loopback: { facts: { dns: { nameservers: ['127.0.0.53'] } } },
    k0s: { site: { distribution: 'k0s' }, facts: { dns: { nameservers: ['127.0.0.53'] } } },
  },
  'dns-limits': { pass: {}, many: { facts: { dns: { search: ['a', 'b', 'c', 'd'] } } } },
  'dns-localhost': {
    pass: {},
    missing: { facts: { hostsFile: [] } },
    k0s: { site: { distribution: 'k0s' }, facts: { hostsFile: [] } },
  },
  'proxy-env-leftover': {
    pass: {},
    found: { facts: { proxies: [{ where: '/etc/environment', name: 'http_proxy', value: 'http://p' }] } },
  },
  'registry-name-known': {
    pass: { answers: REGISTRY_ANSWER },
    none: { answers: REGISTRY_ANSWER, facts: { dns: { nameservers: [] } } },
  },
  'registry-tcp': {
    pass: { answers: REGISTRY_ANSWER, reach: [['n1', REGISTRY, 5000, 'open']] },
    refused: { answers: REGISTRY_ANSWER, reach: [['n1', REGISTRY, 5000, 'refused']] },
    silent: { answers: REGISTRY_ANSWER, reach: [['n1', REGISTRY, 5000, 'timeout']] },
    'no-name': { answers: REGISTRY_ANSWER, reach: [['n1', REGISTRY, 5000, 'unknown-name']] },
    'no-answer': { answers: REGISTRY_ANSWER },
  },
  'registry-ca-trusted': {
    pass: { answers: { 'registry.ca': CA }, facts: { trust: [{ file: 'ca.crt', lines: 'A'.repeat(64) }] } },
    absent: { answers: { 'registry.ca': CA } },
  },
  'nfs-client-tools': { pass: { answers: NFS_ANSWER }, missing: { answers: NFS_ANSWER, facts: { commands: [] } } },
  'nfs-server-tcp': {
    pass: { answers: NFS_ANSWER, reach: [['n1', NFS, 2049, 'open']] },
    refused: { answers: NFS_ANSWER, reach: [['n1', NFS, 2049, 'refused']] },
    silent: { answers: NFS_ANSWER, reach: [['n1', NFS, 2049, 'no-route']] },
    'no-name': { answers: NFS_ANSWER, reach: [['n1', NFS, 2049, 'unknown-name']] },
  },
  'gpu-count': {
    pass: { node: { ...gpuNode, gpuCount: 8 } },
    none: { node: gpuNode, facts: { gpu: gpus(0) } },
    fewer: { node: { ...gpuNode, gpuCount: 8 }, facts: { gpu: gpus(7) } },
    more: { node: { ...gpuNode, gpuCount: 4 } },
  },
  'gpu-model': {
    pass: { node: { ...gpuNode, gpuModel: 'H100 80GB' }, facts: { gpu: { models: ['NVIDIA H100 80GB HBM3'] } } },
    other: { node: { ...gpuNode, gpuModel: 'H100 80GB' }, facts: { gpu: { models: ['NVIDIA A100-SXM4-80GB'] } } },
    'not-collected': { node: { ...gpuNode, gpuModel: 'H100' } },
  },
  'gpu-driver-mode': {
    pass: { node: gpuNode },
    installed: { node: gpuNode, facts: { gpu: { driver: '550.144.03' } } },
    absent: { node: gpuNode, answers: { 'gpu.driverPolicy': 'preinstalled' } },
  },
  'gpu-nouveau': {
    pass: { node: gpuNode },
    allowed: { node: gpuNode, facts: { modules: { disabled: [] } } },
    loaded: { node: gpuNode, facts: { gpu: { nouveauLoaded: true } } },
  },
  'gpu-secure-boot': {
    pass: { node: gpuNode },
    signed: { node: gpuNode, facts: { gpu: { secureBoot: true, driver: '550.144.03' } } },
    on: { node: gpuNode, facts: { gpu: { secureBoot: true } } },
    'not-collected': { node: gpuNode, facts: { gpu: { secureBoot: null } } },
  },
  'leftover-services': {
    pass: {},
    installed: { facts: { units: { 'rke2-server.service': unit } } },
    running: { facts: { processes: ['rke2', 'kubelet'] } },
  },
  'leftover-dirs': {
    pass: {},
    some: { facts: { leftoverDirs: { filled: ['/opt/cni'] } } },
    data: { facts: { leftoverDirs: { filled: ['/var/lib/etcd'] } } },
    'no-root': { facts: { leftoverDirs: { unreadable: ['/var/lib/rancher'] } } },
  },
  'leftover-container-engine': {
    pass: {},
    stopped: { facts: { units: { 'docker.service': unit } } },
    running: { facts: { processes: ['dockerd'] } },
    gpu: { node: gpuNode, facts: { processes: ['containerd'] } },
    removed: { site: { distribution: 'kubespray' }, facts: { processes: ['dockerd'] } },
  },
  'leftover-cni-interfaces': { pass: {}, found: { facts: iface({ name: 'flannel.1' }) } },
  'leftover-mounts': {
    pass: {},
    found: {
      facts: { mounts: [{ source: 'tmpfs', target: '/var/lib/kubelet/pods/1/volumes', type: 'tmpfs', options: [] }] },
    },
  },
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
    allowList: { facts: { processes: ['fapolicyd'] } },
  },
  'hostname-unique': { pass: {}, twin: { other: { identity: { hostname: 'N1', bootId: 'boot-2' } } } },
  'machine-id-unique': {
    pass: {},
    empty: { facts: { identity: { machineId: null } } },
    twin: { other: { identity: { hostname: 'n2', bootId: 'boot-2' } } },
  },
  'mac-unique': { pass: {}, twin: { other: { ...OTHER, ...iface({}) } } },
  'same-machine-twice': { pass: {}, twin: { other: { identity: {} } } },
  'role-counts': {
    pass: { nodes: ['a', 'b', 'c'].map((name) => nodeOf(name, { roles: ['control-plane'] })) },
    single: {},
    even: { node: server },
    refused: { node: server, site: { distribution: 'kubespray' } },
    none: { nodes: [] },
  },
}

const ALL = Object.entries(CASES).flatMap(([check, outcomes]) =>
  Object.entries(outcomes).map(([outcome, given]): [CheckId, string, Given] => [check as CheckId, outcome, given]),
)

describe('every outcome of every check', () => {
  test.each(ALL)('%s: %s', (check, outcome, given) => {
    const verdict = verdictOf(check, given)
    expect(verdict).toMatchObject({ check, outcome })
    const severity = checkInfos().find(({ id }) => id === check)?.outcomes[outcome]?.severity
    const isUnknown = UnknownReason.safeParse(outcome).success
    expect(verdict?.status).toBe(
      isUnknown ? 'unknown' : severity === 'info' ? 'pass' : severity === 'warn' ? 'warn' : 'fail',
    )
  })

  test.each(CHECKS.map(({ info }) => info))('no outcome of $id is left out', ({ id, outcomes }) => {
    expect(Object.keys(CASES[id])).toEqual(expect.arrayContaining(Object.keys(outcomes)))
  })
})

describe('the list of checks', () => {
  test('has exactly the ids of the contract', () => {
    expect(CHECKS.map(({ info }) => info.id).sort()).toEqual([...CheckId.options].sort())
  })

  test('names fields that exist', () => {
    expect(checkInfos().filter(({ field }) => field !== null && !isFieldId(field))).toEqual([])
  })

  test('fills every parameter of its texts, in both languages', () => {
    const open = ALL.flatMap(([check, outcome, given]) => {
      const verdict = verdictOf(check, given)
      const texts = checkInfos().find(({ id }) => id === check)?.outcomes[outcome]
      const names = [texts?.message, texts?.fix].flatMap((text) =>
        [...`${text?.ko ?? ''} ${text?.en ?? ''}`.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name),
      )
      return names.filter((name) => !(name in (verdict?.params ?? {}))).map((name) => `${check} ${outcome} {${name}}`)
    })
    expect(open).toEqual([])
  })

  test('says what to do wherever something is wrong', () => {
    const silent = checkInfos().flatMap(({ id, outcomes }) =>
      Object.entries(outcomes)
        .filter(([, { severity, fix }]) => severity !== 'info' && !fix)
        .map(([outcome]) => `${id} ${outcome}`),
    )
    expect(silent).toEqual([])
  })
})
