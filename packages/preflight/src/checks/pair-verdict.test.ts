import type { Verdict } from '@astrago/contracts'
import { expect, test } from 'vitest'
import { type Random, randomOf } from '../../test/random.ts'
import { type JudgeInput, judgeTogether } from '../judge.ts'
import type { LinkRow } from '../reach/links.ts'
import { inputOf, nodeOf, recordOf } from '../testing.ts'

/** The checks of pairs, each with what a bad pair can be. */
const BAD = [
  ['latency-hosts', ['far', 'high']],
  ['packet-loss', ['far', 'high', 'quiet']],
  ['mtu-path', ['short', 'no-ping']],
  ['bandwidth-hosts', ['slow', 'low']],
] as const
const NAMES = ['n1', 'n2', 'n3', 'n4', 'n5', 'n6']
const input = inputOf({
  nodes: NAMES.map((name, i) =>
    nodeOf(name, { address: `10.20.0.${i + 1}`, roles: [i < 2 ? 'control-plane' : 'worker'] }),
  ),
})

const pick = <T>(random: Random, list: readonly [T, ...T[]]): T => list[random(list.length)] ?? list[0]

const streamOf = (mbps: number) => ({ mbps, bytes: 1_000_000, ms: 8_000 / mbps })

/** What a host measured towards another: anything from good to bad to nothing. */
const linkOf = (from: string, to: string, random: Random): LinkRow => ({
  ...{ from, to, rtt: pick(random, [null, { ms: 0.2, by: 'ping' }, { ms: 30, by: 'ping' }, { ms: 300, by: 'ping' }]) },
  pings: pick(random, [
    null,
    { sent: 20, answered: 20 },
    { sent: 20, answered: 19 },
    { sent: 20, answered: 12 },
    { sent: 20, answered: 0 },
  ]),
  mtu: pick(random, [null, { interface: 1500, path: 1500 }, { interface: 9000, path: 1500 }]),
  bandwidth: pick(random, [null, streamOf(9000), streamOf(500), streamOf(5)]),
})
const linksOf = (from: string, random: Random): LinkRow[] =>
  NAMES.filter((to) => to !== from && random(10) > 0).map((to) => linkOf(from, to, random))
const recordFor = (host: string, random: Random) => recordOf(host, {}, { connected: random(6) > 0 })

const judge = (world: JudgeInput): Verdict[] => judgeTogether(world, { only: BAD.map(([check]) => check) })
/** Each host in a world of its own, in which nothing can be known from another. */
const judgeAnew = ({ records, links, ...input }: JudgeInput): Verdict[] =>
  NAMES.flatMap((name) => {
    const own = { ...input, records: new Map(records), links: [...links] }
    return judge(own).filter(({ host }) => host === name)
  })

test('a host is judged by the pairs of all as if they were gone through for it alone, also after one host changed', () => {
  const seen = new Set<string>()
  for (let round = 1; round <= 40; round += 1) {
    const random = randomOf(round * 7919)
    const links = NAMES.flatMap((name) => linksOf(name, random))
    const world = { ...input, reach: [], links, records: new Map(NAMES.map((name) => [name, recordFor(name, random)])) }
    const changed = pick(random, ['n1', 'n2', 'n3', 'n4', 'n5', 'n6'])
    const worlds = [
      world,
      { ...world, records: new Map(world.records).set(changed, recordFor(changed, random)) },
      { ...world, links: [...links.filter(({ from }) => from !== changed), ...linksOf(changed, random)] },
      { ...world, nodes: world.nodes.filter(({ name }) => name !== changed) },
    ]
    for (const each of worlds) {
      const verdicts = judge(each)
      expect(verdicts).toEqual(judgeAnew(each))
      for (const { check, outcome } of verdicts) seen.add(`${check} ${outcome}`)
    }
  }
  for (const [check, bad] of BAD)
    for (const outcome of ['pass', 'host-unreachable', ...bad]) expect(seen).toContain(`${check} ${outcome}`)
})
