import { randomUUID } from 'node:crypto'
import { AppError, isAppError, type Planning, toProblem } from '@astrago/contracts'
import { type LeaseStore, withLease } from '@astrago/jobs'
import type { Store } from '@astrago/store'
import type { FastifyBaseLogger } from 'fastify'
import type { Artifacts } from './artifacts.ts'
import { readState } from './form.ts'
import { type PlanWatch, planInstallation, refuseUnplannable } from './install-plan.ts'

export type Plannings = {
  /**
   * Begins to make a plan, or joins the planning under way. It goes on when nobody looks.
   * @throws SITE_BUSY while a run has the site, and what makes a plan impossible
   */
  start(site: string, who: string): Promise<Planning>
  /** The newest planning of this process. */
  read(site: string): Planning | null
  /** @throws PLANNING_NOT_RUNNING */
  cancel(site: string, who: string): void
  /** Cancels what is under way and waits for it. */
  stop(): Promise<void>
}

type Deps = { store: Store; leases: LeaseStore; artifacts: Artifacts; log: FastifyBaseLogger }
type Entry = { planning: Planning; cancel: AbortController; ended: Promise<void> }
type End = Pick<Planning, 'state'> & Partial<Planning>

const now = (): string => new Date().toISOString()

/**
 * The making of plans, one at a time and site. How far it is lives in memory only: a planning changes nothing and is
 * quickly asked for again (docs/adr/0007).
 */
export function makePlannings({ store, leases, artifacts, log }: Deps): Plannings {
  const entries = new Map<string, Entry>()

  const work = async (
    site: string,
    who: string,
    { planning, cancel }: Pick<Entry, 'planning' | 'cancel'>,
  ): Promise<End> => {
    try {
      const plan = await planInstallation({ store, artifacts }, site, who, watchInto(planning, cancel.signal))
      return { state: 'done', plan: plan.id }
    } catch (error) {
      if (cancel.signal.aborted && !isLeaseLost(cancel.signal.reason)) return { state: 'cancelled' }
      log.warn({ err: error, site }, 'planning failed')
      return { state: 'failed', problem: toProblem(cancel.signal.aborted ? cancel.signal.reason : error) }
    }
  }

  /**
   * Takes the lease before it answers, so that SITE_BUSY reaches who asked; the work itself goes on behind. It has ended
   * only when the lease is given back: who reads that can begin a run at once.
   */
  const begin = async (site: string, who: string, hosts: readonly string[]): Promise<Planning> => {
    const planning = freshPlanning(who, hosts)
    const cancel = new AbortController()
    const begun = Promise.withResolvers<void>()
    const owner = `${who} · plan · ${planning.id.slice(0, 8)}`
    const ended = withLease({ leases, site, owner }, async ({ signal }) => {
      signal.addEventListener('abort', () => cancel.abort(signal.reason))
      begun.resolve()
      return work(site, who, { planning, cancel })
    })
      .catch((error: unknown): End => {
        begun.reject(error)
        return { state: 'failed', problem: toProblem(error) }
      })
      .then((end) => {
        Object.assign(planning, { endedAt: now(), files: null, ...end })
      })
    const entry = { planning, cancel, ended }
    const before = entries.get(site)
    entries.set(site, entry)
    await begun.promise.catch((error: unknown) => {
      if (before) entries.set(site, before)
      else entries.delete(site)
      throw error
    })
    return planning
  }

  return {
    async start(site, who) {
      const state = await readState(store, site)
      refuseUnplannable(state)
      const latest = entries.get(site)?.planning
      if (latest?.state === 'running') return latest
      return begin(
        site,
        who,
        (state.answers['resources.nodes'] ?? []).map(({ name }) => name),
      )
    },
    read: (site) => entries.get(site)?.planning ?? null,
    cancel(site, who) {
      const entry = entries.get(site)
      if (entry?.planning.state !== 'running') throw new AppError('PLANNING_NOT_RUNNING')
      entry.planning.cancelledBy ??= who
      entry.cancel.abort(new AppError('HOST_ABORTED'))
    },
    async stop() {
      for (const { cancel } of entries.values()) cancel.abort()
      await Promise.all([...entries.values()].map(({ ended }) => ended))
    },
  }
}

const isLeaseLost = (reason: unknown): boolean => isAppError(reason) && reason.code === 'LEASE_LOST'

function freshPlanning(who: string, hosts: readonly string[]): Planning {
  return {
    id: randomUUID(),
    state: 'running',
    startedBy: who,
    startedAt: now(),
    endedAt: null,
    cancelledBy: null,
    at: { title: { ko: '준비', en: 'Starting' }, number: 0, of: 1 },
    files: null,
    hosts: hosts.map((host) => ({ host, state: 'waiting', since: null })),
    problem: null,
    plan: null,
  }
}

/** Writes down how far the planning is as it is told. */
function watchInto(planning: Planning, signal: AbortSignal): PlanWatch {
  return {
    signal,
    onStep: (at) => {
      planning.at = at
      planning.hosts = planning.hosts.map(({ host }) => ({ host, state: 'waiting', since: null }))
    },
    onFiles: (files) => {
      planning.files = files
    },
    onHost: (name, busy) => {
      planning.hosts = planning.hosts.map((entry) =>
        entry.host === name ? { host: name, state: busy ? 'reading' : 'answered', since: busy ? now() : null } : entry,
      )
    },
  }
}
