import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { type Planning, ROUTES } from '@astrago/contracts'
import { takeLease } from '@astrago/store'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type TemporaryConsole, temporaryConsole } from './testing.ts'

let it: TemporaryConsole
let params: { site: string }
/** A port that takes a connection and then says nothing, as a machine does whose sshd hangs. */
let silent: { port: number; close: () => void }

beforeEach(async () => {
  it = await temporaryConsole()
  params = { site: it.site.id }
  const connections = new Set<Socket>()
  const server = createServer((socket) => connections.add(socket)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const bound = server.address()
  const port = typeof bound === 'object' && bound ? bound.port : 0
  const close = () => {
    for (const socket of connections) socket.destroy()
    server.close()
  }
  silent = { port, close }
})
afterEach(async () => {
  silent.close()
  await it.remove()
})

async function fill(port: number): Promise<void> {
  const save = (section: string, values: Record<string, unknown>) =>
    it.reseller(ROUTES.saveSection, { params: { ...params, section }, body: { revision: 0, values } })
  const node = { name: 'n1', address: '127.0.0.1', sshPort: port, roles: ['control-plane', 'worker'] }
  await save('resources', { 'resources.nodes': [node] })
  const account = {
    'accounts.sshUser': 'ops',
    'accounts.sshAuth': 'password',
    'accounts.sshPassword': 'Throw-away-1',
    'accounts.sudo': 'nopasswd',
  }
  await save('accounts', account)
}

const read = async (): Promise<Planning | null> =>
  ((await it.support(ROUTES.readPlanning, { params })).body as { planning: Planning | null }).planning

async function until(done: (planning: Planning) => boolean): Promise<Planning> {
  for (;;) {
    const planning = await read()
    if (planning && done(planning)) return planning
    await wait(20)
  }
}
const ended = () => until(({ state }) => state !== 'running')

describe('a planning', () => {
  test('answers at once, says what it waits for, and ends when anybody cancels it', async () => {
    await fill(silent.port)
    expect(await read()).toBeNull()
    const started = await it.reseller(ROUTES.startPlanning, { params })
    expect(started.body).toMatchObject({ state: 'running', startedBy: 'kim', hosts: [{ host: 'n1' }] })
    const reading = await until(({ hosts }) => hosts[0]?.state === 'reading')
    expect(reading).toMatchObject({ at: { number: 2 }, hosts: [{ since: expect.stringMatching(/^\d{4}-/) }] })
    const site = await it.reseller(ROUTES.readSite, { params })
    expect(site.body).toMatchObject({
      journey: expect.arrayContaining([{ step: 'plan', state: 'running', counts: { plans: 0, obstacles: 0 } }]),
    })
    expect((await it.reseller(ROUTES.cancelPlanning, { params })).status).toBe(200)
    expect(await ended()).toMatchObject({ state: 'cancelled', cancelledBy: 'kim', plan: null, problem: null })
    expect((await it.reseller(ROUTES.cancelPlanning, { params })).body).toMatchObject({ code: 'PLANNING_NOT_RUNNING' })
  })

  test('is joined by a second click, and keeps runs away while it goes on', async () => {
    await fill(silent.port)
    const first = await it.reseller(ROUTES.startPlanning, { params })
    const second = await it.reseller(ROUTES.startPlanning, { params })
    expect(second.body).toMatchObject({ id: (first.body as Planning).id })
    expect(await it.store.db.lease.count()).toBe(1)
    await it.reseller(ROUTES.cancelPlanning, { params })
    await ended()
    await wait(50)
    expect(await it.store.db.lease.count()).toBe(0)
  })

  test('is refused while something else works on the site, and leaves nothing behind', async () => {
    await fill(silent.port)
    await takeLease(it.store.db, it.site.id, 'lee · install')
    const refused = await it.reseller(ROUTES.startPlanning, { params })
    expect(refused.body).toEqual({ code: 'SITE_BUSY', params: { owner: 'lee · install' } })
    expect(await read()).toBeNull()
  })

  test('tells what it failed at, by host', async () => {
    silent.close()
    await fill(silent.port)
    await it.reseller(ROUTES.startPlanning, { params })
    expect(await ended()).toMatchObject({ state: 'failed', problem: { code: 'HOST_REFUSED', host: 'n1' } })
  })

  test('needs something to plan for', async () => {
    const answer = await it.reseller(ROUTES.startPlanning, { params })
    expect(answer.body).toEqual({ code: 'NODES_MISSING' })
  })

  test('does not hold up the console when it stops', async () => {
    await fill(silent.port)
    await it.reseller(ROUTES.startPlanning, { params })
    await until(({ hosts }) => hosts[0]?.state === 'reading')
    await it.app.close()
    expect(await it.store.db.lease.count()).toBe(0)
  })
})
