import type { HostEvent, JournalEvent, Problem, Verdict } from '@astrago/contracts'
import { mergeVerdicts } from './board.ts'

export type HostProgress = { state: HostEvent['state']; problem: Problem | null }

/** What a running preflight has told so far. */
export type Live = {
  hosts: ReadonlyMap<string, HostProgress>
  verdicts: readonly Verdict[]
  ended: boolean
}

export const NOTHING_YET: Live = { hosts: new Map(), verdicts: [], ended: false }

/** What is known after these events. */
export function hear(live: Live, events: readonly JournalEvent[]): Live {
  const told = events.filter((event) => event.kind === 'host')
  const hosts = new Map(live.hosts)
  for (const { host, state, problem } of told) hosts.set(host, { state, problem: problem ?? null })
  const verdicts = mergeVerdicts(
    live.verdicts,
    told.flatMap((event) => event.verdicts),
  )
  const ended = live.ended || events.some((event) => event.kind === 'run' && event.state !== 'running')
  return { hosts, verdicts, ended }
}

/** How many of `hosts` have been judged or given up. */
export function countJudged(live: Live, hosts: readonly string[]): number {
  return hosts.filter((host) => ['judged', 'failed'].includes(live.hosts.get(host)?.state ?? '')).length
}
