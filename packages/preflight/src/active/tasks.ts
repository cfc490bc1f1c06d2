import { randomBytes } from 'node:crypto'
import type { Host } from '@astrago/hosts'
import { dataOf, inCluster } from '../checks/helpers.ts'
import { siteNames } from '../checks/names.ts'
import type { DeclaredNode, PreflightInput } from '../input.ts'
import { ONLINE_ENDPOINTS } from '../thresholds/endpoints.ts'
import { askDisk } from './disk.ts'
import type { DnsQuestion } from './dns.ts'
import type { ActiveTask, Evidence } from './evidence.ts'
import { askInternet } from './internet.ts'
import { askNfs } from './nfs/ask-nfs.ts'
import { askForImages } from './pull.ts'
import { askRegistry } from './registry.ts'
import { askTime } from './time.ts'
import { askUrls, type UrlQuestion } from './urls.ts'

/** What the host's own resolver said of every name; null where it has no tool to ask it. */
export type Looked = Promise<Evidence['dns'] | null>
/** What a host is to try. Gives null where the host has no tool for it. @throws what the connection to the host throws */
type Ask<T extends ActiveTask> = (host: Host, signal: AbortSignal, looked: Looked) => Promise<Evidence[T] | null>
/** Texts of secrets that tasks send, by their field. They go into nothing that is kept. */
export type ActiveSecrets = { readonly 'registry.password'?: string }
type Tasks = {
  [T in ActiveTask]: (input: PreflightInput, node: DeclaredNode, secrets: ActiveSecrets) => Ask<T> | null
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
function placesOf({ site, answers }: PreflightInput): { proxy: string | null } | null {
  if (site.profile === 'online') return { proxy: null }
  const proxy = answers['network.proxyUrl']
  return site.profile === 'proxy' && proxy && !proxy.includes('@') ? { proxy } : null
}

/** Every name that the site or the other tasks need, and a label that nobody has under the domain of the site. */
export function namesOf(input: PreflightInput): DnsQuestion {
  const endpoints = placesOf(input)?.proxy === null ? ONLINE_ENDPOINTS.value : []
  const domain = input.answers['network.domain']
  return {
    names: [...siteNames(input), ...endpoints],
    domains: domain ? [domain] : [],
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
  internet(input) {
    const way = placesOf(input)
    const places = ONLINE_ENDPOINTS.value.map((name) => `${name}:443`)
    return way && ((host, signal) => askInternet(host, { ...way, places, authorities: pemOf(input) }, signal))
  },
  registry(input) {
    const address = registryOf(input)
    if (!address) return null
    return (host, signal) => askRegistry(host, { address, authorities: pemOf(input) }, signal)
  },
  pull(input, node, { 'registry.password': password }) {
    const address = registryOf(input)
    if (!address || !speaksForAll(input, node)) return null
    const { 'registry.username': user } = input.answers
    const account = user && password ? { user, password } : null
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
  secrets: ActiveSecrets = {},
) {
  if (!inCluster(node)) return []
  return [...wanted].flatMap((task) => {
    const ask: Ask<ActiveTask> | null = TASKS[task](input, node, secrets)
    return ask ? [{ task, ask }] : []
  })
}
