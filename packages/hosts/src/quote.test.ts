import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { commandLine, quote } from './quote.ts'

/** Pieces that mean something to some shell, and characters of several alphabets. */
const PIECES = [
  ...`'"\`$\\!*?[]{}()<>|&;#~^=%+-,.:/@ \t\n\r`,
  ...'azAZ09_',
  ...'한글가나다éß漢字🙂\u0001\u001b\u007f\u00a0\u2028',
  '$(id)',
  '`id`',
  '$' + '{HOME}',
  "'\\''",
  '\\\\',
  '--',
  '-n',
  '-e',
  'if',
  'done',
  '2',
  '~root',
  'A=b',
  '\\n',
  '%s',
  '<<EOF',
  '\n\n',
]

/** A generator of numbers from a seed, so that a failure can be repeated (mulberry32). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

function words(count: number, seed: number): string[] {
  const next = random(seed)
  const piece = () => PIECES[Math.floor(next() * PIECES.length)] ?? ''
  return Array.from({ length: count }, () => Array.from({ length: Math.floor(next() * 12) }, piece).join(''))
}

/** What `shell` hands to a program whose arguments are `quoted`. */
function argumentsSeen(shell: string, args: string[], quoted: string[]): string[] {
  const script = `printf '%s\\0' ${quoted.join(' ')}`
  return execFileSync(shell, args, { input: script, encoding: 'utf8', maxBuffer: 2 ** 28 })
    .split('\0')
    .slice(0, -1)
}

const SHELLS = ['/bin/sh', '/bin/bash', '/bin/busybox sh'].filter((shell) => existsSync(shell.split(' ')[0] ?? ''))

describe.each(SHELLS)('quoted words in %s', (name) => {
  const [shell = '', ...args] = name.split(' ')

  test('10,000 random words come out as they went in', () => {
    const given = words(10_000, 20_260)
    expect(argumentsSeen(shell, args, given.map(quote))).toEqual(given)
  })

  test('also through a second shell, as sudo and ssh need it', () => {
    const given = words(2_000, 7)
    const inner = `printf '%s\\0' ${commandLine(given)}`
    const out = execFileSync(shell, args, { input: `sh -c ${quote(inner)}`, encoding: 'utf8', maxBuffer: 2 ** 28 })
    expect(out.split('\0').slice(0, -1)).toEqual(given)
  })

  test('as the first word, one is always a name to look up', () => {
    const given = ['if', 'for', 'A=b', '2', '!', '{', 'case']
    const script = given.map((word) => `${quote(word)} 2>/dev/null || echo $?`).join('\n')
    expect(execFileSync(shell, args, { input: script, encoding: 'utf8' }).trim().split('\n')).toEqual(
      given.map(() => '127'),
    )
  })
})

test('a digit before a redirection stays a word', () => {
  expect(execFileSync('/bin/sh', ['-c', `echo ${quote('2')}>&1`], { encoding: 'utf8' })).toBe('2\n')
})

test('plain words stay readable', () => {
  expect(commandLine(['systemctl', 'restart', 'rke2-server.service', '/etc/a b', ''])).toBe(
    "systemctl restart rke2-server.service '/etc/a b' ''",
  )
})

test('a NUL byte is refused', () => {
  expect(() => quote('a\0b')).toThrow(TypeError)
})
