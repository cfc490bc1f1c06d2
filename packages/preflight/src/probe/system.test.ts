import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseFacts } from '../facts/parse.ts'
import { PROBE_SCRIPT } from './script.ts'

const run = promisify(execFile)

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'leftovers-'))
})
afterEach(() => rmSync(root, { recursive: true }))

/** Whether /var/lib/rancher with these folders and files in it, by whether they end in a slash, counts as filled. */
async function isFilled(...entries: string[]): Promise<boolean> {
  for (const entry of entries) {
    const path = join(root, entry)
    if (entry.endsWith('/')) mkdirSync(path, { recursive: true })
    else writeFileSync(path, '')
  }
  const job = run('sh', ['-s'], { encoding: 'utf8' })
  job.child.stdin?.end(PROBE_SCRIPT.replaceAll('/var/lib/rancher ', `${root} `))
  const { leftoverDirs } = parseFacts((await job).stdout).facts
  return 'value' in leftoverDirs && leftoverDirs.value.filled.includes(root)
}

test.each([
  [false, []],
  [false, ['lost+found/']],
  [false, ['rke2/', 'rke2/lost+found/']],
  [true, ['.hidden']],
  [true, ['rke2/', 'rke2/server/']],
  [true, ['lost+found/', 'rke2/', 'rke2/token']],
])('%s: a folder with %j was used', async (filled, entries) => {
  expect(await isFilled(...entries)).toBe(filled)
})
