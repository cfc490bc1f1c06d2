import { Localized } from '@astrago/contracts'
import { z } from 'zod'
import { PreflightPart, ReportModel, ReportVerdict } from '../model/model.ts'

export const DIFF_SCHEMA = 'astrago-diff/1'

/**
 * `worse` and `better` go by how much a verdict stands in the way: pass, warning, unknown, waived, blocking. `new` and
 * `gone`: only one of the two preflights has a verdict. `other`: it stands as before, but with another result or value.
 */
export const Change = z.enum(['worse', 'new', 'other', 'better', 'gone'])
export type Change = z.infer<typeof Change>

const DiffVerdict = ReportVerdict.pick({
  status: true,
  severity: true,
  outcome: true,
  found: true,
  message: true,
  blocking: true,
}).extend({ waived: z.boolean() })
export type DiffVerdict = z.infer<typeof DiffVerdict>

export const ChangedVerdict = z.object({
  change: Change,
  host: z.string(),
  check: z.string(),
  title: Localized,
  before: DiffVerdict.nullable(),
  after: DiffVerdict.nullable(),
})
export type ChangedVerdict = z.infer<typeof ChangedVerdict>

const Side = z.object({
  site: z.string(),
  preflight: z.string(),
  startedAt: PreflightPart.shape.startedAt,
  timeZone: ReportModel.shape.timeZone,
  thresholds: z.string().nullable(),
  exitCode: PreflightPart.shape.exitCode,
})
export type Side = z.infer<typeof Side>

const Names = z.object({ added: z.array(z.string()), gone: z.array(z.string()) })

/** What is different between two preflights. Of hosts and checks that only one knows, passes are not listed. */
export const ReportDiff = z.object({
  schema: z.literal(DIFF_SCHEMA),
  before: Side,
  after: Side,
  /** 0: nothing differs, 4: something differs but nothing is worse, 3: something is worse, or new and blocking. */
  exitCode: z.union([z.literal(0), z.literal(3), z.literal(4)]),
  /** The verdicts were made by other numbers and lists; null where one of the two does not say by which. */
  thresholdsChanged: z.boolean().nullable(),
  hosts: Names,
  checks: Names,
  counts: z.record(Change, z.number().int()),
  changes: z.array(ChangedVerdict),
})
export type ReportDiff = z.infer<typeof ReportDiff>
