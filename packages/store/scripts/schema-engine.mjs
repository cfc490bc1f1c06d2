#!/usr/bin/env -S node --experimental-wasm-modules --no-warnings
// Prisma's native schema engine is downloaded at install, which a closed network refuses. This program speaks the same
// JSON-RPC over standard input and output, served by @prisma/schema-engine-wasm and the better-sqlite3 adapter.
// `npm run migration -- NAME` uses it; at run time migrations are applied by src/migrate.ts without any of this.
// Works for migrate dev, deploy, status and diff; not for migrate reset.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import readline from 'node:readline'
import { pathToFileURL } from 'node:url'

const require = createRequire(import.meta.url)
const load = (name) => import(pathToFileURL(require.resolve(name)).href)

const wasmDir = dirname(require.resolve('@prisma/schema-engine-wasm'))
const bindings = await import(pathToFileURL(join(wasmDir, 'schema_engine_bg.js')).href)
const { instance } = await WebAssembly.instantiate(readFileSync(join(wasmDir, 'schema_engine_bg.wasm')), {
  './schema_engine_bg.js': bindings,
})
bindings.__wbg_set_wasm(instance.exports)
instance.exports.__wbindgen_start()

const { PrismaBetterSqlite3 } = await load('@prisma/adapter-better-sqlite3')
const { bindMigrationAwareSqlAdapterFactory } = await load('@prisma/driver-adapter-utils')

const args = process.argv.slice(2)
const option = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined)
if (args.includes('cli')) process.exit(0) // can-connect-to-database, create-database: SQLite makes its file

const url = JSON.parse(option('--datasource') ?? '{}').url ?? 'file::memory:'
const datamodels = option('--datamodels')
  ?.split(',')
  .map((file) => [file, readFileSync(file, 'utf8')])

// The wasm engine expects the table that the native one makes.
const MIGRATIONS_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" TEXT PRIMARY KEY NOT NULL, "checksum" TEXT NOT NULL, "finished_at" DATETIME, "migration_name" TEXT NOT NULL,
  "logs" TEXT, "rolled_back_at" DATETIME, "started_at" DATETIME NOT NULL DEFAULT current_timestamp,
  "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0)`
const ensureMigrationsTable = () => {
  const Database = require('better-sqlite3')
  const database = new Database(url.replace(/^file:/, ''))
  database.exec(MIGRATIONS_TABLE)
  database.close()
}

// The wasm engine sends whole scripts through executeRaw, which better-sqlite3 refuses to prepare.
class ScriptFactory extends PrismaBetterSqlite3 {
  async connectToShadowDb() {
    const adapter = await super.connectToShadowDb()
    const executeRaw = adapter.executeRaw.bind(adapter)
    adapter.executeRaw = async (query) => {
      try {
        return await executeRaw(query)
      } catch (error) {
        if (!/more than one statement|contains no statements/.test(String(error?.message ?? error))) throw error
        await adapter.executeScript(query.sql)
        return 0
      }
    }
    return adapter
  }
}

const factory = bindMigrationAwareSqlAdapterFactory(new ScriptFactory({ url }, { shadowDatabaseUrl: ':memory:' }))
const engine = await bindings.SchemaEngine.new({ datamodels }, () => {}, factory)
const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)

for await (const line of readline.createInterface({ input: process.stdin })) {
  if (!line.trim()) continue
  const { id, method, params } = JSON.parse(line)
  if (!method) continue
  try {
    if (/devDiagnostic|diagnoseMigrationHistory/.test(method)) ensureMigrationsTable()
    const result = await engine[method === 'getDatabaseVersion' ? 'version' : method](params)
    if (method === 'diff' && result?.stdout) send({ id: 900, method: 'print', params: { content: result.stdout } })
    send({ id, result: result ?? null })
  } catch (error) {
    const data = {
      is_panic: false,
      message: String(error?.message ?? error),
      meta: null,
      error_code: error?.code ?? null,
    }
    send({ id, error: { code: 4466, message: 'An error happened. Check the data field for details.', data } })
  }
}
process.exit(0)
