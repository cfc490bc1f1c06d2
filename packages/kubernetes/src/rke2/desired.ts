import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { cniOf, type Profile } from '@astrago/contracts'
import type { ArtifactSet } from '../distribution.ts'
import type { ClusterAnswers, ClusterSecrets, NodeAnswer, Rke2Cluster, Rke2Files, Rke2Node } from './answers.ts'
import { obstaclesOf, warningsOf } from './desired-rules.ts'
import { readRegistry } from './registries.ts'

const ONLINE_KUBE_VIP = 'ghcr.io/kube-vip/kube-vip:v1.2.3'
/** Keeps ordinary pods off a server; RKE2's own components tolerate it (docs.rke2.io/install/ha). */
const SERVER_TAINT = 'CriticalAddonsOnly=true:NoExecute'

export type DesiredInput = {
  answers: ClusterAnswers
  site: { profile: Profile }
  artifacts: ArtifactSet
  secrets: ClusterSecrets
}

/** A secret that servers and agents share, 256 bits. It is also the passphrase of RKE2's etcd snapshots: keep it. */
export function newClusterToken(): string {
  return randomBytes(32).toString('hex')
}

/** Pure: the cluster that the answers ask for, with what speaks against it and what is doubtful. */
export function desiredCluster({ answers, site, artifacts, secrets }: DesiredInput): Rke2Cluster {
  const nodes = answers['resources.nodes'] ?? []
  const { servers, agents } = splitNodes(nodes)
  const vip = answers['network.vip'] || null
  const join: Rke2Cluster['join'] = vip
    ? { address: vip, kind: 'vip' }
    : { address: servers[0]?.address ?? '', kind: 'first-server' }
  const registry = readRegistry(answers, secrets)
  const image = artifacts.kubeVipImage ?? (site.profile === 'air-gapped' && !registry ? null : ONLINE_KUBE_VIP)
  const ranges = readRanges(answers)
  const cluster = {
    profile: site.profile,
    version: artifacts.version,
    servers,
    agents,
    join,
    kubeVip: vip && image ? { address: vip, image } : null,
    tlsSans: certificateNames(answers, [join.address, ...servers.map(({ address }) => address)]),
    ...ranges,
    cni: cniOf('rke2', answers['network.cni']),
    ...readSecurity(answers),
    registry: registry === 'bad-address' ? null : registry,
    proxy: readProxy(answers, secrets, [
      ...nodes.map(({ address }) => address),
      join.address,
      ...Object.values(ranges),
    ]),
    token: secrets.token,
    files: filesOf(artifacts),
  }
  const judged = { cluster, nodes, artifacts, vip, badRegistry: registry === 'bad-address' }
  return {
    ...cluster,
    warnings: warningsOf(judged),
    obstacles: obstaclesOf(judged),
  }
}

/** RKE2's own ranges where the questionnaire names none (docs.rke2.io/reference/server_config). */
function readRanges(answers: ClusterAnswers): Pick<Rke2Cluster, 'podCidr' | 'serviceCidr'> {
  return {
    podCidr: answers['network.podCidr'] || '10.42.0.0/16',
    serviceCidr: answers['network.serviceCidr'] || '10.43.0.0/16',
  }
}

function readSecurity(answers: ClusterAnswers): Pick<Rke2Cluster, 'cis' | 'selinux' | 'firewall'> {
  return {
    cis: answers['security.cisProfile'] ?? false,
    selinux: answers['security.selinux'] ?? 'keep',
    firewall: answers['security.firewallPolicy'] ?? 'open-needed',
  }
}

/** Names and addresses that the API server's certificate has to hold. */
function certificateNames(answers: ClusterAnswers, addresses: readonly string[]): string[] {
  const named = [answers['network.externalAddress'], answers['network.domain']]
  return [...new Set([...addresses, ...named])].filter((name): name is string => Boolean(name))
}

function splitNodes(nodes: readonly NodeAnswer[]): { servers: Rke2Node[]; agents: Rke2Node[] } {
  const isServer = (node: NodeAnswer) => node.roles.includes('control-plane')
  const isAgent = (node: NodeAnswer) => !isServer(node) && (node.roles.includes('worker') || node.roles.includes('gpu'))
  const agents = nodes.filter(isAgent)
  const toNode = (node: NodeAnswer, role: Rke2Node['role']): Rke2Node => {
    const gpu = node.roles.includes('gpu')
    const alone = node.roles.every((name) => name === 'control-plane')
    return {
      name: node.name.toLowerCase(),
      address: node.address,
      role,
      labels: gpu ? ['astrago.io/gpu=true'] : [],
      taints: role === 'server' && alone && agents.length > 0 ? [SERVER_TAINT] : [],
      gpu,
    }
  }
  return {
    servers: nodes.filter(isServer).map((node) => toNode(node, 'server')),
    agents: agents.map((node) => toNode(node, 'agent')),
  }
}

/** RKE2 adds the cluster's own ranges and domain to NO_PROXY by itself, but not node addresses or the VIP. */
function readProxy(
  answers: ClusterAnswers,
  { proxyPassword }: ClusterSecrets,
  own: readonly string[],
): Rke2Cluster['proxy'] {
  const { 'network.proxyUrl': address, 'network.proxyUsername': user } = answers
  if (!address) return null
  const url = user && proxyPassword ? withLogin(address, user, proxyPassword) : address
  const always = ['localhost', '127.0.0.1', '.svc', '.cluster.local']
  return { url, noProxy: [...new Set([...always, ...own, ...(answers['network.noProxy'] ?? [])])].filter(Boolean) }
}

/** The address as clients read a login out of it: each part percent-encoded (RFC 3986 section 3.2.1). */
function withLogin(address: string, user: string, password: string): string {
  const encode = (text: string): string =>
    encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
  return address.replace('://', `://${encode(user)}:${encode(password)}@`)
}

function filesOf({ folder, arch, artifacts }: ArtifactSet): Rke2Files {
  const local = (wanted: (id: string) => boolean) =>
    artifacts
      .filter(({ id, state }) => wanted(id) && state !== 'missing')
      .map(({ name, bytes, sha256 }) => ({ name, path: join(folder, name), bytes, sha256 }))
  const isImage = (id: string) => id.startsWith('images') || id === 'kube-vip'
  return { arch, release: local((id) => !isImage(id)), images: local(isImage) }
}
