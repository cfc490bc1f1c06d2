import { expect, test } from 'vitest'
import { remember } from './remember.ts'

test('what was made of an object is given again, until something else that it was made with is another', () => {
  let times = 0
  const twice = remember((list: readonly number[], factor: number) => {
    times += 1
    return list.map((each) => each * factor)
  })
  const list = [1, 2]
  expect(twice(list, 2)).toEqual([2, 4])
  expect(twice(list, 2)).toBe(twice(list, 2))
  expect(times).toBe(1)
  expect(twice(list, 3)).toEqual([3, 6])
  expect(twice([1, 2], 3)).toEqual([3, 6])
  expect(times).toBe(3)
})
