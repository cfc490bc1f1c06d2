import { block, hostCheck, never, ok, siteCheck, warn } from '../check.ts'
import { l } from '../text.ts'
import { NODE_PORTS, NODELOCALDNS, OFFLINE_REGISTRY_PORT, PLATFORM_PORTS } from '../thresholds/site.ts'
import { CLUSTER, keepSettings, list } from './helpers.ts'
import { plannedPorts } from './planned-ports.ts'

const { first: FIRST, last: LAST } = NODE_PORTS.value
const RESERVED = 'net.ipv4.ip_local_reserved_ports'

type Span = { first: number; last: number }

const inRange = (port: number): boolean => port >= NODE_PORTS.value.first && port <= NODE_PORTS.value.last

/** Ranges as ip_local_reserved_ports writes them, `80,443,30000-32767`. */
const spansOf = (text: string): Span[] =>
  text.split(',').flatMap((part) => {
    const [, first, last] = /^\s*(\d+)(?:-(\d+))?\s*$/.exec(part) ?? []
    return first ? [{ first: Number(first), last: Number(last ?? first) }] : []
  })

/** The reserved ports with those of NodePorts, as the kernel writes them: in order, without overlap. */
export function reservedWith(reserved: string, { first, last }: Span): string {
  const spans = [...spansOf(reserved), { first, last }].sort((a, b) => a.first - b.first)
  const joined: Span[] = []
  for (const span of spans) {
    const before = joined.at(-1)
    if (before && span.first <= before.last + 1) before.last = Math.max(before.last, span.last)
    else joined.push({ ...span })
  }
  return joined.map((span) => (span.first === span.last ? `${span.first}` : `${span.first}-${span.last}`)).join(',')
}

/** Whether the spans together hold every number of `wanted`. */
function covers(spans: readonly Span[], { first, last }: Span): boolean {
  const sorted = [...spans].sort((a, b) => a.first - b.first)
  const reached = sorted.reduce((next, span) => (span.first <= next ? Math.max(next, span.last + 1) : next), first)
  return reached > last
}

