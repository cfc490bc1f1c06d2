import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { canRun } from '@astrago/lab'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../../..')
const PROGRAM = join(ROOT, '.cache/executable/x64/program')
const able = await canRun()
/** A number that no account of the system has. */
const NOBODY_KNOWN = 54321
/** `nobody`: an account whose home does not exist. */
const NOBODY = 65534

let folder: string
beforeAll(() => {
  execFileSync(process.execPath, [join(ROOT, 'scripts/build-executable.mjs')], { stdio: 'pipe' })
  folder = mkdtempSync(join(tmpdir(), 'astrago-unpack-'))
  chmodSync(folder, 0o1777)
})
afterAll(() => {
  for (const left of [folder, `/var/tmp/astrago-${NOBODY_KNOWN}`, `/dev/shm/astrago-${NOBODY_KNOWN}`])
    rmSync(left, { recursive: true, force: true })
})

const EXECUTABLE = join(ROOT, 'dist/astrago-linux-x64')
const start = (env: Record<string, string>, program = EXECUTABLE, args = ['--version'], user = NOBODY_KNOWN) => {
  const copy = join(folder, 'astrago')
  cpSync(program, copy)
  const done = spawnSync(copy, args, {
    cwd: '/',
    uid: user,
    gid: user,
    env: { TMPDIR: folder, ...env },
    encoding: 'utf8',
    timeout: 30_000,
  })
  return { code: done.status, stdout: done.stdout, stderr: done.stderr }
}
const started = { code: 0, stdout: expect.stringMatching(/^astrago \d/), stderr: '' }
const unpacked = (): string => {
  const place = join(folder, `astrago-${NOBODY_KNOWN}`)
  expect(readdirSync(place)).toHaveLength(1)
  return join(place, String(readdirSync(place)[0]))
}

describe.skipIf(!able.ok)('the executable unpacks itself', () => {
  test.each([
    ['has no HOME and no account', {}],
    ['has a HOME in which nothing can be made', { HOME: '/proc' }],
  ])('for a user who %s', (_, env) => {
    expect(start(env)).toEqual(started)
  })

  test('passes over a folder that another user has put there', () => {
    const other = join(folder, 'other')
    mkdirSync(join(other, `astrago-${NOBODY_KNOWN}`), { recursive: true })
    chmodSync(join(other, `astrago-${NOBODY_KNOWN}`), 0o777)
    expect(start({ TMPDIR: other })).toEqual(started)
    expect(readdirSync(join(other, `astrago-${NOBODY_KNOWN}`))).toEqual([])
  })

  test('anew where files of it were emptied or are gone', () => {
    expect(start({})).toEqual(started)
    writeFileSync(join(unpacked(), 'start.cjs'), '')
    expect(start({})).toEqual(started)
    rmSync(join(unpacked(), 'apps/executable/bundle/main.js'))
    expect(start({})).toEqual(started)
    expect(unpacked()).toMatch(/\/[0-9a-f]{16}$/)
  })

  test('says so in a folder that was removed', () => {
    const lost = spawnSync(
      'sh',
      ['-c', `mkdir ${folder}/lost && cd ${folder}/lost && rmdir ${folder}/lost && exec ${folder}/astrago --version`],
      {
        encoding: 'utf8',
      },
    )
    expect([lost.status, lost.stderr]).toEqual([1, expect.stringContaining('The folder you are in was removed')])
    expect(lost.stderr.split('\n')).toHaveLength(3)
  })

  test('does without the database where the C library is too old for it, and says so where it needs it', async () => {
    const addon = readdirSync(join(PROGRAM, 'apps/executable/bundle')).find((name) => /^linux-x64-.*\.node$/.test(name))
    const within = join('apps/executable/bundle', String(addon))
    const content = readFileSync(join(PROGRAM, within), 'latin1')
    const needed = [...content.matchAll(/GLIBC_2\.(\d+)\0/g)].map(([, minor]) => Number(minor))
    expect(Math.max(...needed)).toBe(34)

    // The same that asks for a version which no system has.
    const newer = join(folder, 'newer')
    cpSync(PROGRAM, newer, { recursive: true })
    writeFileSync(join(newer, within), content.replaceAll('GLIBC_2.34\0', 'GLIBC_2.99\0'), 'latin1')
    const made = join(folder, 'made')
    const make = `const { makeExecutable } = await import('${ROOT}/scripts/executable/inject.mjs')
      await makeExecutable({ program: '${newer}', node: process.execPath, work: '${folder}', target: '${made}' })`
    execFileSync(process.execPath, ['--input-type=module', '-e', make], { stdio: 'pipe' })
    expect(start({}, made)).toEqual(started)
    const checked = start({}, made, ['preflight', '--output', 'json'], NOBODY)
    const { preflight } = JSON.parse(checked.stdout) as { preflight: { verdicts: { status: string }[] } }
    expect(preflight.verdicts.filter(({ status }) => status === 'pass').length).toBeGreaterThan(20)
    const refused = start({}, made, ['console', '--data-dir', join(folder, 'data')], NOBODY)
    expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('older than glibc 2.34') })
    expect(refused.stderr).not.toContain('noexec')
  })
})
