import { randomUUID } from 'node:crypto'
import { AppError, type CheckId, type FixesView, type FixOffer, type Plan, type Run } from '@astrago/contracts'
import { execute, makePlan, makeRedactor, type Phase, type PreparedPlan } from '@astrago/jobs'
import { checkOfFix, fixPhase, type HostRecord, type Offer, offersFor, undoFixesPhase } from '@astrago/preflight'
import { type FixKind, latestFindings, newestFixRun, type Store, startFixRun, stepRows } from '@astrago/store'
import type { FastifyBaseLogger } from 'fastify'
import { LRUCache } from 'lru-cache'
import { askHosts } from './ask-hosts.ts'
import { readState, type SiteState } from './form.ts'
import { heldFixes } from './held-fixes.ts'
import { hostsOf } from './install-plan.ts'
import type { Journals } from './journals.ts'
import { earlierFindings, type Preflights, preflightInput } from './preflights.ts'
import { inRun } from './run-work.ts'
import type { Runs } from './runs.ts'
import { siteSecrets } from './secrets.ts'

export type Fixes = {
  /** @throws NOT_FOUND */
  view(site: string): Promise<FixesView>
  /** What these fixes would do. @throws NOT_FIXABLE, SITE_BUSY, and why no host of them can be looked at */
  plan(site: string, chosen: readonly Chosen[], signal: AbortSignal): Promise<Plan>
  /** What taking back all fixes of these hosts would do. @throws NOT_FOUND, SITE_BUSY, and why no host can be looked at */
  planUndo(site: string, choice: UndoChoice, signal: AbortSignal): Promise<Plan>
  /** Carries such a plan out; then the checks concerned look again. @throws PLAN_OUTDATED, SITE_BUSY */
  start(site: string, approved: Approved, who: string): Promise<Run>
}

type Chosen = Pick<FixOffer, 'host' | 'check'>
type UndoChoice = { hosts?: readonly string[] | undefined; keepEdited?: boolean | undefined }
type Approved = Pick<Plan, 'hash'> & { plan: string }
/** `preflight`: whose findings the fixes are for. */
type Preview = { kind: FixKind; preflight: string | null; prepared: PreparedPlan }
type Found = { preflight: string | null; offers: Offer[]; records: readonly HostRecord[] }

type Deps = { store: Store; journals: Journals; runs: Runs; preflights: Preflights; log: FastifyBaseLogger }

const KEPT_PREVIEWS = 100
const KEPT_MS = 60 * 60_000

/**
 * Fixes of what preflights found. Previews live in memory only: they change nothing and are quickly asked for again; what
 * was changed is in the ledger of each host, whatever became of the run.
 */
