import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { makeLines } from './lines.ts'
import { makeRedactor } from './redactor.ts'

const SECRET = `p@ss'w"rd&<1>/x y`
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const PEM = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
const KUBECONFIG = `apiVersion: v1
kind: Config
clusters:
- cluster:
    certificate-authority-data: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t
    server: https://10.0.0.1:6443
users:
- name: default
  user:
    client-key-data: "LS0tLS1CRUdJTiBFQyBQUklWQVRFIEtFWS0tLS0t"
`

describe('a secret is masked', () => {
  const forms: Record<string, string> = {
    'as it is': SECRET,
    'in base64': Buffer.from(SECRET).toString('base64'),
    'URL-encoded': encodeURIComponent(SECRET),
    'URL-encoded with plus for blanks': new URLSearchParams({ x: SECRET }).toString().slice(2),
    'in JSON': JSON.stringify(SECRET).slice(1, -1),
    'in JSON as Go writes it': JSON.stringify(SECRET)
      .slice(1, -1)
      .replace(/[<>&]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`),
    'in single quotes of a shell': `'${SECRET.replaceAll("'", `'\\''`)}'`,
    'in double quotes of a shell': `"${SECRET.replace(/["\\$`]/g, '\\$&')}"`,
  }
  test.each(Object.entries(forms))('%s', (_name, form) => {
    const shown = makeRedactor([SECRET]).redact(`before ${form} after`)
    expect(shown).toMatch(/^before ['"]?\*\*\*['"]? after$/)
  })

  test.each(['', 'a', 'ab', 'user:'])('in base64 of a longer text that begins with "%s"', (before) => {
    const secret = randomBytes(12).toString('hex')
    const shown = makeRedactor([secret]).redact(Buffer.from(`${before}${secret} and more`).toString('base64'))
    expect(shown).toContain('***')
    expect(Buffer.from(shown, 'base64').toString()).not.toContain(secret.slice(3, -3))
  })

  test('in base64 that is broken into lines', () => {
    const secret = randomBytes(300).toString('hex')
    const encoded = Buffer.from(secret).toString('base64')
    for (const width of [64, 76]) {
      const shown = makeRedactor([secret]).redact(encoded.replace(new RegExp(`.{${width}}`, 'g'), '$&\n'))
      expect(shown.replace(/[\n*]/g, '')).toBe('')
    }
  })

  test('where two secrets overlap, both', () => {
    expect(makeRedactor(['abcdef', 'defghi']).redact('xabcdefghiy')).toBe('x***y')
  })

  test('line by line when it has many lines, in text and in JSON', () => {
    const redactor = makeRedactor([PEM])
    expect(redactor.redact(PEM)).toBe('-----BEGIN PRIVATE KEY-----\n***\n***\n***\n-----END PRIVATE KEY-----\n')
    expect(redactor.redact(JSON.stringify(PEM))).not.toMatch(/[A-Za-z0-9+/]{20}/)
    expect(redactor.redact(Buffer.from(PEM).toString('base64'))).toBe('***')
  })

  test('in a kubeconfig, whose ordinary words stay readable', () => {
    const redactor = makeRedactor([KUBECONFIG])
    expect(redactor.redact('kind: Config, name: default, https://10.0.0.1:6443')).toBe(
      'kind: Config, name: default, https://10.0.0.1:6443',
    )
    expect(redactor.redact(KUBECONFIG)).toContain('client-key-data: "***"')
  })

  test('when it is added later', () => {
    const redactor = makeRedactor([])
    expect(redactor.redact('K10token')).toBe('K10token')
    redactor.add('K10token')
    expect(redactor.redact('K10token')).toBe('***')
  })

  test('but not under four characters', () => {
    expect(makeRedactor(['abc', '', '   ']).redact('abc')).toBe('abc')
  })
})

describe('a stream', () => {
  const cutAtRandom = (text: string, longest: number): string[] => {
    const chunks: string[] = []
    for (let at = 0; at < text.length; ) {
      const size = 1 + Math.floor(Math.random() * longest)
      chunks.push(text.slice(at, at + size))
      at += size
    }
    return chunks
  }
  const through = (chunks: readonly string[], secrets: readonly string[]): string => {
    const lines = makeLines(makeRedactor(secrets))
    return [...chunks.map(lines.push), lines.end()].filter((text) => text !== null).join('\n')
  }

  test('never shows a secret, wherever the chunks are cut', () => {
    for (let round = 0; round < 200; round++) {
      const secrets = Array.from({ length: 5 }, () =>
        randomBytes(3 + Math.floor(Math.random() * 60)).toString('base64url'),
      )
      const words = Array.from({ length: 400 }, (_, i) => (i % 7 === 0 ? (secrets[i % 5] as string) : `word${i}`))
      const text = words.map((word, i) => word + (i % 11 === 0 ? '\n' : i % 13 === 0 ? '\u001b[1m' : ' ')).join('')
      const shown = through(cutAtRandom(text, 1 + round * 3), secrets)
      for (const secret of secrets) expect(shown).not.toContain(secret)
      expect(shown).toBe(makeRedactor(secrets).redact(text.replaceAll('\u001b[1m', '')).replace(/\n$/, ''))
    }
  })

  test('without any newline is given out in parts, none of which shows a secret or loses a character', () => {
    const secret = randomBytes(30).toString('hex')
    const text = Array.from({ length: 6_000 }, (_, i) => `${'x'.repeat(1 + (i % 80))}${secret}`).join('')
    const chunks = cutAtRandom(text, 9_000)
    const lines = makeLines(makeRedactor([secret]))
    const shown = chunks.map(lines.push)
    expect(shown.filter((part) => part !== null).length).toBeGreaterThan(3)
    const all = [...shown, lines.end()].filter((part) => part !== null).join('')
    expect(all).not.toContain(secret.slice(0, 12))
    expect(all.replaceAll('***', secret)).toBe(text)
  })

  test('of nothing but one secret again and again stays bounded and hidden', () => {
    const lines = makeLines(makeRedactor(['secretsecret']))
    const shown = Array.from({ length: 40 }, () => lines.push('secretsecret'.repeat(1000))).join('')
    expect(`${shown}${lines.end()}`).not.toContain('secret')
  })

  test('gives whole lines at once and holds the last one back', () => {
    const lines = makeLines(makeRedactor([]))
    expect(lines.push('one\ntwo\nthr')).toBe('one\ntwo')
    expect(lines.push('ee')).toBeNull()
    expect(lines.push('\n')).toBe('three')
    expect(lines.end()).toBeNull()
  })

  test.each([
    ['colours', '\u001b[1;31mred\u001b[0m', 'red'],
    ['a window title', '\u001b]0;title\u0007text', 'text'],
    ['a cut-off sequence', 'text\u001b[', 'text'],
    ['a progress line', '10%\r50%\r100%', '100%'],
    ['line ends of Windows', 'text\r', 'text'],
    ['a bell, a null and a backspace', 'a\u0007b\u0000c\bd', 'abcd'],
    ['a turned reading direction', 'a\u202eb', 'ab'],
    ['a tab, which stays', 'a\tb', 'a\tb'],
  ])('is cleaned of %s', (_name, raw, shown) => {
    expect(through([`${raw}\n`], [])).toBe(shown)
  })

  test('a secret with colours inside it is still found', () => {
    expect(through(['se\u001b[1mcret\u001b[0m1\n'], ['secret1'])).toBe('***')
  })
})
