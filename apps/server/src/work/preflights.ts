import { AppError, type CheckId, type DeclaredView, toProblem } from '@astrago/contracts'
import {
  activeSecrets,
  declaredRows,
  type FactsFile,
  factsFile,
  HostRecord,
  inputOfSite,
  LinkRow,
  PreflightInput,
  type PreflightProgress,
  type PreflightResult,
  ReachRow,
  runPreflight,
  siteTlsKey,
  THRESHOLDS_VERSION,
} from '@astrago/preflight'
import {
  beginPreflight,
  latestFindings,
  listWaivers,
  newestFixRun,
  noteHost,
  type Store,
  savePreflight,
  startRun,
} from '@astrago/store'
import type { FastifyBaseLogger } from 'fastify'
import type { Artifacts } from './artifacts.ts'
import { readState, type SiteState } from './form.ts'
import type { Journals } from './journals.ts'
import { rowFirst } from './row-first.ts'
import { secretOf } from './secrets.ts'
import { brokenOff, type RunEnd, settle } from './settle.ts'
import { hostOpener } from './site-hosts.ts'

type PreflightChoice = {
  hosts?: readonly string[] | undefined
  checks?: readonly CheckId[] | undefined
  listeners?: boolean | undefined
  bandwidth?: boolean | undefined
  active?: boolean | undefined
}

export type Preflights = {
  /** Starts a preflight and gives the id of its run. @throws SITE_BUSY while another, or fixes, are under way; NOT_FOUND, also where the site has none of the hosts */
  start(site: string, choice: PreflightChoice, who: string): Promise<string>
  /** Who began the preflight that is under way on a site. */
  under(site: string): string | null
  /** @throws RUN_NOT_POSSIBLE when it is not under way */
  cancel(run: string): void
  /** Cancels what is under way and waits for it. */
  stop(): Promise<void>
}

type Deps = { store: Store; artifacts: Artifacts; journals: Journals; log: FastifyBaseLogger }
/** `over` as soon as anybody may read that it has ended: then it is only put away, and stands in nobody's way. */
type Active = { site: string; who: string; cancel: AbortController; ended: Promise<void>; over: boolean }

/** Preflights, at most one a site at a time. */
export function makePreflights({ store, artifacts, journals, log }: Deps): Preflights {
  const { db } = store
  const active = new Map<string, Active>()
  const stopping = new AbortController()

  const work = async (run: string, state: SiteState, choice: PreflightChoice, signal: AbortSignal): Promise<RunEnd> => {
    const { journal: file, release } = await journals.use(run)
    const journal = rowFirst(db, run, file, (over) => {
      const entry = active.get(run)
      if (entry) entry.over = over
    })
    try {
      await journal.append({ kind: 'run', state: 'running' })
      const found = await look(run, state, choice, signal, (event) => journal.append(event))
      await noteReached(store, state, found)
      await journal.append({ kind: 'run', state: 'done' })
      return { state: 'done' }
    } catch (error) {
      const ended = signal.aborted ? 'cancelled' : 'failed'
      if (ended === 'failed') log.error({ err: error, run }, 'preflight failed')
      await journal.append({ kind: 'run', state: ended, ...(ended === 'failed' ? { problem: toProblem(error) } : {}) })
      return { state: ended }
    } finally {
      await release()
    }
  }

  const look = async (
    run: string,
    state: SiteState,
    choice: PreflightChoice,
    signal: AbortSignal,
    tell: (event: PreflightProgress) => Promise<unknown>,
  ): Promise<PreflightResult> => {
    const { hosts, checks, listeners = false, bandwidth = false, active = false } = choice
    const earlier = await besides(state, choice)
    const told: Promise<unknown>[] = []
    const { images, secrets } = await forActive(state, active, signal)
    const tlsKey = await siteTlsKey(state.answers, secretOf(store, state.site.id))
    const input = { ...preflightInput(state), images, tlsKey }
    const result = await runPreflight({
      input,
      open: hostOpener(store, state),
      transport: state.site.kind === 'local' ? 'local' : 'ssh',
      signal,
      listeners,
      bandwidth,
      active,
      secrets,
      onEvent: (event) => told.push(tell(event)),
      ...(hosts ? { hosts } : {}),
      ...(checks ? { only: checks } : {}),
      ...(earlier ? { earlier } : {}),
    })
    await Promise.all(told)
    const { records, ...rest } = result
    // Of servers that the questionnaire no longer has nothing is judged.
    const names = records.map(({ host }) => host).filter((host) => input.nodes.some(({ name }) => name === host))
    // Beside an earlier one every check is judged, on all that is known.
    const only = earlier ? null : (checks ?? null)
    await savePreflight(db, run, { hosts: names, only, input, facts: records, ...rest, thresholds: THRESHOLDS_VERSION })
    return result
  }

  /** What was found before, for one that looks at a part only. */
  const besides = async (state: SiteState, { hosts, checks }: PreflightChoice): Promise<EarlierFindings | null> =>
    hosts || checks ? earlierFindings(store, state.site.id) : null

  const forActive = async (state: SiteState, active: boolean, signal: AbortSignal) => ({
    images: active ? await artifacts.images(state.site.id, signal) : [],
    secrets: active ? await activeSecrets(state.answers, secretOf(store, state.site.id)) : {},
  })

  const under = (siteId: string): string | null =>
    [...active.values()].find(({ site, over }) => site === siteId && !over)?.who ?? null

  return {
    under,
    async start(siteId, choice, who) {
      const state = await readState(store, siteId)
      if (state.site.archived) throw new AppError('SITE_ARCHIVED')
      const servers = preflightInput(state).nodes.map(({ name }) => name)
      const hosts = choice.hosts?.filter((host) => servers.includes(host))
      if (choice.hosts && hosts?.length === 0)
        throw new AppError('NOT_FOUND', { params: { what: choice.hosts.join(', ') } })
      const fixing = await newestFixRun(db, siteId)
      const owner = fixing?.state === 'running' ? fixing.startedBy : under(siteId)
      if (owner) throw new AppError('SITE_BUSY', { params: { owner } })
      const cancel = new AbortController()
      const begun = Promise.withResolvers<string>()
      const entry = { site: siteId, who, cancel, ended: Promise.resolve(), over: false }
      // Noted before anything is awaited, so that a second start at the same moment sees it.
      const key = crypto.randomUUID()
      active.set(key, entry)
      entry.ended = (async () => {
        const { id } = await startRun(db, { siteId, kind: 'preflight', startedBy: who })
        await beginPreflight(db, id, hosts ?? servers)
        active.delete(key)
        active.set(id, entry)
        begun.resolve(id)
        const end = await work(id, state, { ...choice, hosts }, cancel.signal).catch(brokenOff)
        await settle({ db, journals, log, signal: stopping.signal, run: id }, end).finally(() => active.delete(id))
      })().catch((error) => {
        active.delete(key)
        begun.reject(error)
        log.error({ err: error, site: siteId }, 'preflight broke off')
      })
      return begun.promise
    },
    cancel(run) {
      const entry = active.get(run)
      if (!entry) throw new AppError('RUN_NOT_POSSIBLE', { params: { state: 'done' } })
      entry.cancel.abort()
    },
    async stop() {
      stopping.abort()
      for (const { cancel } of active.values()) cancel.abort()
      await Promise.all([...active.values()].map(({ ended }) => ended))
    },
  }
}

