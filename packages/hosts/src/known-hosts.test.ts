import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { knownHostKey } from './known-hosts.ts'

let folder: string
let key: { line: string; fingerprint: string }

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'astrago-known-'))
  const file = join(folder, 'key')
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file])
  const [, fingerprint = ''] = execFileSync('ssh-keygen', ['-lf', `${file}.pub`], { encoding: 'utf8' }).split(' ')
  key = { line: readFileSync(`${file}.pub`, 'utf8').split(' ').slice(0, 2).join(' '), fingerprint }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a known_hosts file', () => {
  test('gives the key of an address, on its port', () => {
    const file = `# comment\n\n10.0.0.1,cp-1 ${key.line}\n[10.0.0.2]:2222 ${key.line}\n`
    expect(knownHostKey(file, '10.0.0.1', 22)).toEqual({ type: 'ssh-ed25519', fingerprint: key.fingerprint })
    expect(knownHostKey(file, 'cp-1', 22)?.fingerprint).toBe(key.fingerprint)
    expect(knownHostKey(file, '10.0.0.2', 2222)?.fingerprint).toBe(key.fingerprint)
    expect(knownHostKey(file, '10.0.0.2', 22)).toBeNull()
    expect(knownHostKey(file, '10.0.0.3', 22)).toBeNull()
  })

  test('with hashed names is read as ssh-keygen -H writes it', () => {
    const file = join(folder, 'hashed')
    writeFileSync(file, `10.0.0.1 ${key.line}\n`)
    execFileSync('ssh-keygen', ['-q', '-H', '-f', file], { stdio: 'ignore' })
    const hashed = readFileSync(file, 'utf8')
    expect(hashed).toMatch(/^\|1\|/)
    expect(knownHostKey(hashed, '10.0.0.1', 22)?.fingerprint).toBe(key.fingerprint)
  })

  test('never gives a key that is revoked, of a pattern, or not what it says', () => {
    const [type, blob] = key.line.split(' ')
    for (const line of [
      `@revoked 10.0.0.1 ${key.line}`,
      `10.0.0.* ${key.line}`,
      `10.0.0.1 ssh-rsa ${blob}`,
      `10.0.0.1 ${type} AAAA`,
    ])
      expect(knownHostKey(`${line}\n`, '10.0.0.1', 22), line).toBeNull()
  })
})
