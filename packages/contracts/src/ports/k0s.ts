import {
  forConsole,
  fromPods,
  kubelet,
  kubernetesApi,
  nodePorts,
  packets,
  pathMtu,
  ping,
  port,
  vxlan,
} from './lines.ts'
import { platform } from './platform.ts'
import type { CNIS, MatrixLine } from './rule.ts'

const NETWORKING = 'docs.k0sproject.io/stable/networking'

/**
 * kube-router tells routes by BGP; across subnets it also wraps packets in IP (protocol 4). Calico wraps them in VXLAN unless
 * set up otherwise.
 */
const PLUGINS = {
  'kube-router': [
    port(
      'kube-router-bgp',
      179,
      { ko: '파드 네트워크의 경로 (kube-router BGP)', en: 'Routes of the pod network (kube-router BGP)' },
      { from: 'worker', to: 'worker', group: 'cni', source: NETWORKING },
    ),
    packets(
      'kube-router-ipip',
      'ipip',
      {
        ko: '파드 네트워크 (서브넷이 다른 작업 노드 사이, kube-router)',
        en: 'Pod network, between workers of different subnets (kube-router)',
      },
      {
        from: 'worker',
        to: 'worker',
        group: 'cni',
        source: 'kube-router, docs/user-guide (overlay-type, overlay-encap)',
      },
    ),
    ping,
  ],
  calico: [vxlan('Calico', 4789, 'worker', NETWORKING), ping],
} satisfies Record<(typeof CNIS)['k0s'][number], readonly MatrixLine[]>

/** A controller runs no pods unless it is a worker, too; the API server reaches kubelets through konnectivity. */
const matrix = (plugin: readonly MatrixLine[]): MatrixLine[] => [
  kubernetesApi(NETWORKING),
  port(
    'k0s-api',
    9443,
    { ko: '컨트롤러 합류 (k0s API)', en: 'Controllers join (k0s API)' },
    { from: 'control-plane', to: 'control-plane', group: 'control-plane', source: NETWORKING },
  ),
  port(
    'konnectivity',
    8132,
    { ko: '컨트롤 플레인과 작업 노드를 잇는 터널 (konnectivity)', en: 'Tunnel to the control plane (konnectivity)' },
    { from: 'worker', to: 'control-plane', group: 'control-plane', source: NETWORKING },
  ),
  ...forConsole(),
  port(
    'etcd',
    2380,
    { ko: 'etcd 피어', en: 'etcd peers' },
    { from: 'control-plane', to: 'control-plane', group: 'etcd', source: NETWORKING },
  ),
  kubelet('worker', NETWORKING),
  ...plugin,
  pathMtu('worker'),
  ...platform('worker', 'worker'),
  ...nodePorts('worker', 'kubernetes.io, networking/ports-and-protocols'),
  ...fromPods('worker', NETWORKING),
]

export const K0S_MATRICES = { 'kube-router': matrix(PLUGINS['kube-router']), calico: matrix(PLUGINS.calico) }
