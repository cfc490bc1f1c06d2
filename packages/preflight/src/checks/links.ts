import { betweenCheck, block, note, ok, type Subject, warn } from '../check.ts'
import type { HostRecord } from '../facts/schema.ts'
import type { DeclaredNode } from '../input.ts'
import { l } from '../text.ts'
import { BANDWIDTH_MBPS, LATENCY_MS, LOSS_PERCENT, OVERLAY_BYTES } from '../thresholds/mesh.ts'
import { CLUSTER, inCluster, mostCommon } from './helpers.ts'
import { bandwidth, latency, loss, mtu } from './measures.ts'
import { nodeInterface } from './network-helpers.ts'
import { judgePairs } from './pair-verdict.ts'

const several = ({ node, nodes, ports }: Subject): boolean =>
  ports.length > 0 && node.address !== null && nodes.filter(inCluster).length > 1

const mtuOf = (node: DeclaredNode, record: HostRecord | undefined): number | null => {
  const { interfaces, routes } = record?.facts ?? {}
  if (!interfaces || !routes || !('value' in interfaces) || !('value' in routes)) return null
  return nodeInterface(interfaces.value, routes.value, node.address)?.mtu ?? null
}

const LINE = l(
  '네트워크 담당자에게 두 호스트 사이의 스위치, 케이블, 회선을 확인해 달라고 요청하십시오.',
  'Ask the network team to look at switches, cables and lines between the two hosts.',
)

