import { spawnSync } from 'node:child_process'
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
