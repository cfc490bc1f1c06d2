import { nodeOf } from '../../testing.ts'
import { type Cases, nothingToCompare, server } from './given.ts'

/** Of two that differ the one with the lesser text is taken for the usual one. */
const older = { os: { id: 'ubuntu', version: '20.04' } }

export const UNIFORM_CASES = {
  'os-uniform': {
    pass: { node: server },
    differs: { node: server, other: older },
    worker: { nodes: [nodeOf('n2')], other: older },
    ...nothingToCompare({ node: server }),
  },
  'arch-uniform': { pass: {}, differs: { other: { kernel: { arch: 'aarch64' } } }, ...nothingToCompare() },
} satisfies Cases
