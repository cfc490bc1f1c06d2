import type { CNIS, PlanNote, Profile } from '@astrago/contracts'
import type { Answers, Node } from '@astrago/exchange-form'

/** The answers of the questionnaire that decide how the cluster looks. */
export type ClusterAnswers = Pick<
  Answers,
  | 'network.externalAddress'
  | 'network.domain'
  | 'network.vip'
  | 'network.podCidr'
  | 'network.serviceCidr'
  | 'network.cni'
  | 'network.proxyUrl'
  | 'network.proxyUsername'
  | 'network.noProxy'
  | 'security.selinux'
  | 'security.firewallPolicy'
  | 'security.cisProfile'
  | 'registry.kind'
  | 'registry.address'
  | 'registry.username'
  | 'registry.ca'
  | 'resources.nodes'
>

export type Rke2Cni = (typeof CNIS)['rke2'][number]

export type NodeAnswer = Pick<Node, 'name' | 'address' | 'roles'>

export type FirewallPolicy = NonNullable<Answers['security.firewallPolicy']>

/** `token` is made once per site by `newClusterToken` and kept in the vault. */
export type ClusterSecrets = {
  token: string
  registryPassword?: string | undefined
  proxyPassword?: string | undefined
}

export type Rke2Node = {
  name: string
  address: string
  role: 'server' | 'agent'
  labels: string[]
  taints: string[]
  gpu: boolean
}

export type Registry = {
  kind: 'existing' | 'mirror'
  /** host or host:port, as images name it. */
  host: string
  scheme: 'https' | 'http'
  username: string | null
  password: string | null
  /** PEM. */
  ca: string | null
}

/** The cluster that the answers ask for. Holds secrets: never shown or stored as it is. */
export type Rke2Cluster = {
  profile: Profile
  version: string | null
  servers: Rke2Node[]
  agents: Rke2Node[]
  /** What every node but the first server joins, and the address in the kubeconfig. */
  join: { address: string; kind: 'vip' | 'first-server' }
  kubeVip: { address: string; image: string } | null
  tlsSans: string[]
  podCidr: string
  serviceCidr: string
  cni: Rke2Cni
  cis: boolean
  selinux: 'keep' | 'permissive'
  firewall: FirewallPolicy
  registry: Registry | null
  /** `url` holds the login, where there is one. */
  proxy: { url: string; noProxy: string[] } | null
  token: string
  files: Rke2Files
  warnings: PlanNote[]
  obstacles: PlanNote[]
}

export type LocalFile = { name: string; path: string; bytes: number; sha256: string }

/** The files to deliver: what install.sh reads, and what the agent imports. */
export type Rke2Files = { arch: 'amd64' | 'arm64'; release: LocalFile[]; images: LocalFile[] }
