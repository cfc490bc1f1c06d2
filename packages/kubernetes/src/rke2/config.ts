import { stringify } from 'yaml'
import type { Rke2Cluster, Rke2Node } from './answers.ts'
import { inUrl, JOIN_PORT } from './paths.ts'

/**
 * config.yaml of one node. Servers get the same cluster-wide values, as joining demands (docs.rke2.io/install/ha);
 * only the first server has no `server`.
 * @param selinux whether the host enforces SELinux and has RKE2's policy.
 */
export function renderConfig(cluster: Rke2Cluster, node: Rke2Node, { selinux }: { selinux: boolean }): string {
  const first = cluster.servers[0]?.name === node.name
  return stringify(
    {
      ...(first ? {} : { server: `https://${inUrl(cluster.join.address)}:${JOIN_PORT}` }),
      token: cluster.token,
      'node-name': node.name,
      'node-ip': node.address,
      ...(node.role === 'server' ? serverValues(cluster) : {}),
      ...(node.labels.length > 0 ? { 'node-label': node.labels } : {}),
      ...(node.taints.length > 0 ? { 'node-taint': node.taints } : {}),
      ...(cluster.cis ? { profile: 'cis' } : {}),
      ...(selinux ? { selinux: true } : {}),
    },
    { lineWidth: 0 },
  )
}

function serverValues(cluster: Rke2Cluster): Record<string, unknown> {
  return {
    'tls-san': cluster.tlsSans,
    cni: cluster.cni,
    'cluster-cidr': cluster.podCidr,
    'service-cidr': cluster.serviceCidr,
    'write-kubeconfig-mode': '0600',
  }
}

/** Environment of the RKE2 services: the proxy, where there is one (docs.rke2.io/advanced). */
export function renderProxyEnv({ url, noProxy }: NonNullable<Rke2Cluster['proxy']>): string {
  const lines = [`HTTP_PROXY=${systemdValue(url)}`, `HTTPS_PROXY=${systemdValue(url)}`]
  return `${[...lines, `NO_PROXY=${systemdValue(noProxy.join(','))}`].join('\n')}\n`
}

/** Quoted as systemd.exec reads an EnvironmentFile. A line break cannot be part of an address, so it is dropped. */
function systemdValue(value: string): string {
  return `"${value.replace(/[\r\n]/g, '').replace(/[\\"$`]/g, '\\$&')}"`
}
