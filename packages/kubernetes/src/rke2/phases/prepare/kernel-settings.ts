import { inotifySettings, type KernelSetting } from '@astrago/changes'

const ALWAYS: readonly KernelSetting[] = [
  { key: 'net.ipv4.ip_forward', value: 1 },
  { key: 'net.bridge.bridge-nf-call-iptables', value: 1 },
  { key: 'net.bridge.bridge-nf-call-ip6tables', value: 1 },
]

/** RKE2 does not start with the CIS profile when these differ (docs.rke2.io/security/hardening_guide). */
const CIS: readonly KernelSetting[] = [
  { key: 'vm.panic_on_oom', value: 0 },
  { key: 'vm.overcommit_memory', value: 1 },
  { key: 'kernel.panic', value: 10 },
  { key: 'kernel.panic_on_oops', value: 1 },
]

export function kernelSettings({ gpu, cis }: { gpu: boolean; cis: boolean }): KernelSetting[] {
  return [...ALWAYS, ...inotifySettings(gpu ? 'gpu' : 'base'), ...(cis ? CIS : [])]
}
