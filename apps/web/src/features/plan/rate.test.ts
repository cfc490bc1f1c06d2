import { expect, test } from 'vitest'
import { rateOf, type Sample, sampled } from './rate.ts'

test('tells nothing before something was sent, nor while nothing gets on', () => {
  expect(rateOf([])).toBeNull()
  expect(rateOf([{ at: 0, bytes: 5 }])).toBeNull()
  expect(
    rateOf([
      { at: 0, bytes: 5 },
      { at: 1000, bytes: 5 },
    ]),
  ).toBeNull()
})

test('is that of the last seconds, not of all time', () => {
  let samples: readonly Sample[] = []
  for (let second = 0; second <= 60; second++) {
    const bytes = second <= 40 ? second * 1000 : 40_000 + (second - 40) * 10
    samples = sampled(samples, { at: second * 1000, bytes })
  }
  expect(rateOf(samples)).toBe(10)
  expect(samples.length).toBeLessThan(10)
})
