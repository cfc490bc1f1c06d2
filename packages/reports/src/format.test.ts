import { expect, it } from 'vitest'
import { formatDuration, formatGib, formatTime } from './format.ts'

it('shows times in the zone of the report', () => {
  expect(formatTime('2026-11-23T15:05:59Z', 'Asia/Seoul')).toBe('2026-11-24 00:05')
  expect(formatTime('2026-11-23T15:05:59Z', 'UTC')).toBe('2026-11-23 15:05')
})

it.each([
  [800, '0.8초', '0.8 s'],
  [9_999, '10.0초', '10.0 s'],
  [59_600, '1분 0초', '1 min 0 s'],
  [852_000, '14분 12초', '14 min 12 s'],
  [3_780_000, '1시간 3분', '1 h 3 min'],
])('shows %d ms in the two units that matter', (ms, ko, en) => {
  expect([formatDuration(ms, 'ko'), formatDuration(ms, 'en')]).toEqual([ko, en])
})

it('shows memory as the tools on the hosts count it', () => {
  expect(formatGib(67_430_000_000)).toBe('62.8 GiB')
  expect(formatGib(2 ** 40)).toBe('1024 GiB')
})
