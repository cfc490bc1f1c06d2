import type { ReportInput } from '../model/build.ts'
import { checkInfo, SAMPLE_CHECKS } from './checks.ts'
import { sampleHost, sampleInput } from './preflight.ts'
import { type Twist, verdictsOf } from './verdicts.ts'

/** A site of many hosts whose problems are of the usual kind: the same ones on many hosts, and one host that is dead. */
export function largeInput(count: number): ReportInput {
  const hosts = Array.from({ length: count }, (_, index) => `node-${String(index + 1).padStart(3, '0')}`)
  const dead = hosts[6]
  const twists = hosts.flatMap((host, index): Twist[] => [
    ...(host === dead
      ? SAMPLE_CHECKS.map(({ id }): Twist => ({ check: id, host, status: 'unknown', severity: 'block' }))
      : []),
    ...(index < 40 && host !== dead
      ? [{ check: 'time-synchronised', host, status: 'fail', severity: 'block' } as const]
      : []),
    ...(index % 2 ? [{ check: 'kernel-modules', host, status: 'warn', severity: 'warn' } as const] : []),
    ...(index > 90
      ? [{ check: 'disk-free-var', host, status: 'fail', severity: 'block', found: `${index - 80} GiB` } as const]
      : []),
  ])
  const input = sampleInput({ waivers: [] })
  return {
    ...input,
    hosts: hosts.map((name, index) => sampleHost(name, index)),
    checks: SAMPLE_CHECKS.map(checkInfo),
    preflight: input.preflight
      ? { ...input.preflight, hosts, verdicts: verdictsOf(SAMPLE_CHECKS, hosts, twists) }
      : null,
  }
}
