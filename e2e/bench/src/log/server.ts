// The console's own app with one run that logs what a lab host says: the path of an installation's log, in a process of
// its own so that its memory and processor time are the server's alone. Started by bench.ts; talks to it over IPC.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { connectSsh, scanHostKey } from '@astrago/hosts'
import { makeLogWriter, makeRedactor } from '@astrago/jobs'
import { buildApp } from '@astrago/server'
import { addUser, makeSite, openStore, readMigrations, setRunState, startRun, startSession } from '@astrago/store'

const [folder = '', address = '', keyPath = ''] = process.argv.slice(2)

const store = await openStore({
  dataDir: join(folder, 'data'),
  key: { kind: 'file', path: join(folder, 'key') },
  migrations: readMigrations(join(import.meta.dirname, '../../../../prisma/migrations')),
  pid: process.pid,
})
const { app, journals } = await buildApp({ store, version: 'bench', webDir: folder, tls: null, logger: false })
await app.listen({ host: '127.0.0.1', port: 0 })
const user = await addUser(store.db, { name: 'bench', role: 'reseller', passwordHash: '' })
const token = await startSession(store.db, { userId: user.id })
const site = await makeSite(store.db, { name: 'bench', kind: 'remote', profile: 'air-gapped', distribution: 'rke2' })
const pinned = await scanHostKey(address, 22, 10_000)
const host = await connectSsh(
  {
    name: 'n001',
    address,
    port: 22,
    user: 'root',
    auth: { kind: 'key', privateKey: readFileSync(keyPath, 'utf8') },
    sudo: { kind: 'root' },
  },
  { pinned },
)
const secrets = Array.from({ length: 20 }, (_, i) => `planted-secret-${i}-of-the-site`)
const bound = app.server.address()
const port = typeof bound === 'object' && bound ? bound.port : 0
process.send?.({ ready: { url: `ws://127.0.0.1:${port}/api/socket`, cookie: `astrago_${port}=${token}` } })

process.on('message', async ({ program }: { program: string }) => {
  const run = await startRun(store.db, { siteId: site.id, kind: 'install', startedBy: 'bench' })
  const { journal, release } = await journals.use(run.id)
  const log = makeLogWriter({ journal, redactor: makeRedactor(secrets), host: 'n001', step: 'log' })
  process.send?.({ started: run.id })
  await host.stream('python3 -', { stdin: program, timeoutMs: 300_000, ...log.output })
  await log.end()
  await setRunState(store.db, run.id, 'done')
  await release()
  process.send?.({ ended: run.id })
})
process.on('disconnect', () => process.exit(0))
