import { ROUTES, type RouteContract, urlOf } from '@astrago/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TemporaryConsole, temporaryConsole } from './testing.ts'

let it: TemporaryConsole
beforeAll(async () => {
  it = await temporaryConsole()
})
afterAll(() => it.remove())

/** Every `:name` of the url filled: the real site, and ids that do not exist. */
function inputFor(contract: RouteContract, site: string) {
  const names = [...contract.url.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '')
  return { params: Object.fromEntries(names.map((name) => [name, name === 'site' ? site : 'none'])) }
}

const who = ['nobody', 'reseller', 'support', 'customer'] as const

/** Logging out comes last: it ends the sessions that the others are tried with. */
const routes = Object.entries(ROUTES).sort(([a], [b]) => Number(a === 'logout') - Number(b === 'logout'))

describe.each(routes as [string, RouteContract][])('%s', (_, contract) => {
  const open = (role: string): boolean =>
    contract.auth === 'none' || (contract.auth as readonly string[]).includes(role)

  test.each(who)('as %s', async (role) => {
    const caller = it[role] as unknown as (
      c: RouteContract,
      input: object,
    ) => Promise<{ status: number; body: unknown }>
    const answer = await caller(contract, inputFor(contract, it.site.id)).catch((error) => ({ status: 0, body: error }))
    const refusal = role === 'nobody' ? 'NOT_LOGGED_IN' : 'NOT_ALLOWED'
    if (open(role)) expect(answer.body).not.toMatchObject({ code: expect.stringMatching(/^NOT_(LOGGED_IN|ALLOWED)$/) })
    else expect(answer.body).toEqual({ code: refusal })
  })

  test('as a customer of another site', async () => {
    if (!contract.url.includes(':site')) return
    const answer = await it.app.inject({
      method: contract.method,
      url: urlOf(contract, inputFor(contract, 'another-site')),
      headers: { 'x-astrago': '1', cookie: `astrago_0=${it.customerToken}` },
    })
    expect(answer.json()).toEqual({ code: contract.auth === 'none' ? expect.anything() : 'NOT_ALLOWED' })
  })
})

test('the app serves exactly the routes of the contracts', () => {
  const served = it.app.printRoutes({ commonPrefix: false })
  expect(served.length).toBeGreaterThan(0)
  for (const { method, url } of Object.values(ROUTES))
    expect(it.app.hasRoute({ method, url }), `${method} ${url}`).toBe(true)
})
