import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { FileJournal } from '../journal/index.ts'
import { openStore, type Store } from '../open.ts'
import { listSites, makeSite } from '../rows/sites.ts'
import { MIGRATIONS } from '../testing.ts'
import { writeArchive } from './archive.ts'
import { backUpData } from './make.ts'
import { restoreData } from './restore.ts'

const SECRET = 'planted-secret-0123456789'
const PASSPHRASE = 'correct horse battery'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'astrago-backup-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const keyAt = (name: string) => ({ kind: 'file', path: join(folder, name) }) as const
const open = (name = 'data', key = keyAt('key')): Promise<Store> =>
  openStore({ dataDir: join(folder, name), key, migrations: MIGRATIONS, pid: process.pid })

async function fill(store: Store): Promise<string> {
  const { id } = await makeSite(store.db, {
    name: 'Hanbit',
    kind: 'remote',
    profile: 'air-gapped',
    distribution: 'rke2',
  })
  await store.vault.put(id, 'accounts.sshPassword', SECRET)
  const journal = await FileJournal.open(join(store.journals, 'run-1.jsonl'))
  await journal.append({ kind: 'run', state: 'running' })
  await journal.close()
  return id
}

const backUp = (seal: boolean, name = 'backup') =>
  backUpData({
    dataDir: join(folder, 'data'),
    target: join(folder, name),
    product: '0.0.0',
    seal: seal ? { key: keyAt('key'), passphrase: PASSPHRASE } : null,
  })
const restore = (more: Partial<Parameters<typeof restoreData>[0]> = {}) =>
  restoreData({
    backup: join(folder, 'backup'),
    dataDir: join(folder, 'restored'),
    key: keyAt('other-key'),
    passphrase: PASSPHRASE,
    migrations: MIGRATIONS,
    replace: false,
    pid: process.pid,
    ...more,
  })

describe('a backup', () => {
  test('of a folder in use opens on a machine without the key file, secrets and journals included', async () => {
    const store = await open()
    const site = await fill(store)
    expect(await backUp(true)).toMatchObject({ journals: 1, key: true })
    await store.close()
    await restore()
    const restored = await open('restored', keyAt('other-key'))
    expect((await listSites(restored.db)).map(({ name }) => name)).toEqual(['Hanbit'])
    expect(await restored.vault.get(site, 'accounts.sshPassword')).toBe(SECRET)
    await restored.close()
    const [before, after] = ['data', 'restored'].map((name) => readFileSync(join(folder, name, 'journals/run-1.jsonl')))
    expect(after?.equals(before ?? Buffer.alloc(0))).toBe(true)
  })

  test('holds no key unless asked, is private, and leaves nothing beside it', async () => {
    const store = await open()
    await fill(store)
    await store.close()
    await backUp(false)
    expect(statSync(join(folder, 'backup')).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder).sort()).toEqual(['backup', 'data', 'key'])
    await expect(restore()).rejects.toMatchObject({ code: 'VAULT_KEY_MISSING' })
    expect(existsSync(join(folder, 'restored'))).toBe(false)
    await restore({ key: keyAt('key') })
    await (await open('restored')).close()
  })

  test('is never overwritten', async () => {
    await (await open()).close()
    await backUp(false)
    await expect(backUp(false)).rejects.toMatchObject({ code: 'BACKUP_TARGET_EXISTS' })
  })

  test('of no data folder is an error that names it', async () => {
    mkdirSync(join(folder, 'data'))
    await expect(backUp(false)).rejects.toMatchObject({ code: 'DATA_FOLDER_UNUSABLE' })
    await expect(
      backUpData({ dataDir: join(folder, 'data'), target: '/nowhere/b', product: '', seal: null }),
    ).rejects.toMatchObject({ code: 'DATA_FOLDER_UNUSABLE' })
  })
})

describe('a restore', () => {
  beforeEach(async () => {
    const store = await open()
    await fill(store)
    await store.close()
    await backUp(true)
  })

  test('needs the passphrase, and the right one', async () => {
    await expect(restore({ passphrase: null })).rejects.toMatchObject({ code: 'BACKUP_PASSPHRASE_NEEDED' })
    await expect(restore({ passphrase: 'battery staple' })).rejects.toMatchObject({ code: 'BACKUP_PASSPHRASE_WRONG' })
    expect(readdirSync(folder).sort()).toEqual(['backup', 'data', 'key'])
  })

  test('puts a folder that is there aside, if told to, and never one in use', async () => {
    const dataDir = join(folder, 'data')
    await expect(restore({ dataDir })).rejects.toMatchObject({ code: 'DATA_FOLDER_NOT_EMPTY' })
    const inUse = await open()
    await expect(restore({ dataDir, replace: true, key: keyAt('key') })).rejects.toMatchObject({
      code: 'DATA_FOLDER_IN_USE',
    })
    await inUse.close()
    const { aside } = await restore({ dataDir, replace: true, key: keyAt('key') })
    expect(existsSync(join(aside ?? '', 'console.db'))).toBe(true)
    await (await open()).close()
  })

  test('of a damaged, cut or foreign file touches nothing', async () => {
    const whole = readFileSync(join(folder, 'backup'))
    const flipped = Buffer.from(whole)
    flipped[Math.floor(whole.length / 2)] = (flipped[Math.floor(whole.length / 2)] ?? 0) ^ 0xff
    for (const bytes of [whole.subarray(0, whole.length - 20), flipped, Buffer.from('not a backup'), Buffer.alloc(0)]) {
      writeFileSync(join(folder, 'backup'), bytes)
      await expect(restore()).rejects.toMatchObject({ code: 'BACKUP_UNREADABLE' })
      expect(existsSync(join(folder, 'restored'))).toBe(false)
    }
  })

  test('of an archive that wants to write elsewhere is refused', async () => {
    rmSync(join(folder, 'backup'))
    await writeArchive(join(folder, 'backup'), [{ name: 'journals/../../evil', content: 'x' }])
    await expect(restore()).rejects.toMatchObject({ code: 'BACKUP_UNREADABLE' })
    expect(existsSync(join(folder, 'evil'))).toBe(false)
  })

  test('of a newer version is refused', async () => {
    await expect(restore({ migrations: [] })).rejects.toMatchObject({ code: 'DATA_FOLDER_NEWER' })
  })
})
