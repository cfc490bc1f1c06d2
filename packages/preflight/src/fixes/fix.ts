import type { Change, HostFacts } from '@astrago/changes'
import type { CheckId, Localized, Verdict } from '@astrago/contracts'
import type { FactKey, Facts, FactValues } from '../facts/schema.ts'
import type { DeclaredNode, PreflightInput } from '../input.ts'

/** What a fix knows of the host that it is for. */
export type FixSubject = { node: DeclaredNode; input: PreflightInput; facts: Facts; verdict: Verdict }

/** The checks whose findings we can put right. */
export const FIXED = [
  'swap-active',
  'networkmanager-unmanaged',
  'selinux-mode',
  'cis-etcd-user',
  'registry-ca-trusted',
  'nm-cloud-setup-enabled',
  'gpu-fabric-manager',
  'time-ntp-synced',
  'time-source',
  'dns-localhost',
  'dns-hostname-resolves',
  'name-files-writable',
  'kernel-modules-base',
  'kernel-modules-locked',
  'gpu-nouveau',
  'gpu-rdma-modules',
  'sysctl-ip-forward',
  'sysctl-bridge-nf',
  'sysctl-rp-filter',
  'sysctl-inotify',
  'limit-nofile',
  'sysctl-cis-kubelet',
  'sysctl-drift',
  'nodeport-range-reserved',
  'ports-between-hosts',
  'matrix-udp-overlay',
] as const satisfies readonly CheckId[]
export type FixedId = (typeof FIXED)[number]

/** What puts findings of one check right. */
export type Fix = {
  check: FixedId
  /** The outcomes of the check that it puts right. */
  outcomes: readonly string[]
  describe: Localized
  /** Whether it is for this host; without it, for every one with such a finding. */
  helps?(subject: FixSubject): boolean
  /** `live`: what the plan looks up anew, as the probe does not ask for it. Pure. */
  changes(subject: FixSubject, live: HostFacts): readonly Change[]
}

/** A fact, or undefined where the host did not tell it. */
export function factOf<K extends FactKey>({ facts }: FixSubject, key: K): FactValues[K] | undefined {
  const fact = facts[key]
  return 'value' in fact ? fact.value : undefined
}
