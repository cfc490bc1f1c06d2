import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { AppError } from '@astrago/contracts'
import Database from 'better-sqlite3'

export type Migration = { name: string; sql: string }

/** The migrations of a folder laid out as Prisma writes it, oldest first. */
export function readMigrations(folder: string): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => ({ name: entry.name, sql: readFileSync(join(folder, entry.name, 'migration.sql'), 'utf8') }))
    .sort((a, b) => a.name.localeCompare(b.name))
}

/** Columns as Prisma's own command line makes them, so that both can work on the same file. */
const HISTORY_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" TEXT PRIMARY KEY NOT NULL, "checksum" TEXT NOT NULL, "finished_at" DATETIME, "migration_name" TEXT NOT NULL,
  "logs" TEXT, "rolled_back_at" DATETIME, "started_at" DATETIME NOT NULL DEFAULT current_timestamp,
  "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0)`

/**
 * Brings the database file up to date; before the first change to a file that already holds data a copy is put into
 * `backups/`. Each migration and its history row are one transaction, so a crash leaves it done or not done.
 * @returns the names applied now
 * @throws DATA_FOLDER_NEWER when the file knows a migration that this program does not
 */
export async function migrate(file: string, migrations: readonly Migration[], backups: string): Promise<string[]> {
  const database = new Database(file)
  try {
    database.pragma('journal_mode = WAL')
    database.exec(HISTORY_TABLE)
    const applied = appliedNames(database)
    refuseNewer(applied, migrations, file)
    const pending = migrations.filter(({ name }) => !applied.has(name))
    if (pending.length > 0 && applied.size > 0) await backUp(database, file, backups)
    for (const migration of pending) apply(database, migration)
    return pending.map(({ name }) => name)
  } finally {
    database.close()
  }
}

/** Names of the migrations that a database has. */
export function appliedNames(database: Database.Database): Set<string> {
  const rows = database.prepare('SELECT migration_name AS name FROM _prisma_migrations').all() as { name: string }[]
  return new Set(rows.map(({ name }) => name))
}

/** @throws DATA_FOLDER_NEWER naming the first migration that this program does not know */
export function refuseNewer(applied: ReadonlySet<string>, migrations: readonly Migration[], file: string): void {
  const known = new Set(migrations.map(({ name }) => name))
  const unknown = [...applied].find((name) => !known.has(name))
  if (unknown) throw new AppError('DATA_FOLDER_NEWER', { params: { path: file, migration: unknown } })
}

/** Made beside and renamed: what has the name of a copy is whole, also where the machine lost its power. */
async function backUp(database: Database.Database, file: string, backups: string): Promise<void> {
  mkdirSync(backups, { recursive: true, mode: 0o700 })
  const stamp = new Date().toISOString().replace(/[:.]/g, '-')
  const target = join(backups, `${stamp}-${basename(file)}`)
  if (existsSync(target)) return
  const part = join(backups, 'part')
  for (const left of [part, `${part}-journal`]) rmSync(left, { force: true })
  await database.backup(part)
  renameSync(part, target)
}

/** Foreign keys are switched off around it: scripts that redefine a table need that, and inside a transaction it has no effect. */
function apply(database: Database.Database, { name, sql }: Migration): void {
  database.pragma('foreign_keys = OFF')
  const checksum = createHash('sha256').update(sql).digest('hex')
  database.transaction(() => {
    database.exec(sql)
    database
      .prepare(
        'INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES (?, ?, ?, ?, 1)',
      )
      .run(crypto.randomUUID(), checksum, name, Date.now())
  })()
  database.pragma('foreign_keys = ON')
}
