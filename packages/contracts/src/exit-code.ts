import type { Verdict } from './verdicts.ts'
import type { Weighed } from './waivers.ts'

/** How a preflight ends for a script; 2 (bad input) and 1 (error) belong to the command line. */
export type PreflightExitCode = 0 | 3 | 4

type Counted = Pick<Weighed<Pick<Verdict, 'status'>, unknown>, 'verdict' | 'blocking'>

/**
 * 3 when anything blocks, else 4 when anything is not a pass (a waived failure too), else 0. Where nothing was judged
 * nothing says that the installation may begin: 3.
 */
export function exitCode(weighed: readonly Counted[]): PreflightExitCode {
  if (weighed.length === 0 || weighed.some(({ blocking }) => blocking)) return 3
  return weighed.every(({ verdict }) => verdict.status === 'pass') ? 0 : 4
}
