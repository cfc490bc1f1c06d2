import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
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
import { fieldOf, isFieldId } from '@astrago/exchange-form'
import { canRun, Lab } from '@astrago/lab'
import { makeRelease } from '@astrago/lab/rke2-standin'
import { ReportModel } from '@astrago/reports'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ok } from './lab-site.testing.ts'
import { filesIn, framesOf, placesOf, processesDuring, textOfPdf } from './secret-search.ts'
import { type TemporaryConsole, temporaryConsole } from './testing.ts'

const able = await canRun()
const ADMIN_PASSWORD = 'Throw-away-1'
const REGISTRY_PASSWORD = 'planted-registry-secret-42'
/** It looks different in a URL. */
const PROXY_PASSWORD = 'planted proxy/secret@44'
const PROXY_LOGIN = Buffer.from(`svc:${PROXY_PASSWORD}`).toString('base64')
/** The second host is logged in to by these, the third by a key of its own. */
const OWN_PASSWORD = 'planted-own-password-43'
const GENERATED = [
  'platform.astragoUserInitPassword',
  'platform.grafanaAdminPassword',
  'platform.keycloakAdminPassword',
  'platform.keycloakClientSecret',
  'platform.mariadbPassword',
  'platform.mariadbRootPassword',
]

/** The whole way through the house on real hosts, as the browser goes it: answers, hosts, preflight, plan, run, report, undo. */
describe.skipIf(!able.ok)('a site of three hosts', () => {
  let lab: Lab
  let it: TemporaryConsole
  let site: string
  let params: { site: string }
  /** What must not show: filled as it comes to be. */
  const secrets = new Map<string, string>()
  /** What was seen, by where. */
  const shown = new Map<string, string>()

  beforeAll(async () => {
    lab = await Lab.up({ hosts: 3, name: 'house' })
    await lab.ssh(lab.hosts[1]?.name ?? '', 'chpasswd', { stdin: `admin:${OWN_PASSWORD}\n` })
    it = await temporaryConsole()
    await it.app.listen({ host: '127.0.0.1', port: 0 })
    site = it.site.id
    params = { site }
  })
  afterAll(async () => {
    await it?.remove()
    await lab?.down()
  })

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

  /** Does something to the hosts while their process lists are read. */
  async function watched<T>(what: string, work: () => Promise<T>): Promise<T> {
    const { result, processes } = await processesDuring(lab, work)
    expect(processes, what).toContain('sudo')
    shown.set(`process lists during ${what}`, processes)
    return result
  }

  async function keepFrames(run: string): Promise<void> {
    const address = it.app.server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const [, token] = it.resellerCookie.split('=')
    const frames = await framesOf(`ws://127.0.0.1:${port}/api/socket`, `astrago_${port}=${token}`, run)
    expect(frames).toContain('"type":"events"')
    shown.set(`frames of ${run}`, frames)
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
    ok(await it.reseller(ROUTES.changeSite, { params, body: { profile: 'proxy' } }))
    await save('network', {
      'network.proxyUrl': `http://${lab.machineAddress}:3128`,
      'network.proxyUsername': 'svc',
      'network.proxyPassword': PROXY_PASSWORD,
    })
    const [first, second, third] = lab.hosts
    const roles = (...names: string[]) => names
    await save('resources', {
      'resources.nodes': [
        { name: first?.name, address: first?.address, roles: roles('control-plane', 'worker') },
        {
          ...{ name: second?.name, address: second?.address, roles: roles('worker') },
          ...{ sshPassword: OWN_PASSWORD, sudoPassword: OWN_PASSWORD },
        },
        {
          ...{ name: third?.name, address: third?.address, roles: roles('worker') },
          ...{ sshUser: 'ops', sshKey: readFileSync(lab.keyPath, 'utf8') },
        },
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
    const found = await watched('preflight', () => preflight())
    expect(found.state).toBe('done')
    await keepFrames(found.id)
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

  test('the plan is run to a cluster', async () => {
    const plan = await makePlan()
    expect(plan.obstacles).toEqual([])
    const started = await it.reseller(ROUTES.startRun, {
      params: { ...params, plan: plan.id },
      body: { hash: plan.hash },
    })
    const { id } = ok<{ id: string }>(started)
    const busy = await it.reseller(ROUTES.startRun, { params: { ...params, plan: plan.id }, body: { hash: plan.hash } })
    expect(busy.body).toMatchObject({ code: 'SITE_BUSY' })
    const view = await watched('the run', () => ended(id))
    expect(view.run.state, await tail(id)).toBe('done')
    expect(shown.get('process lists during the run')).toContain('rke2')
    expect(view.hosts.map(({ state }) => state)).toEqual(['complete', 'complete', 'complete'])
    await keepFrames(id)
    shown.set(
      'the log as a file',
      (await it.download(ROUTES.downloadLog, { params: { ...params, run: id }, querystring: {} })).body,
    )
  })

  test('the login at the proxy lies on the hosts where root alone reads it', async () => {
    const files = ['server', 'agent', 'agent'].map((role) => `/etc/default/rke2-${role}`)
    for (const [n, { name }] of lab.hosts.entries()) {
      const { stdout } = await lab.ssh(name, `stat -c '%U:%G %a' ${files[n]} && sudo -n cat ${files[n]}`)
      const login = `http://svc:${encodeURIComponent(PROXY_PASSWORD)}@${lab.machineAddress}:3128`
      expect(stdout).toMatch(/^root:root 600\n/)
      expect(stdout).toContain(`HTTP_PROXY="${login}"\nHTTPS_PROXY="${login}"\n`)
    }
  })

  test('what nobody chose was generated: none is empty, weak or used twice', async () => {
    const kept = await it.store.vault.all(site)
    const generated = [...kept].filter(([name]) => isFieldId(name) && fieldOf(name).generated)
    expect(generated.map(([name]) => name).sort()).toEqual(GENERATED)
    const listed = ok(await it.reseller(ROUTES.listPasswords, { params })) as { fields: string[] }
    expect(listed.fields.toSorted()).toEqual(GENERATED)
    for (const [name, text] of generated) {
      expect(text.length, name).toBeGreaterThanOrEqual(20)
      expect(isFieldId(name) && fieldOf(name).schema.safeParse(text).success, `${name} is refused as weak`).toBe(true)
    }
    expect(new Set(generated.map(([, text]) => text)).size).toBe(GENERATED.length)

    const kubeconfig = kept.get('cluster.kubeconfig') ?? ''
    expect(kubeconfig).toContain('kind: Config')
    const [keyOfCluster = ''] = /(?<=(?:client-key-data|token): ).+/.exec(kubeconfig) ?? []
    for (const [name, text] of kept)
      if (name !== 'cluster.kubeconfig' && !name.startsWith('plan.')) secrets.set(name, text)
    secrets.set('key in the kubeconfig', keyOfCluster)
    secrets.set('login at the proxy as it is sent', PROXY_LOGIN)
    const planted = [ADMIN_PASSWORD, REGISTRY_PASSWORD, PROXY_PASSWORD, OWN_PASSWORD, readFileSync(lab.keyPath, 'utf8')]
    expect([...secrets.values()]).toEqual(expect.arrayContaining(planted))
    expect([...secrets.keys()]).toEqual(expect.arrayContaining(['cluster.token', ...GENERATED]))
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
    expect(keyData).toBe(secrets.get('key in the kubeconfig'))
  })

  test('the report tells of the installation', async () => {
    const { body } = await it.reseller(ROUTES.report, { params, querystring: { format: 'json' } })
    const model = ReportModel.parse(body)
    expect(model).toMatchObject({ kind: 'install', run: { state: 'done' }, hosts: [{}, {}, {}] })
    for (const lang of ['ko', 'en'] as const) {
      const html = await it.download(ROUTES.report, { params, querystring: { format: 'html', lang } })
      const pdf = await it.download(ROUTES.report, { params, querystring: { format: 'pdf', lang } })
      const texts = { html: html.body, pdf: textOfPdf(pdf.rawPayload) }
      for (const [format, text] of Object.entries(texts)) {
        for (const { name } of lab.hosts) expect(text).toContain(name)
        shown.set(`report as ${format} (${lang})`, text)
      }
    }
    shown.set('report as json', JSON.stringify(body))
    shown.set('facts', (await it.download(ROUTES.exportFacts, { params })).body)
  })

  test('undoing takes it back', async () => {
    const runs = ok<{ id: string }[]>(await it.reseller(ROUTES.listRuns, { params }))
    const undoing = ok<{ id: string }>(
      await it.reseller(ROUTES.undoRun, { params: { ...params, run: runs[0]?.id ?? '' } }),
    )
    const view = await watched('undo', () => ended(undoing.id))
    expect(view.run.state, await tail(undoing.id)).toBe('done')
    await keepFrames(undoing.id)
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

  test('no secret shows in anything that was seen, answered, sent, logged or kept', async () => {
    ok(await it.reseller(ROUTES.readForm, { params }))
    ok(await it.reseller(ROUTES.exportSite, { params }))
    ok(await it.reseller(ROUTES.listHosts, { params }))
    ok(await it.reseller(ROUTES.audit, { querystring: { site } }))
    const everything = new Map([
      ...shown,
      ...it.responses.map((body, i): [string, string] => [`answer ${i}: ${body.slice(0, 80)}`, body]),
      ['the log of the server', it.logged()],
      ...filesIn(it.store.dataDir),
    ])
    expect([...everything.keys()].filter((place) => place.includes('frames'))).toHaveLength(3)
    expect([...everything.keys()].filter((place) => place.includes('process lists'))).toHaveLength(3)
    const found = [...secrets].map(([name, secret]) => [name, placesOf(secret, everything)])
    expect(found).toEqual([...secrets.keys()].map((name) => [name, []]))
  })

  async function tail(run: string): Promise<string> {
    const found = await it.reseller(ROUTES.searchLog, { params: { ...params, run }, querystring: { limit: 5000 } })
    const { lines } = found.body as { lines: { host: string; text: string }[] }
    return lines
      .slice(-40)
      .map(({ host, text }) => `${host} ${text}`)
      .join('\n')
  }
})
