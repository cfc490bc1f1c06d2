import { expect, test } from 'vitest'
import { placeAfter } from './grid-keys.ts'

const size = { rows: 100, columns: 11 }
const press = (key: string, ctrlKey = false) => placeAfter({ key, ctrlKey }, { row: 5, column: 4 }, size)

test('arrows, pages and ends lead through a table and never out of it', () => {
  expect(press('ArrowUp')).toEqual({ row: 4, column: 4 })
  expect(press('ArrowRight')).toEqual({ row: 5, column: 5 })
  expect(press('PageDown')).toEqual({ row: 15, column: 4 })
  expect(press('PageUp')).toEqual({ row: 0, column: 4 })
  expect(press('Home')).toEqual({ row: 5, column: 0 })
  expect(press('End', true)).toEqual({ row: 99, column: 10 })
  expect(press('Home', true)).toEqual({ row: 0, column: 0 })
  expect(press('Tab')).toBeNull()
  expect(placeAfter({ key: 'ArrowDown', ctrlKey: false }, { row: 0, column: 0 }, { rows: 1, columns: 1 })).toEqual({
    ...{ row: 0, column: 0 },
  })
})
