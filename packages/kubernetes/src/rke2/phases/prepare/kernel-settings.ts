import type { KernelSetting } from '@astrago/changes'

const ALWAYS: readonly KernelSetting[] = [
  { key: 'net.ipv4.ip_forward', value: 1 },
  { key: 'net.bridge.bridge-nf-call-iptables', value: 1 },
  { key: 'net.bridge.bridge-nf-call-ip6tables', value: 1 },
]

/** What the validators of the GPU operator need (docs.rke2.io/install/requirements). */
const GPU: readonly KernelSetting[] = [
  { key: 'fs.inotify.max_user_instances', value: 8192, least: true },
  { key: 'fs.inotify.max_user_watches', value: 524_288, least: true },
]

/** RKE2 does not start with the CIS profile when these differ (docs.rke2.io/security/hardening_guide). */
const CIS: readonly KernelSetting[] = [
  { key: 'vm.panic_on_oom', value: 0 },
  { key: 'vm.overcommit_memory', value: 1 },
  { key: 'kernel.panic', value: 10 },
  { key: 'kernel.panic_on_oops', value: 1 },
]

export function kernelSettings({ gpu, cis }: { gpu: boolean; cis: boolean }): KernelSetting[] {
  return [...ALWAYS, ...(gpu ? GPU : []), ...(cis ? CIS : [])]
}
