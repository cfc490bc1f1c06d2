import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { atMostEvery } from './at-most-every.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('the first occasion is met at once, those that follow together, and none is forgotten', () => {
  let times = 0
  const { ask, stop } = atMostEvery(1000, () => void times++)
  ask()
  expect(times).toBe(1)
  for (let i = 0; i < 50; i++) ask()
  expect(times).toBe(1)
  vi.advanceTimersByTime(1000)
  expect(times).toBe(2)
  vi.advanceTimersByTime(5000)
  expect(times).toBe(2)
  ask()
  expect(times).toBe(3)
  ask()
  stop()
  vi.advanceTimersByTime(5000)
  expect(times).toBe(3)
})
