import { findingIdentity, ROUTES, type Verdict, WAIVER_DAYS, waiverDay } from '@astrago/contracts'
import { savePlan, savePreflight, setRunState, startRun } from '@astrago/store'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type TemporaryConsole, temporaryConsole } from './testing.ts'
import { refuseBlocked } from './work/install-plan.ts'
import { openFailures, waivedFailures } from './work/open-failures.ts'

let it: TemporaryConsole
beforeEach(async () => {
  it = await temporaryConsole()
})
afterEach(() => it.remove())

const gpus: Verdict = {
  check: 'gpu-count',
  host: 'n1',
  status: 'fail',
  severity: 'block',
  outcome: 'fewer',
  found: '7',
  wanted: '8',
  params: { found: 7, wanted: 8 },
  family: null,
}
const disk: Verdict = {
  ...gpus,
  check: 'disk-free',
  outcome: 'full',
  found: '9 GiB (3 %)',
  identity: '/var/lib/rancher',
}
const never: Verdict = { ...gpus, check: 'cpu-arch-supported', severity: 'block!', outcome: 'other' }
const pass: Verdict = { ...gpus, check: 'swap-active', status: 'pass', severity: 'info', outcome: 'pass' }

async function found(...verdicts: Verdict[]): Promise<void> {
  const { id } = await startRun(it.store.db, { siteId: it.site.id, kind: 'preflight', startedBy: 'kim' })
  const rest = {
    input: null,
    facts: [],
    reach: [],
    links: [],
    mesh: { hosts: [], ports: [], pairs: [] },
    only: null,
    thresholds: 't1',
  }
  await savePreflight(it.store.db, id, { hosts: ['n1', 'n2'], verdicts, ...rest })
  await setRunState(it.store.db, id, 'done')
}

const finding = (verdict: Verdict) => ({ ...verdict, identity: findingIdentity(verdict) })
const waive = (verdicts: Verdict[], expires = waiverDay(new Date(), 7)) =>
  it.reseller(ROUTES.waive, {
    params: { site: it.site.id },
    body: { findings: verdicts.map(finding), reason: 'the card comes on Friday', expires },
  })
const listed = async () => (await it.support(ROUTES.listWaivers, { params: { site: it.site.id } })).body

describe('waiving', () => {
  test('takes what was found into the waiver, for several hosts at once', async () => {
    await found(gpus, { ...gpus, host: 'n2', found: '6' }, disk, pass)
    const answer = await waive([gpus, { ...gpus, host: 'n2', found: '6' }])
    expect(answer).toMatchObject({
      status: 200,
      body: [
        { host: 'n1', found: '7', who: 'kim' },
        { host: 'n2', found: '6' },
      ],
    })
    expect(await listed()).toHaveLength(2)
  })

  test('counts apart in the list of preflights, old and new, and is no failure there any more', async () => {
    await found(gpus, disk, pass)
    await found({ ...gpus, found: '6' }, never, { ...disk, status: 'unknown', outcome: 'no-root' }, pass)
    await waive([
      { ...gpus, found: '6' },
      { ...disk, status: 'unknown', outcome: 'no-root' },
    ])
    const list = await it.support(ROUTES.listPreflights, { params: { site: it.site.id } })
    expect(list.body).toMatchObject([
      { counts: { fail: 1, unknown: 0, warn: 0, waived: 2, pass: 1 } },
      { counts: { fail: 2, unknown: 0, warn: 0, waived: 0, pass: 1 } },
    ])
    await found(gpus, disk, pass)
    await waive([gpus, disk])
    const again = await it.support(ROUTES.listPreflights, { params: { site: it.site.id } })
    expect(again.body).toMatchObject([
      { counts: { fail: 0, waived: 2 } },
      { counts: { waived: 0 } },
      { counts: { waived: 2 } },
    ])
  })

  test('is refused for a block!, for a pass and for what was not found, and then waives nothing at all', async () => {
    await found(gpus, never, pass)
    for (const refused of [never, pass, { ...gpus, host: 'elsewhere' }])
      expect(await waive([gpus, refused])).toMatchObject({ status: 409, body: { code: 'NOT_WAIVABLE' } })
    expect(await listed()).toEqual([])
  })

  test('is refused when a newer preflight found another value than the person saw, not when only a number moved', async () => {
    await found(gpus, disk)
    await found({ ...gpus, found: '6' }, { ...disk, found: '8 GiB (2 %)' })
    expect(await waive([gpus])).toMatchObject({ status: 409, body: { code: 'FINDING_CHANGED', host: 'n1' } })
    expect(await waive([disk])).toMatchObject({ status: 200, body: [{ found: '8 GiB (2 %)' }] })
  })

  test.each([
    ['yesterday', -1, 400],
    ['today', 0, 200],
    ['the last day allowed', WAIVER_DAYS.most, 200],
    ['the day after that', WAIVER_DAYS.most + 1, 400],
  ])('until %s', async (_, days, status) => {
    await found(gpus)
    const answer = await waive([gpus], waiverDay(new Date(), days))
    expect(answer.status).toBe(status)
    if (status === 400) expect(answer.body).toMatchObject({ code: 'VALIDATION_FAILED', fields: [{ path: 'expires' }] })
  })

  test('needs a reason, a day and a reseller', async () => {
    await found(gpus)
    const params = { site: it.site.id }
    const body = { findings: [finding(gpus)], reason: 'the card comes on Friday', expires: waiverDay(new Date(), 7) }
    for (const wrong of [
      { ...body, reason: '    no ' },
      { ...body, expires: '2026-02-30' },
      { ...body, findings: [] },
    ])
      expect((await it.reseller(ROUTES.waive, { params, body: wrong })).status).toBe(400)
    expect((await it.support(ROUTES.waive, { params, body })).status).toBe(403)
    expect((await it.customer(ROUTES.waive, { params, body })).status).toBe(403)
  })
})

