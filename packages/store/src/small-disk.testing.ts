import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'

/** A folder on a disk of one MiB for each test of a file. Needs root. */
export function smallDisk(): () => string {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'full-'))
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder])
  })
  afterEach(() => {
    execFileSync('umount', [folder])
    rmSync(folder, { recursive: true })
  })
  return () => folder
}
