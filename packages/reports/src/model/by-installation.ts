import type { InfoOfCheck } from './judge.ts'
import type { PreflightPart, ReportVerdict, RunPart } from './model.ts'

/** Whether the preflight looked at the hosts before the installation ended. */
export function isOlder({ startedAt }: PreflightPart, { endedAt }: RunPart): boolean {
  return endedAt === null || Date.parse(startedAt) < Date.parse(endedAt)
}

/** Names of the hosts that the installation went through; it writes them in lower case. */
function hostsOf({ phases }: RunPart): ReadonlySet<string> {
  return new Set(phases.flatMap(({ steps }) => steps.map(({ host }) => host.toLowerCase())))
}

/**
 * Marks what an older preflight found and the installation has put right by itself since: it came to its end on the host,
 * and nobody has begun to take it back.
 */
export function markSettled(
  preflight: PreflightPart,
  run: RunPart | null,
  checks: readonly InfoOfCheck[],
): PreflightPart {
  if (run?.state !== 'done' || run.undo || !isOlder(preflight, run)) return preflight
  const hosts = hostsOf(run)
  const outcomes = new Map(checks.map((check) => [check.id, check.outcomes]))
  const isSettled = ({ check, outcome, host }: ReportVerdict): boolean =>
    outcomes.get(check)?.[outcome]?.byInstallation === true && hosts.has(host.toLowerCase())
  return {
    ...preflight,
    verdicts: preflight.verdicts.map((verdict) => (isSettled(verdict) ? { ...verdict, settled: true } : verdict)),
  }
}
