import { z } from 'zod'
import { CheckId } from './check-ids.ts'
import { OsFamily, Severity } from './checks.ts'
import { Params } from './text.ts'

export const VerdictStatus = z.enum(['pass', 'warn', 'fail', 'unknown'])
export type VerdictStatus = z.infer<typeof VerdictStatus>

/** Host name of verdicts that concern the site as a whole, not one machine. Not a valid host name. */
export const SITE_WIDE = '*'

/**
 * What a check says of one host. `outcome` names an entry of the check's outcome table, where the texts are;
 * `params` fill them. `found` and `wanted` are values as tools print them, the same in every language. `identity` is what
 * of `found` makes it the same finding at the next look, where that is not all of it: numbers such as free space change.
 */
export const Verdict = z.object({
  check: CheckId,
  host: z.string(),
  status: VerdictStatus,
  severity: Severity,
  outcome: z.string(),
  found: z.string(),
  wanted: z.string(),
  identity: z.string().optional(),
  params: Params,
  /** Whose commands the fix speaks; null where the host's system is not known, and for the site as a whole. */
  family: OsFamily.nullable().default(null),
})
export type Verdict = z.infer<typeof Verdict>

export const Preflight = z.object({
  id: z.string(),
  site: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled', 'interrupted']),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  hosts: z.array(z.string()),
  /** The checks that it has verdicts of, where not all were asked for; open text, as a check may be renamed. */
  only: z.array(z.string()).nullable(),
  verdicts: z.array(Verdict),
  counts: z.record(VerdictStatus, z.number()),
  /** Version of the thresholds that the verdicts were made by; null while there are none, and in old ones. */
  thresholds: z.string().nullable(),
})
export type Preflight = z.infer<typeof Preflight>
