import { type FactChanges, nodeOf } from '../../testing.ts'
import { type Cases, type Given, gpuNode, iface, nothingToCompare, server } from './given.ts'

const GIB = 1024 ** 2
const machine = (cpus: number, memoryGib: number): Given => {
  const facts: FactChanges = { cpu: { count: cpus }, memory: { totalKib: memoryGib * GIB } }
  return { nodes: [], node: { roles: ['control-plane', 'worker'] }, facts }
}
const storage = nodeOf('n2', { address: '10.20.0.2', roles: ['storage'] })
const nfsAt = (server: string): NonNullable<Given['answers']> => ({
  'storage.kind': 'nfs',
  'storage.nfsServer': server,
})
const UUID = '4c4c4544-0042-3510-8058-b7c04f4d5332'
const cloned = {
  facts: { identity: { productUuid: UUID } },
  other: { identity: { hostname: 'n2', bootId: 'boot-2', productUuid: UUID.toUpperCase() } },
} satisfies Given

export const SITE_PLAN_CASES = {
  'role-rules': {
    pass: {},
    idle: { node: server },
    driver: { node: gpuNode, answers: { 'gpu.driverPolicy': 'none' } },
    unused: { nodes: [storage], answers: nfsAt('10.20.0.5') },
    unproven: { nodes: [storage], answers: nfsAt('nas.example.com') },
  },
  'api-endpoint-plan': {
    pass: { node: server, answers: { 'network.vip': '10.20.0.9' } },
    local: { node: server, site: { distribution: 'kubespray' } },
    first: { node: server },
    none: { node: server, site: { distribution: 'k0s' } },
  },
  'node-ip-unique': {
    pass: {},
    twin: { other: { identity: { hostname: 'n2', bootId: 'boot-2' }, ...iface({}) } },
    ...nothingToCompare(),
  },
  'product-uuid-unique': {
    pass: { facts: { identity: { productUuid: UUID } } },
    none: { facts: { identity: { productUuid: UUID, container: 'systemd-nspawn' } }, other: cloned.other },
    'no-root': { facts: { session: { uid: 1000 } } },
    twin: cloned,
    kubeadm: { ...cloned, site: { distribution: 'kubespray' } },
    ...nothingToCompare({ facts: { identity: { productUuid: UUID } } }),
  },
  'resource-sum': {
    pass: machine(8, 32),
    tight: machine(7, 32),
    short: machine(8, 16),
    'no-answer': { noRecords: true },
  },
} satisfies Cases
