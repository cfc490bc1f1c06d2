import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { parseFacts } from '../facts/parse.ts'
import { PROBE_SCRIPT } from './script.ts'

const run = promisify(execFile)

/** As ethtool(8) writes it. */
const FEATURES = `Features for lo:
rx-checksumming: on [fixed]
tx-checksumming: on
\ttx-checksum-ipv4: off [fixed]
\ttx-checksum-ip-generic: on
tx-udp_tnl-segmentation: off [fixed]
`

test('the offloads of a card whose driver is known for wrong checksums are asked for', async () => {
  const root = mkdtempSync(join(tmpdir(), 'nic-'))
  try {
    mkdirSync(join(root, 'vmxnet3/0000:0b:00.0/net/lo'), { recursive: true })
    writeFileSync(join(root, 'ethtool'), `#!/bin/sh\nprintf '%s' '${FEATURES}'\n`, { mode: 0o755 })
    const script = PROBE_SCRIPT.replaceAll('/sys/bus/pci/drivers/vmxnet3', join(root, 'vmxnet3'))
    const job = run('sh', ['-s'], { env: { PATH: `${root}:/usr/sbin:/usr/bin:/sbin:/bin` }, encoding: 'utf8' })
    job.child.stdin?.end(script)
    expect(parseFacts((await job).stdout).facts.nics).toMatchObject({
      value: { lo: { offload: { 'tx-checksum-ip-generic': 'on', 'tx-udp_tnl-segmentation': 'off' } } },
    })
  } finally {
    rmSync(root, { recursive: true })
  }
})
