import type { Estimate, Plan, Run, RunView } from '@astrago/contracts'
import { estimate, estimateUndo, isTakenBack, type Refusals, refusals, type Since, summarize } from '@astrago/jobs'
import { latestPlan, listRuns, readPlan, readRun, type Store, stepRows, stepsOfSimilarRuns } from '@astrago/store'

const SIMILAR_RUNS = 12

/** A run as the browser shows it. @throws NOT_FOUND */
export async function viewRun(store: Store, siteId: string, id: string): Promise<RunView> {
  const { db } = store
  const run = await readRun(db, siteId, id)
  const plan = run.plan === null ? await latestPlan(db, siteId) : await readPlan(db, siteId, run.plan)
  // An undoing is shown with the steps of what it takes back, and offers what that one offers.
  const install = run.undoes === null ? run : await readRun(db, siteId, run.undoes)
  const since = await readSince(store, install)
  const refused = refusals(install, plan, since)
  const barred = run.kind === 'fix' || run.kind === 'undo-fixes' ? run.kind : barredBy(refused)
  const summary = { takenBack: isTakenBack(install, since.undoings), barred }
  return {
    run,
    plan,
    hosts: run.state === 'running' ? [] : summarize(run, plan, summary),
    estimate: await estimateOf(store, plan, run),
    refused,
  }
}

/** How long a plan takes from here: as it stands before it is run, or as the steps of a run or of an undoing stand. */
export async function estimateOf(
  { db }: Store,
  plan: Plan,
  run?: Pick<Run, 'id' | 'kind' | 'steps'>,
): Promise<Estimate> {
  const hosts = new Set(plan.phases.flatMap(({ actions }) => actions.map(({ host }) => host))).size
  const earlier = await stepsOfSimilarRuns(db, { except: run?.id ?? '', hosts, most: SIMILAR_RUNS })
  const from = run?.kind === 'undo' ? estimateUndo : estimate
  return from({ plan, steps: run?.steps ?? [], earlier, now: Date.now() })
}

function barredBy({ resume, undo }: Refusals): 'superseded' | 'busy' | null {
  if (!resume || !undo) return null
  if (undo.code === 'RUN_SUPERSEDED') return 'superseded'
  return undo.code === 'RUN_NOT_POSSIBLE' ? 'busy' : null
}

/** Why an installation cannot be resumed or undone now; null where it can. */
export async function readRefusals(store: Store, run: Run, plan: Plan): Promise<Refusals> {
  return refusals(run, plan, await readSince(store, run))
}

async function readSince({ db }: Store, run: Run): Promise<Since> {
  const runs = await listRuns(db, run.site, ['install', 'undo'])
  const newer = runs.filter(({ kind, startedAt }) => kind === 'install' && startedAt > run.startedAt)
  return {
    undoings: runs.filter(({ undoes }) => undoes === run.id).map(({ state }) => state),
    newer: await Promise.all(
      newer.map(async ({ id, startedAt }) => ({ startedAt, steps: await stepRows(db).list(id) })),
    ),
  }
}
