import type { Finding, Subject, World } from '../check.ts'
import type { DeclaredNode } from '../input.ts'
import { type BadPair, blame, byHost } from './blame.ts'
import { inCluster, shortList } from './helpers.ts'

/** What a measure says of the way from one node to another; `value` counts up to worse, a bad one names its outcome. */
type Measured<O extends string> = { outcome: O | null; value: number; text: string }
/** Null where nothing was measured. */
export type Measure<O extends string> = (from: DeclaredNode, to: DeclaredNode, world: World) => Measured<O> | null

type Hosts = [string, string]
type MeasuredPair<O extends string> = { hosts: Hosts; worst: Measured<O> }

type Unmeasured = 'no-ping' | 'no-stream'
type Judging<O extends string, U extends Unmeasured> = {
  measure: Measure<O>
  order: readonly O[]
  wanted: string
  unmeasured: U
  bothWays?: boolean
}

const worse = <O extends string>(a: Measured<O>, b: Measured<O>): Measured<O> => (b.value > a.value ? b : a)

/**
 * Every pair of nodes of which something was measured, with the worse of its two directions; and the pairs of reached
 * nodes of which a direction was not.
 */
function measurePairs<O extends string>(nodes: readonly DeclaredNode[], world: World, measure: Measure<O>) {
  const members = nodes.filter((node) => inCluster(node) && node.address !== null)
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

/** What a measure says of all pairs, as it is asked for one host after the other. */
function survey<O extends string>(nodes: readonly DeclaredNode[], world: World, measure: Measure<O>) {
  const { measured, half } = measurePairs(nodes, world, measure)
  const bad = measured.flatMap(({ hosts, worst }): BadPair<O>[] => {
    const { outcome, text } = worst
    return outcome ? [{ hosts, outcome, text: `${hosts.join(' - ')} ${text}` }] : []
  })
  const unmeasured = half.map((hosts): BadPair<'half'> => ({ hosts, outcome: 'half', text: '' }))
  return { nodes, ownOf: byHost(measured), badOf: blame(bad), unmeasuredOf: blame(unmeasured) }
}

/**
 * Judges a node by a measure of pairs: by what of the bad ones is put down to it. `order`: the worst outcome first.
 * `unmeasured`: the reason that is given where a pair could not be measured. `bothWays`: what holds in one direction says
 * nothing of the other. The pairs of a world are gone through once, since the verdict of every host asks; it must not
 * change afterwards.
 */
export function judgePairs<O extends string, U extends Unmeasured>({
  measure,
  order,
  wanted,
  unmeasured,
  bothWays = false,
}: Judging<O, U>) {
  const surveys = new WeakMap<World, ReturnType<typeof survey<O>>>()
  const surveyOf = ({ nodes }: Subject, world: World) => {
    const known = surveys.get(world)
    const made = known?.nodes === nodes ? known : survey(nodes, world, measure)
    surveys.set(world, made)
    return made
  }
  return (_: unknown, subject: Subject, world: World): Finding<O | 'pass', 'host-unreachable' | U> => {
    const { node, access } = subject
    if (!access.connected) return { unknown: 'host-unreachable' }
    const { ownOf, badOf, unmeasuredOf } = surveyOf(subject, world)
    const own = ownOf(node.name)
    if (own.length === 0) return { unknown: unmeasured }
    const blamed = badOf(node.name)
    if (bothWays && blamed.length === 0 && unmeasuredOf(node.name).length > 0) return { unknown: unmeasured }
    return {
      outcome: order.find((outcome) => blamed.some((pair) => pair.outcome === outcome)) ?? 'pass',
      found: own.map(({ worst }) => worst).reduce(worse).text,
      wanted,
      identity: blamed.map(({ hosts }) => hosts.toSorted().join(' - ')).join(', '),
      params: { pairs: shortList(blamed.map(({ text }) => text)) },
    }
  }
}