test('a revoked waiver is gone, and stays in the audit log with all it said', async () => {
  await found(gpus)
  await waive([gpus], '2099-01-01')
  const until = waiverDay(new Date(), 7)
  const given = await waive([gpus], until)
  const id = given.status === 200 ? (given.body[0]?.id ?? '') : ''
  await it.reseller(ROUTES.revokeWaiver, { params: { site: it.site.id, waiver: id } })
  expect(await listed()).toEqual([])
  const log = await it.reseller(ROUTES.audit, { querystring: {} })
  const line = `gpu-count n1: the card comes on Friday (kim, fewer: 7, until ${until})`
  if (log.status !== 200) throw new Error('no audit log')
  expect(log.body.entries.map(({ action, detail }) => [action, detail])).toEqual([
    ['revoke-waiver', line],
    ['waive', line],
  ])
})

test('the rail counts what blocks and what is waived; the report and the facts carry the waiver', async () => {
  await found(gpus, disk, pass)
  await waive([gpus])
  const params = { site: it.site.id }
  const site = await it.reseller(ROUTES.readSite, { params })
  if (site.status !== 200) throw new Error('no site')
  expect(site.body.journey.find(({ step }) => step === 'preflight')?.counts).toMatchObject({ blocking: 1, waived: 1 })
  const report = await it.support(ROUTES.report, { params, querystring: { format: 'json', lang: 'en' } })
  expect(report.body).toMatchObject({ preflight: { exitCode: 3, counts: { blocking: 1, waived: 1 } } })
  const facts = await it.support(ROUTES.exportFacts, { params })
  expect(facts.body).toMatchObject({ waivers: [{ check: 'gpu-count', host: 'n1', found: '7' }] })
})

test('the plan is not stopped by what is waived; a lapsed waiver is named with its reason', async () => {
  await found(gpus, disk)
  const given = await waive([gpus])
  if (given.status !== 200) throw new Error('not waived')
  const now = new Date()
  expect(openFailures([gpus, disk], given.body, now).map(({ en }) => en)).toEqual([
    'Preflight failure: Free disk space (n1)',
  ])
  expect(openFailures([{ ...gpus, found: '6' }], given.body, now).map(({ en }) => en)).toEqual([
    'Preflight failure: Number of GPUs (n1) · waiver lapsed: The found value changed from 7 to 6.',
  ])
})

test('the plan names what was waived, by whom and until when, once for many hosts', async () => {
  const hosts = ['n1', 'n2', 'n3'].map((host) => ({ ...gpus, host }))
  await found(...hosts, disk)
  const until = waiverDay(new Date(), 7)
  const given = await waive(hosts)
  if (given.status !== 200) throw new Error('not waived')
  expect(waivedFailures([...hosts, disk], given.body, new Date()).map(({ en }) => en)).toEqual([
    `Waived preflight failure: Number of GPUs (n[1-3]) · the card comes on Friday (kim, until ${until})`,
  ])
  expect(waivedFailures(hosts, given.body, new Date('2099-01-01'))).toEqual([])
})

test('an installation does not begin on a waiver that was revoked after the plan was made', async () => {
  const site = it.site.id
  const plan = {
    id: 'p1',
    site,
    createdAt: new Date().toISOString(),
    hash: 'h',
    phases: [],
    warnings: [],
    obstacles: [],
  }
  await found(gpus)
  const given = await waive([gpus])
  await savePlan(it.store.db, site, plan)
  await refuseBlocked(it.store, site)
  const id = given.status === 200 ? (given.body[0]?.id ?? '') : ''
  await it.reseller(ROUTES.revokeWaiver, { params: { site, waiver: id } })
  const started = await it.reseller(ROUTES.startRun, { params: { site, plan: plan.id }, body: { hash: plan.hash } })
  expect(started).toMatchObject({ status: 409, body: { code: 'PREFLIGHT_BLOCKS', params: { n: 1 } } })
})
