import type { CheckId } from '@astrago/contracts'
import { describe, expect, test } from 'vitest'
import { type FactChanges, nodeOf } from '../testing.ts'
import { CERTIFICATES } from './cases/certificates.ts'
import { type Given, gpuNode, gpus, iface, OTHER, verdictOf } from './cases/given.ts'
import { smiGpu } from './cases/gpu-running.ts'

const on = (check: CheckId, given: Given): string | undefined => verdictOf(check, given)?.outcome
const kubespray: Given['site'] = { distribution: 'kubespray' }

describe('the network cards that management controllers show to servers over USB', () => {
  const CARD = { mtu: 1500, speed: null, state: 'unknown', physical: true }
  const SAME = { ...CARD, name: 'enxbe3af2b6059f', mac: 'be:3a:f2:b6:05:9f', addresses: [] }
  const host = (n: number, driver: string): FactChanges => ({
    ...(n === 1 ? {} : OTHER),
    interfaces: [
      {
        ...CARD,
        name: 'eno1',
        mac: `02:00:00:00:00:0${n}`,
        addresses: [{ address: `10.20.0.${n}`, prefix: 24, dynamic: false }],
      },
      SAME,
    ],
    nics: { [SAME.name]: { driver, duplex: null, offload: {} } },
  })

  test('have one MAC address everywhere, which disturbs nobody', () => {
    expect(on('mac-unique', { facts: host(1, 'cdc_ether'), other: host(2, 'cdc_ether') })).toBe('pass')
    expect(on('mac-unique', { facts: host(1, 'rndis_host'), other: host(2, 'rndis_host') })).toBe('pass')
  })

  test('are not taken for cards that lead to a switch', () => {
    expect(on('mac-unique', { facts: host(1, 'vmxnet3'), other: host(2, 'vmxnet3') })).toBe('twin')
  })
})

describe('container engines and Kubespray', () => {
  test('it keeps a containerd that is there, and removes docker and CRI-O', () => {
    const containerd: FactChanges = { processes: ['containerd'] }
    expect(on('leftover-container-engine', { site: kubespray, facts: containerd })).toBe('running')
    expect(on('leftover-container-engine', { site: kubespray, node: gpuNode, facts: containerd })).toBe('running')
    const docker = verdictOf('leftover-container-engine', {
      site: kubespray,
      facts: { processes: ['dockerd', 'containerd'] },
    })
    expect(docker).toMatchObject({ outcome: 'removed', params: { found: 'dockerd' } })
    expect(on('leftover-container-engine', { site: kubespray, facts: { processes: ['crio'] } })).toBe('removed')
  })

  test('podman holds no runtime that the GPU toolkit could take', () => {
    expect(on('leftover-container-engine', { site: kubespray, facts: { processes: ['podman'] } })).toBe('running')
    expect(on('leftover-container-engine', { node: gpuNode, facts: { processes: ['podman'] } })).toBe('running')
  })
})

test('a kernel that does not have nouveau cannot load it', () => {
  const given = (...available: string[]): Given => ({ node: gpuNode, facts: { modules: { available, disabled: [] } } })
  expect(on('gpu-nouveau', given('nvme'))).toBe('pass')
  expect(on('gpu-nouveau', given('nvme', 'nouveau'))).toBe('allowed')
})

test('what NetworkManager leaves alone altogether covers the network plugin, an exception from it does not', () => {
  const leaving = (...unmanaged: string[]): Given => ({ facts: { networkManager: { running: true, unmanaged } } })
  expect(on('networkmanager-unmanaged', leaving('*', 'except:type:wifi'))).toBe('pass')
  expect(on('networkmanager-unmanaged', leaving('except:interface-name:cali*'))).toBe('managed')
})

test.each([
  ['ubuntu', '22.04', 'pass'],
  ['ubuntu', '24.04', 'unproven'],
  ['ol', '9.4', 'unproven'],
  ['centos', '9', 'unproven'],
  ['alpine', '3.20.3', 'refused'],
  ['sles', '15.6', 'refused'],
])('Kubespray refuses a system by its name, not by its version: %s %s', (id, version, outcome) => {
  expect(on('os-supported', { site: kubespray, facts: { os: { id, version } } })).toBe(outcome)
})

