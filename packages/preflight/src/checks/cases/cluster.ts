import { nodeOf } from '../../testing.ts'
import { type Cases, iface, OTHER, server } from './given.ts'

export const CLUSTER_CASES = {
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
} satisfies Cases
