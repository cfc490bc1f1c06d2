import { ROUTES } from '@astrago/contracts'
import { recordOf } from '@astrago/preflight/testing'
import { savePreflight, setRunState, startRun } from '@astrago/store'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TemporaryConsole, temporaryConsole } from './testing.ts'

let it: TemporaryConsole
let params: { site: string }
beforeAll(async () => {
  it = await temporaryConsole()
  params = { site: it.site.id }
})
afterAll(() => it.remove())

const FIXES = { fixes: [{ host: 'n1', check: 'swap-active' as const }] }

test('without a preflight nothing is offered, and nothing can be asked for', async () => {
  const { body } = await it.support(ROUTES.readFixes, { params })
  expect(body).toEqual({ preflight: null, offers: [], held: [], run: null })
  const preview = await it.reseller(ROUTES.planFixes, { params, body: FIXES })
  expect(preview).toMatchObject({ status: 409, body: { code: 'NOT_FIXABLE', host: 'n1' } })
})

test('fixes that hosts carry are told, and those that no run of this console made', async () => {
  const nodes = ['n1', 'n2', 'n3', 'gone'].map((name, index) => ({
    name,
    address: `10.20.0.${index + 1}`,
    roles: ['control-plane'],
  }))
  const save = (revision: number, rows: object[]) =>
    it.reseller(ROUTES.saveSection, {
      params: { ...params, section: 'resources' },
      body: { revision, values: { 'resources.nodes': rows } },
    })
  await save(0, nodes)
  const run = await startRun(it.store.db, { siteId: it.site.id, kind: 'fix', startedBy: 'kim' })
  const step = { runId: run.id, phase: 'fix', host: 'n1', state: 'done', attempts: 1 }
  await it.store.db.step.create({ data: { ...step, action: 'fix.swap-active@n1' } })
  const facts = [
    recordOf('n1', { heldFixes: ['fix.swap-active@n1', 'fix.sysctl-ip-forward@n1'] }),
    recordOf('n2', { heldFixes: [] }),
    recordOf('n3', { heldFixes: 'no-root' }),
    recordOf('gone', { heldFixes: ['fix.swap-active@gone'] }),
  ]
  const { id } = await startRun(it.store.db, { siteId: it.site.id, kind: 'preflight', startedBy: 'kim' })
  const mesh = { hosts: [], ports: [], pairs: [] }
  const found = { only: null, input: null, reach: [], links: [], mesh, verdicts: [], thresholds: 't1' }
  await savePreflight(it.store.db, id, { hosts: nodes.map(({ name }) => name), facts, ...found })
  for (const each of [run.id, id]) await setRunState(it.store.db, each, 'done')
  await save(1, nodes.slice(0, 3))
  const { body } = await it.support(ROUTES.readFixes, { params })
  expect(body).toMatchObject({ held: [{ host: 'n1', fixes: 2, others: 1 }] })
})

test('a preview that nobody made cannot be carried out', async () => {
  const answer = await it.reseller(ROUTES.startFixes, { params, body: { plan: 'none', hash: 'x' } })
  expect(answer).toMatchObject({ status: 409, body: { code: 'PLAN_OUTDATED' } })
})

test('only hosts of the site are looked at', async () => {
  const answer = await it.reseller(ROUTES.planUndoFixes, { params, body: { hosts: ['elsewhere'] } })
  expect(answer).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } })
})

test('fixes under way, whoever began them, keep a preflight from beginning; what has the site keeps fixes from it', async () => {
  const { id } = await startRun(it.store.db, { siteId: it.site.id, kind: 'undo-fixes', startedBy: 'lee' })
  const preflight = await it.reseller(ROUTES.startPreflight, { params, body: {} })
  expect(preflight.body).toMatchObject({ code: 'SITE_BUSY', params: { owner: 'lee' } })
  await it.store.db.run.delete({ where: { id } })
  await it.store.db.lease.create({ data: { siteId: it.site.id, owner: 'park · 1', heartbeatAt: Date.now() } })
  for (const answer of [
    await it.reseller(ROUTES.planFixes, { params, body: FIXES }),
    await it.reseller(ROUTES.planUndoFixes, { params, body: {} }),
    await it.reseller(ROUTES.startFixes, { params, body: { plan: 'none', hash: 'x' } }),
  ])
    expect(answer.body).toMatchObject({ code: 'SITE_BUSY', params: { owner: 'park · 1' } })
})
