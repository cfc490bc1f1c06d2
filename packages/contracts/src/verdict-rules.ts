import type { Verdict } from './verdicts.ts'

/** Whether a verdict stands in the way of an installation; an unknown does when one of its check's outcomes could. */
export function couldBlock({ status, severity }: Pick<Verdict, 'status' | 'severity'>): boolean {
  return (status === 'fail' || status === 'unknown') && (severity === 'block' || severity === 'block!')
}
