export type {
  Artifact,
  ArtifactSet,
  ArtifactState,
  Distribution,
  ExpectedArtifact,
  InspectOptions,
  KubeconfigVault,
  Limits,
  PhaseDeps,
  ReleaseImage,
  SumOf,
} from './distribution.ts'
export type { ClusterAnswers, ClusterSecrets, Rke2Cluster } from './rke2/answers.ts'
export { fileNames } from './rke2/artifacts.ts'
export { sha256OfFile } from './rke2/checksums.ts'
export { newClusterToken } from './rke2/desired.ts'
export { listedImages } from './rke2/images.ts'
export { serverOf } from './rke2/kubeconfig.ts'
export { rke2 } from './rke2/rke2.ts'
