import { randomBytes } from 'node:crypto'
import type { Host } from '@astrago/hosts'
import { dataOf, inCluster } from '../checks/helpers.ts'
import { siteNames } from '../checks/names.ts'
import type { HostRecord } from '../facts/schema.ts'
import type { DeclaredNode, PreflightInput } from '../input.ts'
import { endpointsFor } from '../thresholds/endpoints.ts'
import type { Account } from './account.ts'
import { askDisk } from './disk.ts'
import type { DnsQuestion } from './dns.ts'
import type { ActiveTask, Evidence } from './evidence.ts'
import { askInternet } from './internet.ts'
import { askNfs } from './nfs/ask-nfs.ts'
import { type LoginTrial, loginTrial } from './proxy-login.ts'
import { askForImages } from './pull.ts'
import { askRegistry } from './registry.ts'
import type { ActiveSecrets } from './secrets.ts'
import { askTime } from './time.ts'
import { PUBLIC_ROOTS } from './tls.ts'
import { askUrls, type UrlQuestion } from './urls.ts'

/** What the host's own resolver said of every name; null where it has no tool to ask it. */
export type Looked = Promise<Evidence['dns'] | null>
/** What a host is to try. Gives null where the host has no tool for it. @throws what the connection to the host throws */
type Ask<T extends ActiveTask> = (host: Host, signal: AbortSignal, looked: Looked) => Promise<Evidence[T] | null>
/** What tasks of all hosts share. */
export type Means = {
  secrets: ActiveSecrets
  /** Of the login at the proxy. */
  trial: LoginTrial
}
type Tasks = {
  [T in ActiveTask]: (input: PreflightInput, node: DeclaredNode, means: Means) => Ask<T> | null
}

const pemOf = ({ answers }: PreflightInput): string[] =>
  [answers['security.extraCa'], answers['registry.ca']].filter((pem) => pem !== undefined && pem !== '') as string[]

function urlsOf(input: PreflightInput): UrlQuestion[] {
  const { answers } = input
  const keycloak = answers['platform.keycloakKind'] === 'external' ? answers['platform.keycloakExternalUrl'] : undefined
  const files = answers['platform.offlineHttpServer']
  const named = [keycloak, files && (/^https?:/.test(files) ? files : `http://${files}`)]
  return named.flatMap((url) => (url && URL.canParse(url) ? [{ url, authorities: pemOf(input) }] : []))
}

/** Proxies whose address holds a password are not asked: that is refused for itself, and it would go over the line. */
function placesOf({ site, answers }: PreflightInput): { url: string | null } | null {
  if (site.profile === 'online') return { url: null }
  const url = answers['network.proxyUrl']
  return site.profile === 'proxy' && url && !url.includes('@') ? { url } : null
}

const accountOf = (user: string | undefined, password: string | undefined): Account | null =>
  user && password ? { user, password } : null

const searchOf = (record: HostRecord | undefined): string[] => {
  const dns = record?.facts.dns
  const domains = dns && 'value' in dns ? dns.value.search : []
  return domains.map((domain) => domain.toLowerCase().replace(/\.$/, '')).filter(Boolean)
}

/**
 * Every name that the site or the other tasks need, and a label that nobody has under the domain of the site and under each
 * that the host searches, as far as its facts are known.
 */
export function namesOf(input: PreflightInput, record?: HostRecord): DnsQuestion {
  const endpoints = placesOf(input)?.url === null ? endpointsFor(input.site) : []
  const domain = input.answers['network.domain']
  const search = searchOf(record)
  return {
    names: [...siteNames(input), ...endpoints],
    domains: [...new Set([...(domain ? [domain] : []), ...search])],
    search,
    label: `astrago-${randomBytes(8).toString('hex')}`,
  }
}

/** The registry of the site, where it is one that is there already. */
function registryOf({ answers }: PreflightInput): string | null {
  const { 'registry.kind': kind, 'registry.address': address } = answers
  return kind === 'own' || !address || !URL.canParse(`https://${address}/v2/`) ? null : address
}

/** One machine logs in for all: what a registry holds, and whom it knows, does not depend on who asks. */
const speaksForAll = ({ nodes }: PreflightInput, { name }: DeclaredNode): boolean =>
  nodes.find(inCluster)?.name === name

/** Null where the answers of the site name nothing to try. */
const TASKS: Tasks = {
  dns(input) {
    return namesOf(input).names.length > 0 ? (_host, _signal, looked) => looked : null
  },
  time({ answers }) {
    const servers = answers['network.ntpServers'] ?? []
    return servers.length > 0 ? (host, signal) => askTime(host, servers, signal) : null
  },
  internet(input, _, { secrets, trial }) {
    const way = placesOf(input)
    if (!way) return null
    const authorities = pemOf(input)
    const account = accountOf(input.answers['network.proxyUsername'], secrets['network.proxyPassword'])
    const proxy = way.url === null ? null : { url: way.url, account, roots: [...PUBLIC_ROOTS, ...authorities], trial }
    const places = endpointsFor(input.site).map((name) => `${name}:443`)
    return (host, signal) => askInternet(host, { proxy, places, authorities }, signal)
  },
  registry(input) {
    const address = registryOf(input)
    if (!address) return null
    return (host, signal) => askRegistry(host, { address, authorities: pemOf(input) }, signal)
  },
  pull(input, node, { secrets }) {
    const address = registryOf(input)
    if (!address || !speaksForAll(input, node)) return null
    const account = accountOf(input.answers['registry.username'], secrets['registry.password'])
    const question = { address, authorities: pemOf(input), account, images: input.images }
    return (host, signal) => askForImages(host, question, signal)
  },
  nfs({ answers }) {
    const { 'storage.kind': kind, 'storage.nfsServer': server, 'storage.nfsPath': path } = answers
    return kind === 'nfs' && server && path ? (host, signal) => askNfs(host, { server, path }, signal) : null
  },
  disk({ site }, { roles }) {
    return roles.includes('control-plane') ? (host, signal) => askDisk(host, dataOf(site).dataDir, signal) : null
  },
  urls(input) {
    const questions = urlsOf(input)
    return questions.length > 0 ? (host, signal) => askUrls(host, questions, signal) : null
  },
}

/** What a node is asked to try, by task. Only machines of the cluster are. */
export function tasksOf(
  input: PreflightInput,
  node: DeclaredNode,
  wanted: ReadonlySet<ActiveTask>,
  means: Means = { secrets: {}, trial: loginTrial() },
) {
  if (!inCluster(node)) return []
  return [...wanted].flatMap((task) => {
    const ask: Ask<ActiveTask> | null = TASKS[task](input, node, means)
    return ask ? [{ task, ask }] : []
  })
}
