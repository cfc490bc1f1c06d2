import { spawnSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { weigh } from '@astrago/contracts'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openRows, openStore } from './open.ts'
import { latestBlockers } from './rows/preflights.ts'
import { listSites, makeSite } from './rows/sites.ts'
import { listWaivers } from './rows/waivers.ts'
import { MIGRATIONS } from './testing.ts'
import type { KeySource } from './vault-key.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'astrago-open-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const rows = { migrations: MIGRATIONS, pid: process.pid }
const open = (migrations = MIGRATIONS, key: KeySource = { kind: 'file', path: join(folder, 'key') }) =>
  openStore({ dataDir: join(folder, 'data'), key, migrations, pid: process.pid })
/** A site with two acceptances; only one of them is of something that a preflight before it found. */
const BEFORE_WAIVERS = `
  INSERT INTO "Site" VALUES ('s', 'Hanbit', 'remote', 'online', 'rke2', 0, NULL, '2026-11-01', '2026-11-01');
  INSERT INTO "Run" ("id", "siteId", "kind", "state", "startedBy", "startedAt")
    VALUES ('r1', 's', 'preflight', 'done', 'kim', '2026-11-10T00:00:00.000Z'),
      ('r2', 's', 'preflight', 'done', 'kim', '2026-11-18T00:00:00.000Z');
  INSERT INTO "Preflight" VALUES ('r1', '[]', '[]', '[]', '[${aVerdict('gpu-count', 'fail')}]', '{}'),
    ('r2', '[]', '[]', '[]', '[${aVerdict('gpu-count', 'fail')}, ${aVerdict('cpu-count', 'unknown')}, ${aVerdict('swap-active', 'pass')}]', '{}');
  INSERT INTO "Acceptance" VALUES
    ('a1', 's', 'gpu-count', 'n1', 'the card comes on Friday', 'kim', '2026-11-15T09:00:00.000Z'),
    ('a2', 's', 'cpu-count', 'n1', 'nobody knows any more', 'lee', '2026-11-16T09:00:00.000Z');`

function aVerdict(check: string, status: string): string {
  const outcome = status === 'fail' ? 'fewer' : status
  return JSON.stringify({ check, host: 'n1', status, severity: 'block', outcome, found: '7', wanted: '8', params: {} })
}

const site = { name: 'Hanbit', kind: 'remote', profile: 'air-gapped', distribution: 'rke2' } as const