test.each([
  ['lxc1f2e3d4c5b6a', 'found'],
  ['lxc_health', 'found'],
  ['lxcbr0', 'pass'],
  ['docker_gwbridge', 'pass'],
])('an interface %s of an earlier network plugin: %s', (name, outcome) => {
  const [card] = Array.isArray(OTHER.interfaces) ? OTHER.interfaces : []
  const interfaces = card ? [{ ...card, name, physical: false, addresses: [] }] : []
  expect(on('leftover-cni-interfaces', { facts: { interfaces } })).toBe(outcome)
})

describe('a kernel that waits for a reboot', () => {
  const pending = (release: string, ...installed: string[]): string | undefined =>
    on('kernel-reboot-pending', { facts: { kernel: { release, installed: [release, ...installed] } } })

  test('shows on Red Hat only by a newer one beside it', () => {
    expect(pending('5.14.0-427.13.1.el9_4.x86_64', '5.14.0-503.11.1.el9_5.x86_64')).toBe('pending')
    expect(pending('4.18.0-553.el8_10.x86_64', '4.18.0-553.16.1.el8_10.x86_64')).toBe('pending')
    expect(pending('6.1.0-25-amd64', '6.1.0-31-amd64')).toBe('pending')
  })

  test('is the wrong one for a GPU driver where another comes, not where only a library waits', () => {
    const marked = (...installed: string[]): string | undefined =>
      on('kernel-reboot-pending', {
        node: gpuNode,
        facts: { kernel: { release: '6.8.0-60-generic', installed, rebootRequired: true } },
      })
    expect(marked('6.8.0-60-generic', '6.8.0-71-generic')).toBe('gpu')
    expect(marked('6.8.0-59-generic', '6.8.0-60-generic')).toBe('pending')
  })

  test('is not an older one, nor one of another kind', () => {
    expect(pending('5.14.0-503.11.1.el9_5.x86_64', '5.14.0-427.13.1.el9_4.x86_64')).toBe('pass')
    expect(pending('5.14.0-427.13.1.el9_4.x86_64', '5.14.0-503.11.1.el9_5.x86_64+debug')).toBe('pass')
    expect(pending('6.8.0-60-generic', '6.8.0-1020-aws')).toBe('pass')
  })
})

test('behind systemd-resolved its own servers are counted, which the kubelet hands to pods', () => {
  const servers = (count: number): Given => ({
    facts: {
      dns: { nameservers: ['127.0.0.53'], upstream: Array.from({ length: count }, (_, n) => `10.20.0.${n + 50}`) },
    },
  })
  expect(on('dns-limits', servers(4))).toBe('many')
  expect(on('dns-limits', servers(3))).toBe('pass')
})

test('a GPU that MIG divides uses no NVLink, so none of it is called down', () => {
  const devices = [...gpus(2).devices, ...gpus(1, { device: '0x22a3', class: '0x068000' }).devices]
  const links = (first: number, second: number): FactChanges => ({
    gpu: { devices },
    smi: { asked: true, gpus: [smiGpu({ mig: { now: true, next: true } }), smiGpu()] },
    nvlink: [
      { active: first, inactive: 18 - first },
      { active: second, inactive: 18 - second },
    ],
  })
  expect(on('gpu-nvlink', { node: gpuNode, facts: links(0, 18) })).toBe('pass')
  expect(verdictOf('gpu-nvlink', { node: gpuNode, facts: links(0, 17) })).toMatchObject({ found: 'GPU 1 17/18' })
})

test('Kubespray takes the bindings of Python from a local repository where there is one', () => {
  const missing: Given = { site: kubespray, facts: { pythonBindings: { apt: false } } }
  expect(on('python-target-bindings', missing)).toBe('missing')
  const mirror = [{ file: '/etc/apt/sources.list', address: 'http://deb.debian.org/debian' }]
  expect(on('python-target-bindings', { ...missing, facts: { ...missing.facts, repositories: mirror } })).toBe(
    'airGapped',
  )
})

test('data disks that are one array or volume are as large as all together', () => {
  const GIB = 1024 ** 3
  const disk = (name: string, gib: number) => ({ name, bytes: gib * GIB, rotational: false, model: null })
  const of = (dataDiskGib: number, disks: number): string | undefined =>
    on('declared-disks', {
      node: { dataDiskGib },
      facts: { block: { disks: [disk('sda', 894), ...Array.from({ length: disks }, (_, n) => disk(`sd${n}`, 3576))] } },
    })
  expect(of(14_000, 4)).toBe('pass')
  expect(of(7000, 4)).toBe('pass')
  expect(of(14_000, 3)).toBe('less')
})

