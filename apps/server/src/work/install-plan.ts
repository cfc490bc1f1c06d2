import { randomUUID } from 'node:crypto'
import { AppError, type Localized, type Plan, type PlanNote, type Planning, Profile } from '@astrago/contracts'
import type { Answers } from '@astrago/exchange-form'
import type { Host } from '@astrago/hosts'
import { makePlan, makeRedactor, type PreparedPlan } from '@astrago/jobs'
import { type ArtifactSet, newClusterToken, rke2 } from '@astrago/kubernetes'
import type { ReleaseInput } from '@astrago/reports'
import { keptKubeconfig, latestBlockers, listPreflights, listWaivers, type Store, savePlan } from '@astrago/store'
import { z } from 'zod'
import type { Artifacts } from './artifacts.ts'
import { generateSecrets, readState, type SiteState } from './form.ts'
import { formObstacles, unanswered } from './form-notes.ts'
import { lazyHost } from './lazy-host.ts'
import { openFailures, waivedFailures } from './open-failures.ts'
import { preflightGaps } from './preflight-notes.ts'
import { siteSecrets } from './secrets.ts'
import { hostOpener, type OnEnded } from './site-hosts.ts'
import { watchedHost } from './watched-host.ts'

const TOKEN = 'cluster.token'
const planSecret = (plan: string): string => `plan.${plan}`

/**
 * What a plan was made from. A run and an undo work from these, not from what the answers have become since. It may hold
 * what hosts keep secret, so it lies in the vault.
 */
const Inputs = z.object({
  profile: Profile,
  answers: z.custom<Answers>(),
  artifacts: z.custom<ArtifactSet>(),
  facts: z.record(z.string(), z.unknown()),
})
type Inputs = z.infer<typeof Inputs>

/** Who watches a plan being made. */
export type PlanWatch = {
  signal: AbortSignal
  onStep: (step: Planning['at']) => void
  onFiles: (files: Planning['files']) => void
  onHost: (host: string, busy: boolean) => void
}

const FILES: Localized = { ko: '설치 파일 확인', en: 'Checking the installation files' }
const LOOK: Localized = { ko: '호스트 살펴보기', en: 'Looking at the hosts' }

/** Looks at the hosts and works out what an installation would do. Changes nothing on any host. */
export async function planInstallation(
  { store, artifacts }: { store: Store; artifacts: Artifacts },
  siteId: string,
  who: string,
  watch: PlanWatch,
): Promise<Plan> {
  const { signal } = watch
  await generateSecrets(store, siteId, who)
  const state = await readState(store, siteId)
  watch.onStep({ title: FILES, number: 1, of: 1 })
  const files = await artifacts.inspect(siteId, { signal, onProgress: watch.onFiles })
  watch.onFiles(null)
  const hosts = watchedHosts(hostsOf(store, state), watch)
  try {
    const inputs = { profile: state.site.profile, answers: state.answers, artifacts: files }
    const cluster = await clusterOf(store, siteId, inputs)
    const phases = rke2.phases(cluster, { kubeconfig: keptKubeconfig(store.vault, siteId) })
    const of = phases.length + 2
    watch.onStep({ title: LOOK, number: 2, of })
    const onHosts = await rke2.obstaclesOnHosts(cluster, hosts, signal)
    const preflight = await preflightNotes(store, state)
    const { plan, facts } = await makePlan({
      id: randomUUID(),
      site: siteId,
      createdAt: new Date().toISOString(),
      phases,
      hosts,
      inputs,
      warnings: [...unanswered(state), ...preflight.waived, ...cluster.warnings],
      obstacles: [...formObstacles(state), ...preflight.obstacles, ...cluster.obstacles, ...onHosts],
      redactor: makeRedactor(await siteSecrets(store, siteId)),
      signal,
      onPhase: (phase) => watch.onStep({ title: phase.title, number: phases.indexOf(phase) + 3, of }),
    })
    signal.throwIfAborted()
    await store.vault.put(siteId, planSecret(plan.id), JSON.stringify({ ...inputs, facts } satisfies Inputs))
    await savePlan(store.db, siteId, plan)
    return plan
  } finally {
    await Promise.all([...hosts.values()].map((host) => host.close()))
  }
}

