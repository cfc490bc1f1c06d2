import { expect, it } from 'vitest'
import { formatGib, formatTime } from './format.ts'

it('shows times in the zone of the report', () => {
  expect(formatTime('2026-11-23T15:05:59Z', 'Asia/Seoul')).toBe('2026-11-24 00:05')
  expect(formatTime('2026-11-23T15:05:59Z', 'UTC')).toBe('2026-11-23 15:05')
})

it('shows memory as the tools on the hosts count it', () => {
  expect(formatGib(67_430_000_000)).toBe('62.8 GiB')
  expect(formatGib(2 ** 40)).toBe('1024 GiB')
})
