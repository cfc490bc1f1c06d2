import { expect, it } from 'vitest'
import { measuredDuration, roughDuration } from './duration.ts'

it.each([
  [-5, '0초', '0 s'],
  [0, '0초', '0 s'],
  [42_400, '42초', '42 s'],
  [60_000, '1분', '1 min'],
  [80_000, '1분 20초', '1 min 20 s'],
  [179_900, '2분 59초', '2 min 59 s'],
  [180_000, '3분', '3 min'],
  [847_000, '14분', '14 min'],
  [3_600_000, '1시간', '1 h'],
  [3_900_000, '1시간 5분', '1 h 5 min'],
])('says about how long %d ms are, while they pass', (ms, ko, en) => {
  expect([roughDuration(ms, 'ko'), roughDuration(ms, 'en')]).toEqual([ko, en])
})

it.each([
  [0, '0.0초', '0.0 s'],
  [800, '0.8초', '0.8 s'],
  [9_949, '9.9초', '9.9 s'],
  [9_999, '10초', '10 s'],
  [59_600, '1분 0초', '1 min 0 s'],
  [852_000, '14분 12초', '14 min 12 s'],
  [3_599_600, '1시간 0분', '1 h 0 min'],
  [3_780_000, '1시간 3분', '1 h 3 min'],
])('keeps %d ms as they were measured, in the two units that matter', (ms, ko, en) => {
  expect([measuredDuration(ms, 'ko'), measuredDuration(ms, 'en')]).toEqual([ko, en])
})
