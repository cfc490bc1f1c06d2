import { describe, expect, test } from 'vitest'
import { areaHeight, ROW_HEIGHT, rowsIn, scrollTo } from './scroll.ts'

const height = 640

describe.each([10, 32, 33, 5_000, 200_000, 400_000, 3_000_000])('a log of %d lines', (count) => {
  const at = (scrollTop: number) => rowsIn({ scrollTop, height }, count)
  const farthest = Math.max(0, areaHeight(count) - height)

  test('begins with the first line and ends with the last, wherever the area ends', () => {
    expect(at(0)).toMatchObject({ first: 0, from: 0, top: 0 })
    const end = at(scrollTo('end', height, count))
    expect(end.last).toBe(count - 1)
  })

  test('draws what is in view and few rows beside, never more than fits', () => {
    for (let i = 0; i <= 100; i++) {
      const { first, last, from, to, top } = at((farthest * i) / 100)
      expect(from).toBeLessThanOrEqual(first)
      expect(to).toBeGreaterThanOrEqual(last)
      expect(to - from).toBeLessThan(height / ROW_HEIGHT + 27)
      expect(top + (first - from) * ROW_HEIGHT).toBeLessThanOrEqual((farthest * i) / 100)
    }
  })

  test('brings any line into view', () => {
    for (const row of [0, 1, Math.floor(count / 3), count - 2, count - 1]) {
      const { first, last } = at(scrollTo(row, height, count))
      expect(first).toBeLessThanOrEqual(row)
      expect(last).toBeGreaterThanOrEqual(row)
    }
  })
})

test('an empty log has nothing to draw', () => {
  const { from, to } = rowsIn({ scrollTop: 0, height }, 0)
  expect(to).toBeLessThan(from)
})