function watchedHosts(hosts: ReadonlyMap<string, Host>, { onHost }: PlanWatch): Map<string, Host> {
  return new Map([...hosts].map(([name, host]) => [name, watchedHost(host, (busy) => onHost(name, busy))]))
}

async function inputsOf(store: Store, plan: Plan): Promise<Inputs | null> {
  const text = await store.vault.get(plan.site, planSecret(plan.id))
  return text === null ? null : Inputs.parse(JSON.parse(text))
}

/** What a plan installs, with its versions; null when its inputs are gone. */
export async function releaseOf(store: Store, plan: Plan): Promise<ReleaseInput | null> {
  const inputs = await inputsOf(store, plan)
  if (!inputs) return null
  const { kubeVip } = await clusterOf(store, plan.site, inputs)
  return { ...inputs.artifacts, kubeVip: kubeVip?.image ?? null }
}

/** The phases of a plan made anew from its inputs, and what they gathered then. @throws NOT_FOUND */
export async function preparePlan(store: Store, plan: Plan): Promise<Pick<PreparedPlan, 'phases' | 'facts'>> {
  const inputs = await inputsOf(store, plan)
  if (!inputs) throw new AppError('NOT_FOUND', { params: { what: 'plan' } })
  const cluster = await clusterOf(store, plan.site, inputs)
  return { phases: rke2.phases(cluster, { kubeconfig: keptKubeconfig(store.vault, plan.site) }), facts: inputs.facts }
}

export function hostsOf(store: Store, state: SiteState, onEnded?: OnEnded): Map<string, Host> {
  const open = hostOpener(store, state, onEnded)
  return new Map((state.answers['resources.nodes'] ?? []).map(({ name }) => [name, lazyHost(name, open)]))
}

async function clusterOf(store: Store, siteId: string, { profile, answers, artifacts }: Omit<Inputs, 'facts'>) {
  const secrets = {
    token: await clusterToken(store, siteId),
    registryPassword: (await store.vault.get(siteId, 'registry.password')) ?? undefined,
    proxyPassword: (await store.vault.get(siteId, 'network.proxyPassword')) ?? undefined,
  }
  return rke2.desiredCluster({ answers, site: { profile }, artifacts, secrets })
}

async function clusterToken(store: Store, siteId: string): Promise<string> {
  const known = await store.vault.get(siteId, TOKEN)
  if (known) return known
  const token = newClusterToken()
  await store.vault.put(siteId, TOKEN, token)
  return token
}

/** @throws SITE_ARCHIVED, SITE_NOT_REACHABLE_THIS_WAY, DISTRIBUTION_NOT_SUPPORTED, NODES_MISSING */
export function refuseUnplannable({ site, answers }: SiteState): void {
  if (site.archived) throw new AppError('SITE_ARCHIVED')
  if (site.kind === 'local') throw new AppError('SITE_NOT_REACHABLE_THIS_WAY')
  if (site.distribution !== 'rke2')
    throw new AppError('DISTRIBUTION_NOT_SUPPORTED', { params: { name: site.distribution } })
  if (!answers['resources.nodes']?.length) throw new AppError('NODES_MISSING')
}

type PreflightNotes = { obstacles: PlanNote[]; waived: PlanNote[] }

/** What the newest preflight says of an installation now. */
async function preflightNotes({ db }: Store, { site, answers }: SiteState): Promise<PreflightNotes> {
  const newest = (await listPreflights(db, site.id)).find(({ state }) => state === 'done')
  const servers = (answers['resources.nodes'] ?? []).map(({ name }) => name)
  const blockers = (await latestBlockers(db, site.id)) ?? []
  const waivers = await listWaivers(db, site.id)
  const now = new Date()
  return {
    obstacles: [...preflightGaps(newest, servers), ...openFailures(blockers, waivers, now)],
    waived: waivedFailures(blockers, waivers, now),
  }
}

/**
 * Whether the preflight still lets an installation begin: since its plan was made a waiver may have expired or have been
 * revoked, or a newer preflight have found something. @throws PREFLIGHT_BLOCKS
 */
export async function refuseBlocked({ db }: Store, siteId: string): Promise<void> {
  const blockers = (await latestBlockers(db, siteId)) ?? []
  const n = openFailures(blockers, await listWaivers(db, siteId), new Date()).length
  if (n > 0) throw new AppError('PREFLIGHT_BLOCKS', { params: { n } })
}