export const LINKS = [
  betweenCheck({
    id: 'latency-hosts',
    category: 'network',
    title: l('호스트 간 지연 시간', 'Latency between hosts'),
    explain: l(
      'etcd는 왕복 시간의 열 배를 기다립니다. 컨트롤 플레인 사이가 멀면 클러스터 전체가 느려집니다.',
      'etcd waits ten times a round trip: when control planes are far apart, the whole cluster is slow.',
    ),
    prepare: l(
      '서버를 가까이, 컨트롤 플레인은 한 데이터 센터 안에 두십시오.',
      'Place the servers close together, control planes in one data centre.',
    ),
    reads: [],
    readsToo: ['access', 'links'],
    roles: CLUSTER,
    applies: several,
    outcomes: {
      pass: ok('지연 시간이 짧습니다.', 'The hosts are close to each other.'),
      high: warn('지연 시간이 깁니다: {pairs}', 'The latency is high: {pairs}', LINE),
      far: block(
        '지연 시간이 너무 깁니다: {pairs}',
        'The latency is too high: {pairs}',
        l(
          '컨트롤 플레인을 같은 데이터 센터에 두거나, 네트워크 담당자에게 회선을 확인해 달라고 요청하십시오.',
          'Place the control planes in one data centre, or ask the network team to look at the line.',
        ),
      ),
    },
    unknowns: ['host-unreachable', 'no-ping'],
    thresholds: LATENCY_MS,
    judge: judgePairs({
      measure: latency,
      order: ['far', 'high'],
      wanted: `<= ${LATENCY_MS.controlPlanes.warn.value} ms`,
      unmeasured: 'no-ping',
    }),
  }),
  betweenCheck({
    id: 'packet-loss',
    category: 'network',
    title: l('호스트 간 패킷 손실', 'Packet loss between hosts'),
    explain: l(
      '패킷이 사라지면 etcd가 리더를 잃고 이미지 전송이 끊깁니다.',
      'With lost packets etcd loses its leader and transfers of images break off.',
    ),
    prepare: l(
      '서버 사이에서 패킷이 사라지지 않게 스위치와 케이블을 점검하십시오.',
      'Check switches and cables, so that no packets are lost between the servers.',
    ),
    reads: [],
    readsToo: ['access', 'links'],
    roles: CLUSTER,
    applies: several,
    outcomes: {
      pass: ok('사라지는 패킷이 없습니다.', 'No more packets are lost than may be.'),
      quiet: note(
        '핑에 답하지 않아 재지 못한 구간이 있습니다: {pairs}',
        'Not measured where pings are not answered: {pairs}',
      ),
      high: warn('패킷이 사라집니다: {pairs}', 'Packets are lost: {pairs}', LINE),
      far: block('패킷이 많이 사라집니다: {pairs}', 'Many packets are lost: {pairs}', LINE),
    },
    unknowns: ['host-unreachable', 'no-ping'],
    thresholds: LOSS_PERCENT,
    judge: judgePairs({
      measure: loss,
      order: ['far', 'high', 'quiet'],
      wanted: `<= ${LOSS_PERCENT.others.warn.value} %`,
      unmeasured: 'no-ping',
    }),
  }),
  betweenCheck({
    id: 'mtu-path',
    category: 'network',
    title: l('경로 MTU', 'Path MTU'),
    explain: l(
      '인터페이스가 보내는 크기의 패킷이 다른 노드까지 온전히 가야 합니다. 중간에서 사라지면 접속은 되는데 큰 응답만 멈춥니다.',
      'Packets as large as the interface sends must arrive whole. Where they vanish on the way, connections open and large answers hang.',
    ),
    prepare: l(
      '서버와 그 사이 스위치의 MTU를 같게 설정하십시오.',
      'Set the same MTU on the servers and on the switches between them.',
    ),
    reads: [],
    readsToo: ['access', 'links', 'reach'],
    roles: CLUSTER,
    applies: several,
    outcomes: {
      pass: ok('큰 패킷이 온전히 도착합니다.', 'Large packets arrive whole.'),
      short: block(
        '큰 패킷이 도착하지 않습니다(도착한 크기/보낸 크기): {pairs}',
        'Large packets do not arrive (size that arrived/size sent): {pairs}',
        l(
          `스위치와 모든 호스트의 MTU를 같게 맞추십시오. 경로가 그보다 작아야 한다면 호스트 MTU를 그 크기로, CNI의 MTU를 그보다 ${OVERLAY_BYTES.value} 작게 설정하십시오.`,
          `Give switches and all hosts the same MTU. Where the path must stay smaller, set the MTU of the hosts to its size, and that of the network plugin ${OVERLAY_BYTES.value} below.`,
        ),
      ),
    },
    unknowns: ['host-unreachable', 'no-ping'],
    thresholds: { overlay: OVERLAY_BYTES },
    source: 'assisted-installer-agent, mtu_checker.go; RFC 4821 section 1',
    judge: judgePairs({ measure: mtu, order: ['short'], wanted: '=', unmeasured: 'no-ping', bothWays: true }),
  }),
  betweenCheck({
    id: 'mtu-uniform',
    category: 'network',
    title: l('호스트 간 MTU 일치', 'Equal MTU on all hosts'),
    explain: l(
      'MTU가 호스트마다 다르면 큰 쪽이 보낸 패킷을 작은 쪽이 받지 못할 수 있고, CNI의 MTU를 하나로 정할 수 없습니다.',
      'Where hosts differ, the smaller may not take what the larger sends, and the network plugin has no one MTU to use.',
    ),
    prepare: l('모든 서버의 MTU를 같게 설정하십시오.', 'Set the same MTU on all servers.'),
    reads: ['interfaces', 'routes'],
    roles: CLUSTER,
    applies: several,
    compares: { among: inCluster, by: ['interfaces', 'routes'] },
    outcomes: {
      pass: ok('다른 호스트와 같습니다.', 'It is the same as on the other hosts.'),
      differs: warn(
        'MTU가 {found}인데 대부분의 호스트는 {wanted}입니다.',
        'Its MTU is {found}, that of most hosts {wanted}.',
        l('모든 노드와 스위치의 MTU를 같게 맞추십시오.', 'Give all nodes and switches the same MTU.'),
      ),
    },
    unknowns: ['not-collected'],
    source: 'Calico documentation, MTU',
    judge: ({ interfaces, routes }, { node, nodes }, { records }) => {
      const own = nodeInterface(interfaces, routes, node.address)?.mtu
      if (!own) return { unknown: 'not-collected' }
      const all = nodes.filter(inCluster).flatMap((each) => mtuOf(each, records.get(each.name)) ?? [])
      const usual = mostCommon(all) ?? own
      const values = { found: String(own), wanted: String(usual) }
      return { outcome: own === usual ? 'pass' : 'differs', ...values, params: values }
    },
  }),
  betweenCheck({
    id: 'bandwidth-hosts',
    category: 'network',
    title: l('호스트 간 대역폭', 'Bandwidth between hosts'),
    explain: l(
      '이미지와 데이터 전송 시간이 대역폭에 달려 있습니다. 따로 켰을 때만 짧은 전송으로 잽니다.',
      'Transfers of images and data depend on it. Measured with a short stream, only where that was asked for.',
    ),
    prepare: l('서버 사이에 충분한 대역폭을 준비하십시오.', 'Provide enough bandwidth between the servers.'),
    reads: [],
    readsToo: ['access', 'links'],
    roles: CLUSTER,
    applies: ({ node }, { links }) =>
      links.some(
        ({ from, to, bandwidth, streamed }) => (bandwidth || streamed) && (from === node.name || to === node.name),
      ),
    outcomes: {
      pass: ok('대역폭이 충분합니다.', 'It is enough.'),
      low: note('1 Gbit/s보다 느립니다: {pairs}', 'Slower than 1 Gbit/s: {pairs}'),
      slow: warn('대역폭이 너무 낮습니다: {pairs}', 'It is too low: {pairs}', LINE),
    },
    unknowns: ['host-unreachable', 'no-stream'],
    thresholds: BANDWIDTH_MBPS,
    judge: judgePairs({
      measure: bandwidth,
      order: ['slow', 'low'],
      wanted: `>= ${BANDWIDTH_MBPS.note.value} Mbit/s`,
      unmeasured: 'no-stream',
    }),
  }),
]
