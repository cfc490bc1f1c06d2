import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FakeHost } from '@astrago/hosts/testing'
import { expect, test } from 'vitest'
import { PLACE } from '../place.ts'
import { writeLedger } from './file.ts'

const { signal } = new AbortController()

test('a ledger that has gone with its folder since it was read is told as moved', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-'))
  const gone = join(folder, 'gone')
  const host = new FakeHost('h').on(/./, ({ command, stdin }) => {
    const script = command.replaceAll(PLACE.root, gone)
    const { status, stdout, stderr } = spawnSync('sh', ['-c', script], { input: stdin, encoding: 'utf8' })
    return { code: status ?? 1, stdout, stderr }
  })
  try {
    const read = { ledger: { version: 1 as const, entries: [] }, text: 'as another console had it\n' }
    const written = writeLedger(host, read, { version: 1, entries: [] }, signal)
    await expect(written).rejects.toMatchObject({ code: 'LEDGER_MOVED', details: { host: 'h' } })
  } finally {
    rmSync(folder, { recursive: true })
  }
})
