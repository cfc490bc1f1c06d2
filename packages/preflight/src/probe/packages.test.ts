import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { parseFacts } from '../facts/parse.ts'
import { PROBE_SCRIPT } from './script.ts'

const run = promisify(execFile)

/** Stands in for rpm on a host that has these two; it knows a package by its whole name only. */
const RPM = `#!/bin/sh
for name; do
  case $name in kmod-nvidia-open-dkms | socat) echo "package=$name 1.0-1" ;; esac
done
`

test('rpm is asked for the packages of a GPU driver, too', async () => {
  const root = mkdtempSync(join(tmpdir(), 'rpm-'))
  try {
    writeFileSync(join(root, 'rpm'), RPM, { mode: 0o755 })
    const job = run('sh', ['-s'], { env: { PATH: `${root}:/usr/sbin:/usr/bin:/sbin:/bin` }, encoding: 'utf8' })
    job.child.stdin?.end(PROBE_SCRIPT.replaceAll('/var/lib/dpkg/status', join(root, 'no-dpkg')))
    const { packages } = parseFacts((await job).stdout).facts
    expect(packages).toMatchObject({
      value: { manager: 'rpm', installed: { 'kmod-nvidia-open-dkms': '1.0-1', socat: '1.0-1' } },
    })
  } finally {
    rmSync(root, { recursive: true })
  }
})
