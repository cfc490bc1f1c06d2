import { spawnSync } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const MAIN = join(import.meta.dirname, 'main.ts')

test('an output that a full disk does not take is an error that is told', () => {
  const full = openSync('/dev/full', 'w')
  const args = [MAIN, 'preflight', 'checks', '--output', 'json', '--lang', 'en']
  const { status, stderr } = spawnSync(process.execPath, args, { stdio: ['ignore', full, 'pipe'], encoding: 'utf8' })
  closeSync(full)
  expect(status).toBe(2)
  expect(stderr).toContain('The file cannot be written: stdout (ENOSPC)')
})