describe('a node that is the registry, too', () => {
  const GIB = 1024 ** 3
  const room = (gib: number) => ({ totalBytes: 500 * GIB, freeBytes: gib * GIB, inodes: 9, inodesFree: 9 })
  const mounts = (...targets: string[]) =>
    targets.map((target, n) => ({ source: `/dev/sd${n}`, target, type: 'ext4', options: ['rw'] }))
  const of = (facts: FactChanges) =>
    verdictOf('disk-airgap-staging', { node: { roles: ['control-plane', 'registry'] }, facts })

  test('needs room at either folder', () => {
    const apart = mounts('/', '/var/lib/registry')
    const filesystems = (registry: number) => ({ '/var/lib': room(100), '/var/lib/registry': room(registry) })
    expect(of({ mounts: apart, filesystems: filesystems(50) })?.outcome).toBe('pass')
    expect(of({ mounts: apart, filesystems: filesystems(10) })).toMatchObject({
      outcome: 'short',
      params: { path: '/var/lib/registry', wanted: 40 },
    })
  })

  test('needs it twice where both are on one disk', () => {
    expect(of({ mounts: mounts('/'), filesystems: { '/var/lib': room(70) } })?.outcome).toBe('pass')
    expect(of({ mounts: mounts('/'), filesystems: { '/var/lib': room(50) } })).toMatchObject({
      outcome: 'short',
      wanted: '>= 60 GiB',
    })
  })
})

test('an X server on a host without a driver of its GPUs holds none of them', () => {
  expect(on('gpu-in-use', { node: gpuNode, facts: { processes: ['Xorg'] } })).toBe('pass')
  expect(on('gpu-in-use', { node: gpuNode, facts: { processes: ['Xorg'], gpu: { driver: '550.144.03' } } })).toBe(
    'held',
  )
})

test.each([
  ['https://developer.download.nvidia.com/compute/cuda/repos/ubuntu2204/x86_64/', 'missing'],
  ['https://download.docker.com/linux/ubuntu', 'missing'],
  ['http://mirror.kakao.com/ubuntu', 'missing'],
  ['http://10.20.0.9/ubuntu', 'repository'],
  ['http://repo.hanbit.local/ubuntu', 'repository'],
  ['file:/srv/repo', 'repository'],
  ['mirror+file:/etc/apt/mirrors/debian.list', 'missing'],
  ['mirror+file:///etc/apt/mirrors/debian.list', 'missing'],
])('packages of a site without internet from %s: %s', (address, outcome) => {
  const repositories = [{ file: '/etc/apt/sources.list', address }]
  expect(on('pkg-needed-airgap', { site: kubespray, facts: { repositories } })).toBe(outcome)
})

describe('a storage node that is the NFS server of the questionnaire', () => {
  const STORAGE = nodeOf('nas-1', { address: '10.20.0.9', roles: ['storage'] })
  const role = (server: string, more: Given = {}): string | undefined =>
    on('role-rules', {
      nodes: [STORAGE],
      answers: { 'storage.kind': 'nfs', 'storage.nfsServer': server },
      ...more,
    })
  const hosts = (address: string): FactChanges => ({ hostsFile: [{ address, names: ['nas.example.com'] }] })
  const asked = (address: string): NonNullable<Given['active']> => ({
    dns: {
      value: {
        tool: 'python3',
        names: { 'NAS.example.com': { state: 'found', addresses: [address], ms: 1 } },
        random: {},
        search: [],
      },
    },
  })

  test('is known by what its name leads to', () => {
    expect(role('nas.example.com', { facts: hosts('10.20.0.9') })).toBe('pass')
    expect(role('nas.example.com', { facts: hosts('10.20.0.77') })).toBe('unused')
    expect(role('NAS.example.com', { active: asked('10.20.0.9') })).toBe('pass')
    expect(role('nas.example.com')).toBe('unproven')
  })

  test('is known by its own name, also where it is declared without an address', () => {
    expect(role('nas-1', { nodes: [{ ...STORAGE, address: null }] })).toBe('pass')
  })

  test('is known by an address of another of its cards', () => {
    const other: FactChanges = iface({ addresses: [{ address: '172.16.0.9', prefix: 24, dynamic: false }] })
    expect(role('172.16.0.9', { other })).toBe('pass')
    expect(role('172.16.0.8', { other })).toBe('unused')
  })
})