describe('the data folder', () => {
  test('keeps its rows over a restart', async () => {
    const first = await open()
    await makeSite(first.db, site)
    await first.close()
    const second = await open()
    expect((await listSites(second.db)).map(({ name }) => name)).toEqual(['Hanbit'])
    expect(second.migrated).toEqual([])
    await second.close()
  })

  test('is refused to a second console while the first lives, and free after a kill -9', async () => {
    const script = `
      import { openStore } from ${JSON.stringify(join(import.meta.dirname, 'open.ts'))}
      import { MIGRATIONS } from ${JSON.stringify(join(import.meta.dirname, 'testing.ts'))}
      await openStore({ dataDir: process.argv[1], key: { kind: 'file', path: process.argv[2] }, migrations: MIGRATIONS, pid: process.pid })
      process.kill(process.pid, 'SIGKILL')`
    const held = await open()
    await expect(open()).rejects.toMatchObject({
      code: 'DATA_FOLDER_IN_USE',
      details: { params: { pid: String(process.pid) } },
    })
    await held.close()
    const args = ['--input-type=module', '-e', script, join(folder, 'data'), join(folder, 'key')]
    expect(spawnSync(process.execPath, args).signal).toBe('SIGKILL')
    await (await open()).close()
  })

  test('of a newer version is refused and left as it was', async () => {
    const newer = [...MIGRATIONS, { name: '29990101000000_future', sql: 'CREATE TABLE "Future" ("id" TEXT)' }]
    await (await open(newer)).close()
    const before = readFileSync(join(folder, 'data/console.db'))
    await expect(open()).rejects.toMatchObject({ code: 'DATA_FOLDER_NEWER' })
    expect(readFileSync(join(folder, 'data/console.db')).equals(before)).toBe(true)
  })

  test('of an older version is copied before it is changed', async () => {
    const store = await open()
    await makeSite(store.db, site)
    await store.close()
    const upgraded = await open([
      ...MIGRATIONS,
      { name: '29990101000000_next', sql: 'CREATE TABLE "Next" ("id" TEXT)' },
    ])
    expect(upgraded.migrated).toEqual(['29990101000000_next'])
    await upgraded.close()
    expect(readdirSync(join(folder, 'data/backups'))).toHaveLength(1)
  })

  test('copies its rows anew where an earlier copy was cut off', async () => {
    await (await open()).close()
    const backups = join(folder, 'data/backups')
    mkdirSync(backups, { recursive: true })
    writeFileSync(join(backups, 'part'), 'half a copy')
    await (await open([...MIGRATIONS, { name: '29990101000000_next', sql: 'CREATE TABLE "A" ("id" TEXT)' }])).close()
    const [copy, ...more] = readdirSync(backups)
    expect(more).toEqual([])
    const rows = new Database(join(backups, String(copy)), { readonly: true })
    expect(rows.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }])
    rows.close()
  })

  test('of before there were waivers keeps every acceptance as a waiver of what was found before it', async () => {
    const first = await open(MIGRATIONS.slice(0, 1))
    await first.close()
    const database = new Database(join(folder, 'data/console.db'))
    database.exec(BEFORE_WAIVERS)
    database.close()
    const store = await open()
    const waivers = await listWaivers(store.db, 's')
    expect(waivers).toMatchObject([
      { id: 'a1', check: 'gpu-count', outcome: 'fewer', found: '7', identity: '7', who: 'kim', expires: '2026-12-15' },
      { id: 'a2', check: 'cpu-count', outcome: '', found: '', reason: 'nobody knows any more' },
    ])
    const blockers = (await latestBlockers(store.db, 's')) ?? []
    expect(blockers.map(({ check }) => check)).toEqual(['gpu-count', 'cpu-count'])
    const weighed = weigh(blockers, waivers, new Date('2026-11-20'))
    expect(weighed.map(({ lapse }) => lapse)).toEqual([null, 'outcome-changed'])
    await store.close()
  })

  test('stays as it was when a migration fails in the middle', async () => {
    await (await open()).close()
    const broken = [
      ...MIGRATIONS,
      { name: '29990101000000_broken', sql: 'CREATE TABLE "A" ("id" TEXT); CREATE BROKEN' },
    ]
    await expect(open(broken)).rejects.toMatchObject({ code: 'DATA_FOLDER_UNUSABLE' })
    await (await open()).close()
  })

  test('that is a file, or is to be below one, gets a clear error', async () => {
    writeFileSync(join(folder, 'data'), '')
    const error = { code: 'DATA_FOLDER_NOT_A_FOLDER', details: { params: { path: join(folder, 'data') } } }
    await expect(open()).rejects.toMatchObject(error)
    await expect(openRows({ ...rows, dataDir: join(folder, 'data/deep/er') })).rejects.toMatchObject(error)
    symlinkSync(join(folder, 'nowhere'), join(folder, 'link'))
    await expect(openRows({ ...rows, dataDir: join(folder, 'link') })).rejects.toMatchObject({
      code: 'DATA_FOLDER_NOT_A_FOLDER',
    })
  })

  test('is made with everything above it, for its owner alone', async () => {
    const dataDir = join(folder, 'a/b/data')
    await (await openRows({ ...rows, dataDir })).close()
    for (const path of [join(folder, 'a'), join(folder, 'a/b'), dataDir])
      expect(statSync(path).mode & 0o777).toBe(0o700)
  })

  test('whose path is longer than a socket takes gets a clear error', async () => {
    const dataDir = join(folder, 'x'.repeat(100))
    await expect(openRows({ ...rows, dataDir })).rejects.toMatchObject({
      code: 'DATA_FOLDER_UNUSABLE',
      details: { params: { detail: 'ENAMETOOLONG' } },
    })
  })

  test.each([
    ['/proc/astrago/data', 'DATA_FOLDER_UNUSABLE'],
    ['/sys/astrago/data', 'DATA_FOLDER_DENIED'],
  ])('at %s ends with %s instead of never', (dataDir, code) => {
    const script = `
      import { openRows } from ${JSON.stringify(join(import.meta.dirname, 'open.ts'))}
      const error = await openRows({ dataDir: process.argv[1], migrations: [], pid: 1 }).catch((error) => error)
      console.log(error.code)`
    const { stdout, signal } = spawnSync(process.execPath, ['--input-type=module', '-e', script, dataDir], {
      encoding: 'utf8',
      timeout: 15_000,
    })
    expect([signal, stdout.trim()]).toEqual([null, code])
  })

  test.each(['console.db', 'lock.db', 'vault.json'])('whose %s is damaged says so', async (name) => {
    await (await open()).close()
    writeFileSync(join(folder, 'data', name), 'this is not what it should be'.repeat(300))
    await expect(open()).rejects.toMatchObject({ code: 'DATA_FOLDER_DAMAGED' })
  })
})

