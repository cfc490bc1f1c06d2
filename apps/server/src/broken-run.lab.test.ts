import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import {
  findingIdentity,
  type LogLine,
  type Plan,
  type Planning,
  type Preflight,
  ROUTES,
  type RunView,
  waiverDay,
} from '@astrago/contracts'
import { canRun, Lab } from '@astrago/lab'
import { makeRelease } from '@astrago/lab/rke2-standin'
import { ReportModel } from '@astrago/reports'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ok, siteOnLab } from './lab-site.testing.ts'
import { type TemporaryConsole, temporaryConsole } from './testing.ts'

const able = await canRun()
/** Names a folder in which the reports are left, for people to look at. */
const KEEP = process.env.ASTRAGO_KEEP_REPORTS

/** An installation that fails, is resumed, is undone in two goes and is begun again with a new plan. */
describe.skipIf(!able.ok)('an installation that goes wrong', () => {
  let lab: Lab
  let it: TemporaryConsole
  let params: { site: string }
  let run = ''

  beforeAll(async () => {
    lab = await Lab.up({ hosts: 2, name: 'broken' })
    it = await temporaryConsole()
    params = { site: it.site.id }
    await prepare()
  })
  afterAll(async () => {
    await it?.remove()
    await lab?.down()
  })

  const save = async (section: string, values: Record<string, unknown>) =>
    ok(await it.reseller(ROUTES.saveSection, { params: { ...params, section }, body: { revision: 0, values } }))

  async function prepare(): Promise<void> {
    await siteOnLab(it, lab, [['control-plane', 'worker'], ['worker']])
    await save('general', { 'general.customerName': '한빛병원', 'general.resellerName': '에이비씨시스템' })
    const folder = join(it.store.dataDir, 'release')
    await makeRelease(folder)
    ok(await it.reseller(ROUTES.useArtifactFolder, { params, body: { path: folder } }))
    await waiveWhatBlocks()
  }

  /** A lab host is a container and not everything a server is. */
  async function waiveWhatBlocks(): Promise<void> {
    const { run: id } = ok<{ run: string }>(await it.reseller(ROUTES.startPreflight, { params, body: {} }))
    const read = async () => ok<Preflight>(await it.reseller(ROUTES.readPreflight, { params: { ...params, run: id } }))
    let found = await read()
    for (; found.state === 'running'; found = await read()) await wait(300)
    const blocking = found.verdicts.filter(({ status, severity }) => severity === 'block' && status !== 'pass')
    if (blocking.length === 0) return
    const findings = blocking.map((verdict) => ({ ...verdict, identity: findingIdentity(verdict) }))
    const body = { findings, reason: 'a lab host is a container', expires: waiverDay(new Date(), 1) }
    ok(await it.reseller(ROUTES.waive, { params, body }))
  }

  async function makePlan(): Promise<Plan> {
    ok(await it.reseller(ROUTES.startPlanning, { params }))
    for (;;) {
      const { planning } = ok<{ planning: Planning }>(await it.reseller(ROUTES.readPlanning, { params }))
      expect(planning, JSON.stringify(planning)).not.toMatchObject({ state: 'failed' })
      if (planning.state === 'done') return ok<Plan>(await it.reseller(ROUTES.latestPlan, { params }))
      await wait(100)
    }
  }
  async function start(): Promise<string> {
    const plan = await makePlan()
    expect(plan.obstacles).toEqual([])
    const input = { params: { ...params, plan: plan.id }, body: { hash: plan.hash } }
    return ok<{ id: string }>(await it.reseller(ROUTES.startRun, input)).id
  }
  const view = async (id: string) => ok<RunView>(await it.reseller(ROUTES.readRun, { params: { ...params, run: id } }))
  async function ended(id: string): Promise<RunView> {
    for (;;) {
      const now = await view(id)
      if (now.run.state !== 'running') return now
      await wait(500)
    }
  }
  async function tail(id: string): Promise<string> {
    const input = { params: { ...params, run: id }, querystring: {} }
    const { body } = await it.download(ROUTES.downloadLog, input)
    return body.split('\n').slice(-30).join('\n')
  }
  const undo = async () => {
    const { id } = ok<{ id: string }>(await it.reseller(ROUTES.undoRun, { params: { ...params, run } }))
    return ended(id)
  }
  async function report(name: string): Promise<ReportModel> {
    if (KEEP) {
      mkdirSync(KEEP, { recursive: true })
      for (const format of ['pdf', 'html'] as const)
        for (const lang of ['ko', 'en'] as const) {
          const { rawPayload } = await it.download(ROUTES.report, { params, querystring: { format, lang } })
          writeFileSync(join(KEEP, `${name}-${lang}.${format}`), rawPayload)
        }
    }
    const { body } = await it.reseller(ROUTES.report, { params, querystring: { format: 'json' } })
    return ReportModel.parse(body)
  }
  const stepsOf = ({ run: part }: ReportModel) => part?.phases.flatMap(({ steps }) => steps) ?? []
  const JOIN = 'join-agents.start@n002'

  test('that fails says in the report why, and which versions it installs', async () => {
    await lab.ssh('n002', `echo '{"fail": "always"}' > /etc/rke2-standin.json`)
    run = await start()
    const { run: now, refused, hosts } = await ended(run)
    expect(now.state).toBe('failed')
    expect(refused).toEqual({ resume: null, undo: null })
    expect(hosts.find(({ host }) => host === 'n002')).toMatchObject({ state: 'failed' })
    const model = await report('1-failed')
    expect(stepsOf(model).find(({ action }) => action === JOIN)).toMatchObject({
      state: 'failed',
      problem: { code: 'CLUSTER_START_FAILED' },
    })
    expect(stepsOf(model).find(({ action }) => action === JOIN)?.problem?.cause.en).toMatch(
      /Its log: starting kubernetes: .*told to fail$/,
    )
    const point = model.openPoints.find(({ subject }) => subject === JOIN)
    expect(point).toMatchObject({ blocking: true, message: { en: expect.stringMatching(/rke2-agent does not start/) } })
    const versions = new Map(model.components.map(({ name, version, digest }) => [name.en, { version, digest }]))
    expect(versions.get('RKE2')).toEqual({
      version: expect.stringMatching(/^v1\.\d+\.\d+\+rke2r\d+$/),
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    })
    expect(versions.get('Kubernetes')?.version).toMatch(/^v1\.\d+\.\d+$/)
    expect([...versions.keys()].some((name) => name.startsWith('rke2-images'))).toBe(true)
    expect(versions.get('AstraGo Installation Console')?.version).toBe('0.0.0-test')
    expect(versions.get('Preflight thresholds')?.version).toMatch(/./)
  })

  test('shows its cause among the errors of its log, in the file as in the search', async () => {
    const querystring = { level: 'error', host: 'n002', lang: 'en' } as const
    const asked = { params: { ...params, run }, querystring }
    const { lines } = ok<{ lines: LogLine[] }>(await it.reseller(ROUTES.searchLog, asked))
    expect(lines.filter(({ text }) => /level=fatal .*told to fail/.test(text)).length).toBeGreaterThan(0)
    expect(lines.at(-1)).toMatchObject({ tone: 'fail', text: expect.stringMatching(/^✕ .*: failed/) })
    const { body } = await it.download(ROUTES.downloadLog, asked)
    expect(
      body
        .trimEnd()
        .split('\n')
        .map((line) => Number.parseInt(line, 10)),
    ).toEqual(lines.map(({ n }) => n))
    const ready = { ...asked, querystring: { search: 'JOIN THE CLUSTER', lang: 'en' } } as const
    expect(ok<{ lines: LogLine[] }>(await it.reseller(ROUTES.searchLog, ready)).lines.length).toBeGreaterThan(0)
  })

  test('is resumed to its end, and the report still says what went wrong before', async () => {
    await lab.ssh('n002', 'rm /etc/rke2-standin.json')
    ok(await it.reseller(ROUTES.resumeRun, { params: { ...params, run } }))
    expect((await ended(run)).run.state, await tail(run)).toBe('done')
    const model = await report('2-resumed')
    expect(stepsOf(model).find(({ action }) => action === JOIN)).toMatchObject({
      state: 'done',
      attempts: 2,
      problem: { code: 'CLUSTER_START_FAILED' },
    })
    expect(model.openPoints.filter(({ kind }) => kind === 'step')).toEqual([])
  })

  test('that is undone while a host is off is not resumed, and says what is left', async () => {
    await lab.powerOff('n002')
    const undoing = await undo()
    expect(undoing.run.state).toBe('failed')
    expect(undoing.refused).toEqual({ resume: { code: 'RUN_TAKEN_BACK' }, undo: null })
    expect(undoing.hosts).toMatchObject([
      { host: 'n001', state: 'undone' },
      { host: 'n002', next: { en: expect.stringMatching(/Undo again/) } },
    ])
    const refused = await it.reseller(ROUTES.resumeRun, { params: { ...params, run } })
    expect(refused).toMatchObject({ status: 409, body: { code: 'RUN_TAKEN_BACK' } })
    const model = await report('3-partly-undone')
    expect(model).toMatchObject({ result: 'fail', run: { undo: { state: 'failed' } } })
    expect(model.openPoints.filter(({ kind }) => kind === 'step').every(({ host }) => host === 'n002')).toBe(true)
    expect(stepsOf(model).find(({ action }) => action === JOIN)?.undoProblem?.code).toMatch(/^HOST_/)
  })

  test('is undone to the end once the host is back, and offers nothing more', async () => {
    await lab.boot('n002')
    await lab.waitForSsh('n002')
    const undoing = await undo()
    expect(undoing.run.state).toBe('done')
    expect((await view(run)).refused).toMatchObject({
      resume: { code: 'RUN_TAKEN_BACK' },
      undo: { code: 'NOTHING_TO_UNDO' },
    })
    expect(await report('4-undone')).toMatchObject({
      result: 'open',
      headline: { en: expect.stringMatching(/^The installation was undone\./) },
    })
  })

  test('is begun again with a new plan', async () => {
    expect((await ended(await start())).run.state).toBe('done')
    expect(await report('5-again')).toMatchObject({ run: { state: 'done', undo: null } })
  })
})
