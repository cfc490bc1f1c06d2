import { type Preflight, ROUTES } from '@astrago/contracts'
import { checkInfos } from '@astrago/preflight'
import type { ReportModel } from '@astrago/reports'
import { makeSite } from '@astrago/store'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ok } from './lab-site.testing.ts'
import { type TemporaryConsole, temporaryConsole } from './testing.ts'

const ALL = checkInfos().length

let it: TemporaryConsole
beforeAll(async () => {
  it = await temporaryConsole()
})
afterAll(() => it.remove())

async function preflight(site: string, body: { hosts?: string[]; checks?: ['swap-active'] }): Promise<Preflight> {
  const { run } = ok<{ run: string }>(await it.reseller(ROUTES.startPreflight, { params: { site }, body }))
  const read = async () => ok<Preflight>(await it.reseller(ROUTES.readPreflight, { params: { site, run } }))
  await expect.poll(read, { timeout: 15_000 }).toMatchObject({ state: 'done' })
  return read()
}

async function headline(site: string): Promise<string> {
  const query = { params: { site }, querystring: { format: 'json' } } as const
  return ok<ReportModel>(await it.reseller(ROUTES.report, query)).headline.en
}

test('a first preflight of some checks says so; the next is made beside it, of all', async () => {
  const made = { name: 'This machine', kind: 'local', profile: 'air-gapped', distribution: 'rke2' } as const
  const { id } = await makeSite(it.store.db, made)
  const nodes = [{ name: 'n1', address: '10.0.0.1', roles: ['control-plane'] }]
  const values = { 'resources.nodes': nodes }
  ok(
    await it.reseller(ROUTES.saveSection, {
      params: { site: id, section: 'resources' },
      body: { revision: 0, values },
    }),
  )

  const first = await preflight(id, { checks: ['swap-active'] })
  expect(first).toMatchObject({ only: ['swap-active'], verdicts: [{ check: 'swap-active' }] })
  expect(await headline(id)).toContain(`Only 1 of ${ALL} checks was made.`)
  const [head] = ok<Preflight[]>(await it.reseller(ROUTES.listPreflights, { params: { site: id } }))
  expect(head?.only).toEqual(['swap-active'])

  const second = await preflight(id, { checks: ['swap-active'] })
  expect(second.only).toBeNull()
  expect(second.verdicts.length).toBeGreaterThan(50)
  expect(await headline(id)).not.toContain('Only')
})

test('a preflight of no hosts, or of no checks, is refused as a mistake of the request', async () => {
  const made = { name: 'Nobody', kind: 'local', profile: 'air-gapped', distribution: 'rke2' } as const
  const { id } = await makeSite(it.store.db, made)
  for (const body of [{ hosts: [] }, { checks: [] }])
    expect((await it.reseller(ROUTES.startPreflight, { params: { site: id }, body })).status).toBe(400)
})

test('a first preflight of some hosts says so', async () => {
  const made = { name: 'Far', kind: 'remote', profile: 'air-gapped', distribution: 'rke2' } as const
  const { id } = await makeSite(it.store.db, made)
  // Nothing listens there: what matters is who was looked at, not what was found.
  const nodes = ['n1', 'n2'].map((name, i) => ({ name, address: `127.0.0.${i + 2}`, port: 9, roles: ['worker'] }))
  const values = { 'resources.nodes': nodes }
  ok(
    await it.reseller(ROUTES.saveSection, {
      params: { site: id, section: 'resources' },
      body: { revision: 0, values },
    }),
  )

  expect(await preflight(id, { hosts: ['n1'] })).toMatchObject({ hosts: ['n1'], only: null })
  expect(await headline(id)).toContain('Only 1 of 2 hosts were looked at.')
})

test('a host that the site does not have is not looked at', async () => {
  const { id } = await makeSite(it.store.db, {
    name: 'Less',
    kind: 'remote',
    profile: 'air-gapped',
    distribution: 'rke2',
  })
  const save = async (revision: number, names: string[]) => {
    const nodes = names.map((name, i) => ({ name, address: `127.0.1.${i + 1}`, port: 9, roles: ['worker'] }))
    const body = { revision, values: { 'resources.nodes': nodes } }
    ok(await it.reseller(ROUTES.saveSection, { params: { site: id, section: 'resources' }, body }))
  }
  await save(0, ['n1', 'n2'])
  expect(await preflight(id, {})).toMatchObject({ hosts: ['n1', 'n2'] })
  await save(1, ['n1'])
  const refused = await it.reseller(ROUTES.startPreflight, { params: { site: id }, body: { hosts: ['n2'] } })
  expect(refused.body).toMatchObject({ code: 'NOT_FOUND', params: { what: 'n2' } })
  expect(await preflight(id, { hosts: ['n1', 'n2'] })).toMatchObject({ hosts: ['n1'] })
})
