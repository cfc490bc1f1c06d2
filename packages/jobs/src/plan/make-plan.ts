import { AppError, type Plan, type PlanNote } from '@astrago/contracts'
import type { Host } from '@astrago/hosts'
import type { Action, Phase } from '../action.ts'
import type { Redactor } from '../redact/redactor.ts'
import { planHash } from './canonical.ts'
import { plannedPhase } from './planned.ts'

export type PlanRequest = {
  id: string
  site: string
  createdAt: string
  phases: readonly Phase[]
  hosts: ReadonlyMap<string, Host>
  /** What the plan follows from, as JSON without secrets: answers, versions, checksums. Goes into the hash. */
  inputs: unknown
  warnings?: readonly PlanNote[]
  obstacles?: readonly PlanNote[]
  redactor: Redactor
  signal: AbortSignal
  /** Told before each phase is gathered. */
  onPhase?: (phase: Phase) => void
}

export type PreparedPlan = {
  plan: Plan
  phases: readonly Phase[]
  /**
   * What each phase gathered, by phase id. `undo` plans from these: they were true before the run changed anything.
   * They are JSON, and may hold secrets: keep them where secrets are kept.
   */
  facts: Readonly<Record<string, unknown>>
}

/**
 * Gathers and plans every phase, in order; changes nothing on any host.
 * @throws PLAN_SHOWS_SECRET, and what gathering throws
 */
export async function makePlan(request: PlanRequest): Promise<PreparedPlan> {
  const {
    id,
    site,
    createdAt,
    phases,
    hosts,
    inputs,
    warnings = [],
    obstacles = [],
    redactor,
    signal,
    onPhase,
  } = request
  const facts: Record<string, unknown> = {}
  const planned: Plan['phases'] = []
  for (const phase of phases) {
    signal.throwIfAborted()
    onPhase?.(phase)
    facts[phase.id] = await phase.gather(hosts, signal)
    planned.push(plannedPhase(phase, phase.plan(facts[phase.id]), redactor))
  }
  checkActions(
    planned.flatMap(({ actions }) => actions),
    hosts,
  )
  const hash = planHash(inputs, planned)
  const plan: Plan = { id, site, createdAt, hash, phases: planned, warnings: [...warnings], obstacles: [...obstacles] }
  return { plan, phases, facts }
}

function checkActions(actions: readonly Pick<Action, 'id' | 'host'>[], hosts: ReadonlyMap<string, Host>): void {
  const seen = new Set<string>()
  for (const { id, host } of actions) {
    if (seen.has(id)) throw new AppError('INTERNAL', { cause: new Error(`Two actions have the id ${id}`) })
    if (!hosts.has(host)) throw new AppError('INTERNAL', { cause: new Error(`${id} is for an unknown host, ${host}`) })
    seen.add(id)
  }
}
