import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Store } from '../open.ts'
import { temporaryStore } from '../testing.ts'
import { takeLease } from './lease.ts'
import { setRunState, startRun } from './runs.ts'
import { makeSite } from './sites.ts'
import { stepRows, stepsOfSimilarRuns } from './steps.ts'

let store: Store
let remove: () => Promise<void>
let lease: { site: string; owner: string }
let run: string

beforeEach(async () => {
  ;({ store, remove } = await temporaryStore())
  const site = await makeSite(store.db, { name: 'A', kind: 'remote', profile: 'online', distribution: 'rke2' })
  lease = { site: site.id, owner: 'one' }
  run = (await startRun(store.db, { siteId: site.id, kind: 'install', startedBy: 'kim' })).id
  await takeLease(store.db, site.id, 'one')
})
afterEach(() => remove())

const step = () => ({ run, action: 'swap-off@n1', phase: 'prepare', host: 'n1', at: new Date().toISOString() })

test('counts attempts and keeps the end state', async () => {
  const steps = stepRows(store.db)
  expect(await steps.attempt(lease, step())).toBe(1)
  expect(await steps.list(run)).toMatchObject([{ state: 'running', attempts: 1, endedAt: null }])
  expect(await steps.record(lease, { ...step(), state: 'failed', ms: 12 })).toBe(true)
  expect(await steps.attempt(lease, step())).toBe(2)
  expect(await steps.record(lease, { ...step(), state: 'done', ms: 30 })).toBe(true)
  expect(await steps.list(run)).toMatchObject([{ state: 'done', attempts: 2, ms: 30 }])
})

test('records what needed no attempt', async () => {
  expect(await stepRows(store.db).record(lease, { ...step(), state: 'already', ms: null })).toBe(true)
  expect(await stepRows(store.db).list(run)).toMatchObject([{ state: 'already', attempts: 0, ms: null }])
})

test('who lost the lease writes nothing', async () => {
  const steps = stepRows(store.db)
  const late = { ...lease, owner: 'two' }
  expect(await steps.attempt(late, step())).toBeNull()
  expect(await steps.record(late, { ...step(), state: 'done', ms: 1 })).toBe(false)
  expect(await steps.list(run)).toEqual([])
})

test('finds finished installations of similar size at any site', async () => {
  const steps = stepRows(store.db)
  const install = async (site: string, hosts: number, state: 'done' | 'failed' = 'done') => {
    const { id } = await startRun(store.db, { siteId: site, kind: 'install', startedBy: 'kim' })
    await takeLease(store.db, site, 'one')
    for (let i = 0; i < hosts; i++)
      await steps.record(
        { site, owner: 'one' },
        { ...step(), run: id, action: `a@n${i}`, host: `n${i}`, state: 'done', ms: hosts },
      )
    await setRunState(store.db, id, state)
    return id
  }
  const other = await makeSite(store.db, { name: 'B', kind: 'remote', profile: 'online', distribution: 'rke2' })
  const self = await install(lease.site, 4)
  for (const [hosts, state] of [
    [3, 'done'],
    [6, 'done'],
    [7, 'done'],
    [2, 'done'],
    [4, 'failed'],
  ] as const)
    await install(other.id, hosts, state)
  const found = await stepsOfSimilarRuns(store.db, { except: self, hosts: 4, most: 12 })
  expect(found.map((rows) => rows.length).toSorted()).toEqual([3, 6])
  expect(await stepsOfSimilarRuns(store.db, { except: self, hosts: 4, most: 1 })).toHaveLength(1)
})
