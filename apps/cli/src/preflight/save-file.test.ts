import { execFile, execFileSync } from 'node:child_process'
import { lstatSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveFile } from './outputs.ts'

let folder: string
const at = (name: string): string => join(folder, name)
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'astrago-save-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a pipe stays one, and gets the content', async () => {
  execFileSync('sh', ['-c', 'mkfifo "$0"', at('pipe')])
  const read = promisify(execFile)('cat', [at('pipe')], { timeout: 5_000 })
  await saveFile(at('pipe'), 'report')
  expect(lstatSync(at('pipe')).isFIFO()).toBe(true)
  expect(await read).toMatchObject({ stdout: 'report' })
})

test('a link stays one, and its file gets the content', async () => {
  writeFileSync(at('file'), 'old')
  symlinkSync(at('file'), at('link'))
  await saveFile(at('link'), 'new')
  expect(lstatSync(at('link')).isSymbolicLink()).toBe(true)
  expect(readFileSync(at('file'), 'utf8')).toBe('new')
})

test('a link whose file is not there yet stays one, and makes the file', async () => {
  symlinkSync(at('later'), at('link-to-later'))
  await saveFile(at('link-to-later'), 'new')
  expect(lstatSync(at('link-to-later')).isSymbolicLink()).toBe(true)
  expect(readFileSync(at('later'), 'utf8')).toBe('new')
})
