import { AppError, Verdict, Waiver } from '@astrago/contracts'
import { z } from 'zod'
import { HostRecord } from './facts/schema.ts'
import { PreflightInput } from './input.ts'
import { judgeAll } from './judge.ts'
import { LinkRow } from './reach/links.ts'
import { ReachRow } from './reach/plan.ts'
import type { PreflightResult } from './run.ts'
import { THRESHOLDS_VERSION } from './thresholds/index.ts'

const Time = z.iso.datetime({ offset: true })

/**
 * What the hosts said and what was made of it, in one file for support. It holds no secret: of the answers only those
 * that checks read, and proxy addresses without their passwords.
 */
export const FactsFile = z.object({
  format: z.literal('astrago-facts'),
  version: z.literal(1),
  /** Version of the thresholds by which `verdicts` were made; null where it was not kept. */
  thresholds: z.string().max(100).nullable(),
  site: z.string().max(200),
  exportedAt: Time,
  /** The preflight that found all this; files of before it was kept have none. */
  preflight: z
    .object({ id: z.string().max(100), startedAt: Time, endedAt: Time.nullable() })
    .nullable()
    .default(null),
  input: PreflightInput,
  records: z.array(HostRecord),
  reach: z.array(ReachRow),
  links: z.array(LinkRow).default([]),
  verdicts: z.array(Verdict.extend({ check: z.string().max(100) })),
  /** As they stood at `exportedAt`; files of before they existed have none. */
  waivers: z.array(Waiver.extend({ check: z.string().max(100) })).default([]),
})
export type FactsFile = z.infer<typeof FactsFile>

type Contents = Pick<FactsFile, 'site' | 'exportedAt' | 'preflight' | 'input'> & {
  result: Omit<PreflightResult, 'mesh'>
  waivers: readonly Waiver[]
  /** Where the verdicts are not of this version. */
  thresholds?: string | null
}

export function factsFile({ result, waivers, thresholds = THRESHOLDS_VERSION, ...more }: Contents): FactsFile {
  const { records, reach, links, verdicts } = result
  const found = { records, reach, links, verdicts }
  return { format: 'astrago-facts', version: 1, thresholds, ...more, ...found, waivers: [...waivers] }
}

/** @throws FACTS_INVALID naming the first place that is wrong. */
export function readFactsFile(content: unknown): FactsFile {
  const file = FactsFile.safeParse(content)
  if (file.success) return file.data
  const [issue] = file.error.issues
  throw new AppError('FACTS_INVALID', {
    params: { detail: `${issue?.path.join('.') || '-'}: ${issue?.message ?? ''}` },
    cause: file.error,
  })
}

/** The verdicts that the checks of this version give on the facts of a file. */
export function judgeAgain(file: FactsFile): Verdict[] {
  const records = new Map(file.records.map((record) => [record.host, record]))
  return judgeAll({ ...file.input, records, reach: file.reach, links: file.links })
}
