import { type Preflight, ROUTES, type Run } from '@astrago/contracts'
import { canRun, Lab } from '@astrago/lab'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actionsOf, FAULTS, fixesOf, PICTURE } from './fixes.testing.ts'
import { ok, siteOnLab } from './lab-site.testing.ts'
import { type TemporaryConsole, temporaryConsole } from './testing.ts'

const able = await canRun()

/** What the console can put right on these hosts, of what was broken above. */
const WANTED = [
  { host: 'n001', check: 'sysctl-ip-forward' },
  { host: 'n002', check: 'sysctl-ip-forward' },
  { host: 'n001', check: 'swap-active' },
  { host: 'n002', check: 'swap-active' },
] as const

describe.skipIf(!able.ok)('fixes asked of the console', () => {
  let lab: Lab
  let it: TemporaryConsole
  let params: { site: string }
  let before: string[]
  let fixes: ReturnType<typeof fixesOf>
  const shell = async (command: string, host = 'n002') => (await lab.ssh(host, command)).stdout
  const picture = async (): Promise<string[]> => (await shell(PICTURE)).split('\n')

  beforeAll(async () => {
    lab = await Lab.up({ hosts: 2, name: 'server-fixes' })
    it = await temporaryConsole()
    params = { site: it.site.id }
    await siteOnLab(it, lab, [['control-plane'], ['worker']])
    for (const { name } of lab.hosts) await shell(FAULTS, name)
    fixes = fixesOf(it)
    before = await picture()
    const checks = WANTED.map(({ check }) => check)
    ok(await it.reseller(ROUTES.startPreflight, { params, body: { checks } }))
    await fixes.newest()
  })
  afterAll(async () => {
    await it?.remove()
    await lab?.down()
  })

  const previewAll = () => fixes.preview(WANTED)
  const statuses = ({ verdicts }: Preflight) =>
    WANTED.map(({ host, check }) => verdicts.find((each) => each.host === host && each.check === check)?.status)

  test('what can be put right is told of the newest preflight, and nothing else can be asked for', async () => {
    const { offers, run } = await fixes.view()
    expect(offers).toEqual(expect.arrayContaining(WANTED.map((each) => expect.objectContaining(each))))
    expect(run).toBeNull()
    const other = { host: 'n002', check: 'time-ntp-synced' as const }
    const refused = await it.reseller(ROUTES.planFixes, { params, body: { fixes: [other] } })
    expect(refused.body).toMatchObject({ code: 'NOT_FIXABLE', host: 'n002' })
  })

  test('a preview shows every command and file, masks secrets and changes nothing', async () => {
    const plan = await previewAll()
    expect(actionsOf(plan).map(({ id }) => id)).toEqual(
      expect.arrayContaining(WANTED.map(({ check, host }) => `fix.${check}@${host}`)),
    )
    expect(JSON.stringify(plan)).toContain('swapoff -a')
    expect(JSON.stringify(plan)).not.toContain('planted-pw')
    const files = actionsOf(plan).flatMap((action) => action.files)
    expect(files).toContainEqual(expect.objectContaining({ path: '/etc/fstab', mode: '640' }))
    expect(await picture()).toEqual(before)
    expect(ok<{ counts: object }>(await it.reseller(ROUTES.readSite, { params }))).toMatchObject({
      journey: expect.arrayContaining([expect.objectContaining({ step: 'plan', counts: { plans: 0, obstacles: 0 } })]),
    })
  })

  test('it is refused while an installation has the site, and by another hash', async () => {
    const plan = await previewAll()
    expect((await fixes.start({ ...plan, hash: 'other' })).body).toMatchObject({ code: 'PLAN_OUTDATED' })
    await it.store.db.lease.create({ data: { siteId: params.site, owner: 'lee · 1', heartbeatAt: Date.now() } })
    expect((await fixes.start(plan)).body).toMatchObject({ code: 'SITE_BUSY', params: { owner: 'lee · 1' } })
    await it.store.db.lease.deleteMany()
  })

  test('a host that has changed since the preview is left as it is, and the difference is told', async () => {
    const plan = await previewAll()
    await shell("cp -a /etc/fstab /root/fstab; echo '/dev/sdz /theirs ext4 defaults 0 0' >> /etc/fstab")
    const { run, hosts } = await fixes.ended(ok<Run>(await fixes.start(plan)))
    await shell('mv /root/fstab /etc/fstab')
    expect(run).toMatchObject({ kind: 'fix', state: 'failed', steps: [] })
    expect(hosts.map(({ state }) => state)).toEqual(['untouched', 'untouched'])
    expect(await fixes.events(run)).toMatch(/PLAN_CHANGED.*swap-active@n002/)
    expect(await picture()).toEqual(before)
  })

  test('what is approved is done, the checks look again, and undoing puts every byte back', async () => {
    const first = await fixes.newest()
    expect(statuses(first)).not.toContain('pass')
    const { run } = await fixes.ended(ok<Run>(await fixes.start(await previewAll())))
    expect(run).toMatchObject({ kind: 'fix', state: 'done' })
    expect((await fixes.view()).run).toMatchObject({ id: run.id, kind: 'fix', startedBy: 'kim' })
    const second = await fixes.lookedAgain(first.id)
    expect(statuses(second)).toEqual(['pass', 'pass', 'pass', 'pass'])
    expect((await fixes.view()).held).toEqual(['n001', 'n002'].map((host) => ({ host, fixes: 2, others: 0 })))

    const plan = await fixes.previewUndo({ hosts: ['n002'] })
    expect(actionsOf(plan).map(({ host }) => host)).toEqual(['n002', 'n002'])
    expect(JSON.stringify(plan)).toContain('swap.img')
    expect((await fixes.ended(ok<Run>(await fixes.start(plan)))).run).toMatchObject({
      kind: 'undo-fixes',
      state: 'done',
    })
    const [, forward, , swap] = statuses(first)
    expect(statuses(await fixes.lookedAgain(second.id))).toEqual(['pass', forward, 'pass', swap])
    expect(await picture()).toEqual(before)
    expect(actionsOf(await fixes.previewUndo({ hosts: ['n002'] }))).toEqual([])
    expect((await fixes.view()).held).toMatchObject([{ host: 'n001' }])
  })

  test('a host that does not answer is left out and told of; who did what is in the audit log', async () => {
    await lab.fault('link-down', 'n002', 'on')
    const plan = await fixes.previewUndo()
    expect(new Set(actionsOf(plan).map(({ host }) => host))).toEqual(new Set(['n001']))
    expect(plan.warnings).toEqual([expect.objectContaining({ en: expect.stringMatching(/^n002 is left out: /) })])
    const entries = await it.store.db.auditEntry.findMany({
      where: { action: { in: ['start-fix', 'start-undo-fixes'] } },
    })
    expect(entries.map(({ action, who }) => `${who} ${action}`)).toEqual([
      'kim start-fix',
      'kim start-fix',
      'kim start-undo-fixes',
    ])
    expect(entries[2]?.detail).toMatch(/swap-active@n002/)
  })
})
