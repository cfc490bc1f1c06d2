import type { JournalEvent } from '@astrago/contracts'
import { describe, expect, test } from 'vitest'
import { BLOCK, LogStore } from './log-store.ts'

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
const many = (n: number, count: number) => lines(n, ...Array.from({ length: count }, (_, i) => `line ${n + i}`))
const mark = (n: number): JournalEvent => ({ n, at: 0, kind: 'run', state: 'running' })

/** The numbers with what stands there: the text of a line, `-` for a mark, null for what is not here. */
const shown = (store: LogStore) =>
  Array.from({ length: store.total }, (_, i) => {
    const row = store.row(i + 1)
    return row && (row.kind === 'line' ? row.text : '-')
  })

describe('the log store', () => {
  test('has a row for every number', () => {
    const store = new LogStore()
    store.take([mark(1), lines(2, 'a', 'b'), mark(4), lines(5, 'c')])
    expect(shown(store)).toEqual(['-', 'a', 'b', '-', 'c'])
    expect(store.row(6)).toBeNull()
    expect(store.lost).toBe(0)
  })

  test('knows how many there are before it has them, and what to ask for', () => {
    const store = new LogStore()
    store.grow(1234)
    expect(store.total).toBe(1234)
    expect(store.missing(1, 10)).toEqual([1])
    expect(store.missing(490, 1300)).toEqual([1, 501, 1001])
    store.put([many(400, 300)])
    expect(store.missing(490, 700)).toEqual([1, 501])
    store.put([many(1, 500)])
    expect(store.missing(490, 700)).toEqual([501])
    expect(store.row(699)).toMatchObject({ n: 699, text: 'line 699' })
    expect(store.row(700)).toBeNull()
  })

  test('a block at the end is whole when it holds what there is, until more comes', () => {
    const store = new LogStore()
    store.take([many(1, 3)])
    expect(store.missing(1, 3)).toEqual([])
    store.grow(5)
    expect(store.missing(1, 5)).toEqual([1])
  })

  test('an event takes the place of everything from its number on', () => {
    const store = new LogStore()
    store.take([lines(1, 'a', 'b', 'c'), mark(4), lines(5, 'e')])
    store.take([lines(3, 'C'), mark(4)])
    expect(shown(store)).toEqual(['a', 'b', 'C', '-'])
    store.cut(2)
    expect(shown(store)).toEqual(['a'])
    store.cut(9)
    expect(store.total).toBe(1)
  })

  test('counts what was left out', () => {
    const store = new LogStore()
    store.take([lines(90, 'a')])
    store.take([lines(91, 'b'), lines(92, 'c')])
    expect(store.lost).toBe(0)
    store.take([lines(95, 'f')])
    expect(store.lost).toBe(2)
  })

  test('holds a part of a million lines: what came last and what was looked at last', () => {
    const store = new LogStore()
    for (let n = 1; n <= 1_000_000; n += 250) store.take([many(n, 250)])
    expect(store.total).toBe(1_000_000)
    expect(store.held).toBeLessThanOrEqual(60 * BLOCK)
    expect(store.row(1_000_000)).not.toBeNull()
    expect(store.missing(300, 310)).toEqual([1])
    store.put([many(1, 500)])
    for (let n = 1_000_001; n <= 1_020_000; n += 250) {
      store.take([many(n, 250)])
      expect(store.missing(300, 310)).toEqual([])
    }
    expect(store.row(300)).toMatchObject({ text: 'line 300' })
  })
})
