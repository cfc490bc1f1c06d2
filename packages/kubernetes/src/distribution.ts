import type { Cni, Distribution as DistributionId, Localized, PlanNote } from '@astrago/contracts'
import type { Host } from '@astrago/hosts'
import type { Phase } from '@astrago/jobs'

/** `unchecked`: the file is there, but the release's checksum file does not name it. */
export type ArtifactState = 'ok' | 'missing' | 'corrupt' | 'unchecked'

export type Artifact<Id extends string = string> = {
  id: Id
  /** Name in the folder; of a missing file the name it should have. */
  name: string
  purpose: Localized
  required: boolean
  /** Whether the release's checksum file has to name it. */
  listed: boolean
  state: ArtifactState
  bytes: number
  /** Hex; empty while the file is missing. */
  sha256: string
}

/** What a folder holds of a release. Plain data: it can be stored and shown. */
export type ArtifactSet = {
  folder: string
  arch: 'amd64' | 'arm64'
  /** As the release calls itself, for example v1.35.7+rke2r1; null when no file tells. */
  version: string | null
  artifacts: Artifact[]
  /** Reference of the image inside the kube-vip archive, null without such an archive. */
  kubeVipImage: string | null
}

export type InspectOptions = {
  arch?: ArtifactSet['arch']
  /** The network plugin whose images have to be there; the distribution's own unless given. */
  cni?: Cni | undefined
  signal?: AbortSignal
  /** Bytes read so far of all bytes, and the file at hand. */
  onProgress?: (progress: { name: string; bytes: number; total: number }) => void
  /** sha256 of a file in hex; a caller may remember sums. By default every file is read. */
  sumOf?: SumOf
}

export type SumOf = (path: string, onBytes: (bytes: number) => void, signal?: AbortSignal) => Promise<string>

/** An image that the cluster runs. `delivered`: an archive among the installation files brings it to the nodes. */
export type ReleaseImage = { name: string; delivered: boolean }

/** A file that a release is made of, before anybody looked at it. */
export type ExpectedArtifact = Pick<Artifact, 'name' | 'purpose' | 'required'>

/**
 * Where the kubeconfig goes. The text is a secret: it grants everything in the cluster. `null` takes it away again,
 * when the cluster itself is taken away.
 */
export type KubeconfigVault = {
  read(): Promise<string | null>
  write(text: string | null): Promise<void>
}

/** Milliseconds. How long the phases wait before they say that something does not come. */
export type Limits = { startMs: number; joinMs: number; readyMs: number; pollMs: number }

export type PhaseDeps = { kubeconfig: KubeconfigVault; limits?: Partial<Limits> }

/**
 * A way to make a cluster. Everything that differs between RKE2, k0s and Kubespray is behind it; what is the same
 * (hosts, actions, runs) is not its business.
 */
export type Distribution<Desired extends { warnings: PlanNote[]; obstacles: PlanNote[] }, Input> = {
  readonly id: DistributionId
  /** Kubernetes minors it was written for, as `1.35`. */
  readonly versions: readonly string[]
  /** Every name that a file of a release may have. */
  readonly artifactNames: readonly string[]
  /** Pure. The files that make a release with this plugin, by what a folder holds of it so far. */
  expectedArtifacts(present: ReadonlySet<string>, cni?: Cni): ExpectedArtifact[]
  /** @throws ARTIFACT_FOLDER_UNUSABLE, ARTIFACT_UNREADABLE; the signal's reason when it is aborted. */
  inspectArtifacts(folder: string, options?: InspectOptions): Promise<ArtifactSet>
  /**
   * The images that a folder tells of: those in its archives, and those that its lists (`*images*.txt`) name besides. Each
   * once, sorted. @throws ARTIFACT_FOLDER_UNUSABLE; the signal's reason when it is aborted
   */
  releaseImages(folder: string, signal?: AbortSignal): Promise<ReleaseImage[]>
  /** Pure. What is wrong or doubtful is in its `obstacles` and `warnings`. */
  desiredCluster(input: Input): Desired
  /** Reads the hosts: what there forbids the plan. Changes nothing. */
  obstaclesOnHosts(desired: Desired, hosts: ReadonlyMap<string, Host>, signal: AbortSignal): Promise<PlanNote[]>
  /** In the order they run; undo goes backwards through the same list. */
  phases(desired: Desired, deps: PhaseDeps): readonly Phase[]
}
