import { expect, test } from 'vitest'
import { placesOf } from './secret-search.ts'

test('a secret is found as it is, as JSON has it, and broken over lines', () => {
  const secret = 'own "pass" word 1'
  const shown = new Map([
    ['plain', `x ${secret} y`],
    ['json', JSON.stringify({ text: secret })],
    ['broken', 'own "pa\n   ss" word 1'],
    ['other', 'own pass word 1'],
  ])
  expect(placesOf(secret, shown)).toEqual(['plain', 'json', 'broken'])
})

test('of a key one line is enough', () => {
  const key = '-----BEGIN-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END-----\n'
  expect(placesOf(key, new Map([['log', 'read b3BlbnNzaC1rZXktdjEAAAAA']]))).toEqual(['log'])
})

test('what is too short to be looked for is an error, not a search that finds nothing', () => {
  expect(() => placesOf('', new Map())).toThrow('too short')
})
