import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { generateSecret } from './generate-secret.ts'
import { NewSecret } from './schemas.ts'

const MANY = Array.from({ length: 2000 }, () => generateSecret(randomBytes))

test('is 24 letters and digits that cannot be mistaken, of each class at least one', () => {
  const odd = MANY.filter((text) => !/^(?=.*[a-z])(?=.*[A-Z])(?=.*[2-9])[a-hj-km-np-zA-HJ-NP-Z2-9]{24}$/.test(text))
  expect(odd).toEqual([])
})

test('passes the rule for passwords of the platform and repeats none', () => {
  expect(MANY.filter((text) => !NewSecret.safeParse(text).success)).toEqual([])
  expect(new Set(MANY).size).toBe(MANY.length)
})

test('every letter is as likely as any other', () => {
  const eachByteOnce = () => Uint8Array.from({ length: 256 }, (_, index) => index + 220)
  const counts = new Map<string, number>()
  for (const letter of generateSecret(eachByteOnce, 220)) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  expect([...counts.values()]).toEqual(Array(55).fill(4))
})

test('a broken random source is an error, not a weak password', () => {
  expect(() => generateSecret((bytes) => new Uint8Array(bytes))).toThrow(RangeError)
})
