import { createWriteStream, existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError } from '@astrago/contracts'
import Database from 'better-sqlite3'
import { makeFolder } from '../folder.ts'
import { lockDataFolder } from '../lock.ts'
import type { Migration } from '../migrate.ts'
import { storageError } from '../storage-error.ts'
import { type KeySource, openVaultKey, writePrivate } from '../vault-key.ts'
import { readArchive } from './archive.ts'
import { Manifest, NAMES } from './manifest.ts'
import { openSealedKey, SealedKey } from './sealed-key.ts'

export type RestoreRequest = {
  backup: string
  dataDir: string
  key: KeySource
  /** Of a backup that carries the vault's key. */
  passphrase: string | null
  migrations: readonly Migration[]
  /** Put a data folder that is there aside. */
  replace: boolean
  pid: number
}

export type RestoreResult = {
  manifest: Manifest /** Where the folder that was there lies now. */
  aside: string | null
}

const JOURNAL = /^journals\/[\w.-]+$/
const FILES: ReadonlySet<string> = new Set(Object.values(NAMES))

/**
 * Makes a data folder out of a backup. It is put together beside its place and moved there when it is whole and its
 * vault opens; until then nothing of what was there is touched, and after it is only put aside.
 * @throws BACKUP_UNREADABLE, BACKUP_PASSPHRASE_NEEDED, BACKUP_PASSPHRASE_WRONG, DATA_FOLDER_NOT_EMPTY,
 * DATA_FOLDER_IN_USE, DATA_FOLDER_NEWER, VAULT_KEY_MISSING, VAULT_KEY_WRONG
 */
export async function restoreData(request: RestoreRequest): Promise<RestoreResult> {
  const { dataDir, backup, replace, pid } = request
  const taken = existsSync(dataDir) && readdirSync(dataDir).length > 0
  if (taken && !replace) throw new AppError('DATA_FOLDER_NOT_EMPTY', { params: { path: dataDir } })
  const part = `${dataDir}.restoring`
  try {
    rmSync(part, { recursive: true, force: true })
    makeFolder(join(part, 'journals'))
    const manifest = await unpack(request, part)
    checkRows(join(part, NAMES.rows))
    openVaultKey(part, putKey(request, part, manifest))
    rmSync(join(part, NAMES.key), { force: true })
    const aside = taken ? putAside(dataDir, pid) : null
    if (!taken) rmSync(dataDir, { recursive: true, force: true })
    renameSync(part, dataDir)
    return { manifest, aside }
  } catch (cause) {
    const known = storageError(cause, dataDir)
    if (known) throw known
    const detail = (cause as NodeJS.ErrnoException).code ?? (cause as Error).message
    throw new AppError('BACKUP_UNREADABLE', { params: { path: backup, detail }, cause })
  } finally {
    rmSync(part, { recursive: true, force: true })
  }
}

async function unpack({ backup, migrations }: RestoreRequest, part: string): Promise<Manifest> {
  let manifest: Manifest | null = null
  await readArchive(backup, async (name, content) => {
    if (!FILES.has(name) && !JOURNAL.test(name)) throw new Error(`unexpected file: ${name}`)
    await pipeline(Readable.from(content), createWriteStream(join(part, name), { mode: 0o600, flush: true }))
    if (name !== NAMES.manifest) return
    manifest = Manifest.parse(JSON.parse(readFileSync(join(part, name), 'utf8')))
    refuseNewer(manifest, migrations, backup)
  })
  rmSync(join(part, NAMES.manifest), { force: true })
  if (!manifest) throw new Error(`no ${NAMES.manifest}`)
  return manifest
}

function refuseNewer(manifest: Manifest, migrations: readonly Migration[], path: string): void {
  const unknown = manifest.migrations.find((name) => !migrations.some((known) => known.name === name))
  if (unknown) throw new AppError('DATA_FOLDER_NEWER', { params: { path, migration: unknown } })
}

function checkRows(file: string): void {
  const rows = new Database(file, { readonly: true, fileMustExist: true })
  try {
    const [answer] = rows.pragma('integrity_check') as { integrity_check: string }[]
    if (answer?.integrity_check !== 'ok') throw new Error(`integrity_check: ${answer?.integrity_check}`)
  } finally {
    rows.close()
  }
}

/** The key that comes with the backup goes to its file; one that is there already is kept if it is the same. */
function putKey({ key, passphrase }: RestoreRequest, part: string, manifest: Manifest): KeySource {
  if (!manifest.key || key.kind === 'passphrase') return key
  if (passphrase === null) {
    if (existsSync(key.path)) return key
    throw new AppError('BACKUP_PASSPHRASE_NEEDED')
  }
  const sealed = SealedKey.parse(JSON.parse(readFileSync(join(part, NAMES.key), 'utf8')))
  const text = `${openSealedKey(sealed, passphrase).toString('base64')}\n`
  if (existsSync(key.path) && readFileSync(key.path, 'utf8').trim() !== text.trim())
    renameSync(key.path, `${key.path}.${stamp()}`)
  writePrivate(key.path, text)
  return key
}

const stamp = (): string => new Date().toISOString().replace(/[:.]/g, '-')

function putAside(dataDir: string, pid: number): string {
  const aside = `${dataDir}.${stamp()}`
  const lock = lockDataFolder(dataDir, pid)
  try {
    renameSync(dataDir, aside)
  } finally {
    lock.release()
  }
  return aside
}
