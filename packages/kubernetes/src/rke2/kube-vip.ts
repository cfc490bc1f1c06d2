import { isIPv6 } from 'node:net'
import { stringify } from 'yaml'

type KubeVip = { address: string; image: string; networkInterface: string | null }

const LABELS = { 'app.kubernetes.io/name': 'kube-vip' }
const NAME = { name: 'kube-vip', namespace: 'kube-system' }
const ROLE = 'astrago:kube-vip'

/**
 * kube-vip as a DaemonSet on the servers, holding the VIP by ARP on whichever server leads; RKE2 applies it from its
 * manifests folder. Without an interface name kube-vip takes the one of the default route.
 */
export function renderKubeVip({ address, image, networkInterface }: KubeVip): string {
  const prefix = isIPv6(address) ? '128' : '32'
  const env = {
    vip_arp: 'true',
    port: '6443',
    // One name for older releases of kube-vip, one for newer.
    vip_cidr: prefix,
    vip_subnet: prefix,
    cp_enable: 'true',
    cp_namespace: 'kube-system',
    svc_enable: 'false',
    vip_leaderelection: 'true',
    ...(networkInterface ? { vip_interface: networkInterface } : {}),
    address,
  }
  const documents = [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: NAME },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: ROLE },
      rules: [
        { apiGroups: [''], resources: ['services', 'nodes', 'endpoints'], verbs: ['list', 'get', 'watch'] },
        {
          apiGroups: ['coordination.k8s.io'],
          resources: ['leases'],
          verbs: ['list', 'get', 'watch', 'update', 'create'],
        },
      ],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: ROLE },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: ROLE },
      subjects: [{ kind: 'ServiceAccount', ...NAME }],
    },
    daemonSet(image, env),
  ]
  return documents.map((document) => stringify(document, { lineWidth: 0 })).join('---\n')
}

function daemonSet(image: string, env: Record<string, string>): unknown {
  const nodeName = { name: 'vip_nodename', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { ...NAME, labels: LABELS },
    spec: {
      selector: { matchLabels: LABELS },
      template: {
        metadata: { labels: LABELS },
        spec: {
          nodeSelector: { 'node-role.kubernetes.io/control-plane': 'true' },
          hostNetwork: true,
          priorityClassName: 'system-node-critical',
          serviceAccountName: NAME.name,
          tolerations: [
            { operator: 'Exists', effect: 'NoSchedule' },
            { operator: 'Exists', effect: 'NoExecute' },
          ],
          containers: [
            {
              name: 'kube-vip',
              image,
              imagePullPolicy: 'IfNotPresent',
              args: ['manager'],
              env: [...Object.entries(env).map(([name, value]) => ({ name, value })), nodeName],
              securityContext: { capabilities: { add: ['NET_ADMIN', 'NET_RAW'] } },
            },
          ],
        },
      },
    },
  }
}
