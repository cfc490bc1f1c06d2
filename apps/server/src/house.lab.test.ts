import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import {
  findingIdentity,
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
import { type TemporaryConsole, temporaryConsole } from './testing.ts'

const able = await canRun()
const ADMIN_PASSWORD = 'Throw-away-1'
const REGISTRY_PASSWORD = 'planted-registry-secret-42'

/** The whole way through the house on real hosts, as the browser goes it: answers, hosts, preflight, plan, run, report, undo. */
describe.skipIf(!able.ok)('a site of three hosts', () => {
  let lab: Lab
  let it: TemporaryConsole
  let site: string
  let params: { site: string }

  beforeAll(async () => {
    lab = await Lab.up({ hosts: 3, name: 'house' })
    it = await temporaryConsole()
    site = it.site.id
    params = { site }
  })
  afterAll(async () => {
    await it?.remove()
    await lab?.down()
  })

  const ok = <T>(answer: { status: number; body: unknown }): T => {
    expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: 200 })
    return answer.body as T
  }
  const save = async (section: string, values: Record<string, unknown>) =>
    ok(await it.reseller(ROUTES.saveSection, { params: { ...params, section }, body: { revision: 0, values } }))

  async function ended(run: string): Promise<RunView> {
    for (;;) {
      const view = ok<RunView>(await it.reseller(ROUTES.readRun, { params: { ...params, run } }))
      if (view.run.state !== 'running') return view
      await wait(500)
    }
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

  async function preflight(body: object = {}): Promise<Preflight> {
    const { run } = ok<{ run: string }>(await it.reseller(ROUTES.startPreflight, { params, body }))
    for (;;) {
      const found = ok<Preflight>(await it.reseller(ROUTES.readPreflight, { params: { ...params, run } }))
      if (found.state !== 'running') return found
      await wait(300)
    }
  }

  test('the questionnaire is filled', async () => {
    const [first, second, third] = lab.hosts
    const roles = (...names: string[]) => names
    await save('resources', {
      'resources.nodes': [
        { name: first?.name, address: first?.address, roles: roles('control-plane', 'worker') },
        { name: second?.name, address: second?.address, roles: roles('worker') },
        { name: third?.name, address: third?.address, roles: roles('worker') },
      ],
    })
    await save('accounts', {
      'accounts.sshUser': 'admin',
      'accounts.sshAuth': 'password',
      'accounts.sshPassword': ADMIN_PASSWORD,
      'accounts.sudo': 'password',
      'accounts.sudoPassword': ADMIN_PASSWORD,
    })
    await save('registry', {
      'registry.kind': 'existing',
      'registry.address': `${lab.machineAddress}:5000`,
      'registry.username': 'astrago',
      'registry.password': REGISTRY_PASSWORD,
    })
  })

  test('hosts show their keys, are confirmed and reached', async () => {
    const seen = ok<{ name: string; key: { state: string; offered: string } }[]>(
      await it.reseller(ROUTES.reachHosts, { params, body: {} }),
    )
    expect(seen.map(({ key }) => key.state)).toEqual(['offered', 'offered', 'offered'])
    expect(seen.map(({ key }) => key.offered)).toEqual(lab.hosts.map(({ hostKeyFingerprint }) => hostKeyFingerprint))
    const hosts = seen.map(({ name, key }) => ({ name, fingerprint: key.offered }))
    const confirmed = ok(await it.reseller(ROUTES.confirmHostKeys, { params, body: { hosts } }))
    expect(confirmed).toMatchObject(
      Array(3).fill({ reached: true, key: { state: 'pinned' }, summary: { os: expect.stringContaining('Debian') } }),
    )
  })

  test('a plan without a preflight has an obstacle, and cannot be run', async () => {
    const folder = join(it.store.dataDir, 'release')
    await makeRelease(folder)
    ok(await it.reseller(ROUTES.useArtifactFolder, { params, body: { path: folder } }))
    const plan = await makePlan()
    expect(plan.obstacles).toContainEqual(expect.objectContaining({ en: 'No preflight has been run yet.' }))
    const start = await it.reseller(ROUTES.startRun, {
      params: { ...params, plan: plan.id },
      body: { hash: plan.hash },
    })
    expect(start.body).toMatchObject({ code: 'PLAN_HAS_OBSTACLES' })
  })

  test('the preflight judges every host, and what blocks is waived with a reason', async () => {
    const found = await preflight()
    expect(found.state).toBe('done')
    expect(new Set(found.verdicts.map(({ host }) => host))).toEqual(
      new Set(['*', ...lab.hosts.map(({ name }) => name)]),
    )
    const blocking = found.verdicts.filter(({ status, severity }) => severity === 'block' && status !== 'pass')
    const findings = blocking.map((verdict) => ({ ...verdict, identity: findingIdentity(verdict) }))
    const body = { findings, reason: 'a lab host is a container', expires: waiverDay(new Date(), 1) }
    ok(await it.reseller(ROUTES.waive, { params, body }))
    expect(found.verdicts.filter(({ status, severity }) => severity === 'block!' && status !== 'pass')).toEqual([])
  })

  test('one check on one host is repeated, the rest is kept', async () => {
    const [first] = lab.hosts
    await lab.fault('swap-on', first?.name ?? '', 'on')
    const again = await preflight({ hosts: [first?.name], checks: ['swap-active'] })
    await lab.fault('swap-on', first?.name ?? '', 'off')
    const swap = again.verdicts.filter(({ check }) => check === 'swap-active')
    expect(swap.map(({ host, status }) => [host, status === 'pass'])).toEqual(
      lab.hosts.map(({ name }) => [name, name !== first?.name]),
    )
    expect(again.verdicts.length).toBeGreaterThan(90)
    await preflight()
  })

  test('the plan is run to a cluster, and its log has no secret', async () => {
    const plan = await makePlan()
    expect(plan.obstacles).toEqual([])
    const started = await it.reseller(ROUTES.startRun, {
      params: { ...params, plan: plan.id },
      body: { hash: plan.hash },
    })
    const { id } = ok<{ id: string }>(started)
    const busy = await it.reseller(ROUTES.startRun, { params: { ...params, plan: plan.id }, body: { hash: plan.hash } })
    expect(busy.body).toMatchObject({ code: 'SITE_BUSY' })
    const watch = watchProcesses(lab)
    const view = await ended(id)
    const processes = await watch.stop()
    expect(view.run.state, await tail(id)).toBe('done')
    expect(processes).toContain('rke2')
    expect(view.hosts.map(({ state }) => state)).toEqual(['complete', 'complete', 'complete'])
    const token = (await it.store.vault.get(site, 'cluster.token')) ?? ''
    const kubeconfig = (await it.store.vault.get(site, 'cluster.kubeconfig')) ?? ''
    const [keyData = ''] = /(?<=(?:client-key-data|token): ).+/.exec(kubeconfig) ?? []
    expect(kubeconfig).toContain('kind: Config')
    for (const secret of [ADMIN_PASSWORD, REGISTRY_PASSWORD, token, keyData]) {
      expect(secret.length).toBeGreaterThan(8)
      expect(leaks(secret), secret).toEqual([])
      expect(
        it.responses.some((body) => body.includes(secret)),
        `${secret} in a response`,
      ).toBe(false)
      expect(processes.includes(secret), `${secret} in a process list`).toBe(false)
    }
  })

  test('a reseller downloads the kubeconfig, and it opens the cluster from this machine', async () => {
    const [first] = lab.hosts
    expect(ok(await it.reseller(ROUTES.readCluster, { params }))).toEqual({ server: `https://${first?.address}:6443` })
    const { body } = await it.download(ROUTES.downloadKubeconfig, { params })
    const file = join(it.store.dataDir, '../kubeconfig')
    writeFileSync(file, body)
    const kubectl = join(import.meta.dirname, '../../../e2e/lab/rke2-standin/release/kubectl')
    const nodes = execFileSync('python3', [kubectl, '--kubeconfig', file, 'get', 'nodes'], { encoding: 'utf8' })
    expect(nodes.trim().split('\n').sort()).toEqual(lab.hosts.map(({ name }) => `${name} Ready`))
    const [keyData = ''] = /(?<=token: ).+/.exec(body) ?? []
    expect(keyData.length).toBeGreaterThan(8)
    expect(it.logged()).not.toContain(keyData)
    expect(leaks(keyData)).toEqual([])
  })

  test('the report tells of the installation', async () => {
    const { body } = await it.reseller(ROUTES.report, { params, querystring: { format: 'json' } })
    const model = ReportModel.parse(body)
    expect(model).toMatchObject({ kind: 'install', run: { state: 'done' }, hosts: [{}, {}, {}] })
    for (const format of ['html', 'pdf'] as const)
      for (const lang of ['ko', 'en'] as const)
        expect((await it.reseller(ROUTES.report, { params, querystring: { format, lang } })).status).toBe(200)
    for (const secret of [ADMIN_PASSWORD, REGISTRY_PASSWORD])
      expect(it.responses.some((text) => text.includes(secret))).toBe(false)
  })

  test('undoing takes it back', async () => {
    const runs = ok<{ id: string }[]>(await it.reseller(ROUTES.listRuns, { params }))
    const undoing = ok<{ id: string }>(
      await it.reseller(ROUTES.undoRun, { params: { ...params, run: runs[0]?.id ?? '' } }),
    )
    const view = await ended(undoing.id)
    expect(view.run.state, await tail(undoing.id)).toBe('done')
    for (const { name } of lab.hosts) {
      const { stdout } = await lab.ssh(name, 'ls /etc/rancher/rke2 /usr/local/bin/rke2 2>/dev/null; true')
      expect(stdout).toBe('')
    }
    const install = { params: { ...params, run: runs[0]?.id ?? '' } }
    expect((await it.reseller(ROUTES.resumeRun, install)).body).toMatchObject({ code: 'RUN_TAKEN_BACK' })
    expect((await it.reseller(ROUTES.undoRun, install)).body).toMatchObject({ code: 'NOTHING_TO_UNDO' })
    expect((await it.reseller(ROUTES.downloadKubeconfig, { params })).body).toMatchObject({
      code: 'KUBECONFIG_MISSING',
    })
    const { journey } = ok<{ journey: object[] }>(await it.reseller(ROUTES.readSite, { params }))
    expect(journey).toContainEqual(expect.objectContaining({ step: 'plan', state: 'open' }))
  })

  async function tail(run: string): Promise<string> {
    const found = await it.reseller(ROUTES.searchLog, { params: { ...params, run }, querystring: { limit: 5000 } })
    const { lines } = found.body as { lines: { host: string; text: string }[] }
    return lines
      .slice(-40)
      .map(({ host, text }) => `${host} ${text}`)
      .join('\n')
  }

  /** Files of the data folder that hold a text in plain. */
  function leaks(secret: string): string[] {
    return readdirSync(it.store.dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => readFileSync(file).includes(secret))
  }
})

/** Collects what every process of the hosts was called with, until it is stopped. */
function watchProcesses(lab: Lab): { stop: () => Promise<string> } {
  const seen = new Set<string>()
  let over = false
  const look = async (host: string): Promise<void> => {
    while (!over) {
      const { stdout } = await lab.ssh(host, 'for i in 1 2 3 4 5 6 7 8; do ps axww -o args; sleep 0.1; done')
      for (const line of stdout.split('\n')) seen.add(line)
    }
  }
  const watching = Promise.all(lab.hosts.map(({ name }) => look(name)))
  return {
    stop: async () => {
      over = true
      await watching
      return [...seen].join('\n')
    },
  }
}
