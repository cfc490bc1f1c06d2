import type { CheckId } from '@astrago/contracts'
import { describe, expect, test } from 'vitest'
import { ACTIVE_TASKS, type ActiveTask } from '../active/evidence.ts'
import { activeFact, type Check, isSiteCheck, type World } from '../check.ts'
import { Reason } from '../facts/reason.ts'
import { FACT_KEYS, type FactKey } from '../facts/schema.ts'
import { judgeAll } from '../judge.ts'
import { type Given, judgeInputOf, verdictOf } from './cases/given.ts'
import { CASES } from './cases/index.ts'
import { CHECKS } from './index.ts'

const OF_HOSTS = CHECKS.filter((check): check is Check => !isSiteCheck(check))
const HOST_CHECKS = OF_HOSTS.filter(({ info }) => info.scope !== 'active')
const ACTIVE_CHECKS = OF_HOSTS.filter(({ info }) => info.scope === 'active')
const givens = (id: CheckId): Given[] => Object.values(CASES[id])

/** An object that notes which of `names` is read of it. */
function watched<T extends object>(target: T, names: readonly string[], seen: Set<string>): T {
  return new Proxy(target, {
    get(object, name) {
      if (names.includes(String(name))) seen.add(String(name))
      return Reflect.get(object, name)
    },
  })
}

/** What the logic of a check looks at, over all its cases. */
function readBy(check: Check): string[] {
  const seen = new Set<string>()
  const watchedWorld = ({ records, reach, links }: World): World => {
    const hosts = [...records].map(([name, record]) => {
      const facts = watched(record.facts, FACT_KEYS, seen)
      return [name, watched({ ...record, facts }, ['access'], seen)] as const
    })
    return watched({ records: new Map(hosts), reach, links }, ['reach', 'links'], seen)
  }
  const spied: Check = {
    ...check,
    judge: (facts, subject, world) =>
      check.judge(watched(facts, FACT_KEYS, seen), watched(subject, ['access'], seen), watchedWorld(world)),
  }
  for (const given of givens(check.info.id)) judgeAll(judgeInputOf(given), { among: [spied] })
  return [...seen].sort()
}

describe('what a check reads', () => {
  test.each(HOST_CHECKS.map((check) => [check.info.id, check] as const))('%s: exactly what it says', (_, check) => {
    expect(readBy(check)).toEqual([...check.info.facts].sort())
  })

  test.each(HOST_CHECKS.map((check) => [check.info.id, check] as const))(
    '%s: without one of its facts it says why',
    (id, { reads }) => {
      const [given = {}] = givens(id)
      const absent = (key: FactKey, reason: Reason): Given => ({ ...given, facts: { ...given.facts, [key]: reason } })
      const said = reads.flatMap((key) => Reason.options.map((reason) => verdictOf(id, absent(key, reason))))
      expect(said.map((verdict) => [verdict?.status, verdict?.outcome])).toEqual(
        reads.flatMap(() => Reason.options.map((reason) => ['unknown', reason])),
      )
    },
  )

  test.each(ACTIVE_CHECKS.map((check) => [check.info.id, check] as const))('%s: one task and no facts', (id, check) => {
    expect(readBy(check)).toEqual([])
    const tasks = ACTIVE_TASKS.filter((task) => check.info.facts.includes(activeFact(task)))
    expect(tasks).toHaveLength(1)
    const [task] = tasks as [ActiveTask]
    const [given = {}] = givens(id)
    const said = Reason.options.map((absent) => verdictOf(id, { ...given, active: { [task]: { absent } } })?.outcome)
    expect(said).toEqual(Reason.options)
    expect(verdictOf(id, { ...given, active: {} })).toBeUndefined()
  })
})
