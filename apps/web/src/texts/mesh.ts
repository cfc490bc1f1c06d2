import type { Localized, PathState, PortGroup, VerdictStatus } from '@astrago/contracts'
import { l } from './localized.ts'

export const mesh = {
  title: l('호스트 간 연결', 'Between hosts'),
  good: l(
    '호스트 {hosts}대가 필요한 포트로 서로 통신합니다.',
    'All {hosts:host reaches|hosts reach} each other on every port they need.',
  ),
  bad: l(
    '{all}개 방향 가운데 {bad}개에 문제가 있고 {unknown}개는 증명하지 못했습니다.',
    '{bad} of {all:direction|directions} have a problem, {unknown} could not be proven.',
  ),
  soFar: l(
    '{all}개 방향 가운데 {known}개를 확인했습니다. 지금까지 {bad}개에 문제가 있고 {unknown}개는 증명하지 못했습니다.',
    '{known} of {all:direction|directions} known. So far {bad} have a problem, {unknown} could not be proven.',
  ),
  legend: l('기호', 'Signs'),
  pending: l('아직 확인 전', 'not known yet'),
  view: l('보기', 'Show'),
  all: l('전체 (가장 나쁜 결과)', 'All (the worst)'),
  groups: l('용도', 'What for'),
  ports: l('포트', 'Ports'),
  measures: l('측정', 'Measured'),
  map: l('호스트 간 연결 지도', 'Map between hosts'),
  how: l(
    '행이 보내는 호스트, 열이 받는 호스트입니다. 칸을 누르면 두 호스트 사이를 자세히 봅니다.',
    'Rows send, columns receive. A cell opens the two hosts.',
  ),
  some: l(
    '호스트 {all}대 가운데 문제가 있는 쪽부터 {n}대를 보여 줍니다. 나머지는 아래에서 골라 봅니다.',
    '{n} of {all} hosts are shown, those with problems first. Pick others below.',
  ),
  cell: l('{from}에서 {to}: {words}', '{from} to {to}: {words}'),
  sender: l('보내는 호스트', 'From'),
  receiver: l('받는 호스트', 'To'),
  problems: l('막힌 곳과 증명하지 못한 곳', 'What is stopped or not proven'),
  more: l('외 {n}대', 'and {n} more'),
  moreTroubles: l('{n}건 더 보기', 'Show {n} more'),
  pick: l('두 호스트 골라 보기', 'Look at two hosts'),
  pickOne: l('고르기', 'Choose'),
  nothingAsked: l('이 방향으로는 필요한 포트가 없습니다.', 'Nothing is needed in this direction.'),
  byTcp: l('(핑 대신 TCP로 잼)', '(by TCP: pings are not answered)'),
  todo: l('{to}에서 root로 실행하면 {from}만 들어오게 엽니다.', 'Run on {to} as root; it lets in {from} alone:'),
  todoBetween: l(
    '{to} 자체에는 막는 규칙이 보이지 않습니다. 사이의 방화벽이나 보안 그룹을 네트워크 담당자와 확인하십시오.',
    'No rule of {to} itself is seen to stop it. Look at firewalls or security groups between with the network team.',
  ),
} as const

export const MEASURE_WORDS = {
  latency: l('지연 시간', 'Latency'),
  loss: l('패킷 손실', 'Packet loss'),
  mtu: l('경로 MTU', 'Path MTU'),
  bandwidth: l('대역폭', 'Bandwidth'),
  skew: l('시각 차이', 'Clock difference'),
} as const satisfies Record<string, Localized>

export const GROUP_WORDS: Record<PortGroup, Localized> = {
  'control-plane': l('컨트롤 플레인 (API, 노드 합류)', 'Control plane (API, joining)'),
  etcd: l('etcd (클러스터 상태)', 'etcd (cluster state)'),
  kubelet: l('kubelet (노드 관리)', 'kubelet (node management)'),
  cni: l('파드 네트워크 (CNI)', 'Pod network (CNI)'),
  services: l('서비스 (NodePort)', 'Services (NodePort)'),
  other: l('그 밖', 'Other'),
}

export const PATH_WORDS: Record<PathState, Localized> = {
  open: l('연결됨', 'connected'),
  free: l('열림 (듣는 프로그램 없음)', 'free (nothing listens yet)'),
  rejected: l('방화벽이 거부', 'refused by a firewall'),
  dropped: l('막힘 (응답 없음)', 'stopped (no answer)'),
  'no-route': l('막힘 (경로 없음)', 'stopped (no route)'),
  'not-proven': l('증명 안 됨', 'not proven'),
  'no-tool': l('도구 없음', 'no tool'),
  'not-tried': l('시험 못 함', 'not tried'),
}

export const MESH_WORDS: Record<VerdictStatus | 'none', Localized> = {
  fail: l('실패', 'failed'),
  warn: l('경고', 'warning'),
  unknown: l('판단 불가', 'unknown'),
  pass: l('통과', 'passed'),
  none: l('해당 없음', 'not asked for'),
}