export const NODE_PORT_CHECKS = [
  siteCheck({
    id: 'nodeport-plan-unique',
    category: 'ports',
    title: l('NodePort 계획', 'Plan of the NodePorts'),
    explain: l(
      '플랫폼의 서비스마다 다른 NodePort를 씁니다. 겹치면 나중에 설치되는 쪽이 실패합니다.',
      'Each service of the platform has a NodePort of its own; of two alike, the later installation fails.',
    ),
    prepare: l('서비스마다 서로 다른 포트 번호를 정하십시오.', 'Choose a port number of its own for each service.'),
    field: 'platform.astragoServicePort',
    outcomes: {
      pass: ok('겹치지 않습니다.', 'They are all different.'),
      outside: never(
        'NodePort 범위 밖입니다: {ports}',
        'Outside the range of NodePorts: {ports}',
        l(`${FIRST}에서 ${LAST} 사이의 포트로 바꾸십시오.`, `Choose ports from ${FIRST} to ${LAST}.`),
      ),
      twin: never(
        '같은 NodePort를 씁니다: {ports}',
        'The same NodePort is used twice: {ports}',
        l('질문지에서 한쪽의 포트를 바꾸십시오.', 'Change one of them in the questionnaire.'),
      ),
    },
    thresholds: { range: NODE_PORTS, platform: PLATFORM_PORTS },
    judge: ({ answers }) => {
      const planned = plannedPorts(answers)
      const outside = planned.filter(([, port]) => !inRange(port)).map(([what, port]) => `${what} ${port}`)
      const twins = [...Map.groupBy(planned, ([, port]) => port)]
        .filter(([, group]) => group.length > 1)
        .map(([port, group]) => `${port} (${list(group.map(([what]) => what))})`)
      return {
        outcome: outside.length ? 'outside' : twins.length ? 'twin' : 'pass',
        found: list(planned.map(([what, port]) => `${what} ${port}`)),
        wanted: `${NODE_PORTS.value.first}-${NODE_PORTS.value.last}`,
        params: { ports: list(outside.length ? outside : twins) },
      }
    },
  }),
  hostCheck({
    id: 'nodeport-in-use',
    category: 'ports',
    title: l('사용 중인 NodePort', 'NodePorts in use'),
    explain: l(
      '플랫폼이 열 NodePort를 다른 프로그램이 쓰고 있으면 사용자가 그 프로그램을 만나게 됩니다.',
      'Where a program already listens on a NodePort of the platform, users would meet that program.',
    ),
    prepare: l(
      '사용자 접속용 포트를 다른 프로그램이 쓰지 않게 하십시오.',
      'Keep other programs off the ports for users.',
    ),
    reads: ['listeners'],
    roles: CLUSTER,
    field: 'platform.astragoServicePort',
    outcomes: {
      pass: ok('모두 비어 있습니다.', 'All are free.'),
      used: block(
        '다른 프로그램이 쓰고 있습니다: {ports}',
        'Other programs use them: {ports}',
        l(
          '그 프로그램을 멈추거나 질문지에서 포트를 바꾸십시오.',
          'Stop the program, or change the port in the questionnaire.',
        ),
      ),
    },
    thresholds: { range: NODE_PORTS, platform: PLATFORM_PORTS },
    judge: ({ listeners }, { answers }) => {
      const used = plannedPorts(answers).flatMap(([what, port]) => {
        const found = listeners.find((each) => each.port === port && each.protocol === 'tcp')
        return found ? [`${port} (${what}): ${found.owner ?? '?'}`] : []
      })
      const ports = list([...new Set(used)])
      return { outcome: used.length ? 'used' : 'pass', found: ports || '-', wanted: '-', params: { ports } }
    },
  }),
  hostCheck({
    id: 'nodeport-range-reserved',
    category: 'ports',
    title: l('NodePort 범위와 임시 포트', 'NodePorts and temporary ports'),
    explain: l(
      '커널이 나가는 연결에 NodePort 범위의 포트를 쓰면 같은 번호의 서비스가 가끔 연결되지 않습니다.',
      'When the kernel takes ports of the NodePort range for outgoing connections, services of that number fail now and then.',
    ),
    prepare: l(
      '임시 포트 범위를 사용자 접속용 포트와 겹치지 않게 하십시오.',
      'Keep the range of temporary ports apart from the ports for users.',
    ),
    reads: ['sysctl'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('겹치지 않거나 예약되어 있습니다.', 'They do not overlap, or are reserved.'),
      overlap: warn(
        '임시 포트 범위({found})가 NodePort 범위와 겹칩니다.',
        'The range of temporary ports ({found}) overlaps that of the NodePorts.',
        l(
          `예약하십시오: ${keepSettings('node-ports', `${RESERVED}={ports}`)}`,
          `Reserve them: ${keepSettings('node-ports', `${RESERVED}={ports}`)}`,
        ),
      ),
    },
    unknowns: ['not-collected'],
    source: 'Kubespray, roles/kubernetes/preinstall/tasks/0080-system-configurations.yml',
    thresholds: { range: NODE_PORTS },
    judge: ({ sysctl }) => {
      const [first, last] = (sysctl['net.ipv4.ip_local_port_range'] ?? '').trim().split(/\s+/).map(Number)
      if (!first || !last) return { unknown: 'not-collected' }
      const { value: range } = NODE_PORTS
      const common = { first: Math.max(first, range.first), last: Math.min(last, range.last) }
      const reserved = sysctl[RESERVED] ?? ''
      const clash = common.first <= common.last && !covers(spansOf(reserved), common)
      const found = `${first}-${last}`
      return {
        outcome: clash ? 'overlap' : 'pass',
        found: reserved ? `${found}, reserved ${reserved}` : found,
        wanted: `!= ${range.first}-${range.last}`,
        params: { found, ports: reservedWith(reserved, range) },
      }
    },
  }),
  hostCheck({
    id: 'registry-port-free',
    category: 'ports',
    title: l('오프라인 레지스트리의 포트', 'Port of the offline registry'),
    explain: l(
      `폐쇄망 설치 묶음의 레지스트리가 이 서버의 ${OFFLINE_REGISTRY_PORT.value}번 포트를 씁니다.`,
      `The registry of the offline bundle takes port ${OFFLINE_REGISTRY_PORT.value} of this host.`,
    ),
    prepare: l(
      '레지스트리로 쓸 서버에서 레지스트리 포트를 비워 두십시오.',
      'Leave the port of the registry free on the server that becomes the registry.',
    ),
    reads: ['listeners'],
    roles: ['registry'],
    field: 'resources.nodes',
    column: 'roles',
    distributions: ['kubespray'],
    profiles: ['air-gapped'],
    outcomes: {
      pass: ok('비어 있습니다.', 'It is free.'),
      used: block(
        '다른 프로그램이 쓰고 있습니다: {owner}',
        'Another program has it: {owner}',
        l('그 프로그램을 멈추거나 다른 서버를 레지스트리로 정하십시오.', 'Stop it, or make another host the registry.'),
      ),
    },
    thresholds: { port: OFFLINE_REGISTRY_PORT },
    judge: ({ listeners }) => {
      const found = listeners.find(({ port, protocol }) => port === OFFLINE_REGISTRY_PORT.value && protocol === 'tcp')
      const owner = found?.owner ?? '?'
      return { outcome: found ? 'used' : 'pass', found: found ? owner : '-', wanted: '-', params: { owner } }
    },
  }),
  hostCheck({
    id: 'nodelocaldns-address-free',
    category: 'ports',
    title: l('NodeLocal DNS의 주소', 'Address of NodeLocal DNS'),
    explain: l(
      'Kubespray의 NodeLocal DNS가 이 주소를 씁니다. 이미 있으면 이전 설치의 흔적이라 재부팅 뒤 이름 풀이가 끊길 수 있습니다.',
      'NodeLocal DNS of Kubespray takes this address. One that is there already is left of an earlier installation, and names may stop resolving after a reboot.',
    ),
    prepare: l(
      '이전 설치가 남긴 네트워크 인터페이스를 지우십시오.',
      'Remove a network interface that an earlier installation left.',
    ),
    reads: ['interfaces'],
    roles: CLUSTER,
    distributions: ['kubespray'],
    outcomes: {
      pass: ok('쓰는 곳이 없습니다.', 'Nobody has it.'),
      used: warn(
        '{iface}에 이미 있습니다.',
        'It is on {iface} already.',
        l(
          '이전 설치를 지우거나 그 인터페이스를 지우십시오: ip link delete {iface}',
          'Remove the earlier installation or the interface: ip link delete {iface}',
        ),
      ),
    },
    thresholds: { address: NODELOCALDNS },
    judge: ({ interfaces }) => {
      const found = interfaces.find((one) => one.addresses.some(({ address }) => address === NODELOCALDNS.value))
      const iface = found?.name ?? '-'
      return { outcome: found ? 'used' : 'pass', found: iface, wanted: '-', params: { iface } }
    },
  }),
]
