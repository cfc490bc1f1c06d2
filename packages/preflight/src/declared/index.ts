import type { DeclaredRow } from '@astrago/contracts'
import type { HostRecord } from '../facts/schema.ts'
import type { PreflightInput } from '../input.ts'
import { driverRows } from './driver.ts'
import { migRows } from './mig.ts'
import { networkRows } from './network.ts'
import { nodeRows } from './nodes.ts'

/**
 * Every answer about hardware and network that a host shows something of, beside what it shows: the site, then servers in
 * the order of the node table, of whom there may be hundreds. Pure.
 */
export function declaredRows(
  input: Pick<PreflightInput, 'nodes' | 'site' | 'answers'>,
  records: readonly HostRecord[],
): DeclaredRow[] {
  const { nodes, answers } = input
  const byHost = new Map(records.map((record) => [record.host, record]))
  return [
    ...networkRows(input, byHost),
    ...driverRows(nodes, byHost, answers),
    ...migRows(nodes, byHost, answers),
    ...nodes.flatMap((node) => {
      const record = byHost.get(node.name)
      return record ? nodeRows(node, record.facts) : []
    }),
  ]
}
