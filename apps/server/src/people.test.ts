import { ROUTES, UNATTENDED } from '@astrago/contracts'
import { listInvitations, makeLink, readSite } from '@astrago/store'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { PASSWORD, type TemporaryConsole, temporaryConsole } from './testing.ts'

let it: TemporaryConsole
beforeEach(async () => {
  it = await temporaryConsole()
})
afterEach(() => it.remove())

const post = (url: string, payload: object, headers: Record<string, string> = { 'x-astrago': '1' }) =>
  it.app.inject({ method: 'POST', url, payload, headers })

describe('login', () => {
  test('sets a cookie that scripts and other sites cannot use', async () => {
    const answer = await post('/api/login', { name: 'kim', password: PASSWORD })
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['set-cookie']).toMatch(/HttpOnly/)
    expect(answer.headers['set-cookie']).toMatch(/SameSite=Strict/)
  })

  test('says the same of a wrong password and of a name that does not exist', async () => {
    const wrong = await post('/api/login', { name: 'kim', password: 'not the password' })
    const unknown = await post('/api/login', { name: 'nobody', password: 'not the password' })
    expect([wrong.statusCode, wrong.json()]).toEqual([401, { code: 'LOGIN_FAILED' }])
    expect([unknown.statusCode, unknown.json()]).toEqual([401, { code: 'LOGIN_FAILED' }])
  })

  test('guessing at one account is stopped even with the right password', async () => {
    for (let i = 0; i < 10; i++) await post('/api/login', { name: 'kim', password: `guess ${i}` })
    const answer = await post('/api/login', { name: 'KIM', password: PASSWORD })
    expect(answer.json()).toMatchObject({ code: 'TOO_MANY_TRIES' })
  })

  test('guessing from one address is stopped over all names', async () => {
    const answers = []
    for (let i = 0; i < 31; i++) answers.push(await post('/api/login/link', { token: `guess-number-${i}-padding` }))
    expect(answers.at(0)?.statusCode).toBe(401)
    expect(answers.at(-1)?.json()).toMatchObject({ code: 'TOO_MANY_TRIES' })
  })
})

describe('requests from other sites', () => {
  test('are refused without the mark, and with a foreign origin', async () => {
    const body = { name: 'kim', password: PASSWORD }
    expect((await post('/api/login', body, {})).json()).toEqual({ code: 'REQUEST_NOT_TRUSTED' })
    const foreign = { 'x-astrago': '1', origin: 'https://evil.example' }
    expect((await post('/api/login', body, foreign)).json()).toEqual({ code: 'REQUEST_NOT_TRUSTED' })
    const own = { 'x-astrago': '1', origin: 'http://console.example', host: 'console.example' }
    expect((await post('/api/login', body, own)).statusCode).toBe(200)
  })
})