describe('a bridge that an administrator made', () => {
  const route = (iface: string, destination: string) => ({ iface, destination, gateway: null, metric: 0 })
  const on20 = (bridge: string): Given => ({
    facts: { ...iface({ name: bridge }), routes: [route(bridge, '10.20.0.0/24')] },
  })

  test('carries the node, whatever its name begins with', () => {
    expect(on('container-bridge-overlap', on20('br-mgmt'))).toBe('pass')
    expect(on('container-bridge-overlap', on20('br-ens3'))).toBe('pass')
    expect(on('container-bridge-overlap', on20('br-0123456789ab'))).toBe('lost')
  })
})

test('a wide route to a gateway holds pods no more off than the default route does', () => {
  const routed = (destination: string, gateway: string | null) =>
    on('pod-cidr-route-overlap', {
      facts: { routes: [{ iface: 'eth1', destination, gateway, metric: 0 }] },
      answers: { 'network.podCidr': '10.42.0.0/16', 'network.serviceCidr': '10.43.0.0/16' },
    })
  expect(routed('10.0.0.0/8', '10.20.0.1')).toBe('wide')
  expect(routed('10.0.0.0/8', null)).toBe('overlap')
  expect(routed('10.42.0.0/16', '10.20.0.1')).toBe('overlap')
  expect(routed('10.42.7.0/24', '10.20.0.1')).toBe('overlap')
})

describe('time servers that are asked', () => {
  const state = { state: 'answered' } as const
  const asked = (...servers: [offsetMs: number, stratum: number][]) =>
    on('time-servers-answer', {
      active: {
        time: {
          value: {
            tool: 'python3',
            servers: Object.fromEntries(
              servers.map(([offsetMs, stratum], n) => [`ntp${n}`, { ...state, offsetMs, stratum }]),
            ),
          },
        },
      },
    })

  test('blame no host where they have lost the time themselves', () => {
    expect(asked([900_000, 16])).toBe('unsynchronized')
    expect(asked([900_000, 0], [3, 2])).toBe('unsynchronized')
    expect(asked([900_000, 2], [900_000, 16])).toBe('off')
  })
})

test('a server that takes no numbers for owners squashes nobody', () => {
  const file = { name: '.astrago-check-1', created: 0, owner: 'root@example.com', written: 0, removed: 0 }
  const chowned = (status: number) => {
    const folder = { status: 0, directory: true, freeBytes: 1, totalBytes: 1 }
    const server = { server: '10.20.0.9', path: '/export', port: 'reserved', reach: 'open', problem: null } as const
    const value = { ...server, versions: ['4.1' as const], folder, file: { ...file, chowned: status } }
    return verdictOf('nfs-root-write-chown', { active: { nfs: { value } } })
  }
  expect(chowned(10039)).toMatchObject({ outcome: 'numbers' })
  expect(chowned(1)).toMatchObject({ outcome: 'chown' })
})

test('the certificate of the chain that is out of date is named', () => {
  const of = (name: string, from: string, until: string) => ({ name, issuer: 'Root', from, until })
  const chain = [
    of('registry.example.com', '2026-01-01T00:00:00Z', '2028-01-01T00:00:00Z'),
    of('Middle', '2020-01-01T00:00:00Z', '2026-06-01T00:00:00Z'),
  ]
  const value = {
    address: 'registry.example.com',
    reach: 'open',
    tls: { problem: 'CERT_HAS_EXPIRED', failure: null, chain },
    api: null,
  } as const
  expect(verdictOf('registry-answers', { active: { registry: { value } } })).toMatchObject({
    outcome: 'expired',
    params: { certificate: 'Middle (2020-01-01 - 2026-06-01)' },
  })
})

test('a certificate that has its name in the subject alone is not for that name', () => {
  const users = (pem: string) =>
    on('tls-certificate-valid', {
      answers: {
        'network.domain': 'registry.example.com',
        'network.tlsMode': 'own',
        'network.tlsCertificate': pem,
      },
    })
  expect(users(CERTIFICATES.server)).toBe('pass')
  expect(users(CERTIFICATES.unnamed)).toBe('names')
})
