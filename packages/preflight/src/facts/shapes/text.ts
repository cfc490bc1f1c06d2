import { z } from 'zod'

/** What a host says is cut to these lengths before it is kept. */
export const Text = z.string().max(4000)
export const Count = z.number().int().min(0)
export const Texts = z.array(Text)
