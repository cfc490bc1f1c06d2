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

const REQUIREMENTS = 'docs.rke2.io/install/requirements'
const INGRESS = 'docs.rke2.io/networking/networking_services'

const health = (id: string, first: number, ko: string, en: string) =>
  port(id, first, { ko, en }, { from: 'node', to: 'node', group: 'cni', source: REQUIREMENTS })

/**
 * By plugin as the charts of RKE2 set it up: packets in VXLAN. What only another mode needs has no line: WireGuard
 * (51820, 51821, 51871/udp) and BGP (179).
 */
const PLUGINS = {
  canal: [
    vxlan('Canal', 8472, 'node', REQUIREMENTS),
    health('canal-health', 9099, 'Canal 상태 확인', 'Canal health checks'),
    ping,
  ],
  calico: [
    vxlan('Calico', 4789, 'node', REQUIREMENTS),
    typha(REQUIREMENTS),
    health('calico-typha-health', 9098, 'Calico Typha 상태 확인', 'Calico Typha health checks'),
    health('calico-health', 9099, 'Calico 상태 확인', 'Calico health checks'),
    ping,
  ],
  cilium: [vxlan('Cilium', 8472, 'node', REQUIREMENTS), ...ciliumHealth(REQUIREMENTS)],
  flannel: [vxlan('Flannel', 4789, 'node', REQUIREMENTS), ping],
} satisfies Record<(typeof CNIS)['rke2'][number], readonly MatrixLine[]>

/** In the order that a firewall request reads best. */
const matrix = (plugin: readonly MatrixLine[]): MatrixLine[] => [
  port(
    'supervisor',
    9345,
    { ko: '노드 합류 (RKE2 supervisor)', en: 'Nodes join (RKE2 supervisor)' },
    { from: 'node', to: 'control-plane', group: 'control-plane', source: REQUIREMENTS },
  ),
  kubernetesApi(REQUIREMENTS),
  ...forConsole(),
  port(
    'etcd',
    2379,
    { ko: 'etcd 클라이언트, 피어, 지표', en: 'etcd clients, peers and metrics' },
    { last: 2381, from: 'control-plane', to: 'control-plane', group: 'etcd', source: REQUIREMENTS },
  ),
  kubelet('node', REQUIREMENTS),
  ...plugin,
  pathMtu('node'),
  ...platform('node', 'control-plane'),
  ...nodePorts('node', REQUIREMENTS),
  port(
    'ingress-http',
    80,
    { ko: '인그레스 HTTP', en: 'Ingress, HTTP' },
    { from: 'users', to: 'node', group: 'services', source: INGRESS },
  ),
  port(
    'ingress-https',
    443,
    { ko: '인그레스 HTTPS', en: 'Ingress, HTTPS' },
    { from: 'users', to: 'node', group: 'services', source: INGRESS },
  ),
  ...fromPods('node', 'docs.k3s.io/installation/requirements'),
]

export const RKE2_MATRICES = {
  canal: matrix(PLUGINS.canal),
  calico: matrix(PLUGINS.calico),
  cilium: matrix(PLUGINS.cilium),
  flannel: matrix(PLUGINS.flannel),
}
