import { explain, type HostSummary, type Problem } from '@astrago/contracts'
import type { Live } from './live.ts'

/** Where an ended run left a host, and what stopped it there. */
export type Standing = HostSummary & { problem: Problem | null }

/** What needs a person comes first. */
const URGENCY: readonly HostSummary['state'][] = ['failed', 'uncertain', 'partial', 'undone', 'untouched', 'complete']

/**
 * The hosts as their cards show them. A host that stopped the run outside of its steps, such as one whose key changed, has
 * failed however its steps stand.
 */
export function standingsOf(hosts: readonly HostSummary[], live: Live): Standing[] {
  const known = hosts.map((host): Standing => {
    if (host.step !== null) return { ...host, problem: live.steps.get(host.step)?.problem ?? null }
    const { problem } = live
    return problem?.host === host.host
      ? { ...host, state: 'failed', next: fixOf(problem), problem }
      : { ...host, problem: null }
  })
  return known.toSorted((a, b) => URGENCY.indexOf(a.state) - URGENCY.indexOf(b.state))
}

const fixOf = (problem: Problem) => ({ ko: explain(problem, 'ko').fix, en: explain(problem, 'en').fix })
