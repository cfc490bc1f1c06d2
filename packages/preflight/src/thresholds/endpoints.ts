import type { Distribution } from '@astrago/contracts'
import { type Limit, limit } from './limit.ts'

/** Names on the internet that every online installation fetches from, over 443, with those that they send on to. */
export const ONLINE_ENDPOINTS = limit(
  [
    ...[
      'registry-1.docker.io',
      'auth.docker.io',
      'production.cloudflare.docker.com',
      'production.cloudfront.docker.com',
    ],
    'docker-images-prod.6aa30f8b08e16409b46e0173d6de2f56.r2.cloudflarestorage.com',
    'registry.k8s.io',
    ...['quay.io', 'cdn.quay.io', 'cdn01.quay.io', 'cdn02.quay.io', 'cdn03.quay.io'],
    ...['ghcr.io', 'pkg-containers.githubusercontent.com'],
    ...['nvcr.io', 'helm.ngc.nvidia.com'],
    ...['github.com', 'objects.githubusercontent.com', 'release-assets.githubusercontent.com'],
  ],
  'replicatedhq/embedded-cluster host preflights; image lists of the AstraGo charts; Docker documentation, allow-list; OpenShift documentation, configuring-firewall (quay.io); GitHub documentation, communication with GitHub; chainguard-dev/edu#3290 (release-assets)',
)

/** What the distribution itself comes from besides. */
export const OWN_ENDPOINTS: Readonly<Record<Distribution, Limit<readonly string[]>>> = {
  rke2: limit(['get.rke2.io', 'rpm.rancher.io'], 'RKE2 documentation, install/airgap'),
  k0s: limit([], 'k0s documentation, install (releases on GitHub)'),
  kubespray: limit(
    ['dl.k8s.io', 'cdn.dl.k8s.io', 'get.helm.sh'],
    'Kubespray, roles/kubespray-defaults/defaults/main/download.yml; kubernetes.io, releases/download (dl.k8s.io sends on to its CDN)',
  ),
}

export const endpointsFor = ({ distribution }: { distribution: Distribution }): readonly string[] => [
  ...ONLINE_ENDPOINTS.value,
  ...OWN_ENDPOINTS[distribution].value,
]

const ALL = new Set([...ONLINE_ENDPOINTS.value, ...Object.values(OWN_ENDPOINTS).flatMap(({ value }) => value)])
export const isEndpoint = (name: string): boolean => ALL.has(name)
