import { z } from 'zod'
import { Problem } from '../errors.ts'

/** The errors that any route may answer with. */
export const problems = {
  400: Problem,
  401: Problem,
  403: Problem,
  404: Problem,
  409: Problem,
  429: Problem,
  500: Problem,
  502: Problem,
  503: Problem,
  504: Problem,
  507: Problem,
} as const

export const SiteParams = z.object({ site: z.string() })
export const Ok = z.object({ ok: z.literal(true) })
