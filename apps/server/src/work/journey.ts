import {
  type HostView,
  type JourneyState,
  type Preflight,
  type Run,
  type Site,
  type Verdict,
  type Waiver,
  weigh,
} from '@astrago/contracts'
import { latestBlockers, listPreflights, listRuns, listWaivers, type Store } from '@astrago/store'
import { readState, viewForm } from './form.ts'
import { viewHosts } from './site-hosts.ts'

type PreflightHead = Omit<Preflight, 'verdicts'>
type RunHead = Omit<Run, 'steps'>

type JourneyInput = {
  site: Site
  form: { problems: number; filled: number; total: number }
  hosts: readonly HostView[]
  preflight: PreflightHead | undefined
  standing: Standing
  plans: number
  /** When the newest plan was made; null without one. */
  planAt: string | null
  /** A plan is being made. */
  planning: boolean
  run: RunHead | undefined
}

/** How many verdicts stand in the way, and how many would if they were not waived. */
type Standing = { blocking: number; waived: number }

/** Where a site's journey stands. A closed step opens when the one before it has something to work with. */
export function journeyOf(input: JourneyInput): JourneyState[] {
  const { site, form, hosts, preflight, standing, plans, planAt, planning, run } = input
  // This machine needs no connection to be reached.
  const reached = site.kind === 'local' ? hosts.length : hosts.filter((host) => host.reached).length
  // What was undone is begun again with a new plan.
  const planned = planAt !== null && !(run && isUndone(run) && planAt < run.startedAt)
  const install: JourneyState[] = [
    { step: 'plan', state: planning ? 'running' : planState(planned, preflight), counts: { plans } },
    { step: 'install', state: installState(run, planned), counts: { runs: run ? 1 : 0 } },
  ]
  return [
    { step: 'site', state: 'done', counts: { nodes: hosts.length } },
    { step: 'form', state: form.problems > 0 ? 'attention' : 'done', counts: form },
    hostsStep(hosts, reached),
    {
      step: 'preflight',
      state: preflightState(preflight, standing, reached),
      counts: preflight ? { ...preflight.counts, ...standing } : {},
    },
    ...(site.kind === 'remote' ? install : []),
    { step: 'report', state: preflight ? 'open' : 'closed', counts: {} },
  ]
}

function hostsStep(hosts: readonly HostView[], reached: number): JourneyState {
  const keys = hosts.filter(({ key }) => key.state === 'offered' || key.state === 'changed').length
  const counts = { hosts: hosts.length, reached, keys }
  if (hosts.length === 0) return { step: 'hosts', state: 'closed', counts }
  if (reached === hosts.length) return { step: 'hosts', state: 'done', counts }
  return { step: 'hosts', state: keys > 0 ? 'attention' : 'open', counts }
}

const isUndone = ({ kind, state }: RunHead): boolean => kind === 'undo' && state === 'done'

function planState(planned: boolean, preflight: PreflightHead | undefined): JourneyState['state'] {
  if (planned) return 'done'
  return preflight ? 'open' : 'closed'
}

function preflightState(
  preflight: PreflightHead | undefined,
  { waived }: Standing,
  reached: number,
): JourneyState['state'] {
  if (!preflight) return reached > 0 ? 'open' : 'closed'
  if (preflight.state === 'running') return 'running'
  const { fail = 0, warn = 0, unknown = 0 } = preflight.counts
  return preflight.state === 'done' && fail + warn + unknown - waived === 0 ? 'done' : 'attention'
}

function installState(run: RunHead | undefined, planned: boolean): JourneyState['state'] {
  if (!run) return planned ? 'open' : 'closed'
  if (isUndone(run)) return 'open'
  if (run.state === 'running') return 'running'
  return run.state === 'done' ? 'done' : 'attention'
}

/** @throws NOT_FOUND */
export async function readJourney(
  store: Store,
  siteId: string,
  { planning }: { planning: boolean },
): Promise<{ site: Site; journey: JourneyState[] }> {
  const state = await readState(store, siteId)
  const { sections, problems } = viewForm(state)
  const sum = (key: 'filled' | 'total'): number => sections.reduce((total, section) => total + section[key], 0)
  const [hosts, [preflight], standing, plans, plan, [run]] = await Promise.all([
    viewHosts(store, state),
    listPreflights(store.db, siteId),
    readStanding(store, siteId),
    store.db.plan.count({ where: { siteId } }),
    store.db.plan.findFirst({ where: { siteId }, orderBy: { createdAt: 'desc' }, select: { createdAt: true } }),
    listRuns(store.db, siteId, ['install', 'undo']),
  ])
  const form = { problems: problems.length, filled: sum('filled'), total: sum('total') }
  const planAt = plan?.createdAt ?? null
  const known = { site: state.site, form, hosts, preflight, standing, plans, planAt, planning, run }
  return { site: state.site, journey: journeyOf(known) }
}

async function readStanding({ db }: Store, siteId: string): Promise<Standing> {
  return standingOf((await latestBlockers(db, siteId)) ?? [], await listWaivers(db, siteId), new Date())
}

function standingOf(blockers: readonly Verdict[], waivers: readonly Waiver[], now: Date): Standing {
  const blocking = weigh(blockers, waivers, now).filter((each) => each.blocking).length
  return { blocking, waived: blockers.length - blocking }
}
