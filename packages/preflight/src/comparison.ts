import type { FactKey, HostRecord } from './facts/schema.ts'
import type { DeclaredNode } from './input.ts'

/** With which of the others a host is compared (all, unless `among` says), and by which of their facts; `access`: by none. */
export type Comparison = {
  among?: (other: DeclaredNode, own: DeclaredNode) => boolean
  by: readonly FactKey[] | 'access'
}

type Compared = { node: DeclaredNode; nodes: readonly DeclaredNode[] }

/** The hosts of the node table that a host is compared with. */
export function othersOf({ among = () => true }: Comparison, { node, nodes }: Compared): DeclaredNode[] {
  return nodes.filter((other) => other.name !== node.name && among(other, node))
}

/**
 * Why there is nothing to compare a host with; null where another one answered. What is the same on two hosts shows at
 * each of them, so one that is silent takes no verdict from those that were compared.
 */
export function lackOfOthers(
  comparison: Comparison,
  compared: Compared,
  records: ReadonlyMap<string, HostRecord>,
): 'no-answer' | 'one-host' | null {
  const others = othersOf(comparison, compared).flatMap(({ name }) => records.get(name) ?? [])
  const { by } = comparison
  const answered = (record: HostRecord): boolean =>
    by === 'access' ? record.access.connected : by.every((key) => 'value' in record.facts[key])
  if (others.some(answered)) return null
  return others.length > 0 ? 'no-answer' : 'one-host'
}
