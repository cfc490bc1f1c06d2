import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '@astrago/contracts'
import Database from 'better-sqlite3'

/**
 * Takes the data folder for this process. The lock is a lock of the kernel on `lock.db` (SQLite's exclusive mode), so
 * it ends with the process, however that ends. `owner.json` beside it only names the holder for the error text.
 * @throws DATA_FOLDER_IN_USE, and what SQLite and the system say
 */
export function lockDataFolder(dataDir: string, pid: number): { release: () => void } {
  const ownerFile = join(dataDir, 'owner.json')
  const database = new Database(join(dataDir, 'lock.db'), { timeout: 0 })
  try {
    database.pragma('locking_mode = EXCLUSIVE')
    database.exec('BEGIN EXCLUSIVE')
    writeFileSync(ownerFile, JSON.stringify({ pid }), { mode: 0o600 })
  } catch (cause) {
    database.close()
    if (!isBusy(cause)) throw cause
    throw new AppError('DATA_FOLDER_IN_USE', { params: { path: dataDir, pid: readOwner(ownerFile) }, cause })
  }
  return { release: () => database.close() }
}

const isBusy = (error: unknown): boolean =>
  error instanceof Database.SqliteError && /^SQLITE_(BUSY|LOCKED)/.test(error.code)

function readOwner(file: string): string {
  try {
    return String((JSON.parse(readFileSync(file, 'utf8')) as { pid?: unknown }).pid ?? '?')
  } catch {
    return '?'
  }
}
