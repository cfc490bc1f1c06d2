import { limit } from './limit.ts'

/** Names on the internet that an online installation fetches from, over 443. */
export const ONLINE_ENDPOINTS = limit(
  [
    'registry-1.docker.io',
    'auth.docker.io',
    'production.cloudflare.docker.com',
    'registry.k8s.io',
    'quay.io',
    'ghcr.io',
    'nvcr.io',
    'helm.ngc.nvidia.com',
    'github.com',
    'objects.githubusercontent.com',
    'get.rke2.io',
    'rpm.rancher.io',
  ],
  'replicatedhq/embedded-cluster host preflights; RKE2 documentation, install/airgap; image lists of the AstraGo charts',
)
