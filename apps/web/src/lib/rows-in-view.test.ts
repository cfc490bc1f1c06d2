import { describe, expect, test } from 'vitest'
import { areaHeight, drawnRows, rowsIn, scrollTo } from './rows-in-view.ts'

const height = 640
const rowHeight = 20

describe.each([10, 32, 33, 5_000, 200_000, 400_000, 3_000_000])('a list of %d rows', (count) => {
  const rows = { count, rowHeight }
  const at = (scrollTop: number) => rowsIn({ scrollTop, height }, rows)
  const farthest = Math.max(0, areaHeight(rows) - height)

  test('begins with the first row and ends with the last, wherever the area ends', () => {
    expect(at(0)).toMatchObject({ first: 0, from: 0, top: 0 })
    const end = at(scrollTo('end', height, rows))
    expect(end.last).toBe(count - 1)
  })

  test('draws what is in view and few rows beside, never more than fits', () => {
    for (let i = 0; i <= 100; i++) {
      const { first, last, from, to, top } = at((farthest * i) / 100)
      expect(from).toBeLessThanOrEqual(first)
      expect(to).toBeGreaterThanOrEqual(last)
      expect(to - from).toBeLessThan(height / rowHeight + 27)
      expect(top + (first - from) * rowHeight).toBeLessThanOrEqual((farthest * i) / 100)
    }
  })

  test('brings any row into view', () => {
    for (const row of [0, 1, Math.floor(count / 3), count - 2, count - 1]) {
      const { first, last } = at(scrollTo(row, height, rows))
      expect(first).toBeLessThanOrEqual(row)
      expect(last).toBeGreaterThanOrEqual(row)
    }
  })
})

test('an empty list has nothing to draw', () => {
  const { from, to } = rowsIn({ scrollTop: 0, height }, { count: 0, rowHeight })
  expect(to).toBeLessThan(from)
})

test('a row out of view is drawn too, and the height of those left out stays', () => {
  const drawn = (also: number) => drawnRows({ from: 10, to: 12 }, also, 30)
  expect(drawn(11)).toEqual({ rows: [10, 11, 12].map((index, i) => ({ index, skipped: i === 0 ? 10 : 0 })), rest: 17 })
  expect(drawn(3).rows.map(({ index, skipped }) => `${index} ${skipped}`)).toEqual(['3 3', '10 6', '11 0', '12 0'])
  expect(drawn(20)).toMatchObject({ rows: [{}, {}, {}, { index: 20, skipped: 7 }], rest: 9 })
  expect(drawn(40)).toEqual(drawn(11))
})
