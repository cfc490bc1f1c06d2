import type { Verdict } from '@astrago/contracts'
import { expect, test } from 'vitest'
import { changes } from './lab-site.ts'

const said = (line: string): Verdict => {
  const [check, host, status, outcome] = line.split(' ')
  return { check, host, status, outcome } as Verdict
}

test('what is said otherwise, what is new and what is no longer said', () => {
  const before = ['a n1 pass pass', 'b n1 pass pass', 'c n1 fail full', 'd n1 pass pass'].map(said)
  const after = ['a n1 pass pass', 'b n1 fail full', 'd n1 pass other', 'a n2 pass pass'].map(said)
  expect(changes(before, after)).toEqual(['a n2 pass pass new', 'b n1 fail full', 'c n1 gone', 'd n1 pass other'])
  expect(changes(before, before)).toEqual([])
})
