import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readMigrations } from './migrate.ts'
import { openStore, type Store } from './open.ts'

export const MIGRATIONS = readMigrations(join(import.meta.dirname, '../../../prisma/migrations'))

/** A store in a folder of its own, below `under`; `remove` closes it and takes the folder away. */
export async function temporaryStore(
  under = tmpdir(),
): Promise<{ store: Store; folder: string; remove: () => Promise<void> }> {
  const folder = mkdtempSync(join(under, 'astrago-store-'))
  const key = { kind: 'file', path: join(folder, 'key') } as const
  const store = await openStore({ dataDir: join(folder, 'data'), key, migrations: MIGRATIONS, pid: process.pid })
  return {
    store,
    folder,
    remove: async () => {
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
