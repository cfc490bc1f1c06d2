import {
  AppError,
  isSameFinding,
  isWaivable,
  type Localized,
  type Verdict,
  WAIVER_DAYS,
  type Waiver,
  waiverDay,
} from '@astrago/contracts'
import { latestBlockers, type Store, waive } from '@astrago/store'

/** What a person asks to be waived: the findings as they saw them, a reason and an expiry. */
type Asked = Pick<Waiver, 'reason' | 'expires'> & {
  findings: readonly Pick<Waiver, 'check' | 'host' | 'outcome' | 'identity'>[]
}

/**
 * Waives findings of the newest preflight, all or none.
 * @throws NOT_WAIVABLE, FINDING_CHANGED when a newer preflight found something else than the person saw,
 * VALIDATION_FAILED for an expiry that has passed or is too far off
 */
export async function waiveFindings(store: Store, site: string, asked: Asked, who: string): Promise<Waiver[]> {
  refuseExpiry(asked.expires, new Date())
  const blockers = (await latestBlockers(store.db, site)) ?? []
  const { reason, expires } = asked
  const waivers = asked.findings.map(({ check, host, outcome, identity }) => {
    const verdict = blockers.find((each) => each.check === check && each.host === host)
    if (!verdict || !isWaivable(verdict)) throw new AppError('NOT_WAIVABLE', { host, params: { check } })
    if (!isSame(verdict, outcome, identity)) throw new AppError('FINDING_CHANGED', { host, params: { check } })
    return { check, host, outcome, found: verdict.found, identity, reason, expires, who }
  })
  return waive(store.db, site, waivers)
}

const isSame = (verdict: Verdict, outcome: string, identity: string): boolean =>
  verdict.outcome === outcome && isSameFinding(verdict, identity)

function refuseExpiry(expires: string, now: Date): void {
  const [first, last] = [waiverDay(now, 0), waiverDay(now, WAIVER_DAYS.most)]
  if (expires >= first && expires <= last) return
  const message: Localized = {
    ko: `기한은 ${first}부터 ${last} 사이여야 합니다.`,
    en: `The expiry must lie between ${first} and ${last}.`,
  }
  throw new AppError('VALIDATION_FAILED', { params: { detail: message.en }, fields: [{ path: 'expires', message }] })
}

/** A waiver in one line of the audit log, which keeps it when the waiver itself is gone. */
export function auditLine({ check, host, outcome, found, reason, who, expires }: Waiver): string {
  return `${check} ${host}: ${reason} (${who}, ${outcome}: ${found}, until ${expires})`
}
