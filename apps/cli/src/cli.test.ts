import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keptKubeconfig, makeSite, openStore, readAudit, type Store, saveSection, serveShell } from '@astrago/store'
import { MIGRATIONS } from '@astrago/store/testing'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { astrago } from './testing.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'astrago-cli-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = () =>
  openStore({
    dataDir: join(folder, 'data'),
    key: { kind: 'file', path: join(folder, 'key') },
    migrations: MIGRATIONS,
    pid: process.pid,
  })
const data = () => ['--data-dir', join(folder, 'data')]
const PASSWORD = 'a long enough password\n'

describe('astrago', () => {
  test('without a command shows its commands and is fine; with an unknown one it is bad input', async () => {
    expect(await astrago([])).toMatchObject({ code: 0, err: '' })
    expect((await astrago(['help'])).out).toBe((await astrago(['-h'])).out)
    const unknown = await astrago(['dance', '--lang', 'en'])
    expect(unknown).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/^No such command: dance\n\nUsage: /),
    })
    expect(unknown.err).toContain('data backup FILE')
    // Near to a command, only what is near is shown.
    const near = await astrago(['data', 'bakcup', 'a.file'])
    expect(near).toMatchObject({ code: 2, err: expect.stringContaining('data backup FILE') })
    expect(near.err).not.toContain('user add')
    expect(await astrago(['--version'])).toEqual({
      code: 0,
      out: expect.stringMatching(/^astrago \d+\.\d+\.\d+\n$/),
      err: '',
    })
    expect(await astrago(['user', 'add', 'kim', '--role', 'king', ...data()])).toMatchObject({ code: 2, out: '' })
    const ko = { env: { LANG: 'ko_KR.UTF-8' } }
    const wrong = await astrago(['preflight', '--checks', 'no-such-check'], ko)
    expect(wrong).toMatchObject({ code: 2, err: expect.stringMatching(/^--checks no-such-check: 그런 값은 없습니다/) })
    expect((await astrago(['preflight', '--prot'], ko)).err).toMatch(/^--prot: 모르는 옵션입니다/)
    expect(await astrago(['preflight', 'judg', 'facts.json'])).toMatchObject({ code: 2, out: '' })
    expect((await astrago(['preflight', 'diff', 'a.json'])).err).toContain('Missing: AFTER.json')
  })

  test('speaks the language of --lang, else of LANG', async () => {
    expect((await astrago(['user', 'list', '--help'], { env: { LANG: 'ko_KR.UTF-8' } })).out).toContain('사용법')
    expect((await astrago(['user', 'list', '--help', '--lang', 'en'], { env: { LANG: 'ko_KR.UTF-8' } })).out).toContain(
      'Usage',
    )
  })
})

describe('astrago user', () => {
  test('adds, lists and disables on a data folder that nobody uses', async () => {
    expect(await astrago(['user', 'add', 'kim', ...data()], { stdin: PASSWORD })).toMatchObject({ code: 0 })
    expect(await astrago(['user', 'add', 'park', '--role', 'support', ...data()], { stdin: PASSWORD })).toMatchObject({
      code: 0,
    })
    await astrago(['user', 'disable', 'park', ...data()])
    const { out } = await astrago(['user', 'list', '--output', 'json', ...data()])
    expect(JSON.parse(out)).toMatchObject([
      { name: 'kim', role: 'reseller', disabled: false },
      { name: 'park', role: 'support', disabled: true },
    ])
  })

  test('asks the console when one runs on the folder', async () => {
    const store = await open()
    const shell = await serveShell(store, 'https://console:8420')
    try {
      expect((await astrago(['user', 'add', 'kim', ...data()], { stdin: PASSWORD })).code).toBe(0)
      expect(await store.db.user.count()).toBe(1)
      const { out } = await astrago(['user', 'link', 'kim', ...data()])
      expect(out).toMatch(/https:\/\/console:8420\/link\/#[\w-]{43}/)
      expect(await astrago(['user', 'add', 'KIM', ...data()], { stdin: PASSWORD })).toMatchObject({ code: 2 })
    } finally {
      shell.close()
      await store.close()
    }
  })

  test('refuses a short password and a user that does not exist', async () => {
    const short = await astrago(['user', 'add', 'kim', ...data()], { stdin: 'short\n', env: { LANG: 'ko_KR.UTF-8' } })
    expect(short).toMatchObject({ code: 2, err: expect.stringContaining('비밀번호: 12자 이상이어야 합니다') })
  })

  test('asks for no new password of a user that does not exist', async () => {
    const reset = await astrago(['user', 'reset', 'nobody', '--lang', 'en', ...data()], { stdin: 'short\n' })
    expect(reset).toMatchObject({ code: 2, err: expect.stringContaining('nobody') })
    expect(reset.err).not.toContain('password')
  })
})

describe('astrago kubeconfig', () => {
  const KUBECONFIG = 'kind: Config\nusers:\n  - user: {token: planted-admin}\n'
  const withKey = () => [...data(), '--key-file', join(folder, 'key')]
  const NEW_SITE = { name: 'Hanbit', kind: 'remote', profile: 'air-gapped', distribution: 'rke2' } as const

  const makeHanbit = async (store: Store) => {
    const site = await makeSite(store.db, NEW_SITE)
    await keptKubeconfig(store.vault, site.id).write(KUBECONFIG)
    return site
  }

  test('prints it, or writes it to a new file for the owner alone, when no console runs', async () => {
    const store = await open()
    await makeHanbit(store)
    await store.close()
    expect(await astrago(['kubeconfig', 'Hanbit', ...withKey()])).toEqual({ code: 0, out: KUBECONFIG, err: '' })
    const file = join(folder, 'kubeconfig')
    const written = await astrago(['kubeconfig', 'Hanbit', '--file', file, ...withKey()])
    expect(written).toMatchObject({ code: 0, out: '', err: expect.stringContaining(file) })
    expect(readFileSync(file, 'utf8')).toBe(KUBECONFIG)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const again = await astrago(['kubeconfig', 'Hanbit', '--file', file, '--lang', 'en', ...withKey()])
    expect(again).toMatchObject({ code: 2, out: '', err: expect.stringContaining('EEXIST') })
  })

  test('asks the console when one runs, needs no key then, and is noted', async () => {
    const store = await open()
    const site = await makeHanbit(store)
    const shell = await serveShell(store, 'http://console')
    try {
      expect(await astrago(['kubeconfig', site.id, ...data()])).toEqual({ code: 0, out: KUBECONFIG, err: '' })
      const { entries } = await readAudit(store.db, {})
      expect(entries).toMatchObject([{ who: 'shell', action: 'download-kubeconfig', site: site.id, detail: '' }])
    } finally {
      shell.close()
      await store.close()
    }
  })

  test('says that there is no such site, that none was fetched, and that the key is missing', async () => {
    const store = await open()
    await makeSite(store.db, { ...NEW_SITE, name: 'Empty' })
    await makeHanbit(store)
    await store.close()
    const said = async (...args: string[]) => astrago(['kubeconfig', ...args, '--lang', 'ko', ...data()])
    const key = ['--key-file', join(folder, 'key')]
    expect(await said('Nowhere')).toMatchObject({ code: 2, out: '', err: expect.stringContaining('Nowhere') })
    expect(await said('Empty', ...key)).toMatchObject({ code: 2, err: expect.stringContaining('Empty 사이트') })
    expect(await said('Hanbit', '--key-file', join(folder, 'absent'))).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('금고 열쇠 파일이 없습니다'),
    })
    expect((await said(...key)).code).toBe(2)
  })
})

