import { addressRules } from './addresses.ts'
import { distributionRules } from './distribution.ts'
import { nodeRules } from './nodes.ts'
import { platformRules } from './platform.ts'
import { rangeRules } from './ranges.ts'
import { serviceRules } from './services.ts'

/** What must be true across fields. Each looks only at what is well-formed, so that every problem is found at once. */
export const RULES = [
  ...rangeRules,
  ...distributionRules,
  ...addressRules,
  ...nodeRules,
  ...serviceRules,
  ...platformRules,
] as const
export type RuleId = (typeof RULES)[number]['id']
