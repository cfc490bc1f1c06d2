import {
  type HostView,
  type JourneyState,
  type Preflight,
  type Run,
  type Site,
  speakingPreflight,
  type Verdict,
  type Waiver,
  weigh,
} from '@astrago/contracts'
import { isToDo } from '@astrago/exchange-form'
import {
  countPlans,
  latestBlockers,
  listPreflights,
  listRuns,
  listWaivers,
  newestPlan,
  readPlan,
  type Store,
} from '@astrago/store'
import { readState, viewForm } from './form.ts'
import { preflightGaps } from './preflight-notes.ts'
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
  /** The newest plan: when it was made, and how much stands in its way. */
  plan: { createdAt: string; obstacles: number } | null
  /** A plan is being made. */
  planning: boolean
  run: RunHead | undefined
  /** How much of an installation under way is done, in percent; null where none is. */
  percent: number | null
}

/** How many verdicts stand in the way, and how many would if they were not waived. */
type Standing = { blocking: number; waived: number }

/** Where a site's journey stands. A closed step opens when the one before it has something to work with. */
export function journeyOf(input: JourneyInput): JourneyState[] {
  const { site, form, hosts, preflight, standing, plans, plan, planning, run, percent } = input
  // This machine needs no connection to be reached.
  const reached = site.kind === 'local' ? hosts.length : hosts.filter((host) => host.reached).length
  const current = currentPlan(plan, run)
  const obstacles = current?.obstacles ?? 0
  const install: JourneyState[] = [
    { step: 'plan', state: planning ? 'running' : planState(current, preflight), counts: { plans, obstacles } },
    {
      step: 'install',
      state: installState(run, current !== null && obstacles === 0),
      counts: { runs: run ? 1 : 0, ...(percent === null ? {} : { percent }) },
    },
  ]
  return [
    { step: 'site', state: 'done', counts: { nodes: hosts.length } },
    { step: 'form', state: form.problems > 0 ? 'attention' : 'done', counts: form },
    hostsStep(hosts, reached),
    {
      step: 'preflight',
      state: preflightState(preflight, standing, reached),
      counts: preflight ? { ...preflight.counts, ...standing, whole: isWhole(preflight, hosts) ? 1 : 0 } : {},
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

/** What was undone is begun again with a new plan. */
function currentPlan(plan: JourneyInput['plan'], run: RunHead | undefined): JourneyInput['plan'] {
  return plan && run && isUndone(run) && plan.createdAt < run.startedAt ? null : plan
}

const isUndone = ({ kind, state }: RunHead): boolean => kind === 'undo' && state === 'done'

function planState(plan: JourneyInput['plan'], preflight: PreflightHead | undefined): JourneyState['state'] {
  if (plan) return plan.obstacles > 0 ? 'attention' : 'done'
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

/** It came to its end and looked at all there is: only then does "nothing blocks" speak for the site. */
const isWhole = (preflight: PreflightHead, hosts: readonly HostView[]): boolean =>
  preflight.state === 'done' &&
  preflightGaps(
    preflight,
    hosts.map(({ name }) => name),
  ).length === 0

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
  const [hosts, preflights, standing, plans, plan, [run]] = await Promise.all([
    viewHosts(store, state),
    listPreflights(store.db, siteId),
    readStanding(store, siteId),
    countPlans(store.db, siteId),
    newestPlan(store.db, siteId),
    listRuns(store.db, siteId, ['install', 'undo']),
  ])
  const form = { problems: problems.filter(isToDo).length, filled: sum('filled'), total: sum('total') }
  const known = {
    site: state.site,
    form,
    hosts,
    preflight: speakingPreflight(preflights),
    standing,
    plans,
    plan,
    planning,
    run,
    percent: await percentOf(store, run),
  }
  return { site: state.site, journey: journeyOf(known) }
}

async function percentOf({ db }: Store, run: RunHead | undefined): Promise<number | null> {
  if (run?.state !== 'running' || run.kind !== 'install' || run.plan === null) return null
  const { phases } = await readPlan(db, run.site, run.plan)
  const total = phases.reduce((sum, { actions }) => sum + actions.length, 0)
  const done = await db.step.count({ where: { runId: run.id, state: { in: ['done', 'already'] } } })
  return Math.floor((done / Math.max(1, total)) * 100)
}

async function readStanding({ db }: Store, siteId: string): Promise<Standing> {
  return standingOf((await latestBlockers(db, siteId)) ?? [], await listWaivers(db, siteId), new Date())
}

function standingOf(blockers: readonly Verdict[], waivers: readonly Waiver[], now: Date): Standing {
  const blocking = weigh(blockers, waivers, now).filter((each) => each.blocking).length
  return { blocking, waived: blockers.length - blocking }
}
