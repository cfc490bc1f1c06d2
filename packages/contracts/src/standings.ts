import { z } from 'zod'
import { Preflight, type Verdict, VerdictStatus } from './verdicts.ts'
import type { Weighed } from './waivers.ts'

/** How a verdict stands: one that is waived is of a kind of its own, neither failed nor hidden among the passed. */
export const Standing = z.enum([...VerdictStatus.options, 'waived'])
export type Standing = z.infer<typeof Standing>

export function standingOf({
  verdict,
  waiver,
  lapse,
}: Pick<Weighed<Pick<Verdict, 'status'>, unknown>, 'verdict' | 'waiver' | 'lapse'>): Standing {
  return waiver !== null && lapse === null ? 'waived' : verdict.status
}

/** A preflight in a list: without its verdicts, counted as they stand by the waivers of now. */
export const PreflightHead = Preflight.omit({ verdicts: true, counts: true }).extend({
  counts: z.record(Standing, z.number()),
})
export type PreflightHead = z.infer<typeof PreflightHead>
