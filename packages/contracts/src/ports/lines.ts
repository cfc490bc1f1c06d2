import type { Localized } from '../text.ts'
import type { PacketProtocol, PacketRule, PortRule } from './rule.ts'

type Line = Pick<PortRule, 'from' | 'to' | 'group' | 'source'> &
  Partial<Pick<PortRule, 'last' | 'protocol' | 'ifTaken'>>

/** One line of a matrix; a single TCP port unless said otherwise. */
export const port = <const Id extends string>(id: Id, first: number, purpose: Localized, line: Line) => ({
  id,
  first,
  last: first,
  protocol: 'tcp' as const,
  ifTaken: 'block' as const,
  purpose,
  ...line,
})

/** One line about packets without ports. */
export const packets = <const Id extends string>(
  id: Id,
  protocol: PacketProtocol,
  purpose: Localized,
  line: Pick<PacketRule, 'from' | 'to' | 'group' | 'source'>,
) => ({ id, protocol, purpose, ...line })

/** The API server, for everything in the cluster. */
export const kubernetesApi = (source: string) =>
  port(
    'kubernetes-api',
    6443,
    { ko: 'Kubernetes API', en: 'Kubernetes API' },
    { from: 'node', to: 'control-plane', group: 'control-plane', source },
  )

export const kubelet = (to: 'node' | 'worker', source: string) =>
  port(
    'kubelet',
    10250,
    { ko: 'kubelet (로그, exec, 지표)', en: 'kubelet (logs, exec, metrics)' },
    { from: 'node', to, group: 'kubelet', source },
  )

/** What the console itself needs, whatever it installs. */
export function forConsole() {
  return [
    port(
      'kubernetes-api-admin',
      6443,
      { ko: '콘솔에서 쓰는 Kubernetes API', en: 'Kubernetes API, from the console' },
      { from: 'admin', to: 'control-plane', group: 'control-plane', source: 'astrago console' },
    ),
    port(
      'ssh',
      22,
      { ko: '콘솔의 SSH 접속', en: 'SSH from the console' },
      { from: 'admin', to: 'host', group: 'other', source: 'astrago console' },
    ),
  ]
}

/** NodePorts, between the machines that serve them and for users. */
export function nodePorts(to: 'node' | 'worker', source: string) {
  const line = { last: 32767, to, group: 'services' as const, source }
  return [
    port(
      'nodeports-between-nodes',
      30000,
      { ko: 'NodePort 서비스 (노드 사이)', en: 'NodePort services, between nodes' },
      { ...line, from: to },
    ),
    port(
      'nodeports-users',
      30000,
      { ko: 'NodePort 서비스 (사용자 접속)', en: 'NodePort services, for users' },
      { ...line, from: 'users' },
    ),
  ]
}

/** A pod reaches the machine it runs on by everything: DNS, the kubelet, host ports. */
export function fromPods(to: 'node' | 'worker', source: string) {
  const purpose = { ko: '파드에서 노드로 가는 트래픽', en: 'Pods to the node they run on' }
  const line = { last: 65535, from: 'pods' as const, to, group: 'other' as const, source }
  return [port('pods-tcp', 1, purpose, line), port('pods-udp', 1, purpose, { ...line, protocol: 'udp' })]
}

/** VXLAN between the machines that run pods. `first` is the port that the plugin was built or set up for. */
export const vxlan = (plugin: string, first: number, party: 'node' | 'worker', source: string) =>
  port(
    'pod-network-vxlan',
    first,
    { ko: `파드 네트워크 (${plugin} VXLAN)`, en: `Pod network (${plugin} VXLAN)` },
    { protocol: 'udp', from: party, to: party, group: 'cni', source },
  )

/** Calico's Typha, which tells every node what the cluster's network looks like. */
export const typha = (source: string) =>
  port(
    'calico-typha',
    5473,
    { ko: 'Calico Typha (노드에 설정 전달)', en: 'Calico Typha, which tells nodes their settings' },
    { from: 'node', to: 'node', group: 'cni', source },
  )

/** Cilium's look at the other nodes. */
export const ciliumHealth = (source: string) => [
  port(
    'cilium-health',
    4240,
    { ko: 'Cilium 상태 확인', en: 'Cilium health checks' },
    { from: 'node', to: 'node', group: 'cni', source },
  ),
  packets(
    'ping',
    'icmp-echo',
    {
      ko: 'Cilium 상태 확인, 사전 점검의 지연과 손실 측정',
      en: 'Cilium health checks; latency and loss in the preflight',
    },
    { from: 'node', to: 'node', group: 'cni', source },
  ),
]

/** How the preflight measures the way between two nodes; without it by TCP, and no loss. */
export const ping = packets(
  'ping',
  'icmp-echo',
  { ko: '사전 점검의 지연과 손실 측정', en: 'Latency and loss in the preflight' },
  { from: 'node', to: 'node', group: 'other', source: 'astrago console' },
)

/** Without these answers of routers, packets that are too big for a link on the way vanish, and large transfers hang. */
export const pathMtu = (to: 'node' | 'worker') =>
  packets(
    'path-mtu',
    'icmp-too-big',
    { ko: '경로 MTU 찾기 (막히면 큰 전송이 멈춤)', en: 'Path MTU discovery (large transfers hang without it)' },
    { from: 'routers', to, group: 'other', source: 'RFC 1191, RFC 8201, RFC 4890' },
  )
