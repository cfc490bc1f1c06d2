import { type FormView, type ListedSite, ROUTES } from '@astrago/contracts'
import { dropLease, takeLease } from '@astrago/store'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type TemporaryConsole, temporaryConsole } from './testing.ts'

let it: TemporaryConsole
beforeEach(async () => {
  it = await temporaryConsole()
})
afterEach(() => it.remove())

const listed = async () => (await it.support(ROUTES.listSites, {})).body as ListedSite[]

test('a site is renamed, archived and brought back, and keeps what it has', async () => {
  const params = { site: it.site.id }
  const change = (body: { name?: string; archived?: boolean; profile?: 'online' }) =>
    it.reseller(ROUTES.changeSite, { params, body })
  expect((await change({ name: ' 한빛병원 AI센터 ' })).body).toMatchObject({ name: '한빛병원 AI센터' })
  expect((await change({ archived: true })).body).toMatchObject({ archived: true, name: '한빛병원 AI센터' })
  expect(await listed()).toMatchObject([{ id: it.site.id, archived: true }])
  expect((await change({ archived: false, profile: 'online' })).body).toMatchObject({
    archived: false,
    profile: 'online',
  })
  expect(await listed()).toMatchObject([{ name: '한빛병원 AI센터', archived: false, distribution: 'rke2' }])
})

test('a site has a name, and one that is not there is not changed', async () => {
  const rename = (site: string, name: string) => it.reseller(ROUTES.changeSite, { params: { site }, body: { name } })
  expect(await rename(it.site.id, '   ')).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } })
  expect(await rename('00000000-0000-4000-8000-000000000000', 'x')).toMatchObject({ status: 404 })
  expect(await listed()).toMatchObject([{ name: 'Hanbit' }])
})

test('the list says of each site where its journey stands, of an archived one nothing', async () => {
  const params = { site: it.site.id }
  const { journey } = (await it.support(ROUTES.readSite, { params })).body as Pick<ListedSite, 'journey'>
  expect(journey.length).toBeGreaterThan(3)
  expect(await listed()).toEqual([expect.objectContaining({ id: it.site.id, journey })])
  await it.reseller(ROUTES.changeSite, { params, body: { archived: true } })
  expect(await listed()).toMatchObject([{ archived: true, journey: [] }])
})

test('the journey counts what is to do in the questionnaire, not what is only good to know', async () => {
  const params = { site: it.site.id }
  const { problems } = (await it.support(ROUTES.readForm, { params })).body as FormView
  const { journey } = (await it.support(ROUTES.readSite, { params })).body as Pick<ListedSite, 'journey'>
  const hints = problems.filter(({ severity }) => severity === 'hint')
  expect(hints.map(({ field }) => field)).toContain('network.dnsServers')
  expect(journey.find(({ step }) => step === 'form')?.counts.problems).toBe(problems.length - hints.length)
})

test('a site that something works on is not archived, and nothing begins on one that is', async () => {
  const params = { site: it.site.id }
  const archive = async () => (await it.reseller(ROUTES.changeSite, { params, body: { archived: true } })).body
  await takeLease(it.store.db, it.site.id, '이현장 · 1a2b3c4d')
  expect(await archive()).toMatchObject({ code: 'SITE_BUSY', params: { owner: '이현장 · 1a2b3c4d' } })
  await dropLease(it.store.db, it.site.id, '이현장 · 1a2b3c4d')
  expect(await archive()).toMatchObject({ archived: true })
  const run = { params: { ...params, plan: 'plan-1' }, body: { hash: 'any' } }
  expect(await it.reseller(ROUTES.startRun, run)).toMatchObject({ status: 409, body: { code: 'SITE_ARCHIVED' } })
})
