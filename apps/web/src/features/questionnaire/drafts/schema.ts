import { z } from 'zod'

const Values = z.record(z.string(), z.unknown())

export const KeptSection = z.object({ revision: z.number(), base: Values, edits: Values, lost: z.array(z.string()) })
export type KeptSection = z.infer<typeof KeptSection>

/**
 * What was typed and is not at the server, by section, with what it was typed over; `lost` names the secrets among it,
 * which are never kept. `who` typed it, and nobody else gets it back.
 */
export const KeptDraft = z.object({ who: z.string(), sections: z.record(z.string(), KeptSection) })
export type KeptDraft = z.infer<typeof KeptDraft>
