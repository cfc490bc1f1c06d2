import { expect, test } from 'vitest'
import { blame } from './blame.ts'

const pairs = (text: string) =>
  text.split(' ').map((pair) => ({ hosts: pair.split('-') as [string, string], outcome: 'far' as const, text: pair }))
const blamed = (host: string, text: string) => blame(pairs(text))(host).map((pair) => pair.text)

test('a bad line is put down to the host that all bad pairs have in common', () => {
  expect(blamed('b', 'a-b b-c b-d')).toEqual(['a-b', 'b-c', 'b-d'])
  expect(blamed('a', 'a-b b-c b-d')).toEqual([])
})

test('where two have the same number both get it, and two bad hosts do not excuse each other', () => {
  expect([blamed('a', 'a-b'), blamed('b', 'a-b')]).toEqual([['a-b'], ['a-b']])
  expect(blamed('b', 'a-b b-c a-c2 c2-c c2-b')).toEqual(['a-b', 'b-c', 'c2-b'])
})
