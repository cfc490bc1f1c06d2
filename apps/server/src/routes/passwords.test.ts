import { ROUTES } from '@astrago/contracts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type TemporaryConsole, temporaryConsole } from '../testing.ts'
import { generateSecrets } from '../work/form.ts'

const TYPED = 'planted-Typed-5e2a'
const FIELD = 'platform.mariadbPassword'

let it: TemporaryConsole
let params: { site: string }
let made: string
beforeEach(async () => {
  it = await temporaryConsole()
  params = { site: it.site.id }
  const values = { 'platform.grafanaAdminPassword': TYPED }
  await it.reseller(ROUTES.saveSection, { params: { ...params, section: 'platform' }, body: { revision: 0, values } })
  await generateSecrets(it.store, it.site.id, 'kim')
  made = (await it.store.vault.get(it.site.id, FIELD)) ?? ''
})
afterEach(() => it.remove())

const show = (field: string) => it.reseller(ROUTES.showPassword, { params: { ...params, field } })
const listed = async () => (await it.reseller(ROUTES.listPasswords, { params })).body as { fields: string[] }
const entries = async () => (await it.reseller(ROUTES.audit, { querystring: {} })).body as { entries: unknown[] }

test('one that the console made is shown to a reseller, on its own, not cached, and noted', async () => {
  expect(made).toHaveLength(24)
  expect((await listed()).fields).toContain(FIELD)
  expect(it.responses.join()).not.toContain(made)
  const answer = await it.app.inject({
    method: 'POST',
    url: `/api/sites/${it.site.id}/passwords/${FIELD}/show`,
    headers: { cookie: it.resellerCookie, 'x-astrago': '1' },
  })
  expect(answer.json()).toEqual({ password: made })
  expect(answer.headers['cache-control']).toBe('no-store')
  const { entries: noted } = await entries()
  expect(noted[0]).toMatchObject({ who: 'kim', action: 'show-password', site: it.site.id, detail: FIELD })
  expect(JSON.stringify(noted)).not.toContain(made)
  expect(it.logged()).not.toContain(made)
})

test('one that a person typed is shown to nobody, and no other secret of the site is', async () => {
  await it.store.vault.put(it.site.id, 'cluster.token', 'planted-token-77')
  expect((await listed()).fields).not.toContain('platform.grafanaAdminPassword')
  for (const field of ['platform.grafanaAdminPassword', 'cluster.token', 'accounts.sshPassword', 'none'])
    expect(await show(field)).toMatchObject({ status: 404, body: { code: 'PASSWORD_NOT_MADE', params: { field } } })
  expect(JSON.stringify(await entries())).not.toContain('show-password')
  expect(it.responses.join()).not.toMatch(/planted/)
})

test('one that a person replaces is shown no longer; saving the rest of its section changes nothing', async () => {
  const save = async (values: Record<string, unknown>) => {
    const form = (await it.reseller(ROUTES.readForm, { params })).body
    const { revision } = (form as { sections: { section: string; revision: number }[] }).sections.find(
      ({ section }) => section === 'platform',
    ) ?? { revision: 0 }
    const body = { revision, values, made: true }
    return it.customer(ROUTES.saveSection, { params: { ...params, section: 'platform' }, body })
  }
  expect(await save({ 'platform.lokiRetentionDays': 30 })).toMatchObject({ status: 200 })
  expect(await show(FIELD)).toMatchObject({ status: 200, body: { password: made } })
  // A customer cannot make a typed one count as made, either.
  await save({ [FIELD]: TYPED })
  await save({ [FIELD]: { secretRef: `vault:${FIELD}`, made: true } })
  expect((await listed()).fields).not.toContain(FIELD)
  expect(await show(FIELD)).toMatchObject({ status: 404 })
})

test('a site.yaml tells nothing of it, and support has no part in it', async () => {
  const { body } = await it.reseller(ROUTES.exportSite, { params })
  expect(body).toContain(`secretRef: vault:${FIELD}`)
  expect(body).not.toContain('made')
  expect((await it.support(ROUTES.listPasswords, { params })).body).toEqual({ code: 'NOT_ALLOWED' })
})
