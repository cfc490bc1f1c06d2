/** Sources that several limits name. */
export const RKE2 = 'RKE2 documentation, install/requirements'
export const EMBEDDED_COMMON = 'Embedded Cluster, host-preflight-common.yaml'
export const EMBEDDED_INSTALL = 'Embedded Cluster, host-preflight-install.yaml'
export const HARBOR = 'Harbor installation prerequisites'
export const PLATFORM = 'AstraGo installation guide (minimum 4 CPU, 8 GB, 100 GB; recommended 8 CPU, 16 GB, 500 GB)'
export const EVICTION = 'Kubernetes, node-pressure-eviction'
export const K0S_SYSINFO = 'k0s, internal/pkg/sysinfo'
