import { isIPv6 } from 'node:net'

/** Kubernetes minors this was written for. */
export const RKE2_VERSIONS = ['1.34', '1.35', '1.36'] as const

/** Where RKE2 keeps things (docs.rke2.io/install/configuration, /install/airgap, /advanced). */
export const RKE2 = {
  config: '/etc/rancher/rke2/config.yaml',
  registries: '/etc/rancher/rke2/registries.yaml',
  registryCa: '/etc/rancher/rke2/registry-ca.crt',
  kubeconfig: '/etc/rancher/rke2/rke2.yaml',
  images: '/var/lib/rancher/rke2/agent/images',
  kubeVipManifest: '/var/lib/rancher/rke2/server/manifests/astrago-kube-vip.yaml',
  kubectl: '/var/lib/rancher/rke2/bin/kubectl',
} as const

/** What the console itself keeps of RKE2 on a host: the files for install.sh and marks of what was done. */
export const OURS = {
  staging: '/var/lib/astrago/rke2',
  installed: '/var/lib/astrago/rke2/installed',
  started: '/var/lib/astrago/rke2/started',
} as const

export const JOIN_PORT = 9345
export const API_PORT = 6443

/** An address as it stands in a URL. */
export function inUrl(address: string): string {
  return isIPv6(address) ? `[${address}]` : address
}
