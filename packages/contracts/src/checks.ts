import { z } from 'zod'
import { CheckId } from './check-ids.ts'
import { Distribution, NodeRole, Profile } from './sites.ts'
import { Localized } from './text.ts'

/** `block!` cannot be waived by anybody, `block` by a reseller with a reason and an expiry. */
export const Severity = z.enum(['block!', 'block', 'warn', 'info'])
export type Severity = z.infer<typeof Severity>

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

/** Systems whose commands and package names differ. */
export const OsFamily = z.enum(['debian', 'rhel', 'other'])
export type OsFamily = z.infer<typeof OsFamily>

/** What to do: one text for every host, or one for each family of systems. */
export const Fix = z.union([Localized, z.object({ debian: Localized, rhel: Localized, other: Localized })])
export type Fix = Localized | Readonly<Record<OsFamily, Localized>>

/** The text for a host of `family`; `other` where the family is not known. */
export function fixFor(fix: Fix, family: OsFamily | null): Localized {
  return 'other' in fix ? fix[family ?? 'other'] : fix
}

export const OutcomeInfo = z.object({
  severity: Severity,
  message: Localized,
  fix: Fix.optional(),
  /** The installation sees to it by itself: nothing of it is left on a host that it went through. */
  byInstallation: z.literal(true).optional(),
})
export type OutcomeInfo = z.infer<typeof OutcomeInfo>

/**
 * `host`: from the facts of one host. `between`: one verdict a host, from the facts of all. `site`: one for the site.
 * `active`: from what a host tried at the services of the site, only where that was asked for.
 */
export const CheckScope = z.enum(['host', 'between', 'site', 'active'])
export type CheckScope = z.infer<typeof CheckScope>

/** A number or list that a check judges by, and who says so. */
export const Threshold = z.object({ name: z.string(), value: z.string(), source: z.string() })
export type Threshold = z.infer<typeof Threshold>

/** A check as its readers see it; the logic stays in the preflight package. */
export const CheckInfo = z.object({
  id: CheckId,
  category: Category,
  scope: CheckScope,
  title: Localized,
  explain: Localized,
  /** What to do beforehand so that it finds nothing, for people who do not know Kubernetes; null where it only informs. */
  prepare: Localized.nullable(),
  /** What it reads, by the names of the facts file: groups of facts, `access` and `reach`. */
  facts: z.array(z.string()),
  roles: z.array(NodeRole),
  distributions: z.array(Distribution),
  profiles: z.array(Profile),
  /** Field of the questionnaire that concerns it. */
  field: z.string().nullable(),
  /** The column, where the field is the node table. */
  column: z.string().optional(),
  outcomes: z.record(z.string(), OutcomeInfo),
  /** The outcomes that the console can put right, as a rule. */
  fixes: z.array(z.string()),
  /** Why it puts none right, and who does what; null where it does, or where nothing is wrong. */
  noFix: Localized.nullable(),
  /** Who says that it matters. */
  source: z.string(),
  thresholds: z.array(Threshold),
})
export type CheckInfo = z.infer<typeof CheckInfo>