describe('links', () => {
  test('a login link opens a session once', async () => {
    const { body: users } = await it.reseller(ROUTES.listUsers, {})
    const id = (users as { id: string; name: string }[]).find(({ name }) => name === 'park')?.id ?? ''
    const token = await makeLink(it.store.db, 'login', id, 5)
    expect((await it.nobody(ROUTES.loginByLink, { body: { token } })).body).toMatchObject({ name: 'park' })
    expect((await it.nobody(ROUTES.loginByLink, { body: { token } })).body).toEqual({ code: 'LINK_INVALID' })
  })

  test('an invitation lets a customer in until it is revoked', async () => {
    const params = { site: it.site.id }
    const made = await it.reseller(ROUTES.invite, { params, body: { note: 'network team', days: 3 } })
    if (made.status !== 200) throw new Error('not invited')
    const { token, invitation } = made.body
    const { name } = await readSite(it.store.db, it.site.id)
    const told = { status: 200, body: { site: name, expiresAt: invitation.expiresAt } }
    expect(await it.nobody(ROUTES.readInvitation, { body: { token } })).toMatchObject(told)
    const [unused] = await listInvitations(it.store.db, it.site.id)
    expect(unused?.lastUsedAt).toBeNull()
    const first = await it.nobody(ROUTES.acceptInvitation, { body: { token } })
    expect(first.body).toMatchObject({ role: 'customer', site: it.site.id, name: 'network team' })
    await it.reseller(ROUTES.revokeInvitation, { params: { ...params, invitation: invitation.id } })
    const later = await it.nobody(ROUTES.acceptInvitation, { body: { token } })
    expect(later.body).toEqual({ code: 'LINK_INVALID' })
    expect((await it.nobody(ROUTES.readInvitation, { body: { token } })).body).toEqual({ code: 'LINK_INVALID' })
  })

  test('the first user is made once', async () => {
    const token = await makeLink(it.store.db, 'setup', null, 5)
    const body = { token, name: 'lee', password: PASSWORD }
    expect((await it.nobody(ROUTES.setup, { body })).body).toEqual({ code: 'LINK_INVALID' })
    await it.store.db.user.deleteMany({})
    const again = { ...body, token: await makeLink(it.store.db, 'setup', null, 5) }
    expect((await it.nobody(ROUTES.setup, { body: again })).body).toMatchObject({ name: 'lee', role: 'reseller' })
  })
})

test('what people did is in the audit log', async () => {
  await it.reseller(ROUTES.makeSite, { body: { name: 'B', profile: 'online', distribution: 'rke2' } })
  const { body } = await it.reseller(ROUTES.audit, { querystring: {} })
  expect(body).toMatchObject({ entries: [{ who: 'kim', action: 'make-site', detail: 'B' }] })
})

test('logging in and out, and taking a report, is in the audit log', async () => {
  await post('/api/login', { name: 'kim', password: PASSWORD })
  await it.support(ROUTES.report, { params: { site: it.site.id }, querystring: { format: 'json', lang: 'ko' } })
  await it.support(ROUTES.logout, {})
  const { body } = await it.reseller(ROUTES.audit, { querystring: {} })
  expect((body as { entries: { who: string; action: string }[] }).entries).toMatchObject([
    { who: 'park', action: 'logout' },
    { who: 'park', action: 'download-report' },
    { who: 'kim', action: 'login' },
  ])
})

test('a bad request names the value that is wrong, in both languages', async () => {
  const answer = await it.reseller(ROUTES.addUser, { body: { name: 'x', role: 'king', password: 'short' } as never })
  const fields = [
    { path: 'role', message: { ko: '다음 중 하나여야 합니다: reseller, support' } },
    { path: 'password', message: { ko: '12자 이상이어야 합니다', en: 'must have 12 characters or more' } },
  ]
  expect(answer).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED', fields } })
})

describe('a session', () => {
  const seen = async (): Promise<string> => (await it.store.db.session.findFirstOrThrow()).lastSeenAt
  const look = (headers: Record<string, string> = {}) =>
    it.app.inject({ url: '/api/sites', headers: { cookie: it.resellerCookie, ...headers } })

  test('is not prolonged by a page that nobody attends', async () => {
    const before = new Date(Date.now() - 10 * 60_000).toISOString()
    await it.store.db.session.deleteMany({ where: { invitationId: { not: null } } })
    await it.store.db.session.deleteMany({ where: { user: { role: 'support' } } })
    await it.store.db.session.updateMany({ data: { lastSeenAt: before } })
    expect((await look({ [UNATTENDED]: '1' })).statusCode).toBe(200)
    expect(await seen()).toBe(before)
    expect((await look()).statusCode).toBe(200)
    expect(await seen()).not.toBe(before)
  })
})

test('every answer forbids scripts, styles and frames of others', async () => {
  const { headers } = await it.app.inject({ url: '/api/health' })
  const policy = String(headers['content-security-policy'])
  for (const rule of ["default-src 'self'", "object-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"])
    expect(policy).toContain(rule)
  expect(policy).not.toMatch(/unsafe|\*|https?:/)
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
})
