import { checkInfos } from '@astrago/preflight'
import { buildReport, type ReportModel } from '@astrago/reports'
import { listPreflights, listRuns, listWaivers, readPlan, readPreflight, readRun, type Store } from '@astrago/store'
import { readState } from './form.ts'
import { viewHosts } from './site-hosts.ts'

const PRODUCT = 'AstraGo Installation Console'

/** The report of a site as it stands: its newest ended preflight and its newest installation. @throws NOT_FOUND */
export async function reportOf(
  store: Store,
  siteId: string,
  by: { name: string; version: string },
): Promise<ReportModel> {
  const { db } = store
  const state = await readState(store, siteId)
  const newest = (await listPreflights(db, siteId)).find((preflight) => preflight.state !== 'running')
  const [lastRun] = await listRuns(db, siteId, ['install'])
  const run = lastRun ? await readRun(db, siteId, lastRun.id) : null
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
    plan: run?.plan ? await readPlan(db, siteId, run.plan) : null,
    run,
    answers: state.draft,
  })
}
