import {
  type Acceptance,
  type CheckInfo,
  couldBlock,
  fill,
  fixFor,
  isAcceptable,
  type Verdict,
} from '@astrago/contracts'
import type { AcceptedBy, PreflightPart, ReportVerdict } from './model.ts'

/** A check id is open text here, so that facts judged by another version can be reported too. */
export type OpenId<T extends { check: string }> = Omit<T, 'check'> & { check: string }
export type InfoOfCheck = Pick<CheckInfo, 'category' | 'title' | 'explain' | 'field' | 'outcomes'> & { id: string }

/** Only a `block` can be accepted; an acceptance of anything else, `block!` above all, counts for nothing. */
function acceptanceOf(verdict: OpenId<Verdict>, acceptances: readonly OpenId<Acceptance>[]): AcceptedBy | null {
  if (!isAcceptable(verdict)) return null
  const found = acceptances.find((a) => a.check === verdict.check && a.host === verdict.host)
  return found ? { who: found.who, at: found.at, reason: found.reason } : null
}

/**
 * A verdict with its texts filled in and its acceptance beside it. A check or an outcome that `info` does not know
 * keeps its ids as texts, so that nothing is lost.
 */
export function judged(
  verdict: OpenId<Verdict>,
  info: InfoOfCheck | undefined,
  acceptances: readonly OpenId<Acceptance>[],
): ReportVerdict {
  const { check, host, status, severity, outcome, found, wanted, params, family } = verdict
  const accepted = acceptanceOf(verdict, acceptances)
  const texts = info?.outcomes[outcome]
  return {
    check,
    host,
    status,
    severity,
    outcome,
    found,
    wanted,
    message: texts ? fill(texts.message, params) : { ko: outcome || check, en: outcome || check },
    fix: texts?.fix ? fill(fixFor(texts.fix, family), params) : null,
    blocking: couldBlock(verdict) && accepted === null,
    accepted,
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
    accepted: count((v) => v.accepted !== null),
  }
}
