import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { findingIdentity, type Planning, type Preflight, ROUTES, type RunView, waiverDay } from '@astrago/contracts'
import { canRun, Lab } from '@astrago/lab'
import { makeRelease } from '@astrago/lab/rke2-standin'
import { makeLink, openStore, useLink } from '@astrago/store'
import { MIGRATIONS } from '@astrago/store/testing'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { confirmKeys, ok } from './lab-site.testing.ts'
import { PASSWORD, type TemporaryConsole, temporaryConsole } from './testing.ts'
import { prepareData } from './work/prepare.ts'

const able = await canRun()
const FULL = { status: 507, body: { code: 'STORE_DISK_FULL' } }
/** More than fits into what SQLite may still have at hand. */
const LARGE = 'x'.repeat(400_000)

/** A console whose data folder lies on a small file system of its own. */
describe.skipIf(!able.ok)('on a full disk the console', () => {
  let disk: string
  let it: TemporaryConsole
  let params: { site: string }

  beforeEach(async () => {
    disk = mkdtempSync(join(tmpdir(), 'full-console-'))
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', disk])
    it = await temporaryConsole(disk)
    params = { site: it.site.id }
  })
  afterEach(async () => {
    makeRoom()
    await it.remove()
    execFileSync('umount', [disk])
    rmdirSync(disk)
  })

  const ballast = (): string => join(disk, 'ballast')
  function fillDisk(): void {
    try {
      for (;;) appendFileSync(ballast(), Buffer.alloc(4096))
    } catch (error) {
      expect(error).toMatchObject({ code: 'ENOSPC' })
    }
  }
  const makeRoom = (): void => rmSync(ballast(), { force: true })

  const save = (section: string, revision: number, values: Record<string, unknown>) =>
    it.reseller(ROUTES.saveSection, { params: { ...params, section }, body: { revision, values } })
  const answers = async () =>
    ((await it.reseller(ROUTES.readForm, { params })).body as { answers: Record<string, unknown> }).answers

  test('keeps the answers that were saved, refuses new ones, and takes them once there is room', async () => {
    fillDisk()
    let saved = 0
    let answer = await save('general', 0, { 'general.customerName': 'Hanbit 1' })
    for (
      ;
      answer.status === 200;
      answer = await save('general', saved, { 'general.customerName': `Hanbit ${saved + 1}` })
    )
      saved += 1
    expect(answer).toMatchObject(FULL)
    expect(await answers()).toEqual(saved > 0 ? { 'general.customerName': `Hanbit ${saved}` } : {})
    makeRoom()
    expect((await save('general', saved, { 'general.customerName': 'Hanbit Hospital' })).status).toBe(200)
    expect(await answers()).toEqual({ 'general.customerName': 'Hanbit Hospital' })
  })

  test('keeps the secret that it had, whole', async () => {
    const { vault } = it.store
    const site = it.site.id
    await vault.put(site, 'accounts.sshKey', 'the first')
    fillDisk()
    await expect(vault.put(site, 'accounts.sshKey', LARGE)).rejects.toMatchObject({ code: 'STORE_DISK_FULL' })
    expect(await vault.get(site, 'accounts.sshKey')).toBe('the first')
    makeRoom()
    await vault.put(site, 'accounts.sshKey', LARGE)
    expect(await vault.get(site, 'accounts.sshKey')).toBe(LARGE)
  })

  test('lets in who is logged in, although it cannot prolong the session, and nobody else', async () => {
    const longAgo = new Date(Date.now() - 5 * 60_000).toISOString()
    await it.store.db.session.updateMany({ data: { lastSeenAt: longAgo } })
    // Until nothing is written any more, however little.
    fillDisk()
    for (let i = 0; i < 400; i++) await makeLink(it.store.db, 'setup', null, i + 1).catch(() => undefined)
    await expect(makeLink(it.store.db, 'setup', null, 1)).rejects.toMatchObject({ code: 'STORE_DISK_FULL' })
    expect((await it.reseller(ROUTES.listSites, {})).status).toBe(200)
    const body = { name: 'kim', password: PASSWORD }
    expect(await it.nobody(ROUTES.login, { body })).toMatchObject(FULL)
    makeRoom()
    expect((await it.nobody(ROUTES.login, { body })).status).toBe(200)
    expect(await useLink(it.store.db, 'setup', await makeLink(it.store.db, 'setup', null, 1))).toEqual({ userId: null })
  })

  test('takes an upload up again where it was, and the file comes out whole', async () => {
    const file = randomBytes(3 * 2 ** 20)
    const name = 'rke2-images.linux-amd64.tar.zst'
    const piece = (offset: number, bytes: number) =>
      it.app.inject({
        method: 'PUT',
        url: `/api/sites/${it.site.id}/artifacts/files/${name}?offset=${offset}&size=${file.length}`,
        headers: { 'x-astrago': '1', 'content-type': 'application/octet-stream', cookie: it.resellerCookie },
        payload: file.subarray(offset, offset + bytes),
      })
    const half = file.length / 2
    expect((await piece(0, half)).json()).toEqual({ offset: half })
    fillDisk()
    const refused = await piece(half, half)
    expect([refused.statusCode, refused.json()]).toMatchObject([507, { code: 'STORE_DISK_FULL' }])
    makeRoom()
    expect((await piece(half, half)).json()).toEqual({ offset: file.length })
    const sum = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
    expect(sum(readFileSync(join(it.store.artifacts, it.site.id, name)))).toBe(sum(file))
  })

  test('ends a preflight that cannot be kept as failed, and does the next', async () => {
    await prepareData(it.store, it.journals, 'this-machine')
    const sites = (await it.reseller(ROUTES.listSites, {})).body as { id: string; kind: string }[]
    const local = { site: sites.find(({ kind }) => kind === 'local')?.id ?? '' }
    const start = async () => {
      const { body } = await it.reseller(ROUTES.startPreflight, { params: local, body: {} })
      return (body as { run: string }).run
    }
    const read = async (run: string) =>
      (await it.reseller(ROUTES.readPreflight, { params: { ...local, run } })).body as Preflight
    const run = await start()
    fillDisk()
    while (!it.logged().includes('cannot be written yet')) await wait(50)
    expect((await read(run)).state).toBe('running')
    expect((await it.reseller(ROUTES.startPreflight, { params: local, body: {} })).status).toBeGreaterThan(400)
    makeRoom()
    while ((await read(run)).state === 'running') await wait(50)
    expect((await read(run)).state).toBe('failed')
    const next = await start()
    while ((await read(next)).state === 'running') await wait(50)
    expect((await read(next)).state).toBe('done')
  })

  test('does not start, harms nothing by trying, and starts once there is room', async () => {
    await save('general', 0, { 'general.customerName': 'Hanbit' })
    const { dataDir } = it.store
    const open = () =>
      openStore({
        dataDir,
        key: { kind: 'file', path: join(dataDir, '../key') },
        migrations: [...MIGRATIONS, { name: '29990101000000_next', sql: `CREATE TABLE "Next" ("id" TEXT)` }],
        pid: process.pid,
      })
    await it.app.close()
    await it.store.close()
    fillDisk()
    await expect(open()).rejects.toMatchObject({ code: 'STORE_DISK_FULL' })
    makeRoom()
    const store = await open()
    expect(store.migrated).toEqual(['29990101000000_next'])
    expect(await store.db.section.count()).toBe(1)
    await store.close()
    expect(readdirSync(join(dataDir, 'backups'))).toHaveLength(1)
  })

  describe('with a host', () => {
    let lab: Lab
    beforeEach(async () => {
      lab = await Lab.up({ hosts: 1, name: 'full' })
    })
    afterEach(() => lab.down())

    async function until<T>(read: () => Promise<T>, isSo: (now: T) => boolean): Promise<T> {
      for (;;) {
        const now = await read()
        if (isSo(now)) return now
        await wait(200)
      }
    }

    async function planned(release: string): Promise<{ plan: string; hash: string }> {
      const nodes = lab.hosts.map(({ name, address }) => ({ name, address, roles: ['control-plane', 'worker'] }))
      ok(await save('resources', 0, { 'resources.nodes': nodes }))
      const account = { 'accounts.sshUser': 'ops', 'accounts.sshAuth': 'key', 'accounts.sudo': 'nopasswd' }
      ok(await save('accounts', 0, { ...account, 'accounts.sshKey': readFileSync(lab.keyPath, 'utf8') }))
      await confirmKeys(it)
      await makeRelease(release)
      ok(await it.reseller(ROUTES.useArtifactFolder, { params, body: { path: release } }))
      await waiveWhatBlocks()
      ok(await it.reseller(ROUTES.startPlanning, { params }))
      const reading = async () =>
        ok<{ planning: Planning }>(await it.reseller(ROUTES.readPlanning, { params })).planning
      expect(await until(reading, ({ state }) => state !== 'running')).toMatchObject({ state: 'done' })
      const plan = ok<{ id: string; hash: string; obstacles: object[] }>(
        await it.reseller(ROUTES.latestPlan, { params }),
      )
      expect(plan.obstacles).toEqual([])
      return { plan: plan.id, hash: plan.hash }
    }

    async function waiveWhatBlocks(): Promise<void> {
      const { run } = ok<{ run: string }>(await it.reseller(ROUTES.startPreflight, { params, body: {} }))
      const reading = async () => ok<Preflight>(await it.reseller(ROUTES.readPreflight, { params: { ...params, run } }))
      const { verdicts } = await until(reading, ({ state }) => state !== 'running')
      const blocking = verdicts.filter(({ status, severity }) => severity === 'block' && status !== 'pass')
      if (blocking.length === 0) return
      const findings = blocking.map((verdict) => ({ ...verdict, identity: findingIdentity(verdict) }))
      const body = { findings, reason: 'a lab host is a container', expires: waiverDay(new Date(), 1) }
      ok(await it.reseller(ROUTES.waive, { params, body }))
    }

    test('ends a run with the reason once it can write that, and resumes it to its end', async () => {
      const release = mkdtempSync(join(tmpdir(), 'full-release-'))
      try {
        const { plan, hash } = await planned(release)
        await lab.ssh('n001', `echo '{"startSeconds": 8, "logLines": 20000}' > /etc/rke2-standin.json`)
        const started = await it.reseller(ROUTES.startRun, { params: { ...params, plan }, body: { hash } })
        const { id } = ok<{ id: string }>(started)
        const view = async () => ok<RunView>(await it.reseller(ROUTES.readRun, { params: { ...params, run: id } }))
        await until(view, ({ run }) => run.steps.length >= 4)
        fillDisk()
        await until(
          async () => it.logged(),
          (log) => log.includes('cannot be written yet'),
        )
        expect((await view()).run.state).toBe('running')
        makeRoom()
        const ended = await until(view, ({ run }) => run.state !== 'running')
        expect(['failed', 'interrupted']).toContain(ended.run.state)
        const { body } = await it.download(ROUTES.downloadLog, { params: { ...params, run: id }, querystring: {} })
        if (ended.run.state === 'failed') expect(body).toMatch(/ error ══ .*(가득 차|is full)/)
        await lab.ssh('n001', 'rm /etc/rke2-standin.json')
        // The lease of the run that ended may have to run out first: it could not be given back.
        await until(
          () => it.reseller(ROUTES.resumeRun, { params: { ...params, run: id } }),
          ({ status }) => status === 200,
        )
        expect((await until(view, ({ run }) => run.state !== 'running')).run.state).toBe('done')
      } finally {
        rmSync(release, { recursive: true })
      }
    })
  })
})
