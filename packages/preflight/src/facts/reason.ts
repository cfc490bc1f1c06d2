import { z } from 'zod'

/** Why a fact is not there. */
export const Reason = z.enum([
  'no-root',
  'tool-missing',
  'timed-out',
  'not-collected',
  'unreadable',
  'cut-off',
  'host-unreachable',
])
export type Reason = z.infer<typeof Reason>