describe('astrago password', () => {
  const FIELD = 'platform.mariadbPassword'
  const withKey = () => [...data(), '--key-file', join(folder, 'key')]

  test('lists what the console made and gives one of it, which is noted; never what was typed', async () => {
    const store = await open()
    const site = await makeSite(store.db, {
      name: 'Hanbit',
      kind: 'remote',
      profile: 'air-gapped',
      distribution: 'rke2',
    })
    const typed = 'platform.grafanaAdminPassword'
    const values = {
      [FIELD]: { secretRef: `vault:${FIELD}`, made: true },
      [typed]: { secretRef: `vault:${typed}` },
    }
    const secrets = [
      store.vault.seal(site.id, FIELD, 'planted-made'),
      store.vault.seal(site.id, typed, 'planted-typed'),
    ]
    const row = { siteId: site.id, section: 'platform', revision: 0, who: 'kim', cleared: [] }
    await saveSection(store.db, { ...row, values, secrets })
    await store.close()
    const { out } = await astrago(['password', 'list', 'Hanbit', '--output', 'json', ...data()])
    expect(JSON.parse(out)).toEqual([{ field: FIELD, label: 'Database password' }])
    expect(await astrago(['password', 'show', 'Hanbit', FIELD, ...withKey()])).toEqual({
      code: 0,
      out: 'planted-made\n',
      err: '',
    })
    const refused = await astrago(['password', 'show', 'Hanbit', typed, ...withKey()])
    expect(refused).toMatchObject({ code: 2, out: '', err: expect.stringContaining(typed) })
    const again = await open()
    const { entries } = await readAudit(again.db, {})
    await again.close()
    expect(entries).toMatchObject([{ who: 'shell', action: 'show-password', site: site.id, detail: FIELD }])
  })
})

describe('astrago data', () => {
  test('backs up with the key and restores elsewhere, the passphrase over standard input', async () => {
    await astrago(['user', 'add', 'kim', ...data()], { stdin: PASSWORD })
    const env = { XDG_CONFIG_HOME: join(folder, 'config') }
    const key = { kind: 'file', path: join(folder, 'key') } as const
    const store = await openStore({ dataDir: join(folder, 'data'), key, migrations: MIGRATIONS, pid: process.pid })
    const file = join(folder, 'console.backup')
    const made = await astrago(['data', 'backup', file, '--with-key', '--key-file', key.path, ...data()], {
      stdin: 'correct horse battery\n',
    })
    expect(made).toMatchObject({ code: 0, err: '' })
    await store.close()

    const target = ['--data-dir', join(folder, 'second'), '--lang', 'en']
    expect((await astrago(['data', 'restore', file, ...target], { stdin: 'wrong\n', env })).code).toBe(2)
    const restored = await astrago(['data', 'restore', file, ...target], { stdin: 'correct horse battery\n', env })
    expect(restored).toMatchObject({ code: 0, err: '' })
    const { out } = await astrago(['user', 'list', '--output', 'json', '--data-dir', join(folder, 'second')])
    expect(JSON.parse(out)).toMatchObject([{ name: 'kim' }])
    expect((await astrago(['data', 'restore', file, ...target], { env })).code).toBe(2)
  })
})
