import type { NodeRole } from '@astrago/contracts'
import { describe, expect, test } from 'vitest'
import { parseFacts } from './facts/parse.ts'
import { FACT_KEYS } from './facts/schema.ts'
import { fixture } from './fixture.ts'
import type { CheckedAnswers, DeclaredNode } from './input.ts'
import { judgeHost } from './judge.ts'
import { inputOf, nodeOf, recordOf } from './testing.ts'

type System = {
  name: string
  node: Partial<DeclaredNode> & { name: string; address: string; roles: NodeRole[] }
  answers?: CheckedAnswers
  /** What is not `pass` on that host, as `check status outcome`. */
  verdicts: string[]
}

/** Any server as it comes: forwarding is off, and Debian's limit of inotify holds on all. */
const FRESH = ['sysctl-bridge-nf pass unloaded', 'sysctl-inotify warn low', 'sysctl-ip-forward warn off']

const SYSTEMS: System[] = [
  {
    name: 'ubuntu-2204-hgx-h100',
    node: { name: 'gpu-1', address: '10.20.0.21', roles: ['gpu'], gpuModel: 'H100 80GB', gpuCount: 8 },
    answers: { 'gpu.driverPolicy': 'preinstalled' },
    verdicts: [],
  },
  {
    name: 'ubuntu-2204-h100-broken',
    node: { name: 'gpu-2', address: '10.20.0.22', roles: ['gpu'], gpuModel: 'H100 80GB', gpuCount: 8 },
    answers: { 'gpu.driverPolicy': 'preinstalled' },
    verdicts: [
      'unattended-upgrades warn gpu',
      'gpu-count fail fewer',
      'gpu-driver-library-match fail differ',
      'gpu-toolkit-preinstalled warn installed',
      'gpu-xid-errors warn hardware',
      'gpu-memory-errors warn errors',
      'gpu-in-use warn some',
      'gpu-persistence-mode pass off',
      'gpu-fabric-manager fail stopped',
      'gpu-fabric-state fail open',
      'gpu-nvlink warn down',
      'gpu-iommu pass translates',
      'gpu-acs warn on',
    ],
  },
  {
    name: 'rocky-9-a100',
    node: { name: 'gpu-3', address: '10.20.0.23', roles: ['gpu'], gpuModel: 'A100 80GB', gpuCount: 4 },
    verdicts: [
      'swap-active warn active',
      'lvm-free-space pass room',
      'kernel-modules-locked pass lockdown',
      'sysctl-rp-filter pass single',
      'networkmanager-unmanaged warn managed',
      'firewalld-active fail undecided',
      'gpu-nouveau fail loaded',
      'gpu-secure-boot fail on',
      'gpu-kernel-headers fail missing',
      'gpu-iommu pass translates',
      'gpu-os-supported fail refused',
      'gpu-rhel-restricted-net warn driver',
      'selinux-mode fail policy',
      'selinux-packages fail missing',
    ],
  },
  {
    name: 'ubuntu-2404-vm-l40s',
    node: { name: 'gpu-4', address: '10.20.0.24', roles: ['gpu'], gpuModel: 'L40S', gpuCount: 1 },
    verdicts: [
      'swap-active warn active',
      'virtualization-type pass vm',
      'lvm-free-space pass room',
      'vmxnet3-checksum-offload warn on',
      'gpu-nouveau warn allowed',
      'gpu-passthrough-bars fail vm',
      'gpu-os-supported warn unlisted',
    ],
  },
  {
    name: 'ubuntu-2204-vgpu-a40',
    node: { name: 'gpu-5', address: '10.20.0.25', roles: ['gpu'] },
    verdicts: ['virtualization-type pass vm', 'gpu-driver-mode warn installed', 'gpu-vgpu-guest fail guest'],
  },
  {
    name: 'ubuntu-2004-server',
    node: { name: 'worker-1', address: '10.20.0.31', roles: ['worker'] },
    verdicts: [
      'swap-active warn active',
      'kernel-version-min warn old',
      'cgroup-version fail refused',
      'os-supported warn unproven',
    ],
  },
  {
    name: 'rocky-8-server',
    node: { name: 'cp-1', address: '10.20.0.11', roles: ['control-plane'] },
    verdicts: [
      'kernel-version-min warn old',
      'cgroup-version fail refused',
      'sysctl-rp-filter pass single',
      'os-supported warn unproven',
      'networkmanager-unmanaged warn managed',
      'firewalld-active fail undecided',
      'selinux-mode fail policy',
      'selinux-packages fail missing',
    ],
  },
]

/** Systems that the lab has not: the first lines of each answer say that it was written by hand, and from what. */
describe.each(SYSTEMS)('$name', ({ name, node, answers = {}, verdicts }) => {
  const { facts, complete } = parseFacts(fixture(name))

  test('is whole: no fact is absent', () => {
    expect(complete).toBe(true)
    expect(FACT_KEYS.filter((key) => 'absent' in facts[key])).toEqual([])
  })

  const { beginMs: sentAt, endMs: receivedAt } = 'value' in facts.clock ? facts.clock.value : { beginMs: 0, endMs: 0 }
  const nodes = [nodeOf(node.name, node), nodeOf('n9', { address: '10.20.0.99', roles: ['control-plane'] })]
  const record = { ...recordOf(node.name, {}, { sentAt, receivedAt }), facts }
  const input = { ...inputOf({ nodes, answers }), records: new Map([[node.name, record]]), reach: [], links: [] }

  test('has exactly these verdicts', () => {
    const found = judgeHost(input, node.name).filter(({ outcome }) => outcome !== 'pass')
    expect(found.map(({ check, status, outcome }) => `${check} ${status} ${outcome}`).sort()).toEqual(
      [...FRESH, ...verdicts].sort(),
    )
  })

  test('is told commands of its own package manager, never of the other', () => {
    const bare: typeof facts = { ...facts, commands: { value: [] } }
    const poor = { ...input, records: new Map([[node.name, { ...record, facts: bare }]]) }
    const told = JSON.stringify(judgeHost(poor, node.name))
    const [own, other] = name.startsWith('rocky')
      ? ['dnf install', 'apt-get install']
      : ['apt-get install', 'dnf install']
    expect(told).toContain(own)
    expect(told).not.toContain(other)
  })
})
