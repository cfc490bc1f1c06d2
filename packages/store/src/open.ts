import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '@astrago/contracts'
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import { makeFolder } from './folder.ts'
import { PrismaClient } from './generated/client.ts'
import { lockDataFolder } from './lock.ts'
import { type Migration, migrate } from './migrate.ts'
import { storageError } from './storage-error.ts'
import { tellingDb } from './telling-db.ts'
import { openVault, type Vault } from './vault.ts'
import { type KeySource, openVaultKey } from './vault-key.ts'

export type Db = PrismaClient

/** The data folder, taken for this process: rows, vault and the folders of files. */
export type Store = {
  readonly db: Db
  readonly vault: Vault
  readonly dataDir: string
  /** Journals of runs, one file each. */
  readonly journals: string
  /** Installation files that were uploaded, one folder a site. */
  readonly artifacts: string
  /** Names of the migrations that were applied when it was opened. */
  readonly migrated: readonly string[]
  close(): Promise<void>
}

export type RowsOptions = { dataDir: string; migrations: readonly Migration[]; pid: number }
export type OpenOptions = RowsOptions & { key: KeySource }

/** The rows, with the vault for those who have its key; the folder is taken for this process. */
export type Rows = Pick<Store, 'db' | 'migrated' | 'close'> & {
  /** @throws VAULT_KEY_MISSING, VAULT_KEY_WRONG */
  openVault(key: KeySource): Vault
}

/**
 * Opens the rows of a data folder, making it when it is new.
 * @throws DATA_FOLDER_IN_USE, DATA_FOLDER_NEWER, the other errors of the DATA_FOLDER_ family, STORE_DISK_FULL
 */
export async function openRows({ dataDir, migrations, pid }: RowsOptions): Promise<Rows> {
  const lock = takeFolder(dataDir, pid)
  try {
    const file = join(dataDir, 'console.db')
    const migrated = await migrate(file, migrations, join(dataDir, 'backups'))
    const client = new PrismaClient({ adapter: new PrismaBetterSqlite3({ url: `file:${file}` }) })
    const db = tellingDb(client, dataDir)
    // In WAL mode the default may lose the last commits when the machine loses power; a finished step must not be.
    await db.$queryRawUnsafe('PRAGMA synchronous = FULL')
    const close = async (): Promise<void> => {
      await db.$disconnect()
      lock.release()
    }
    return { db, migrated, close, openVault: (key) => openVault(db, openVaultKey(dataDir, key)) }
  } catch (error) {
    lock.release()
    throw asStoreError(error, dataDir)
  }
}

/**
 * Opens a data folder, making it when it is new.
 * @throws what `openRows` throws, VAULT_KEY_MISSING, VAULT_KEY_WRONG
 */
export async function openStore({ key, ...options }: OpenOptions): Promise<Store> {
  const { dataDir } = options
  const { openVault: withKey, ...rows } = await openRows(options)
  try {
    return { ...rows, vault: withKey(key), dataDir, ...foldersOf(dataDir) }
  } catch (error) {
    await rows.close()
    throw asStoreError(error, dataDir)
  }
}

const foldersOf = (dataDir: string): Pick<Store, 'journals' | 'artifacts'> => ({
  journals: join(dataDir, 'journals'),
  artifacts: join(dataDir, 'artifacts'),
})

/** The kernel takes 107 bytes as the path of a socket, and the longest name in the folder is that of one. */
const LONGEST_PATH = 107 - '/shell.sock'.length

function takeFolder(dataDir: string, pid: number): { release: () => void } {
  try {
    if (Buffer.byteLength(dataDir) > LONGEST_PATH)
      throw new AppError('DATA_FOLDER_UNUSABLE', { params: { path: dataDir, detail: 'ENAMETOOLONG' } })
    for (const folder of [dataDir, ...Object.values(foldersOf(dataDir))]) makeFolder(folder)
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
    return lockDataFolder(dataDir, pid)
  } catch (error) {
    throw asStoreError(error, dataDir)
  }
}

function asStoreError(error: unknown, path: string): AppError {
  const known = storageError(error, path)
  if (known) return known
  const detail = error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error)
  return new AppError('DATA_FOLDER_UNUSABLE', { params: { path, detail }, cause: error })
}
