import type { HostEvent, JournalEvent, Problem, Verdict } from '@astrago/contracts'
import { hearMesh, type KnownMesh, NOTHING_KNOWN } from '../mesh/known.ts'
import { type ByHost, mergeVerdicts } from './board.ts'

export type HostProgress = {
  state: HostEvent['state']
  problem: Problem | null
  /** Of its active checks, where some were announced. */
  active: HostEvent['active']
}

/** What a running preflight has told so far. */
export type Live = {
  hosts: ReadonlyMap<string, HostProgress>
  verdicts: ByHost<Verdict>
  mesh: KnownMesh
  ended: boolean
}

export const NOTHING_YET: Live = { hosts: new Map(), verdicts: new Map(), mesh: NOTHING_KNOWN, ended: false }

/** What is known after these events; the verdicts of hosts of which nothing new was said stay the very same list. */
export function hear(live: Live, events: readonly JournalEvent[]): Live {
  const told = events.filter((event) => event.kind === 'host')
  const hosts = new Map(live.hosts)
  for (const { host, state, problem, active } of told)
    hosts.set(host, { state, problem: problem ?? null, active: active ?? hosts.get(host)?.active })
  const ended = live.ended || events.some((event) => event.kind === 'run' && event.state !== 'running')
  let { mesh } = live
  for (const event of events) if (event.kind === 'mesh') mesh = hearMesh(mesh, event.mesh)
  return { hosts, verdicts: hearVerdicts(live.verdicts, told), mesh, ended }
}

function hearVerdicts(known: Live['verdicts'], told: readonly HostEvent[]): Live['verdicts'] {
  const said = told.flatMap((event) => event.verdicts)
  if (said.length === 0) return known
  const verdicts = new Map(known)
  for (const [host, newer] of Map.groupBy(said, (verdict) => verdict.host))
    verdicts.set(host, mergeVerdicts(verdicts.get(host) ?? [], newer))
  return verdicts
}

/** Of how many of the active checks that were announced the verdict is known. */
export function countActive({ hosts }: Live): { done: number; all: number } {
  const counts = [...hosts.values()].flatMap(({ active }) => active ?? [])
  return counts.reduce((sum, { done, all }) => ({ done: sum.done + done, all: sum.all + all }), { done: 0, all: 0 })
}

/** How many of `hosts` have been judged or given up. */
export function countJudged(live: Live, hosts: readonly string[]): number {
  return hosts.filter((host) => ['judged', 'failed'].includes(live.hosts.get(host)?.state ?? '')).length
}