export function makeFixes({ store, journals, runs, preflights, log }: Deps): Fixes {
  const { db } = store
  const previews = new LRUCache<string, Preview>({ max: KEPT_PREVIEWS, ttl: KEPT_MS })

  const findings = async (state: SiteState): Promise<Found> => {
    const found = await earlierFindings(store, state.site.id)
    const offers = found ? offersFor(found, preflightInput(state)) : []
    return { preflight: found?.preflight?.id ?? null, offers, records: found?.records ?? [] }
  }

  const open = async (site: string): Promise<SiteState> => {
    const state = await readState(store, site)
    if (state.site.archived) throw new AppError('SITE_ARCHIVED')
    const owner = preflights.under(site) ?? (await runs.leases.owner(site))
    if (owner) throw new AppError('SITE_BUSY', { params: { owner } })
    return state
  }

  /** Plans on the hosts that can be looked at; of the others it warns. */
  const preview = async (
    kind: FixKind,
    state: SiteState,
    preflight: string | null,
    request: { names: readonly string[]; phaseFor: (reached: ReadonlySet<string>) => Phase; signal: AbortSignal },
  ): Promise<Plan> => {
    const site = state.site.id
    const hosts = new Map([...hostsOf(store, state)].filter(([name]) => request.names.includes(name)))
    try {
      const { reached, warnings } = await askHosts(hosts, request.signal)
      const prepared = await makePlan({
        id: randomUUID(),
        site,
        createdAt: new Date().toISOString(),
        phases: [request.phaseFor(reached)],
        hosts,
        inputs: { kind, preflight },
        warnings,
        redactor: makeRedactor(await siteSecrets(store, site)),
        signal: request.signal,
      })
      previews.set(prepared.plan.id, { kind, preflight, prepared })
      return prepared.plan
    } finally {
      await Promise.all([...hosts.values()].map((host) => host.close()))
    }
  }

  /** Under the lease: what it finds stays so until the run has begun. */
  const approvedPreview = async (site: string, { plan, hash }: Approved): Promise<Preview> => {
    const under = preflights.under(site)
    if (under) throw new AppError('SITE_BUSY', { params: { owner: under } })
    const preview = previews.get(plan)
    if (preview?.prepared.plan.site !== site || preview.prepared.plan.hash !== hash) throw new AppError('PLAN_OUTDATED')
    if (preview.kind === 'fix' && (await newestPreflight(site)) !== preview.preflight)
      throw new AppError('PLAN_OUTDATED')
    return preview
  }

  const newestPreflight = async (site: string): Promise<string | null> =>
    (await latestFindings(db, site))?.preflight.id ?? null

  /** Looks again at what a run was about, where it has begun to change anything. */
  const lookAgain = async (run: string, { phases, site }: Plan, who: string): Promise<void> => {
    const begun = new Set((await stepRows(db).list(run)).map(({ action }) => action))
    const actions = phases.flatMap((phase) => phase.actions).filter(({ id }) => begun.has(id))
    const checks = actions.flatMap(({ id }) => checkOfFix(id.replace(/^undo\./, '')) ?? [])
    if (checks.length === 0) return
    const choice = { hosts: [...new Set(actions.map(({ host }) => host))], checks: [...new Set<CheckId>(checks)] }
    await preflights
      .start(site, choice, who)
      .catch((error: unknown) => log.warn({ err: error, run }, 'fixed hosts were not looked at again'))
  }

  return {
    async view(site) {
      const state = await readState(store, site)
      const { preflight, offers, records } = await findings(state)
      return {
        preflight,
        offers: offers.map(({ host, check, describe }) => ({ host, check, describe })),
        held: await heldFixes(store, state, records),
        run: await newestFixRun(db, site),
      }
    },
    async plan(site, chosen, signal) {
      const state = await open(site)
      const { preflight, offers } = await findings(state)
      const wanted = chosen.map(({ host, check }) => {
        const offer = offers.find((each) => each.host === host && each.check === check)
        if (!offer) throw new AppError('NOT_FIXABLE', { host, params: { check } })
        return offer
      })
      // In the order of the list of fixes, each once.
      const own = offers.filter((offer) => wanted.includes(offer))
      const names = own.map(({ host }) => host)
      const phaseFor = (reached: ReadonlySet<string>): Phase =>
        fixPhase(
          own.filter(({ host }) => reached.has(host)),
          preflightInput(state),
        )
      return preview('fix', state, preflight, { names, phaseFor, signal })
    },
    async planUndo(site, { hosts, keepEdited = false }, signal) {
      const state = await open(site)
      const all = (state.answers['resources.nodes'] ?? []).map(({ name }) => name)
      const unknown = hosts?.find((name) => !all.includes(name))
      if (unknown !== undefined) throw new AppError('NOT_FOUND', { params: { what: unknown } })
      const names = hosts ?? all
      const phaseFor = (reached: ReadonlySet<string>): Phase =>
        undoFixesPhase(
          names.filter((name) => reached.has(name)),
          { keepEdited },
        )
      return preview('undo-fixes', state, null, { names, phaseFor, signal })
    },
    start: (site, approved, who) =>
      runs.begin(site, who, async () => {
        const { kind, prepared } = await approvedPreview(site, approved)
        const { plan, phases } = prepared
        const run = await startFixRun(db, kind, plan, who)
        previews.delete(plan.id)
        return {
          run,
          work: (lease, signal) =>
            inRun({ store, journals, run }, (open) =>
              execute({ ...open, run: run.id, steps: stepRows(db), lease, plan, phases, signal }),
            ),
          afterwards: () => lookAgain(run.id, plan, who),
        }
      }),
  }
}
