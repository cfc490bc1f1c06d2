import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { appliedNames, type Migration, refuseNewer } from './migrate.ts'
import { LEASE_MS } from './rows/lease.ts'
import { storageError } from './storage-error.ts'

/**
 * Looks at a data folder from outside, also while a console works on it. Changes nothing.
 * @returns who is running something on a site at the moment
 * @throws DATA_FOLDER_NEWER; DATA_FOLDER_DAMAGED and what else is wrong with its disk
 */
export function inspectFolder(dataDir: string, migrations: readonly Migration[]): { runsUnderWay: string[] } {
  const file = join(dataDir, 'console.db')
  if (!existsSync(file)) return { runsUnderWay: [] }
  return lookInto(file, (rows) => {
    refuseNewer(appliedNames(rows), migrations, file)
    return { runsUnderWay: ownersIn(rows) }
  })
}

/** Who is running something on a site of a data folder at the moment, whatever version it is of. @throws as `inspectFolder` */
export function runsUnderWay(dataDir: string): string[] {
  const file = join(dataDir, 'console.db')
  return existsSync(file) ? lookInto(file, ownersIn) : []
}

function lookInto<T>(file: string, look: (rows: Database.Database) => T): T {
  try {
    const rows = new Database(file, { readonly: true })
    try {
      return look(rows)
    } finally {
      rows.close()
    }
  } catch (error) {
    throw storageError(error, file) ?? error
  }
}

const ownersIn = (rows: Database.Database): string[] =>
  rows
    .prepare('SELECT "owner" FROM "Lease" WHERE "heartbeatAt" >= ?')
    .pluck()
    .all(Date.now() - LEASE_MS) as string[]
