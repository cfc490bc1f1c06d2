import type { Plan, Run, RunView } from '@astrago/contracts'
import { estimate, isTakenBack, type Refusals, refusals, type Since, summarize } from '@astrago/jobs'
import { latestPlan, listRuns, readPlan, readRun, type Store, stepRows } from '@astrago/store'

const EARLIER_RUNS = 12

/** A run as the browser shows it. @throws NOT_FOUND */
export async function viewRun(store: Store, siteId: string, id: string): Promise<RunView> {
  const { db } = store
  const run = await readRun(db, siteId, id)
  const plan = run.plan === null ? await latestPlan(db, siteId) : await readPlan(db, siteId, run.plan)
  const installs = await listRuns(db, siteId, ['install'])
  const others = installs.filter((other) => other.id !== id).slice(0, EARLIER_RUNS)
  const earlier = await Promise.all(others.map((other) => stepRows(db).list(other.id)))
  // An undoing is shown with the steps of what it takes back, and offers what that one offers.
  const install = run.undoes === null ? run : await readRun(db, siteId, run.undoes)
  const since = await readSince(store, install)
  return {
    run,
    plan,
    hosts: run.state === 'running' ? [] : summarize(run, plan, isTakenBack(install, since.undoings)),
    estimate: estimate({ plan, steps: run.steps, earlier, now: Date.now() }),
    refused: refusals(install, plan, since),
  }
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
