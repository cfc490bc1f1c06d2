import { AppError, type Plan, type Run, toProblem } from '@astrago/contracts'
import { execute, makeRedactor, type RunOutcome, undo, withLease } from '@astrago/jobs'
import {
  dropLease,
  latestPlan,
  leaseOwner,
  readPlan,
  readRun,
  renewLease,
  type Store,
  setRunState,
  startRun,
  stepRows,
  takeLease,
} from '@astrago/store'
import type { FastifyBaseLogger } from 'fastify'
import { readState } from './form.ts'
import { hostsOf, preparePlan } from './install-plan.ts'
import type { Journals } from './journals.ts'
import { siteSecrets } from './secrets.ts'

export type Runs = {
  /** @throws PLAN_OUTDATED, PLAN_HAS_OBSTACLES, SITE_BUSY */
  start(site: string, plan: string, hash: string, who: string): Promise<Run>
  /** @throws RUN_NOT_POSSIBLE, SITE_BUSY */
  resume(site: string, run: string, who: string): Promise<Run>
  /** @throws RUN_NOT_POSSIBLE, SITE_BUSY */
  undo(site: string, run: string, who: string): Promise<Run>
  /** @throws RUN_NOT_POSSIBLE when it is not under way in this process */
  cancel(site: string, run: string): Promise<void>
  /** Cancels what is under way and waits for it. */
  stop(): Promise<void>
}

type Deps = { store: Store; journals: Journals; log: FastifyBaseLogger }
type Active = { cancel: AbortController; ended: Promise<void> }

/** Installations and their undoing, at most one a site. They go on when nobody looks, and end with the process. */
export function makeRuns({ store, journals, log }: Deps): Runs {
  const { db } = store
  const active = new Map<string, Active>()
  const leases = {
    take: (site: string, owner: string) => takeLease(db, site, owner),
    renew: (site: string, owner: string) => renewLease(db, site, owner),
    drop: (site: string, owner: string) => dropLease(db, site, owner),
    owner: (site: string) => leaseOwner(db, site),
  }

  /** Takes the lease before it answers, so that SITE_BUSY reaches who asked; the work itself goes on behind. */
  const begin = async (run: Run, plan: Plan, who: string): Promise<void> => {
    const cancel = new AbortController()
    const begun = Promise.withResolvers<void>()
    const ended = withLease(
      { leases, site: run.site, owner: `${who} · ${run.kind} · ${run.id.slice(0, 8)}` },
      async (lease) => {
        await setRunState(db, run.id, 'running')
        begun.resolve()
        const outcome = await work(run, plan, lease, cancel.signal)
        if (outcome.problem) log.warn({ problem: outcome.problem, run: run.id }, 'run ended')
        await setRunState(db, run.id, outcome.state)
      },
    )
      .catch(async (error) => {
        begun.reject(error)
        log.error({ err: error, run: run.id }, 'run broke off')
      })
      .finally(() => active.delete(run.id))
    active.set(run.id, { cancel, ended })
    await begun.promise
  }

  const work = async (
    run: Run,
    plan: Plan,
    lease: Parameters<typeof execute>[0]['lease'],
    signal: AbortSignal,
  ): Promise<RunOutcome> => {
    const { journal, release } = await journals.use(run.id)
    const hosts = hostsOf(store, await readState(store, run.site))
    try {
      const redactor = makeRedactor(await siteSecrets(store, run.site))
      const { phases, facts } = await preparePlan(store, plan)
      const common = { hosts, steps: stepRows(db), journal, lease, redactor, signal }
      if (run.undoes !== null) return await undo({ ...common, run: run.undoes, prepared: { phases, facts } })
      return await execute({ ...common, run: run.id, plan, phases })
    } catch (error) {
      await journal.append({ kind: 'run', state: 'failed', problem: toProblem(error) })
      return { state: 'failed', error }
    } finally {
      await Promise.all([...hosts.values()].map((host) => host.close()))
      await release()
    }
  }

  const endedRun = async (site: string, id: string): Promise<{ run: Run; plan: Plan }> => {
    const run = await readRun(db, site, id)
    const possible = run.plan !== null && run.kind === 'install' && run.state !== 'running'
    if (!possible || run.plan === null) throw new AppError('RUN_NOT_POSSIBLE', { params: { state: run.state } })
    return { run, plan: await readPlan(db, site, run.plan) }
  }

  const refuseBusy = async (site: string): Promise<void> => {
    const owner = await leaseOwner(db, site)
    if (owner !== null) throw new AppError('SITE_BUSY', { params: { owner } })
  }

  return {
    async start(site, planId, hash, who) {
      const plan = await latestPlan(db, site)
      if (plan.id !== planId || plan.hash !== hash) throw new AppError('PLAN_OUTDATED')
      if (plan.obstacles.length > 0) throw new AppError('PLAN_HAS_OBSTACLES')
      await refuseBusy(site)
      const run = await startRun(db, { siteId: site, kind: 'install', planId, startedBy: who })
      await begin(run, plan, who)
      return run
    },
    async resume(site, id, who) {
      const { run, plan } = await endedRun(site, id)
      if (run.state === 'done') throw new AppError('RUN_NOT_POSSIBLE', { params: { state: run.state } })
      await begin(run, plan, who)
      return readRun(db, site, id)
    },
    async undo(site, id, who) {
      const { run, plan } = await endedRun(site, id)
      await refuseBusy(site)
      const undoing = await startRun(db, {
        siteId: site,
        kind: 'undo',
        planId: plan.id,
        undoes: run.id,
        startedBy: who,
      })
      await begin(undoing, plan, who)
      return readRun(db, site, undoing.id)
    },
    async cancel(site, id) {
      const run = await readRun(db, site, id)
      const entry = active.get(id)
      if (!entry) throw new AppError('RUN_NOT_POSSIBLE', { params: { state: run.state } })
      entry.cancel.abort()
    },
    async stop() {
      for (const { cancel } of active.values()) cancel.abort()
      await Promise.all([...active.values()].map(({ ended }) => ended))
    },
  }
}
