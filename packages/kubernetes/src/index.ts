export type {
  Artifact,
  ArtifactSet,
  ArtifactState,
  Distribution,
  InspectOptions,
  KubeconfigVault,
  Limits,
  PhaseDeps,
  PortParty,
  PortRule,
} from './distribution.ts'
export type { ClusterAnswers, ClusterSecrets, Rke2Cluster } from './rke2/answers.ts'
export { newClusterToken } from './rke2/desired.ts'
export { serverOf } from './rke2/kubeconfig.ts'
export { rke2 } from './rke2/rke2.ts'
