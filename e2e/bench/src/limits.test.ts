import { expect, test } from 'vitest'
import { toldFigures } from './limits.ts'

test('each figure is told with its limit and whether that is met', () => {
  expect(toldFigures('log', { linesPerSecond: 100_000, p99Ms: 100, lost: 1, rssMb: 180 })).toEqual([
    'linesPerSecond 100000 (>= 100000: met; issue 2, done when)',
    'p99Ms 100 (< 100: NOT MET; issue 2, done when)',
    'lost 1 (<= 0: NOT MET; issue 2, done when)',
    'rssMb 180',
  ])
})

test('a figure that is missing does not meet its limit', () => {
  expect(toldFigures('start', { listenMs: Number.NaN })).toEqual([
    'listenMs NaN (<= 1500: NOT MET; issue 2, done when)',
    'rssMb not measured (< 200: NOT MET; issue 2, done when)',
  ])
})

test('a bench without limits tells its figures alone', () => {
  expect(toldFigures('active', { hosts: 20, secondsPerHost: 0.2 })).toEqual(['hosts 20', 'secondsPerHost 0.2'])
})
