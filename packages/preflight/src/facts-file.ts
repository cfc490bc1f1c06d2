import { AppError, Verdict, Waiver } from '@astrago/contracts'
import { z } from 'zod'
import { HostRecord } from './facts/schema.ts'
import { PreflightInput } from './input.ts'
import { judgeAll } from './judge.ts'
import { LinkRow } from './reach/links.ts'
import { ReachRow } from './reach/plan.ts'
import type { PreflightResult } from './run.ts'
import { THRESHOLDS_VERSION } from './thresholds/index.ts'

/**
 * What the hosts said and what was made of it, in one file for support. It holds no secret: of the answers only those
 * that checks read, and proxy addresses without their passwords.
 */
export const FactsFile = z.object({
  format: z.literal('astrago-facts'),
  version: z.literal(1),
  /** Version of the thresholds by which `verdicts` were made. */
  thresholds: z.string(),
  site: z.string(),
  exportedAt: z.string(),
  input: PreflightInput,
  records: z.array(HostRecord),
  reach: z.array(ReachRow),
  links: z.array(LinkRow).default([]),
  verdicts: z.array(Verdict.extend({ check: z.string() })),
  /** As they stood at `exportedAt`; files of before they existed have none. */
  waivers: z.array(Waiver.extend({ check: z.string() })).default([]),
})
export type FactsFile = z.infer<typeof FactsFile>

export function factsFile(
  site: string,
  exportedAt: string,
  input: PreflightInput,
  { records, reach, links, verdicts }: PreflightResult,
  waivers: readonly Waiver[],
): FactsFile {
  return {
    format: 'astrago-facts',
    version: 1,
    thresholds: THRESHOLDS_VERSION,
    site,
    exportedAt,
    input,
    records,
    reach,
    links,
    verdicts,
    waivers: [...waivers],
  }
}

/** @throws VALIDATION_FAILED naming the first place that is wrong. */
export function readFactsFile(content: unknown): FactsFile {
  const file = FactsFile.safeParse(content)
  if (file.success) return file.data
  const [issue] = file.error.issues
  throw new AppError('VALIDATION_FAILED', {
    params: { detail: `${issue?.path.join('.') || '-'}: ${issue?.message ?? ''}` },
    cause: file.error,
  })
}

/** The verdicts that the checks of this version give on the facts of a file. */
export function judgeAgain(file: FactsFile): Verdict[] {
  const records = new Map(file.records.map((record) => [record.host, record]))
  return judgeAll({ ...file.input, records, reach: file.reach, links: file.links })
}
