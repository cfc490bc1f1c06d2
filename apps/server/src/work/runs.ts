import { randomUUID } from 'node:crypto'
import { AppError, type Plan, type Run } from '@astrago/contracts'
import { type Lease, type LeaseStore, withLease } from '@astrago/jobs'
import { isOver, latestPlan, readPlan, readRun, readSite, type Store, setRunState, startRun } from '@astrago/store'
import type { FastifyBaseLogger } from 'fastify'
import { refuseBlocked } from './install-plan.ts'
import type { Journals } from './journals.ts'
import { leasesIn } from './leases.ts'
import { readRefusals } from './run-view.ts'
import { carryOut } from './run-work.ts'
import { brokenOff, type RunEnd, settle } from './settle.ts'

/** A run that was let in, what it does, and what follows once it has come to an end in this process. */
type Begun = {
  run: Run
  work: (lease: Lease, signal: AbortSignal) => Promise<RunEnd>
  afterwards?: () => Promise<void>
}

export type Runs = {
  /** Of all sites, for any work on one: whoever asks waits for a run that is over and only put away. */
  leases: LeaseStore
  /** Begins a run of any kind, one at a time on a site. @throws SITE_BUSY, SITE_ARCHIVED, and what `prepare` throws */
  begin(site: string, who: string, prepare: () => Promise<Begun>): Promise<Run>
  /** @throws PLAN_OUTDATED, PLAN_HAS_OBSTACLES, PREFLIGHT_BLOCKS, SITE_BUSY */
  start(site: string, plan: string, hash: string, who: string): Promise<Run>
  /** @throws RUN_NOT_POSSIBLE, RUN_TAKEN_BACK, RUN_SUPERSEDED, SITE_BUSY */
  resume(site: string, run: string, who: string): Promise<Run>
  /** @throws RUN_NOT_POSSIBLE, NOTHING_TO_UNDO, RUN_SUPERSEDED, SITE_BUSY */
  undo(site: string, run: string, who: string): Promise<Run>
  /** @throws RUN_NOT_POSSIBLE when it is not under way in this process */
  cancel(site: string, run: string): Promise<void>
  /** Cancels what is under way and waits for it. */
  stop(): Promise<void>
}

type Deps = { store: Store; journals: Journals; log: FastifyBaseLogger }
/** `run` is null until the work has been let in; `lingers` while something follows its end. */
type Active = { site: string; run: string | null; lingers: boolean; cancel: AbortController; ended: Promise<void> }

/** Installations, fixes and their undoing, at most one a site. They go on when nobody looks, and end with the process. */
export function makeRuns({ store, journals, log }: Deps): Runs {
  const { db } = store
  const active = new Set<Active>()
  const stopping = new AbortController()

  /** Waits for work on a site whose end can be read already, while its hosts are closed and its lease is given back. */
  const putAway = async (site: string): Promise<void> => {
    for (const each of active)
      if (each.site === site && !each.lingers && each.run !== null && (await isOver(db, each.run))) await each.ended
  }
  const leases = leasesIn(db, putAway)

  /**
   * Takes the lease before anything is looked at, so that what `prepare` finds possible stays so until the work begins,
   * and answers when `prepare` has; the work itself goes on behind.
   */
  const begin: Runs['begin'] = (site, who, prepare) => {
    const begun = Promise.withResolvers<Run>()
    const entry: Active = { site, run: null, lingers: false, cancel: new AbortController(), ended: Promise.resolve() }
    active.add(entry)
    const owner = `${who} · ${randomUUID().slice(0, 8)}`
    const underLease = async (lease: Lease): Promise<void> => {
      if ((await readSite(db, site)).archived) throw new AppError('SITE_ARCHIVED')
      const { run, work, afterwards } = await prepare()
      entry.run = run.id
      entry.lingers = afterwards !== undefined
      begun.resolve(run)
      const end: RunEnd = await work(lease, entry.cancel.signal).catch(brokenOff)
      if (end.problem) log.warn({ problem: end.problem, run: run.id }, 'run ended')
      await settle({ db, journals, log, signal: stopping.signal, run: run.id }, end)
      if (end.state !== 'interrupted' && !stopping.signal.aborted) await afterwards?.()
    }
    entry.ended = withLease({ leases, site, owner }, underLease)
      .catch((error) => {
        begun.reject(error)
        if (entry.run !== null) log.error({ err: error, run: entry.run }, 'run broke off')
      })
      .finally(() => active.delete(entry))
    return begun.promise
  }

  const installation = async (site: string, id: string) => {
    const run = await readRun(db, site, id)
    if (run.plan === null) throw new AppError('RUN_NOT_POSSIBLE', { params: { state: run.state } })
    const plan = await readPlan(db, site, run.plan)
    return { run, plan, refused: await readRefusals(store, run, plan) }
  }

  const carried = (run: Run, plan: Plan): Begun => ({
    run,
    work: (lease, signal) => carryOut({ store, journals, run, plan, lease, signal }),
  })

  return {
    leases,
    begin,
    start: (site, planId, hash, who) =>
      begin(site, who, async () => {
        const plan = await latestPlan(db, site)
        if (plan.id !== planId || plan.hash !== hash) throw new AppError('PLAN_OUTDATED')
        if (plan.obstacles.length > 0) throw new AppError('PLAN_HAS_OBSTACLES')
        await refuseBlocked(store, site)
        return carried(await startRun(db, { siteId: site, kind: 'install', planId, startedBy: who }), plan)
      }),
    resume: (site, id, who) =>
      begin(site, who, async () => {
        const { plan, refused } = await installation(site, id)
        if (refused.resume) throw AppError.of(refused.resume)
        await setRunState(db, id, 'running')
        return carried(await readRun(db, site, id), plan)
      }),
    undo: (site, id, who) =>
      begin(site, who, async () => {
        const { run, plan, refused } = await installation(site, id)
        if (refused.undo) throw AppError.of(refused.undo)
        const row = { siteId: site, kind: 'undo', planId: plan.id, undoes: run.id, startedBy: who } as const
        const { id: undoing } = await startRun(db, row)
        return carried(await readRun(db, site, undoing), plan)
      }),
    async cancel(site, id) {
      const run = await readRun(db, site, id)
      const entry = [...active].find((each) => each.run === id)
      if (!entry) throw new AppError('RUN_NOT_POSSIBLE', { params: { state: run.state } })
      entry.cancel.abort()
    },
    async stop() {
      stopping.abort()
      for (const { cancel } of active) cancel.abort()
      await Promise.all([...active].map(({ ended }) => ended))
    },
  }
}
