import { expect, it } from 'vitest'
import { betweenNumbers } from './between.ts'

it.each([
  [2, 4, 17],
  [3, 12, 51],
  [4, 12, 51],
  [9, 32, 136],
  [100, 32, 136],
])('streams between %i hosts take about %i s, and %i at most', (hosts, all, most) => {
  expect(betweenNumbers(hosts)).toMatchObject({ hosts, pair: 4, all, most })
})
