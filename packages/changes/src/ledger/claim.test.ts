import { expect, test } from 'vitest'
import type { Wanted } from '../change.ts'
import { isEdited } from '../states.ts'
import { claim, heldAlone, letGo, mark } from './claim.ts'
import type { Ledger } from './entry.ts'

const NONE: Ledger = { version: 1, entries: [] }
const FIX = { owner: 'fix', what: 'forwarding', at: '2026-01-01T00:00:00Z' } as const
const INSTALL = { owner: 'install', what: 'sysctl@a', at: '2026-01-02T00:00:00Z' } as const
const forwarding: Wanted = { kind: 'sysctl', name: 'net.ipv4.ip_forward', wanted: '1' }
const line: Wanted = { kind: 'file', name: '/etc/hosts', wanted: 'file ours', keepsRest: true }
const now = (state: string) => () => state

test('what is already so and was never ours is not ours now', () => {
  expect(claim(NONE, [forwarding], now('1'), FIX)).toEqual(NONE)
})

test('the first holder notes how it was, the second only joins', () => {
  const once = claim(NONE, [forwarding], now('0'), FIX)
  expect(once.entries).toMatchObject([{ before: '0', after: '1', settled: false, holders: [FIX] }])
  const twice = claim(mark(once, once.entries, true), [forwarding], now('1'), INSTALL)
  expect(twice.entries).toMatchObject([{ before: '0', after: '1', settled: true, holders: [FIX, INSTALL] }])
  expect(claim(twice, [forwarding], now('1'), INSTALL)).toEqual(twice)
})

test('it goes back when the last one lets go, newest first', () => {
  const both = claim(claim(NONE, [forwarding], now('0'), FIX), [forwarding], now('1'), INSTALL)
  expect(heldAlone(both, FIX)).toEqual([])
  const one = letGo(both, FIX)
  expect(heldAlone(one, INSTALL)).toHaveLength(1)
  expect(letGo(one, INSTALL)).toEqual(NONE)
  const two = claim(claim(NONE, [forwarding], now('0'), FIX), [line], now('file theirs'), FIX)
  expect(heldAlone(two, FIX).map(({ kind }) => kind)).toEqual(['file', 'sysctl'])
})

test('doing it again after a reset keeps what was noted first', () => {
  const once = claim(NONE, [forwarding], now('0'), FIX)
  expect(claim(once, [forwarding], now('2'), FIX).entries).toMatchObject([{ before: '0', after: '1' }])
})

test.each([
  ['as before us', 'file theirs', false],
  ['as we left it', 'file ours', false],
  ['gone', 'absent', false],
  ['another', 'file edited', true],
])('a file that is %s counts as edited: %s', (_, state, edited) => {
  const [entry] = claim(NONE, [line], now('file theirs'), FIX).entries
  expect(entry && isEdited({ ...entry, settled: true }, state)).toBe(edited)
})

test('somebody else’s work in a file stays known when we change it again', () => {
  const once = mark(claim(NONE, [line], now('file theirs'), FIX), [line], true)
  const [entry] = claim(once, [{ ...line, wanted: 'file ours and theirs' }], now('file edited'), FIX).entries
  expect(entry).toMatchObject({ before: 'file theirs', after: 'file ours and theirs', mixed: true })
  expect(entry && isEdited(entry, 'file ours and theirs')).toBe(true)
})
