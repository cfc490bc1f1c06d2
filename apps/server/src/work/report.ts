import { type Run, speakingPreflight } from '@astrago/contracts'
import { checkInfos } from '@astrago/preflight'
import { buildReport, type ReportModel, type RunInput, type StepProblem } from '@astrago/reports'
import { listPreflights, listRuns, listWaivers, readPlan, readPreflight, readRun, type Store } from '@astrago/store'
import type { FastifyBaseLogger } from 'fastify'
import { readState } from './form.ts'
import { releaseOf } from './install-plan.ts'
import type { Journals } from './journals.ts'
import { viewHosts } from './site-hosts.ts'

const PRODUCT = 'AstraGo Installation Console'

type Deps = { store: Store; journals: Journals; log: FastifyBaseLogger }

/** The report of a site as it stands: its newest ended preflight and its newest installation. @throws NOT_FOUND */
export async function reportOf(
  deps: Deps,
  siteId: string,
  by: { name: string; version: string },
): Promise<ReportModel> {
  const { store } = deps
  const { db } = store
  const state = await readState(store, siteId)
  const ended = (await listPreflights(db, siteId)).filter(({ state }) => state !== 'running')
  const newest = speakingPreflight(ended)
  const run = await newestInstall(deps, siteId)
  const plan = run?.plan ? await readPlan(db, siteId, run.plan) : null
  return buildReport({
    product: { name: PRODUCT, version: by.version },
    generatedAt: new Date().toISOString(),
    generatedBy: by.name,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    site: state.site,
    hosts: await viewHosts(store, state),
    checks: checkInfos(),
    preflight: newest ? await readPreflight(db, siteId, newest.id) : null,
    waivers: await listWaivers(db, siteId),
    plan,
    run,
    release: plan && (await releaseOf(store, plan)),
    answers: state.draft,
  })
}

async function newestInstall(deps: Deps, siteId: string): Promise<(Run & RunInput) | null> {
  const { db } = deps.store
  const runs = await listRuns(db, siteId, ['install', 'undo'])
  const install = runs.find(({ kind }) => kind === 'install')
  if (!install) return null
  const undo = runs.find(({ undoes }) => undoes === install.id) ?? null
  return {
    ...(await readRun(db, siteId, install.id)),
    undo,
    problems: await problemsOf(deps, install.id),
    undoProblems: undo ? await problemsOf(deps, undo.id) : [],
  }
}

/** A journal that cannot be read costs the reasons, not the report: support needs it most then. */
async function problemsOf({ journals, log }: Deps, run: string): Promise<StepProblem[]> {
  const found: StepProblem[] = []
  try {
    const { journal, release } = await journals.use(run)
    try {
      for await (const mark of journal.marks()) {
        if (mark.kind === 'step' && mark.problem) found.push({ action: mark.step, problem: mark.problem })
      }
    } finally {
      await release()
    }
  } catch (error) {
    log.warn({ err: error, run }, 'the report does not say why steps failed')
  }
  return found
}
