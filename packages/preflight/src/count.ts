import type { Verdict, VerdictStatus } from '@astrago/contracts'

/** How many verdicts of each status. */
export function countByStatus(verdicts: readonly Pick<Verdict, 'status'>[]): Record<VerdictStatus, number> {
  const counts = { pass: 0, warn: 0, fail: 0, unknown: 0 }
  for (const { status } of verdicts) counts[status] += 1
  return counts
}
