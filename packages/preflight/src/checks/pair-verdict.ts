import type { Finding, Subject, World } from '../check.ts'
import type { DeclaredNode } from '../input.ts'
import { type BadPair, blamedOn } from './blame.ts'
import { inCluster, shortList } from './helpers.ts'

/** What a measure says of the way from one node to another; `value` counts up to worse, a bad one names its outcome. */
type Measured<O extends string> = { outcome: O | null; value: number; text: string }
/** Null where nothing was measured. */
export type Measure<O extends string> = (from: DeclaredNode, to: DeclaredNode, world: World) => Measured<O> | null

type MeasuredPair<O extends string> = { hosts: [string, string]; worst: Measured<O> }

const worse = <O extends string>(a: Measured<O>, b: Measured<O>): Measured<O> => (b.value > a.value ? b : a)

/** Every pair of nodes of which something was measured, with the worse of its two directions. */
function measurePairs<O extends string>(subject: Subject, world: World, measure: Measure<O>): MeasuredPair<O>[] {
  const members = subject.nodes.filter((node) => inCluster(node) && node.address !== null)
  return members.flatMap((a, index) =>
    members.slice(index + 1).flatMap((b): MeasuredPair<O>[] => {
      const both = [measure(a, b, world), measure(b, a, world)].filter((each) => each !== null)
      return both.length > 0 ? [{ hosts: [a.name, b.name], worst: both.reduce(worse) }] : []
    }),
  )
}

/** The verdict of a node by a measure of pairs: what of the bad ones is put down to it. `order`: the worst outcome first. */
export function judgePairs<O extends string>(
  subject: Subject,
  world: World,
  { measure, order, wanted }: { measure: Measure<O>; order: readonly O[]; wanted: string },
): Finding<O | 'pass', 'host-unreachable' | 'no-ping'> {
  const { node, access } = subject
  if (!access.connected) return { unknown: 'host-unreachable' }
  const pairs = measurePairs(subject, world, measure)
  const own = pairs.filter(({ hosts }) => hosts.includes(node.name))
  if (own.length === 0) return { unknown: 'no-ping' }
  const bad = pairs.flatMap(({ hosts, worst }): BadPair<O>[] => {
    const { outcome, text } = worst
    return outcome ? [{ hosts, outcome, text: `${hosts.join(' - ')} ${text}` }] : []
  })
  const blamed = blamedOn(node.name, bad)
  return {
    outcome: order.find((outcome) => blamed.some((pair) => pair.outcome === outcome)) ?? 'pass',
    found: own.map(({ worst }) => worst).reduce(worse).text,
    wanted,
    identity: blamed.map(({ hosts }) => hosts.toSorted().join(' - ')).join(', '),
    params: { pairs: shortList(blamed.map(({ text }) => text)) },
  }
}
