import { createHash } from 'node:crypto'
import type { PlannedPhase } from '@astrago/contracts'

/** JSON with the keys of every object in order, so that equal values give equal texts. `undefined` keys are left out. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}

/** sha256, in hex, over what a plan was made from and what it will do in which order. */
export function planHash(inputs: unknown, phases: readonly PlannedPhase[]): string {
  return createHash('sha256').update(canonicalJson({ inputs, phases })).digest('hex')
}
