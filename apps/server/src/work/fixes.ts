import { randomUUID } from 'node:crypto'
import { AppError, type CheckId, type FixOffers, type Plan, type Run } from '@astrago/contracts'
import { execute, makePlan, makeRedactor, type Phase } from '@astrago/jobs'
import { checkOfFix, fixPhase, type Offer, offersFor, undoFixesPhase } from '@astrago/preflight'
import { type Store, startRun, stepRows } from '@astrago/store'
import type { FastifyBaseLogger } from 'fastify'
import { readState, type SiteState } from './form.ts'
import { hostsOf } from './install-plan.ts'
import type { Journals } from './journals.ts'
import { earlierFindings, type Preflights, preflightInput } from './preflights.ts'
import { inRun } from './run-work.ts'
import type { Runs } from './runs.ts'
import { siteSecrets } from './secrets.ts'

type Choice = { host: string; check: CheckId }
type UndoChoice = { hosts?: readonly string[] | undefined; keepEdited?: boolean | undefined }

export type Fixes = {
  /** @throws NOT_FOUND */
  offers(site: string): Promise<FixOffers>
  /** @throws VALIDATION_FAILED for a fix that is not offered any more, and what reading hosts throws */
  plan(site: string, chosen: readonly Choice[]): Promise<Plan>
  /** @throws what reading hosts throws */
  planUndo(site: string, choice: UndoChoice): Promise<Plan>
  /** @throws PLAN_OUTDATED, SITE_BUSY */
  start(site: string, approved: Pick<Plan, 'hash'> & { plan: string }, who: string): Promise<Run>
}

type Deps = { store: Store; journals: Journals; runs: Runs; preflights: Preflights; log: FastifyBaseLogger }
type Prepared = { kind: 'fix' | 'undo-fixes'; plan: Plan; phase: Phase }

/**
 * Fixes of what preflights found. A plan of them lives in memory, the newest of each site: it is quickly asked for again, and
 * what was done is in the ledgers of the hosts.
 */
export function makeFixes({ store, journals, runs, preflights, log }: Deps): Fixes {
  const prepared = new Map<string, Prepared>()

  const prepare = async (state: SiteState, kind: Prepared['kind'], phase: Phase): Promise<Plan> => {
    const { id: site } = state.site
    const hosts = hostsOf(store, state)
    try {
      const redactor = makeRedactor(await siteSecrets(store, site))
      const head = { id: randomUUID(), site, createdAt: new Date().toISOString(), inputs: { kind } }
      const { signal } = new AbortController()
      const { plan } = await makePlan({ ...head, phases: [phase], hosts, redactor, signal })
      prepared.set(site, { kind, plan, phase })
      return plan
    } finally {
      await Promise.all([...hosts.values()].map((host) => host.close()))
    }
  }

  /** Looks at what a run was about again. A preflight that is under way sees it anyway, or can be asked for again. */
  const lookAgain = async (site: string, { phases }: Plan, who: string): Promise<void> => {
    const actions = phases.flatMap((phase) => phase.actions)
    const hosts = [...new Set(actions.map(({ host }) => host))]
    const checks = [...new Set(actions.flatMap(({ id }) => checkOfFix(id.replace(/^undo\./, '')) ?? []))]
    if (checks.length === 0) return
    await preflights
      .start(site, { hosts, checks }, who)
      .catch((error) => log.warn({ err: error, site }, 'no preflight after fixes'))
  }

  return {
    async offers(site) {
      const { run, offers } = await currentOffers(store, await readState(store, site))
      return { run, offers: offers.map(({ host, check, describe }) => ({ host, check, describe })) }
    },
    async plan(site, chosen) {
      const state = await usable(store, site)
      const { offers } = await currentOffers(store, state)
      const picked = chosen.map(({ host, check }) => {
        const offer = offers.find((each) => each.host === host && each.check === check)
        if (!offer) throw new AppError('VALIDATION_FAILED', { params: { detail: `${check} ${host}` } })
        return offer
      })
      const inOrder = offers.filter((offer) => picked.includes(offer))
      return prepare(state, 'fix', fixPhase(inOrder, preflightInput(state)))
    },
    async planUndo(site, { hosts, keepEdited = false }) {
      const state = await usable(store, site)
      const names = preflightInput(state).nodes.map(({ name }) => name)
      const unknown = hosts?.filter((name) => !names.includes(name)) ?? []
      if (unknown.length > 0) throw new AppError('NOT_FOUND', { params: { what: unknown.join(', ') } })
      return prepare(state, 'undo-fixes', undoFixesPhase(hosts ?? names, { keepEdited }))
    },
    start: (site, approved, who) =>
      runs.begin(site, who, async () => {
        const ready = prepared.get(site)
        if (ready?.plan.id !== approved.plan || ready.plan.hash !== approved.hash) throw new AppError('PLAN_OUTDATED')
        prepared.delete(site)
        const { kind, plan, phase } = ready
        const run = await startRun(store.db, { siteId: site, kind, startedBy: who })
        return {
          run,
          async work(lease, signal) {
            const end = await inRun({ store, journals, run }, (open) =>
              execute({ ...open, run: run.id, steps: stepRows(store.db), lease, plan, phases: [phase], signal }),
            )
            if (!signal.aborted) await lookAgain(site, plan, who)
            return end
          },
        }
      }),
  }
}

async function usable(store: Store, site: string): Promise<SiteState> {
  const state = await readState(store, site)
  if (state.site.archived) throw new AppError('SITE_ARCHIVED')
  return state
}

/** Offers by the answers as they are now. */
async function currentOffers(store: Store, state: SiteState): Promise<{ run: string | null; offers: Offer[] }> {
  const found = await earlierFindings(store, state.site.id)
  if (!found) return { run: null, offers: [] }
  return { run: found.preflight?.id ?? null, offers: offersFor(found, preflightInput(state)) }
}
