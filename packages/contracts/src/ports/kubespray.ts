import {
  ciliumHealth,
  forConsole,
  fromPods,
  kubelet,
  kubernetesApi,
  nodePorts,
  pathMtu,
  ping,
  port,
  typha,
  vxlan,
} from './lines.ts'
import { platform } from './platform.ts'
import type { CNIS, MatrixLine } from './rule.ts'

const REQUIREMENTS = 'Kubespray, docs/operations/port-requirements'
const KUBERNETES = 'kubernetes.io, networking/ports-and-protocols'

/**
 * By plugin as Kubespray sets it up: packets in VXLAN. What is off unless switched on has no line: BGP (179), IPIP,
 * WireGuard (51820, 51821, 51871/udp), Hubble (4244, 4245), metrics of Cilium (9962 to 9964).
 */
const PLUGINS = {
  calico: [vxlan('Calico', 4789, 'node', REQUIREMENTS), typha(REQUIREMENTS), ping],
  cilium: [vxlan('Cilium', 8472, 'node', REQUIREMENTS), ...ciliumHealth(REQUIREMENTS)],
  flannel: [vxlan('Flannel', 8472, 'node', 'Kubespray, roles/network_plugin/flannel (flannel_vxlan_port)'), ping],
} satisfies Record<(typeof CNIS)['kubespray'][number], readonly MatrixLine[]>

/** The scheduler (10259) and the controller manager (10257) are asked by their own machine alone. */
const matrix = (plugin: readonly MatrixLine[]): MatrixLine[] => [
  kubernetesApi(KUBERNETES),
  ...forConsole(),
  port(
    'etcd',
    2379,
    { ko: 'etcd 클라이언트, 피어', en: 'etcd clients and peers' },
    { last: 2380, from: 'control-plane', to: 'control-plane', group: 'etcd', source: KUBERNETES },
  ),
  kubelet('node', KUBERNETES),
  ...plugin,
  pathMtu('node'),
  ...platform('node', 'control-plane'),
  ...nodePorts('node', KUBERNETES),
  ...fromPods('node', 'Calico documentation, getting-started/kubernetes/requirements'),
]

export const KUBESPRAY_MATRICES = {
  calico: matrix(PLUGINS.calico),
  cilium: matrix(PLUGINS.cilium),
  flannel: matrix(PLUGINS.flannel),
}
