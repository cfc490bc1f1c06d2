import { expect, test } from 'vitest'
import { Slots } from './slots.ts'

/** Takes `count` slots; the list grows as they are given. */
function takers(slots: Slots, count: number): number[] {
  const given: number[] = []
  for (let n = 1; n <= count; n += 1) void slots.take().then(() => given.push(n))
  return given
}
const settle = () => new Promise((resolve) => setImmediate(resolve))

test('eight at once, the others in the order of asking', async () => {
  const slots = new Slots()
  const given = takers(slots, 11)
  await settle()
  expect(given).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  slots.free()
  await settle()
  expect(given).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
})

test('a host that refused the third gives two from then on', async () => {
  const slots = new Slots()
  takers(slots, 3)
  slots.refused()
  slots.free()
  const given = takers(slots, 3)
  await settle()
  expect([slots.taken, given]).toEqual([2, []])
  slots.free()
  await settle()
  expect([slots.taken, given]).toEqual([2, [1]])
})

test('one is always allowed', async () => {
  const slots = new Slots()
  takers(slots, 1)
  slots.refused()
  slots.free()
  const given = takers(slots, 1)
  await settle()
  expect(given).toEqual([1])
})
