import { type FixOffers, type Plan, type Preflight, ROUTES, type Run } from '@astrago/contracts'
import { canRun, Lab } from '@astrago/lab'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TemporaryConsole, temporaryConsole } from './testing.ts'

const able = await canRun()
const FORWARD = 'sysctl-ip-forward'
const SOON = { timeout: 60_000, interval: 200 }

/** A clean host: forwarding is off there. */
describe.skipIf(!able.ok)('fixes by the console', () => {
  let lab: Lab
  let it: TemporaryConsole
  let params: { site: string }

  const forwarding = async () =>
    (await lab.ssh('n001', 'sysctl -n net.ipv4.ip_forward; ls /etc/sysctl.d | grep astrago')).stdout
  const save = async (section: string, values: Record<string, unknown>) => {
    const saved = await it.customer(ROUTES.saveSection, {
      params: { ...params, section },
      body: { revision: 0, values },
    })
    expect(saved, JSON.stringify(saved.body)).toMatchObject({ status: 200 })
  }
  /** The newest preflight, once there are so many and it has ended. */
  async function preflight(count: number): Promise<Preflight> {
    const list = async () => (await it.reseller(ROUTES.listPreflights, { params })).body as Preflight[]
    await expect.poll(async () => (await list()).map(({ state }) => state), SOON).toEqual(Array(count).fill('done'))
    const run = (await list())[0]?.id ?? ''
    return (await it.reseller(ROUTES.readPreflight, { params: { ...params, run } })).body as Preflight
  }
  const statusOf = ({ verdicts }: Preflight) => verdicts.find(({ check }) => check === FORWARD)?.status

  async function approve({ id, hash }: Plan): Promise<Run> {
    const started = await it.reseller(ROUTES.startFixes, { params, body: { plan: id, hash } })
    expect(started, JSON.stringify(started.body)).toMatchObject({ status: 200 })
    const { id: run } = started.body as Run
    const read = async () => (await it.reseller(ROUTES.readFixRun, { params: { ...params, run } })).body as Run
    await expect.poll(async () => (await read()).state, SOON).toBe('done')
    return read()
  }

  beforeAll(async () => {
    lab = await Lab.up({ hosts: 1, name: 'fixes-console' })
    it = await temporaryConsole()
    params = { site: it.site.id }
    const [{ name, address } = { name: '', address: '' }] = lab.hosts
    await save('resources', { 'resources.nodes': [{ name, address, roles: ['control-plane', 'worker'] }] })
    const password = lab.users.admin.password
    await save('accounts', {
      'accounts.sshUser': 'admin',
      'accounts.sshAuth': 'password',
      'accounts.sshPassword': password,
      'accounts.sudo': 'password',
    })
    const met = (await it.reseller(ROUTES.reachHosts, { params, body: {} })).body as { key: { offered: string } }[]
    const hosts = [{ name, fingerprint: met[0]?.key.offered ?? '' }]
    await it.reseller(ROUTES.confirmHostKeys, { params, body: { hosts } })
  })
  afterAll(async () => {
    await it?.remove()
    await lab?.down()
  })

  test('are offered, shown, made by the hash that was shown, looked at again and taken back', async () => {
    expect((await it.reseller(ROUTES.readFixes, { params })).body).toEqual({ run: null, offers: [] })
    await it.reseller(ROUTES.startPreflight, { params, body: {} })
    const first = await preflight(1)
    const { run, offers } = (await it.support(ROUTES.readFixes, { params })).body as FixOffers
    expect(run).toBe(first.id)
    expect(offers).toContainEqual(expect.objectContaining({ host: 'n001', check: FORWARD }))

    const fixes = [{ host: 'n001', check: FORWARD }] as const
    const plan = (await it.reseller(ROUTES.planFixes, { params, body: { fixes: [...fixes] } })).body as Plan
    const [action] = plan.phases[0]?.actions ?? []
    expect(action?.commands).toContain("sysctl -w 'net.ipv4.ip_forward=1'")
    expect(action?.files).toMatchObject([{ before: null, after: 'net.ipv4.ip_forward = 1\n' }])
    expect(await forwarding()).toBe('0\n')
    const other = await it.reseller(ROUTES.startFixes, { params, body: { plan: plan.id, hash: 'another' } })
    expect(other).toMatchObject({ status: 409, body: { code: 'PLAN_OUTDATED' } })

    expect((await approve(plan)).steps).toMatchObject([{ action: `fix.${FORWARD}@n001`, state: 'done' }])
    expect(await forwarding()).toMatch(/^1\nzz-astrago-ip-forward.conf/)
    expect(statusOf(await preflight(2))).toBe('pass')

    const undo = (await it.reseller(ROUTES.planUndoFixes, { params, body: {} })).body as Plan
    expect((await approve(undo)).steps).toMatchObject([{ action: `undo.fix.${FORWARD}@n001`, state: 'done' }])
    expect(await forwarding()).toBe('0\n')
    expect(statusOf(await preflight(3))).toBe('warn')
    expect(it.responses.join('')).not.toContain(lab.users.admin.password)
  })

  test('that nobody offers are refused', async () => {
    const body = { fixes: [{ host: 'n001', check: 'cpu-count' as const }] }
    expect(await it.reseller(ROUTES.planFixes, { params, body })).toMatchObject({
      status: 400,
      body: { code: 'VALIDATION_FAILED' },
    })
  })
})
