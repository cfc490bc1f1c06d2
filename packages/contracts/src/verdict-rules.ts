import type { Verdict } from './verdicts.ts'

type Weighed = Pick<Verdict, 'status' | 'severity'>

/** Whether a verdict stands in the way of an installation; an unknown does when one of its check's outcomes could. */
export function couldBlock({ status, severity }: Weighed): boolean {
  return (status === 'fail' || status === 'unknown') && (severity === 'block' || severity === 'block!')
}

/** Whether a reseller may take a verdict on: it stands in the way, and it is no `block!`. */
export function isAcceptable(verdict: Weighed): boolean {
  return couldBlock(verdict) && verdict.severity === 'block'
}
