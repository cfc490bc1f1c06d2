import type { Tone } from '../../parts/Status.tsx'
import type { Standing } from './board.ts'

export const STANDING_TONES: Record<Standing, Tone> = {
  fail: 'fail',
  unknown: 'unknown',
  warn: 'warn',
  waived: 'plain',
  pass: 'pass',
}