/** What the checks judge by, of a site. */
export function preflightInput({ site, answers }: Pick<SiteState, 'site' | 'answers'>): PreflightInput {
  return inputOfSite(site, answers)
}

type EarlierFindings = Omit<PreflightResult, 'mesh'> &
  Pick<FactsFile, 'preflight'> & { input: PreflightInput | null; thresholds: string | null }

/** What the newest preflight found, for one that looks at a part only. */
export async function earlierFindings(store: Store, siteId: string): Promise<EarlierFindings | null> {
  const found = await latestFindings(store.db, siteId)
  if (!found) return null
  const records = HostRecord.array().safeParse(found.facts)
  const reach = ReachRow.array().safeParse(found.reach)
  const links = LinkRow.array().safeParse(found.links)
  // Facts of an older version that cannot be read any more: everything is looked at anew.
  if (!records.success || !reach.success || !links.success) return null
  const { preflight, verdicts, thresholds } = found
  const input = PreflightInput.safeParse(found.input).data ?? null
  return { preflight, input, records: records.data, reach: reach.data, links: links.data, verdicts, thresholds }
}

/** The answers as they are now beside what the newest preflight found. @throws NOT_FOUND */
export async function declaredView(store: Store, siteId: string): Promise<DeclaredView> {
  const state = await readState(store, siteId)
  const found = await earlierFindings(store, siteId)
  const revisions = Object.fromEntries(state.sections.map(({ section, revision }) => [section, revision]))
  if (!found) return { run: null, endedAt: null, rows: [], revisions }
  const { preflight, records } = found
  const rows = declaredRows(preflightInput(state), records)
  return { run: preflight?.id ?? null, endedAt: preflight?.endedAt ?? null, rows, revisions }
}

/** The newest preflight with its facts, to be judged again elsewhere. @throws NOT_FOUND */
export async function exportFacts(store: Store, siteId: string): Promise<FactsFile> {
  const state = await readState(store, siteId)
  const found = await earlierFindings(store, siteId)
  if (!found) throw new AppError('NOT_FOUND', { params: { what: 'preflight' } })
  return factsFile({
    site: state.site.name,
    exportedAt: new Date().toISOString(),
    preflight: found.preflight,
    input: found.input ?? preflightInput(state),
    result: found,
    thresholds: found.thresholds,
    waivers: await listWaivers(store.db, siteId),
  })
}

async function noteReached(store: Store, { site, answers }: SiteState, { records }: PreflightResult): Promise<void> {
  const nodes = new Map((answers['resources.nodes'] ?? []).map((node) => [node.name, node]))
  for (const { host, access } of records) {
    const node = nodes.get(host)
    const seen = { reached: access.connected, problem: access.problem ?? access.sudoProblem }
    if (node) await noteHost(store.db, site.id, { name: host, address: node.address }, seen)
  }
}
