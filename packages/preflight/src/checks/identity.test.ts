import { type CheckId, findingIdentity, SITE_WIDE } from '@astrago/contracts'
import { describe, expect, test } from 'vitest'
import type { ActiveFacts } from '../active/evidence.ts'
import type { FactKey, FactValues, HostRecord } from '../facts/schema.ts'
import { type JudgeInput, judgeAll } from '../judge.ts'
import type { LinkRow } from '../reach/links.ts'
import { type Given, judgeInputOf } from './cases/given.ts'
import { CASES } from './cases/index.ts'

const DAY_MS = 86_400_000

type Moves = { [K in FactKey]?: (value: FactValues[K]) => FactValues[K] }

/** What moves by itself on a host that nobody changes, be it started anew, and lists that come in any order. */
const MOVES: Moves = {
  identity: ({ bootId, uptimeSeconds, ...value }) => ({
    ...value,
    bootId: bootId && `${bootId} anew`,
    uptimeSeconds: (uptimeSeconds ?? 0) + DAY_MS / 1000,
  }),
  memory: (value) => ({ ...value, availableKib: Math.round(value.availableKib * 0.97) }),
  filesystems: (value) =>
    Object.fromEntries(
      Object.entries(value).map(([path, { freeBytes, inodesFree, ...sizes }]) => [
        path,
        { ...sizes, freeBytes: Math.round(freeBytes * 0.97), inodesFree: Math.round(inodesFree * 0.97) },
      ]),
    ),
  clock: ({ beginMs, endMs }) => ({ beginMs: beginMs + DAY_MS + 130, endMs: endMs + DAY_MS + 170 }),
  volumes: (value) => value.map((each) => ({ ...each, dataPercent: each.dataPercent && each.dataPercent + 0.5 })),
  sysctl: (value) => ({ ...value, 'net.netfilter.nf_conntrack_count': '59000' }),
  processes: (value) => value.toReversed(),
  listeners: (value) => value.toReversed(),
  commands: (value) => value.toReversed(),
  packageLocks: (value) => value.toReversed(),
  leftoverDirs: ({ filled, unreadable }) => ({ filled: filled.toReversed(), unreadable: unreadable.toReversed() }),
}

/** The same answers, in other milliseconds. */
function activeLater({ dns, time, ...rest }: ActiveFacts): ActiveFacts {
  const mapped = <T>(values: Record<string, T>, move: (value: T) => T): Record<string, T> =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [key, move(value)]))
  const moved: ActiveFacts = { ...rest }
  if (dns && 'value' in dns) {
    moved.dns = { value: { ...dns.value, names: mapped(dns.value.names, (one) => ({ ...one, ms: one.ms * 1.03 })) } }
  }
  if (time && 'value' in time) {
    const servers = mapped(time.value.servers, (one) => ({ ...one, offsetMs: one.offsetMs && one.offsetMs * 1.03 }))
    moved.time = { value: { ...time.value, servers } }
  }
  return moved
}

function dayLater({ host, access, facts, active }: HostRecord): HostRecord {
  const moved = Object.entries(MOVES).map(([key, move]) => {
    const fact = facts[key as FactKey]
    return [key, 'value' in fact ? { value: (move as (value: unknown) => unknown)(fact.value) } : fact]
  })
  const { sentAt, receivedAt } = access
  return {
    host,
    access: { ...access, sentAt: sentAt + DAY_MS, receivedAt: receivedAt + DAY_MS + 90 },
    facts: { ...facts, ...Object.fromEntries(moved) },
    ...(active ? { active: activeLater(active) } : {}),
  }
}

const linkLater = ({ rtt, pings, bandwidth, ...link }: LinkRow): LinkRow => ({
  ...link,
  rtt: rtt && { ...rtt, ms: rtt.ms * 1.03 },
  pings: pings && { ...pings, sent: pings.sent * 3, answered: pings.answered && pings.answered * 3 + 1 },
  bandwidth: bandwidth && { ...bandwidth, mbps: bandwidth.mbps * 0.97 },
})

const later = (input: JudgeInput): JudgeInput => ({
  ...input,
  records: new Map([...input.records].map(([name, record]) => [name, dayLater(record)])),
  reach: input.reach.toReversed(),
  links: input.links.map(linkLater).toReversed(),
})

const of = (input: JudgeInput, check: CheckId) =>
  judgeAll(input, { only: [check] }).filter(({ host }) => host === 'n1' || host === SITE_WIDE)

const ALL = Object.entries(CASES).flatMap(([check, outcomes]) =>
  Object.entries(outcomes).map(([outcome, given]): [CheckId, string, Given] => [check as CheckId, outcome, given]),
)

// A check whose found value holds a number that moves has to name its identity: see ADR 6.
describe('no waiver lapses and nothing is another finding because a day has gone by', () => {
  test.each(ALL)('%s: %s', (check, _, given) => {
    const input = judgeInputOf(given)
    const [now, then] = [of(input, check), of(later(input), check)]
    expect(now.length).toBeGreaterThan(0)
    const standing = then.map((verdict, index) => ({
      outcome: now[index]?.outcome,
      identity: findingIdentity(verdict),
    }))
    expect(standing).toEqual(now.map((verdict) => ({ outcome: verdict.outcome, identity: findingIdentity(verdict) })))
  })
})
