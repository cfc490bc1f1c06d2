import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CallInput, call, type Reply, type RouteContract, urlOf } from '@astrago/contracts'
import { addUser, hashPassword, invite, makeSite, type SessionOwner, startSession } from '@astrago/store'
import { temporaryStore } from '@astrago/store/testing'
import type { FastifyInstance } from 'fastify'
import { buildApp } from './app.ts'

export type Caller = <C extends RouteContract>(contract: C, input: CallInput<C>) => Promise<Reply<C>>

export const PASSWORD = 'correct horse battery'

/** The real app on a store of its own, below `under`, with callers for every role. */
export async function temporaryConsole(under?: string) {
  const { store, remove } = await temporaryStore(under)
  const webDir = mkdtempSync(join(tmpdir(), 'astrago-web-'))
  const log: string[] = []
  const logger = { level: 'trace', stream: { write: (line: string) => void log.push(line) } }
  const { app, journals } = await buildApp({ store, version: '0.0.0-test', webDir, tls: null, logger })
  await app.ready()
  const passwordHash = await hashPassword(PASSWORD)
  const reseller = await addUser(store.db, { name: 'kim', role: 'reseller', passwordHash })
  const support = await addUser(store.db, { name: 'park', role: 'support', passwordHash })
  const site = await makeSite(store.db, { name: 'Hanbit', kind: 'remote', profile: 'air-gapped', distribution: 'rke2' })
  const { invitation } = await invite(store.db, site.id, 'IT team', 7)
  const responses: string[] = []
  const callWith = callersOf(app, responses)
  const as = async (owner: SessionOwner): Promise<Caller> => callWith(await startSession(store.db, owner))
  const resellerToken = await startSession(store.db, { userId: reseller.id })
  const customerToken = await startSession(store.db, { invitationId: invitation.id })
  return {
    app,
    responses,
    journals,
    store,
    site,
    nobody: callWith(undefined),
    reseller: callWith(resellerToken),
    resellerCookie: `astrago_0=${resellerToken}`,
    /** As the reseller, with the headers; not among the `responses`. */
    download: <C extends RouteContract>(contract: C, input: CallInput<C>) =>
      app.inject({ url: urlOf(contract, input as object), headers: { cookie: `astrago_0=${resellerToken}` } }),
    /** What the server has logged so far, at every level. */
    logged: () => log.join(''),
    as,
    support: await as({ userId: support.id }),
    customer: callWith(customerToken),
    customerToken,
    remove: async () => {
      await app.close()
      await remove()
      rmSync(webDir, { recursive: true, force: true })
    },
  }
}
export type TemporaryConsole = Awaited<ReturnType<typeof temporaryConsole>>

/** Callers by cookie; the body of every answer is kept, so that a test can look for what must not be in one. */
function callersOf(app: FastifyInstance, responses: string[]) {
  return (token: string | undefined): Caller =>
    (contract, input) =>
      call(
        async (method, url, body) => {
          const answer = await app.inject({
            method: method as 'GET',
            url,
            headers: { 'x-astrago': '1', ...(token ? { cookie: `astrago_0=${token}` } : {}) },
            ...(body === undefined ? {} : { payload: body as object }),
          })
          responses.push(answer.body)
          const json = String(answer.headers['content-type']).startsWith('application/json')
          return { status: answer.statusCode, body: json ? answer.json() : answer.body }
        },
        contract,
        input,
      )
}
