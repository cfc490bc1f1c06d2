import { setTimeout as wait } from 'node:timers/promises'
import { type Plan, ROUTES, type Run, type RunView, type StepState } from '@astrago/contracts'
import { dropLease, savePlan, setRunState, startRun, stepRows, takeLease } from '@astrago/store'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type TemporaryConsole, temporaryConsole } from '../testing.ts'

let it: TemporaryConsole
let site: string
let params: { site: string }
beforeEach(async () => {
  it = await temporaryConsole()
  site = it.site.id
  params = { site }
  await savePlan(it.store.db, site, planOf('plan-1'))
})
afterEach(() => it.remove())

const text = { ko: '작업', en: 'work' }
const planOf = (id: string): Plan => ({
  id,
  site,
  createdAt: '2026-11-23T01:00:00.000Z',
  hash: `hash of ${id}`,
  warnings: [],
  obstacles: [],
  phases: [
    {
      id: 'p',
      title: text,
      explain: text,
      concurrency: 1,
      knownLater: null,
      actions: [
        {
          id: 'a',
          phase: 'p',
          host: 'n1',
          describe: text,
          commands: [],
          files: [],
          undoable: true,
          pointOfNoReturn: false,
          expectedMs: 1,
        },
      ],
    },
  ],
})

/** A run as an earlier process left it, its one action in `step`. */
async function earlier(state: Run['state'], step: StepState, undoes?: string): Promise<string> {
  const { db } = it.store
  const row = { siteId: site, planId: 'plan-1', startedBy: 'kim' }
  const { id } = await startRun(db, undoes ? { ...row, kind: 'undo', undoes } : { ...row, kind: 'install' })
  const lease = { site, owner: 'earlier' }
  await takeLease(db, site, lease.owner)
  const at = new Date().toISOString()
  const action = { run: undoes ?? id, action: 'a', phase: 'p', host: 'n1', at }
  await stepRows(db).attempt(lease, action)
  await stepRows(db).record(lease, { ...action, state: step, ms: 1 })
  await dropLease(db, site, lease.owner)
  await setRunState(db, id, state)
  return id
}

const view = async (run: string) => (await it.reseller(ROUTES.readRun, { params: { ...params, run } })).body as RunView
const resume = (run: string) => it.reseller(ROUTES.resumeRun, { params: { ...params, run } })
const undo = (run: string) => it.reseller(ROUTES.undoRun, { params: { ...params, run } })
const count = () => it.store.db.run.count()

describe('after an undo', () => {
  test('an undone installation is neither resumed nor undone again, and the page is told why', async () => {
    const run = await earlier('failed', 'done')
    const undoing = await earlier('done', 'undone', run)
    expect(await resume(run)).toMatchObject({ status: 409, body: { code: 'RUN_TAKEN_BACK' } })
    expect(await undo(run)).toMatchObject({ status: 409, body: { code: 'NOTHING_TO_UNDO' } })
    for (const id of [run, undoing]) {
      expect((await view(id)).refused).toMatchObject({
        resume: { code: 'RUN_TAKEN_BACK' },
        undo: { code: 'NOTHING_TO_UNDO' },
      })
      expect((await view(id)).hosts).toMatchObject([{ state: 'undone' }])
    }
    expect(await count()).toBe(2)
  })

  test('a partly undone one can only be undone further', async () => {
    const run = await earlier('failed', 'done')
    const undoing = await earlier('cancelled', 'done', run)
    expect(await resume(run)).toMatchObject({ status: 409, body: { code: 'RUN_TAKEN_BACK' } })
    expect((await view(undoing)).refused).toMatchObject({ resume: { code: 'RUN_TAKEN_BACK' }, undo: null })
    expect((await view(undoing)).hosts).toMatchObject([{ next: { en: expect.stringContaining('Undo again') } }])
    expect(await undo(run)).toMatchObject({ status: 200, body: { kind: 'undo', undoes: run } })
  })

  test('an older installation waits until the newer one was undone', async () => {
    const older = await earlier('failed', 'done')
    await wait(5)
    const newer = await earlier('failed', 'done')
    expect(await undo(older)).toMatchObject({ status: 409, body: { code: 'RUN_SUPERSEDED' } })
    expect(await resume(older)).toMatchObject({ status: 409, body: { code: 'RUN_SUPERSEDED' } })
    await earlier('done', 'undone', newer)
    expect((await view(older)).refused).toEqual({ resume: null, undo: null })
  })
})

test('of two who resume at once one is refused, and nothing is left under way', async () => {
  const run = await earlier('failed', 'failed')
  const answers = await Promise.all([resume(run), resume(run)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'SITE_BUSY' })
  while ((await view(run)).run.state === 'running') await wait(20)
  expect(await it.store.db.run.count({ where: { state: 'running' } })).toBe(0)
})

test('of two who approve one plan at once one is refused, and no second run is made', async () => {
  const input = { params: { ...params, plan: 'plan-1' }, body: { hash: 'hash of plan-1' } }
  const answers = await Promise.all([it.reseller(ROUTES.startRun, input), it.reseller(ROUTES.startRun, input)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(await count()).toBe(1)
})
