// The console's own app on a data folder prepared for looking at it: sites, hosts, plans and runs in every state. A
// process of its own, started by open.ts, which asks for a world by name.

import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { buildApp } from '@astrago/server'
import { makeLink, openStore, readMigrations, type Store } from '@astrago/store'
import { makeHundred, type Tell } from './hundred.ts'
import { goOn } from './runs.ts'
import * as world from './world.ts'

const PROJECT = join(import.meta.dirname, '../../../..')
const [folder = '', name = '', detail = ''] = process.argv.slice(2)

const store = await openStore({
  dataDir: join(folder, 'data'),
  key: { kind: 'file', path: join(folder, 'key') },
  migrations: readMigrations(join(PROJECT, 'prisma/migrations')),
  pid: process.pid,
})

type Ids = Parameters<typeof goOn>[1]

/** Goes on with what a world has under way, for so many hosts or actions. */
let play: (tell: Tell, hosts: number) => Promise<void> = async () => undefined

/** What the worlds hold, and the ids by which their pages are found. */
const WORLDS: Record<string, (store: Store) => Promise<object>> = {
  empty: async () => ({ setup: await makeLink(store.db, 'setup', null, 60) }),
  few: async () => ({ person: await world.makePeople(store), local: await world.makeLocal(store) }),
  many: async () => {
    await world.makePeople(store)
    await world.makeLocal(store)
    await world.makeManySites(store, 40)
    return {}
  },
  log: async () => {
    await world.makePeople(store)
    return world.makeLongRun(store, Number(detail))
  },
  hundred: async () => {
    await world.makePeople(store)
    const made = await makeHundred(store, Number(detail))
    play = made.play
    return made.ids
  },
  full: async () => {
    await world.makePeople(store)
    const local = await world.makeLocal(store)
    const hosts = await world.makeHostStates(store)
    const plans = await world.makePlanned(store)
    const runs = await world.makeRuns(store)
    if (runs.running) play = (tell, actions) => goOn(store, runs.running as Ids, tell, actions)
    const invitation = await world.makeRecords(store, hosts)
    const waiting = await world.makeWaiting(store, await silentPort())
    return { local, hosts, plans, runs, invitation, waiting }
  },
}

const ids = await WORLDS[name]?.(store)
const { app, journals } = await buildApp({
  store,
  version: 'gallery',
  webDir: join(PROJECT, 'apps/web/out'),
  tls: null,
  logger: { level: 'warn' },
})
await app.listen({ host: '127.0.0.1', port: 0 })
const bound = app.server.address()
const port = typeof bound === 'object' && bound ? bound.port : 0
process.send?.({ url: `http://127.0.0.1:${port}`, ids })
process.on('message', async (hosts: number) => {
  await play(async (run, event) => (await journals.use(run)).journal.append(event), hosts)
  process.send?.({ played: hosts })
})
process.on('disconnect', () => process.exit(0))

/** A port that takes connections and then says nothing, as a machine does whose sshd hangs. */
async function silentPort(): Promise<number> {
  const server = createServer(() => undefined).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}
