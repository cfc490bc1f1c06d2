import {
  type CheckInfo,
  fill,
  findingIdentity,
  fixFor,
  lapseText,
  type Verdict,
  type Waiver,
  type Weighed,
} from '@astrago/contracts'
import type { PreflightPart, ReportVerdict, ReportWaiver } from './model.ts'

/** A check id is open text here, so that facts judged by another version can be reported too. */
export type OpenId<T extends { check: string }> = Omit<T, 'check'> & { check: string }
export type InfoOfCheck = Pick<CheckInfo, 'category' | 'title' | 'explain' | 'field' | 'outcomes'> & { id: string }
type WeighedVerdict = Weighed<OpenId<Verdict>, OpenId<Waiver>>

function waiverOf({ verdict, waiver, lapse }: WeighedVerdict): ReportWaiver | null {
  if (!waiver) return null
  const { who, at, reason, expires, found } = waiver
  return { who, at, reason, expires, found, lapse: lapse && { why: lapse, text: lapseText(lapse, waiver, verdict) } }
}

/**
 * A verdict with its texts filled in and its waiver beside it. A check or an outcome that `info` does not know keeps
 * its ids as texts, so that nothing is lost.
 */
export function judged(weighed: WeighedVerdict, info: InfoOfCheck | undefined): ReportVerdict {
  const { check, host, status, severity, outcome, found, wanted, params, family } = weighed.verdict
  const texts = info?.outcomes[outcome]
  return {
    check,
    host,
    status,
    severity,
    outcome,
    found,
    wanted,
    identity: findingIdentity(weighed.verdict),
    message: texts ? fill(texts.message, params) : { ko: outcome || check, en: outcome || check },
    fix: texts?.fix ? fill(fixFor(texts.fix, family), params) : null,
    blocking: weighed.blocking,
    waiver: waiverOf(weighed),
  }
}

/** How many verdicts of each kind, check x host. */
export function countVerdicts(verdicts: readonly ReportVerdict[]): PreflightPart['counts'] {
  const count = (test: (verdict: ReportVerdict) => boolean): number => verdicts.filter(test).length
  return {
    total: verdicts.length,
    pass: count((v) => v.status === 'pass'),
    warn: count((v) => v.status === 'warn'),
    fail: count((v) => v.status === 'fail'),
    unknown: count((v) => v.status === 'unknown'),
    blocking: count((v) => v.blocking),
    waived: count(isWaived),
    lapsed: count((v) => v.waiver !== null && v.waiver.lapse !== null),
  }
}

/** Whether a waiver of it holds. */
export function isWaived({ waiver }: ReportVerdict): boolean {
  return waiver !== null && waiver.lapse === null
}
