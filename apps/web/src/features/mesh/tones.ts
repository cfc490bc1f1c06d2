import type { Tone } from '../../parts/Status.tsx'
import type { Rating } from './view.ts'

export const RATING_TONES: Record<Rating, Tone> = {
  fail: 'fail',
  warn: 'warn',
  unknown: 'unknown',
  pass: 'pass',
  none: 'plain',
}
