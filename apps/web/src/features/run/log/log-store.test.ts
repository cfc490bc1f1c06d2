import type { JournalEvent } from '@astrago/contracts'
import { describe, expect, test } from 'vitest'
import { LogStore } from './log-store.ts'

const lines = (n: number, ...texts: string[]): JournalEvent => ({
  n,
  at: 0,
  kind: 'log',
  lines: texts.length,
  host: 'n1',
  step: 's',
  level: 'info',
  text: texts.join('\n'),
})
const step = (n: number): JournalEvent => ({ n, at: 0, kind: 'run', state: 'running' })

describe('the log store', () => {
  test('gives every line by its row, with its number', () => {
    const store = new LogStore()
    store.take([step(1), lines(2, 'a', 'b'), step(4), lines(5, 'c')])
    expect(store.rows).toBe(3)
    expect([0, 1, 2].map((row) => store.row(row)).map(({ n, text }) => [n, text])).toEqual([
      [2, 'a'],
      [3, 'b'],
      [5, 'c'],
    ])
    expect(() => store.row(3)).toThrow(RangeError)
  })

  test('finds the row of a number', () => {
    const store = new LogStore()
    store.take([step(1), lines(2, 'a', 'b'), step(4), lines(5, 'c')])
    expect([1, 2, 3, 4, 5, 99].map((n) => store.rowOf(n))).toEqual([0, 0, 1, 2, 2, 2])
  })

  test('whatever is sent again adds nothing, and what is missing is counted', () => {
    const store = new LogStore()
    store.take([lines(1, 'a', 'b')])
    store.take([lines(1, 'a', 'b'), lines(3, 'c')])
    expect([store.rows, store.lost]).toEqual([3, 0])
    store.take([lines(6, 'f')])
    expect([store.rows, store.lost]).toEqual([4, 2])
  })

  test('holds two hundred thousand lines that come in any batches', () => {
    const store = new LogStore()
    let n = 1
    while (n <= 200_000) {
      const count = Math.min(1 + ((n * 7919) % 500), 200_001 - n)
      store.take([lines(n, ...Array.from({ length: count }, (_, i) => `line ${n + i}`))])
      n += count
    }
    expect(store.rows).toBe(200_000)
    for (let row = 0; row < 200_000; row += 997)
      expect(store.row(row)).toMatchObject({ n: row + 1, text: `line ${row + 1}` })
  })
})
