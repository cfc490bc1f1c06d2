import type { VerdictStatus } from '@astrago/contracts'
import type { Tone } from '../../parts/Status.tsx'

/** How a verdict stands on the board: a waived failure is a kind of its own, and is never hidden among the passed. */
export type Standing = VerdictStatus | 'waived'
export const STANDINGS: readonly Standing[] = ['fail', 'unknown', 'warn', 'waived', 'pass']

export const STANDING_TONES: Record<Standing, Tone> = {
  fail: 'fail',
  unknown: 'unknown',
  warn: 'warn',
  waived: 'waived',
  pass: 'pass',
}
