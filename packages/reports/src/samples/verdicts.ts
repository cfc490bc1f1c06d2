import type { Severity, Verdict, VerdictStatus } from '@astrago/contracts'
import type { OpenId } from '../model/judge.ts'
import type { SampleCheck } from './checks.ts'

export const sampleVerdict = (
  check: string,
  host: string,
  status: VerdictStatus,
  severity: Severity,
  found = '',
  wanted = '',
): OpenId<Verdict> => ({
  check,
  host,
  status,
  severity,
  outcome: status === 'pass' ? 'ok' : status === 'unknown' ? 'unread' : 'bad',
  found,
  wanted,
  params: { found, wanted },
  family: null,
})

export type Twist = { check: string; host: string; status: VerdictStatus; severity: Severity; found?: string }

/** Every check on every host, all passing but for the twists. */
export function verdictsOf(checks: readonly SampleCheck[], hosts: readonly string[], twists: readonly Twist[]) {
  return hosts.flatMap((host) =>
    checks.map(({ id, found, wanted, bad }) => {
      const twist = twists.find((t) => t.check === id && t.host === host)
      return twist
        ? sampleVerdict(
            id,
            host,
            twist.status,
            twist.severity,
            twist.found ?? (twist.status === 'unknown' ? '' : bad),
            wanted,
          )
        : sampleVerdict(id, host, 'pass', 'info', found, wanted)
    }),
  )
}
