import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { AppError, isAppError } from '@astrago/contracts'
import Database from 'better-sqlite3'
import { appliedNames } from '../migrate.ts'
import { type KeySource, openVaultKey } from '../vault-key.ts'
import { type Entry, writeArchive } from './archive.ts'
import { type Manifest, NAMES } from './manifest.ts'
import { sealKey } from './sealed-key.ts'

export type BackupRequest = {
  dataDir: string
  /** The file to write; refused when it exists. */
  target: string
  product: string
  /** With it the vault's key goes along, sealed; without, the backup opens only where the key is. */
  seal: { key: KeySource; passphrase: string } | null
}

export type BackupResult = { path: string; bytes: number; journals: number; key: boolean }

/**
 * A consistent copy of a data folder in one file, also while a console works on it: the rows by SQLite's own backup, then
 * the journals, which only grow. Uploaded installation files are left out.
 * @throws BACKUP_FAILED, BACKUP_TARGET_EXISTS, DATA_FOLDER_UNUSABLE, VAULT_KEY_MISSING, VAULT_KEY_WRONG
 */
export async function backUpData({ dataDir, target, product, seal }: BackupRequest): Promise<BackupResult> {
  const rows = join(dataDir, NAMES.rows)
  if (!existsSync(rows))
    throw new AppError('DATA_FOLDER_UNUSABLE', { params: { path: dataDir, detail: `no ${NAMES.rows}` } })
  if (existsSync(target)) throw new AppError('BACKUP_TARGET_EXISTS', { params: { path: target } })
  const key = seal && openVaultKey(dataDir, seal.key)
  const [copy, part] = [`${target}.rows`, `${target}.part`]
  try {
    for (const file of [copy, part]) rmSync(file, { force: true })
    const migrations = await copyRows(rows, copy)
    const journals = filesIn(join(dataDir, 'journals'), 'journals')
    const manifest: Manifest = {
      format: 'astrago-backup',
      version: 1,
      product,
      madeAt: new Date().toISOString(),
      migrations,
      key: key !== null,
    }
    await writeArchive(part, [
      { name: NAMES.manifest, content: JSON.stringify(manifest) },
      { name: NAMES.vault, content: readFileSync(join(dataDir, NAMES.vault), 'utf8') },
      ...(key && seal ? [{ name: NAMES.key, content: JSON.stringify(sealKey(key, seal.passphrase)) }] : []),
      { name: NAMES.rows, path: copy, bytes: statSync(copy).size },
      ...journals,
    ])
    renameSync(part, target)
    return { path: target, bytes: statSync(target).size, journals: journals.length, key: key !== null }
  } catch (cause) {
    if (isAppError(cause)) throw cause
    const detail = (cause as NodeJS.ErrnoException).code ?? (cause as Error).message
    throw new AppError('BACKUP_FAILED', { params: { path: target, detail }, cause })
  } finally {
    for (const file of [copy, part]) rmSync(file, { force: true })
  }
}

/** @returns the migrations of the copy, which was checked to be whole */
async function copyRows(from: string, to: string): Promise<string[]> {
  const source = new Database(from, { readonly: true, fileMustExist: true })
  try {
    await source.backup(to)
  } finally {
    source.close()
  }
  const copy = new Database(to, { fileMustExist: true })
  try {
    // A copy of a database in WAL mode would want a file beside it when it is opened.
    copy.pragma('journal_mode = DELETE')
    const [answer] = copy.pragma('integrity_check') as { integrity_check: string }[]
    if (answer?.integrity_check !== 'ok') throw new Error(`integrity_check: ${answer?.integrity_check}`)
    return [...appliedNames(copy)]
  } finally {
    copy.close()
  }
}

function filesIn(folder: string, under: string): Entry[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => ({
      name: `${under}/${name}`,
      path: join(folder, name),
      bytes: statSync(join(folder, name)).size,
    }))
}
