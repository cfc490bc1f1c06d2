import type { Localized } from '@astrago/contracts'
import { z } from 'zod'
import { ExistingSecret, NewSecret } from '../schemas.ts'

/** One of several values; the schema comes from the texts. */
export function choice<const T extends Record<string, Localized>>(options: T) {
  return { kind: 'choice' as const, options, schema: z.enum(Object.keys(options) as (keyof T & string)[]) }
}

/** A secret that exists already and that the customer tells us. */
export const existingSecret = { kind: 'secret', secret: true, schema: ExistingSecret } as const

/** A secret of the new installation: made by the console when left empty. */
export const newSecret = { kind: 'secret', secret: true, generated: true, required: false, schema: NewSecret } as const
