import { type Acceptance, couldBlock, isAcceptable, type Verdict, type VerdictStatus } from '@astrago/contracts'

/** 2 (bad input) and 1 (error) belong to the command line. */
export type PreflightExitCode = 0 | 3 | 4

type Accepted = Pick<Acceptance, 'check' | 'host'>

const isAccepted = (verdict: Verdict, acceptances: readonly Accepted[]): boolean =>
  isAcceptable(verdict) && acceptances.some(({ check, host }) => check === verdict.check && host === verdict.host)

/** Verdicts that stop the installation: failures and unknowns that could be one, without those accepted. */
export function blocking(verdicts: readonly Verdict[], acceptances: readonly Accepted[]): Verdict[] {
  return verdicts.filter((verdict) => couldBlock(verdict) && !isAccepted(verdict, acceptances))
}

/** 3 when anything blocks, else 4 when anything is not a pass (an accepted failure too), else 0. */
export function exitCode(verdicts: readonly Verdict[], acceptances: readonly Accepted[]): PreflightExitCode {
  if (blocking(verdicts, acceptances).length) return 3
  return verdicts.some(({ status }) => status !== 'pass') ? 4 : 0
}

/** How many verdicts of each status. */
export function countByStatus(verdicts: readonly Verdict[]): Record<VerdictStatus, number> {
  const counts = { pass: 0, warn: 0, fail: 0, unknown: 0 }
  for (const { status } of verdicts) counts[status] += 1
  return counts
}
