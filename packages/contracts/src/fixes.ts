import { z } from 'zod'
import { CheckId } from './check-ids.ts'
import { Run } from './plans.ts'
import { Localized } from './text.ts'

/** A finding that the console can put right on a host, and what it would do. */
export const FixOffer = z.object({ host: z.string(), check: CheckId, describe: Localized })
export type FixOffer = z.infer<typeof FixOffer>

export const FixesView = z.object({
  /** Whose findings these are. */
  preflight: z.string().nullable(),
  /** What can be put right of what the newest preflight found. */
  offers: z.array(FixOffer),
  /** The newest run that made or took back fixes. */
  run: Run.omit({ steps: true }).nullable(),
})
export type FixesView = z.infer<typeof FixesView>
