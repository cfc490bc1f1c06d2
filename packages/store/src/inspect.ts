import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { appliedNames, type Migration, refuseNewer } from './migrate.ts'
import { LEASE_MS } from './rows/lease.ts'

/**
 * Looks at a data folder from outside, also while a console works on it. Changes nothing.
 * @returns who is running something on a site at the moment
 * @throws DATA_FOLDER_NEWER
 */
export function inspectFolder(dataDir: string, migrations: readonly Migration[]): { runsUnderWay: string[] } {
  const file = join(dataDir, 'console.db')
  if (!existsSync(file)) return { runsUnderWay: [] }
  const rows = new Database(file, { readonly: true })
  try {
    refuseNewer(appliedNames(rows), migrations, file)
    const live = rows.prepare('SELECT "owner" FROM "Lease" WHERE "heartbeatAt" >= ?').pluck()
    return { runsUnderWay: live.all(Date.now() - LEASE_MS) as string[] }
  } finally {
    rows.close()
  }
}
