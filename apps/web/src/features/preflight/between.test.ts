import { expect, it } from 'vitest'
import { betweenNumbers, countHosts } from './between.ts'

it('counts the hosts as the journey does, none before it is known', () => {
  expect(countHosts([{ step: 'hosts', state: 'done', counts: { hosts: 8, reached: 8, keys: 0 } }])).toBe(8)
  expect(countHosts([{ step: 'form', state: 'done', counts: {} }])).toBe(0)
  expect(countHosts(undefined)).toBe(0)
})

it.each([
  [2, 4, 17],
  [3, 12, 51],
  [4, 12, 51],
  [9, 32, 136],
  [100, 32, 136],
])('streams between %i hosts take about %i s, and %i at most', (hosts, all, most) => {
  expect(betweenNumbers(hosts)).toMatchObject({ hosts, pair: 4, all, most })
})
