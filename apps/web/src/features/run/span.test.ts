import { expect, test } from 'vitest'
import { coveredMs } from './span.ts'

test.each([
  ['nothing', [], 0],
  [
    'overlaps once',
    [
      [0, 10],
      [5, 12],
    ],
    12,
  ],
  [
    'one within another once',
    [
      [0, 10],
      [2, 3],
    ],
    10,
  ],
  [
    'gaps not at all',
    [
      [20, 25],
      [0, 10],
    ],
    15,
  ],
] as [string, [number, number][], number][])('counts %s', (_, spans, ms) => expect(coveredMs(spans)).toBe(ms))
