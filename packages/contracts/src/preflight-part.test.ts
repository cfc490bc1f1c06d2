import { expect, it } from 'vitest'
import { partOf, partWords, speakingPreflight } from './preflight-part.ts'

const SITE = { hosts: ['a', 'b', 'c'], checks: 185 }

it('is no part where every host and every check of the site is in it', () => {
  expect(partOf({ hosts: ['c', 'b', 'a', 'gone'], only: null }, SITE)).toBeNull()
})

it.each([
  [['a'], null, '호스트 3대 가운데 1대만 점검했습니다.', 'Only 1 of 3 hosts were looked at.'],
  [['a', 'b', 'c'], ['x', 'x'], '점검 185개 가운데 1개만 했습니다.', 'Only 1 of 185 checks was made.'],
  [
    ['a', 'b'],
    ['x', 'y'],
    '호스트 3대 가운데 2대에서 점검 185개 가운데 2개만 했습니다.',
    'Only 2 of 185 checks were made, on 2 of 3 hosts.',
  ],
])('says how much it is: %j of hosts, %j of checks', (hosts, only, ko, en) => {
  const part = partOf({ hosts, only }, SITE)
  expect(part && partWords(part)).toEqual({ ko, en })
})

it.each([
  [['cancelled', 'done'], 1],
  [['running', 'done'], 0],
  [['interrupted', 'failed', 'running'], 2],
  [['interrupted', 'failed'], 0],
] as const)('of preflights that are %j the one at %i speaks for the site', (states, at) => {
  const list = states.map((state) => ({ state }))
  expect(speakingPreflight(list)).toBe(list[at])
})
