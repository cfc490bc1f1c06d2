import type { Standing } from '@astrago/contracts'
import type { Tone } from '../../parts/Status.tsx'

/** The worst first. */
export const STANDINGS: readonly Standing[] = ['fail', 'unknown', 'warn', 'waived', 'pass']

export const STANDING_TONES: Record<Standing, Tone> = {
  fail: 'fail',
  unknown: 'unknown',
  warn: 'warn',
  waived: 'waived',
  pass: 'pass',
}
