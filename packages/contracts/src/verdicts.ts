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
 * `params` fill them. `found` and `wanted` are values as tools print them, the same in every language.
 */
export const Verdict = z.object({
  check: CheckId,
  host: z.string(),
  status: VerdictStatus,
  severity: Severity,
  outcome: z.string(),
  found: z.string(),
  wanted: z.string(),
  params: Params,
  /** Whose commands the fix speaks; null where the host's system is not known, and for the site as a whole. */
  family: OsFamily.nullable().default(null),
})
export type Verdict = z.infer<typeof Verdict>

/** A `block` that a reseller took on, by check and host. */
export const Acceptance = z.object({
  id: z.string(),
  check: CheckId,
  host: z.string(),
  reason: z.string().trim().min(5).max(500),
  who: z.string(),
  at: z.string(),
})
export type Acceptance = z.infer<typeof Acceptance>

export const Preflight = z.object({
  id: z.string(),
  site: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled', 'interrupted']),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  hosts: z.array(z.string()),
  verdicts: z.array(Verdict),
  counts: z.record(VerdictStatus, z.number()),
})
export type Preflight = z.infer<typeof Preflight>
