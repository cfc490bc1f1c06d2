import { nodeOf } from '../../testing.ts'
import { type Cases, iface, nothingToCompare, OTHER, server } from './given.ts'

export const CLUSTER_CASES = {
  'hostname-unique': {
    pass: {},
    twin: { other: { identity: { hostname: 'N1', bootId: 'boot-2' } } },
    ...nothingToCompare(),
  },
  'machine-id-unique': {
    pass: {},
    empty: { facts: { identity: { machineId: null } } },
    twin: { other: { identity: { hostname: 'n2', bootId: 'boot-2' } } },
    ...nothingToCompare(),
  },
  'mac-unique': { pass: {}, twin: { other: { ...OTHER, ...iface({}) } }, ...nothingToCompare() },
  'same-machine-twice': { pass: {}, twin: { other: { identity: {} } }, ...nothingToCompare() },
  'role-counts': {
    pass: { nodes: ['a', 'b', 'c'].map((name) => nodeOf(name, { roles: ['control-plane'] })) },
    single: {},
    even: { node: server },
    refused: { node: server, site: { distribution: 'kubespray' } },
    none: { nodes: [] },
  },
} satisfies Cases
