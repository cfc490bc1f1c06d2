import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..')

/** Runs a piece of a script in a Node of its own. */
function script(code: string, env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  })
  return { status, said: stdout + stderr }
}

test('what is set up is not set up again: no program runs and nothing is said', () => {
  const again = `await (await import('${ROOT}/scripts/lib/setup.mjs')).setUp(['packages', 'database'])`
  expect(script(again, { PATH: '/nowhere' })).toEqual({ status: 0, said: '' })
})

test('a program that was killed is told from one that ended', () => {
  const end = (how: string): string =>
    `const { run } = await import('${ROOT}/scripts/lib/run.mjs')
    const { code, signal } = await run(process.execPath, ['-e', '${how}'], { quiet: true })
    console.log(code, signal)`
  expect(script(end('process.kill(process.pid, 9)')).said).toBe('130 SIGKILL\n')
  expect(script(end('process.exit(3)')).said).toBe('3 null\n')
})

const suites = (list: string, ci: boolean): string =>
  `const { runSuites } = await import('${ROOT}/scripts/lib/suites.mjs')
  process.exit(await runSuites([${list}], { ci: ${ci} }))`
const counted = (counts: string): string => `{ name: 'some', run: () => (${counts}) }`
const GOOD = counted('{ passed: 3, failed: 0, skipped: 0 }')
const BAD = counted('{ passed: 3, failed: 1, skipped: 0 }')
const UNABLE = `{ name: 'lab', needs: ['root'], run: () => { throw new Error('ran') } }`

test.each([
  ['all passed', [GOOD], true, 0, '3 passed, 0 failed, 0 skipped'],
  ['one failed', [GOOD, BAD], false, 1, '6 passed, 1 failed, 0 skipped'],
  ['nothing ran', [UNABLE], false, 1, '0 passed, 0 failed, 1 skipped'],
  ['a suite cannot run here', [GOOD, UNABLE], false, 0, '3 passed, 0 failed, 1 skipped'],
  ['a suite cannot run in CI', [GOOD, UNABLE], true, 1, '3 passed, 0 failed, 1 skipped'],
])('%s: the exit code and the last line', (_, list, ci, code, last) => {
  const { status, said } = script(suites(list.join(','), ci))
  expect([status, said.trimEnd().split('\n').at(-1)]).toEqual([code, last])
  if (list.includes(UNABLE)) expect(said).toContain('skipped: needs root')
})

test('the web app is not built again for what its own build has written', () => {
  const made = join(ROOT, 'apps/web/next-env.d.ts')
  const hash = `console.log((await import('${ROOT}/scripts/lib/stamps.mjs')).hashOf(['apps/web']))`
  const before = existsSync(made) ? readFileSync(made) : null
  rmSync(made, { force: true })
  const without = script(hash).said
  writeFileSync(made, 'one\n')
  const written = script(hash).said
  if (before) writeFileSync(made, before)
  else rmSync(made)
  expect([without.length, written]).toEqual([65, without])
})

test.each([
  ['ko_KR.UTF-8', '패키지 설치에 실패했습니다.', '패키지 저장소에 연결되지 않습니다'],
  ['en_US.UTF-8', 'Installing packages failed.', 'The package registry does not answer'],
])('a first start without a registry says so, and what to do (%s)', (LANG, failed, advice) => {
  const folder = mkdtempSync(join(tmpdir(), 'astrago-setup-'))
  for (const name of [
    'lib/lock.mjs',
    'lib/setup.mjs',
    'lib/run.mjs',
    'lib/stamps.mjs',
    'lib/web.mjs',
    'lib/words.mjs',
    'lib/command-flags.json',
  ])
    cpSync(join(ROOT, 'scripts', name), join(folder, 'scripts', name))
  const first = `await (await import('${folder}/scripts/lib/setup.mjs')).setUp(['packages']).catch((e) => console.log(e.message))`
  // What npm waits between its tries is not of interest here.
  const offline = {
    npm_config_fetch_retries: '0',
    LANG,
    LC_ALL: LANG,
    npm_config_registry: 'http://127.0.0.1:9',
    npm_config_cache: join(folder, 'cache'),
  }
  const { said } = script(first, offline)
  rmSync(folder, { recursive: true })
  expect(said).toContain(failed)
  expect(said).toContain('ECONNREFUSED')
  expect(said).toContain(advice)
})