describe('the vault', () => {
  const secret = 'planted-secret-0123456789'

  test('gives secrets back and leaves no plain byte in the folder', async () => {
    const store = await open()
    const { id } = await makeSite(store.db, site)
    await store.vault.put(id, 'accounts.sshPassword', 'replaced')
    await store.vault.put(id, 'accounts.sshPassword', secret)
    expect(await store.vault.get(id, 'accounts.sshPassword')).toBe(secret)
    expect([...(await store.vault.all(id))]).toEqual([['accounts.sshPassword', secret]])
    await store.close()
    for (const name of readdirSync(join(folder, 'data'), { recursive: true, withFileTypes: true }))
      if (name.isFile()) expect(readFileSync(join(name.parentPath, name.name)).includes(secret)).toBe(false)
  })

  test('does not open a row that was moved to another name', async () => {
    const store = await open()
    const { id } = await makeSite(store.db, site)
    await store.vault.put(id, 'accounts.sshPassword', secret)
    await store.db.secret.updateMany({ data: { name: 'registry.password' } })
    await expect(store.vault.get(id, 'registry.password')).rejects.toMatchObject({ code: 'VAULT_KEY_WRONG' })
    await store.close()
  })

  test('tells a missing key, a wrong key and a wrong passphrase apart', async () => {
    await (await open()).close()
    const other = { kind: 'file', path: join(folder, 'other') } as const
    await expect(open(MIGRATIONS, other)).rejects.toMatchObject({ code: 'VAULT_KEY_MISSING' })
    await expect(open(MIGRATIONS, { kind: 'file', path: folder })).rejects.toMatchObject({
      code: 'VAULT_KEY_UNUSABLE',
      details: { params: { path: folder, detail: 'EISDIR' } },
    })
    writeFileSync(other.path, Buffer.alloc(32, 7).toString('base64'))
    await expect(open(MIGRATIONS, other)).rejects.toMatchObject({ code: 'VAULT_KEY_WRONG' })
    mkdirSync(join(folder, 'second'))
    const phrase = (passphrase: string) =>
      openStore({
        dataDir: join(folder, 'second'),
        key: { kind: 'passphrase', passphrase },
        migrations: MIGRATIONS,
        pid: 1,
      })
    await (await phrase('correct horse')).close()
    await expect(phrase('battery staple')).rejects.toMatchObject({ code: 'VAULT_KEY_WRONG' })
    await (await phrase('correct horse')).close()
  })
})
