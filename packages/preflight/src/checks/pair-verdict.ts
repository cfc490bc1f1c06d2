import type { Finding, Subject, World } from '../check.ts'
import type { DeclaredNode } from '../input.ts'
import { type BadPair, blamedOn } from './blame.ts'
import { inCluster, shortList } from './helpers.ts'

/** What a measure says of the way from one node to another; `value` counts up to worse, a bad one names its outcome. */
type Measured<O extends string> = { outcome: O | null; value: number; text: string }
/** Null where nothing was measured. */
export type Measure<O extends string> = (from: DeclaredNode, to: DeclaredNode, world: World) => Measured<O> | null

type Hosts = [string, string]
type MeasuredPair<O extends string> = { hosts: Hosts; worst: Measured<O> }

type Judging<O extends string> = { measure: Measure<O>; order: readonly O[]; wanted: string; bothWays?: boolean }

const worse = <O extends string>(a: Measured<O>, b: Measured<O>): Measured<O> => (b.value > a.value ? b : a)

/**
 * Every pair of nodes of which something was measured, with the worse of its two directions; and the pairs of reached
 * nodes of which a direction was not.
 */
function measurePairs<O extends string>(subject: Subject, world: World, measure: Measure<O>) {
  const members = subject.nodes.filter((node) => inCluster(node) && node.address !== null)
  const isReached = ({ name }: DeclaredNode): boolean => world.records.get(name)?.access.connected ?? false
  const measured: MeasuredPair<O>[] = []
  const half: Hosts[] = []
  for (const [index, a] of members.entries())
    for (const b of members.slice(index + 1)) {
      const hosts: Hosts = [a.name, b.name]
      const known = [measure(a, b, world), measure(b, a, world)].filter((each) => each !== null)
      if (known.length > 0) measured.push({ hosts, worst: known.reduce(worse) })
      if (known.length < 2 && isReached(a) && isReached(b)) half.push(hosts)
    }
  return { measured, half }
}

/**
 * The verdict of a node by a measure of pairs: what of the bad ones is put down to it. `order`: the worst outcome first.
 * `bothWays`: what holds in one direction says nothing of the other.
 */
export function judgePairs<O extends string>(
  subject: Subject,
  world: World,
  { measure, order, wanted, bothWays = false }: Judging<O>,
): Finding<O | 'pass', 'host-unreachable' | 'no-ping'> {
  const { node, access } = subject
  if (!access.connected) return { unknown: 'host-unreachable' }
  const { measured: pairs, half } = measurePairs(subject, world, measure)
  const own = pairs.filter(({ hosts }) => hosts.includes(node.name))
  if (own.length === 0) return { unknown: 'no-ping' }
  const bad = pairs.flatMap(({ hosts, worst }): BadPair<O>[] => {
    const { outcome, text } = worst
    return outcome ? [{ hosts, outcome, text: `${hosts.join(' - ')} ${text}` }] : []
  })
  const blamed = blamedOn(node.name, bad)
  const unmeasured = half.map((hosts): BadPair<'half'> => ({ hosts, outcome: 'half', text: '' }))
  if (bothWays && blamed.length === 0 && blamedOn(node.name, unmeasured).length > 0) return { unknown: 'no-ping' }
  return {
    outcome: order.find((outcome) => blamed.some((pair) => pair.outcome === outcome)) ?? 'pass',
    found: own.map(({ worst }) => worst).reduce(worse).text,
    wanted,
    identity: blamed.map(({ hosts }) => hosts.toSorted().join(' - ')).join(', '),
    params: { pairs: shortList(blamed.map(({ text }) => text)) },
  }
}
