import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { launch } from './launch.ts'
import { neverStarted } from './never-started.ts'
import { StartWatch } from './start-watch.ts'

test('no line holds the password', () => {
  expect(launch('id', { kind: 'password', password: 'hunter2' }, 'tok', true).line).not.toContain('hunter2')
})

test('the command comes through whole, and the mark before it', () => {
  const command = `printf '%s|' "it's" 'a\\b' "$0"\nfalse || exit 5`
  const line = `${launch(command, null, 'tok', false).line} 2>&1`
  const run = () => execFileSync('/bin/sh', ['-c', line], { encoding: 'utf8' })
  expect(run).toThrow(
    expect.objectContaining({ status: 5, stdout: expect.stringMatching(/^tok \d+\nit's\|a\\b\|sh\|$/) }),
  )
})

test('what runs for a piece of work has its name in the environment of its children', () => {
  const { line } = launch('env', null, 'tok', false, 'site-1')
  expect(execFileSync('/bin/sh', ['-c', `${line} 2>&1`], { encoding: 'utf8' })).toContain('\nASTRAGO_WORK=site-1.\n')
})

test('a script on standard input says for itself that it has begun', () => {
  const { line, ahead } = launch('sh -s', null, 'tok', true)
  const input = `${ahead}echo "$0 $LC_ALL"\n`
  const said = execFileSync('/bin/sh', ['-c', `${line} 2>&1`], { encoding: 'utf8', input })
  expect(said).toMatch(/^tok \d+\nsh C\n$/)
})

test('the shell of a script for a piece of work has its name in its arguments, where it can be found', () => {
  const { line, ahead } = launch('sh -s', null, 'tok', true, 'site-1')
  expect([line, ahead]).toEqual([expect.stringContaining('ASTRAGO_WORK='), ''])
})

test.each([1, 3, 1000])('the mark is found when stderr comes in pieces of %i bytes', (size) => {
  const watch = new StartWatch('tok')
  const all = Buffer.from('a lecture\ntok?tok 4711\nown\ntok 1\n')
  let own = ''
  for (let at = 0; at < all.length; at += size) own += watch.take(all.subarray(at, at + size))?.toString() ?? ''
  expect(watch).toMatchObject({ pid: 4711, noise: 'a lecture\n', askedAgain: false })
  expect(own).toBe('own\ntok 1\n')
})

test('a second question means that the password was wrong', () => {
  const watch = new StartWatch('tok')
  watch.take(Buffer.from('tok?'))
  expect(watch.askedAgain).toBe(false)
  watch.take(Buffer.from('\ntok?'))
  expect(watch.askedAgain).toBe(true)
})

const password = { kind: 'password', password: 'hunter2' } as const
test.each([
  [
    password,
    'Sorry, try again.\nsudo: no password was provided\nsudo: 1 incorrect password attempt\n',
    'HOST_SUDO_FAILED',
    '1 incorrect password attempt',
  ],
  [
    password,
    'ops is not in the sudoers file.\nThis incident has been reported to the administrator.\n',
    'HOST_SUDO_FAILED',
    'ops is not in the sudoers file.',
  ],
  [
    password,
    'sudo: sorry, you must have a tty to run sudo\n',
    'HOST_SUDO_FAILED',
    'sorry, you must have a tty to run sudo',
  ],
  [password, 'env: ‘sudo’: No such file or directory\n', 'HOST_SUDO_FAILED', 'env: ‘sudo’: No such file or directory'],
  [password, 'module says hunter2 is bad\n', 'HOST_SUDO_FAILED', 'module says *** is bad'],
  [{ kind: 'nopasswd' }, 'sudo: a password is required\n', 'HOST_SUDO_FAILED', 'a password is required'],
  [{ kind: 'root' }, 'the account is not root\n', 'HOST_SUDO_FAILED', 'the account is not root'],
  [
    null,
    'This account is currently not available.\n',
    'HOST_LOGIN_UNUSABLE',
    'This account is currently not available.',
  ],
  [null, '', 'HOST_LOGIN_UNUSABLE', 'no message'],
] as const)('%o and %o', (sudo, noise, code, detail) => {
  expect(neverStarted('n1', 'ops', sudo, noise)).toMatchObject({ code, details: { params: { detail, user: 'ops' } } })
})

test('an expired password is not taken for sudo or the shell', () => {
  const noise = 'WARNING: Your password has expired.\nPassword change required but no TTY available.\n'
  expect(neverStarted('n1', 'ops', password, noise)).toMatchObject({ code: 'HOST_PASSWORD_EXPIRED' })
})
