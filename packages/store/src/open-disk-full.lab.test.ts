import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openRows } from './open.ts'
import { MIGRATIONS } from './testing.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'full-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder])
})

afterEach(() => {
  execFileSync('umount', [folder])
  rmSync(folder, { recursive: true })
})

/** Each lets another step of making a data folder be the first without room. */
test.each([4, 12, 24, 48, 100, 200])('a disk with %i KiB left says that it is full', async (left) => {
  writeFileSync(join(folder, 'ballast'), Buffer.alloc((1024 - left) * 1024))
  const opening = openRows({ dataDir: join(folder, 'data'), migrations: MIGRATIONS, pid: process.pid })
  await expect(opening).rejects.toMatchObject({ code: 'STORE_DISK_FULL' })
})
