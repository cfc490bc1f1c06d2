import { z } from 'zod'
import { CheckId } from './check-ids.ts'
import { Category, Threshold } from './checks.ts'
import { Distribution, NodeRole, Profile } from './sites.ts'
import { Localized } from './text.ts'

/** The least and the advised of a size; GiB for memory and disk. */
const Size = z.object({ least: z.number(), advised: z.number() })

/** What one role of a machine needs. `single` is the only machine of a cluster. */
export const HardwareNeed = z.object({
  role: z.union([NodeRole, z.literal('single')]),
  cpus: Size,
  memoryGib: Size,
  diskGib: Size,
})
export type HardwareNeed = z.infer<typeof HardwareNeed>

export const Requirement = z.object({
  check: CheckId,
  category: Category,
  title: Localized,
  explain: Localized,
  /** What to do. */
  prepare: Localized,
  /** How it has to be once it is prepared, with limits in their units. */
  wanted: Localized,
  /** What the check judges by, by its name in the reference of the checks. */
  thresholds: z.array(Threshold),
  /** Whether the installation stops without it. */
  blocks: z.boolean(),
})
export type Requirement = z.infer<typeof Requirement>

/** What a customer has to prepare for a site, made from the checks that will look at it. */
export const Requirements = z.object({
  site: z.object({ name: z.string(), profile: Profile, distribution: Distribution }),
  /** ISO 8601. */
  generatedAt: z.string(),
  hardware: z.array(HardwareNeed),
  /** Name of a system and its versions. */
  systems: z.array(z.object({ name: z.string(), versions: z.array(z.string()) })),
  needs: z.array(Requirement),
})
export type Requirements = z.infer<typeof Requirements>
