import { z } from 'zod'
import { CheckId } from './check-ids.ts'
import { Distribution, NodeRole, Profile } from './sites.ts'
import { Localized, Params } from './text.ts'

/** `block!` cannot be accepted by anybody, `block` by a reseller with a reason. */
export const Severity = z.enum(['block!', 'block', 'warn', 'info'])
export type Severity = z.infer<typeof Severity>

export const VerdictStatus = z.enum(['pass', 'warn', 'fail', 'unknown'])
export type VerdictStatus = z.infer<typeof VerdictStatus>

export const Category = z.enum([
  'cpu-memory',
  'disk',
  'kernel',
  'os',
  'network',
  'ports',
  'time',
  'dns',
  'ssh',
  'proxy',
  'registry',
  'storage',
  'gpu',
  'leftovers',
  'cluster',
  'security',
])
export type Category = z.infer<typeof Category>

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
})
export type Verdict = z.infer<typeof Verdict>

export const OutcomeInfo = z.object({ severity: Severity, message: Localized, fix: Localized.optional() })
export type OutcomeInfo = z.infer<typeof OutcomeInfo>

/** `host`: from the facts of one host. `between`: one verdict a host, from the facts of all. `site`: one for the site. */
export const CheckScope = z.enum(['host', 'between', 'site'])
export type CheckScope = z.infer<typeof CheckScope>

/** A check as its readers see it; the logic stays in the preflight package. */
export const CheckInfo = z.object({
  id: CheckId,
  category: Category,
  scope: CheckScope,
  title: Localized,
  explain: Localized,
  roles: z.array(NodeRole),
  distributions: z.array(Distribution),
  profiles: z.array(Profile),
  /** Field of the questionnaire that concerns it. */
  field: z.string().nullable(),
  outcomes: z.record(z.string(), OutcomeInfo),
  source: z.string(),
})
export type CheckInfo = z.infer<typeof CheckInfo>

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
