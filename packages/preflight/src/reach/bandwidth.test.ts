import { describe, expect, test } from 'vitest'
import { roundsOf } from './bandwidth.ts'

const names = (count: number) => Array.from({ length: count }, (_, n) => `n${n}`)

describe('who streams to whom', () => {
  test.each([2, 3, 4, 7, 8])('%i hosts all meet once, and nobody twice in a round', (count) => {
    const rounds = roundsOf(names(count))
    for (const round of rounds) expect(new Set(round.flat()).size).toBe(round.length * 2)
    const pairs = rounds.flat().map((pair) => pair.toSorted().join(' '))
    expect(new Set(pairs).size).toBe(pairs.length)
    expect(pairs).toHaveLength((count * (count - 1)) / 2)
  })

  test('of a hundred each meets eight', () => {
    const met = roundsOf(names(100)).flat()
    for (const name of names(100)) expect(met.filter((pair) => pair.includes(name))).toHaveLength(8)
  })

  test('one alone meets nobody', () => expect(roundsOf(names(1)).flat()).toEqual([]))
})
