import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { parseLoginKey } from './login-key.ts'

const folder = mkdtempSync(join(tmpdir(), 'astrago-keys-'))
afterAll(() => rmSync(folder, { recursive: true }))

function makeKey(name: string, ...options: string[]): string {
  execFileSync('ssh-keygen', ['-q', '-C', 'test', '-f', join(folder, name), ...options])
  return readFileSync(join(folder, name), 'utf8')
}

const PHRASE = 'correct horse'
const KINDS = {
  'ed25519 OpenSSH': ['-t', 'ed25519'],
  'ecdsa PEM': ['-t', 'ecdsa', '-m', 'PEM'],
  'rsa PEM': ['-t', 'rsa', '-b', '2048', '-m', 'PEM'],
  'rsa OpenSSH': ['-t', 'rsa', '-b', '2048'],
}

test.each(Object.entries(KINDS))(
  '%s: open, with passphrase, with a wrong and without its passphrase',
  (kind, options) => {
    const name = kind.replace(' ', '-')
    expect(parseLoginKey('n1', makeKey(name, ...options, '-N', '')).isPrivateKey()).toBe(true)
    const locked = makeKey(`${name}-locked`, ...options, '-N', PHRASE)
    expect(parseLoginKey('n1', locked, PHRASE).isPrivateKey()).toBe(true)
    for (const passphrase of ['wrong', '', undefined]) {
      expect(caught(() => parseLoginKey('n1', locked, passphrase))).toMatchObject({ code: 'HOST_LOGIN_KEY_PASSPHRASE' })
    }
  },
)

test.each([
  ['nothing', () => '', 'not a private key'],
  ['a text', () => 'password123', 'not a private key'],
  ['a public key', () => publicKey(), 'a public key'],
  ['a key cut off', () => cutOff(makeKey('cut', '-t', 'ed25519', '-N', '')), 'malformed or cut off'],
  [
    'a PKCS#8 key',
    () => makeKey('pkcs8', '-t', 'rsa', '-m', 'PKCS8', '-N', ''),
    'PKCS#8 is not supported; ssh-keygen -p -f FILE rewrites it',
  ],
  [
    'a key without its last line',
    () => makeKey('tail', '-t', 'ed25519', '-N', '').replace(/-----END.*/, ''),
    'not a private key',
  ],
])('%s is refused', (_name, text, detail) => {
  expect(caught(() => parseLoginKey('n1', text()))).toMatchObject({
    code: 'HOST_LOGIN_KEY_INVALID',
    details: { host: 'n1', params: { detail } },
  })
})

test('no error holds any of the key', () => {
  const text = cutOff(makeKey('secret', '-t', 'ed25519', '-N', ''))
  const shown = inspect(
    caught(() => parseLoginKey('n1', text)),
    { depth: 9 },
  )
  for (const line of text.split('\n').filter((line) => line && !line.startsWith('---')))
    expect(shown).not.toContain(line)
})

function publicKey(): string {
  makeKey('pub', '-t', 'ed25519', '-N', '')
  return readFileSync(join(folder, 'pub.pub'), 'utf8')
}

function cutOff(key: string): string {
  const lines = key.trim().split('\n')
  return [lines[0], lines[1], lines.at(-1)].join('\n')
}

function caught(run: () => unknown): unknown {
  try {
    run()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}
