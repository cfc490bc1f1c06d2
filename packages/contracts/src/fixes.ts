import { z } from 'zod'
import { CheckId } from './check-ids.ts'
import { Run } from './plans.ts'
import { Localized } from './text.ts'

/** A finding that the console can put right on a host, and what it would do. */
export const FixOffer = z.object({ host: z.string(), check: CheckId, describe: Localized })
export type FixOffer = z.infer<typeof FixOffer>

/** How many fixes the ledger of a host held when the newest preflight looked, and how many of these no run of this console made. */
export const HeldFixes = z.object({ host: z.string(), fixes: z.number().int(), others: z.number().int() })
export type HeldFixes = z.infer<typeof HeldFixes>

export const FixesView = z.object({
  /** Whose findings these are. */
  preflight: z.string().nullable(),
  /** What can be put right of what the newest preflight found. */
  offers: z.array(FixOffer),
  /** The hosts that carry any. */
  held: z.array(HeldFixes),
  /** The newest run that made or took back fixes. */
  run: Run.omit({ steps: true }).nullable(),
})
export type FixesView = z.infer<typeof FixesView>
