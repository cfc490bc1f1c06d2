import { z } from 'zod'
import { SecretRef } from './spec.ts'

/** How a secret looks to whoever may not see it; in the node table `of` names the row that it is kept for. */
const Mask = z.strictObject({ secret: z.literal(true), of: z.string().max(300).optional() })
export const MASK = { secret: true } as const satisfies z.infer<typeof Mask>

/** Stands where a secret belongs that has still to be entered, as after an import. */
const Wanted = z.strictObject({ secret: z.literal(false) })
export const WANTED = { secret: false } as const satisfies z.infer<typeof Wanted>

/** What a secret that is no text must be: where it is kept, or that it is. */
export const storedSecret = (value: unknown): z.ZodType =>
  typeof value === 'object' && value !== null && 'secretRef' in value ? SecretRef.strict() : Mask

export const isMask = (value: unknown): value is z.infer<typeof Mask> => Mask.safeParse(value).success
export const isWanted = (value: unknown): boolean => Wanted.safeParse(value).success
