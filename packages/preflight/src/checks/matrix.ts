import { isStopped, type PathState } from '@astrago/contracts'
import { betweenCheck, block, type Finding, ok, type Subject, type World } from '../check.ts'
import { lackingContact, majorityOf } from '../reach/contact.ts'
import { asksFor, type ReachRow } from '../reach/plan.ts'
import { pathOf } from '../reach/proof.ts'
import { l } from '../text.ts'
import { CLUSTER, inCluster, shortList } from './helpers.ts'

const POLICY = 'security.firewallPolicy'

type Tried = { row: ReachRow; path: PathState }

const SAYS: Record<PathState, string> = {
  open: 'open',
  free: 'closed',
  rejected: 'rejected',
  dropped: 'timeout',
  'no-route': 'no-route',
  'not-proven': 'refused',
  'no-tool': 'no tool',
  'not-tried': 'not tried',
}

/** `n001 -> 10250 (timeout)`. */
function line({ row, path }: Tried): string {
  const says = path === 'not-proven' && row.result === 'timeout' ? 'no answer' : SAYS[path]
  return `${row.from} -> ${row.port}${row.protocol === 'udp' ? '/udp' : ''} (${says})`
}

const inState = (tried: readonly Tried[], state: PathState): Tried[] => tried.filter(({ path }) => path === state)

type PathOutcome = 'pass' | 'dropped' | 'rejected'
type PathUnknown = 'host-unreachable' | 'no-answer' | 'not-proven' | 'cut-off'

/**
 * One verdict of all attempts at a node. What the node itself could not try any more, since the connection to it broke, is
 * put down to it and not to those that it would have tried. `lack` is what the senders lack where they could not try.
 */
function judgePaths<L extends 'forwarding-off' | 'tool-missing'>(
  { node, nodes }: Subject,
  { reach, records }: World,
  protocol: ReachRow['protocol'],
  lack: L,
): Finding<PathOutcome, PathUnknown | L> {
  const target = records.get(node.name)
  // Large datagrams are about the MTU.
  const counts = (row: ReachRow): boolean => row.protocol === protocol && row.bytes === undefined
  const all = reach
    .filter((row) => row.to === node.name && counts(row))
    .map((row): Tried => ({ row, path: pathOf(row, target) }))
  const tried = all.filter(({ row }) => row.result !== 'lost')
  const answers = tried.some(({ row }) => row.result === 'open' || row.result === 'refused')
  if (!target?.access.connected && !answers) return { unknown: 'host-unreachable' }
  if (tried.length === 0) return { unknown: 'no-answer' }

  const stopped = tried.filter(({ path }) => isStopped(path))
  const values = { found: `${tried.length - stopped.length}/${all.length}`, wanted: `${all.length}/${all.length}` }
  // As many ports as before may be others.
  const naming = (some: readonly Tried[]) => {
    const lines = some.map(line)
    return { ...values, identity: lines.toSorted().join(', '), params: { ports: shortList(lines) } }
  }
  if (stopped.length > 0)
    return {
      outcome: stopped.every(({ path }) => path === 'rejected') ? 'rejected' : 'dropped',
      ...naming(stopped),
    }
  const unable = inState(tried, 'no-tool')
  if (unable.length > 0) return { unknown: lack, ...naming(unable) }
  const unsure = inState(tried, 'not-proven')
  if (unsure.length > 0) return { unknown: 'not-proven', ...naming(unsure) }
  const broke = reach.filter((row) => row.from === node.name && row.result === 'lost' && counts(row))
  if (broke.some(({ to }) => nodes.some(({ name }) => name === to))) return { unknown: 'cut-off' }
  return { outcome: 'pass', ...values }
}

/** Whether another node has to reach this one by the protocol. */
const asked = ({ node, nodes, ports }: Subject, protocol: ReachRow['protocol']): boolean =>
  ports.some((rule) => rule.protocol === protocol && nodes.some((from) => asksFor(rule, from, node)))

const OPEN_RULE = l(
  '호스트 방화벽과 중간 방화벽(보안 그룹)에서 해당 포트를 여십시오.',
  'Open the ports in the firewall of the host and in those between (security groups).',
)

export const MATRIX = [
  betweenCheck({
    id: 'ports-between-hosts',
    category: 'ports',
    title: l('호스트 간 포트', 'Ports between hosts'),
    explain: l(
      '다른 노드에서 이 노드로, 배포판이 쓰는 모든 TCP 포트에 실제로 연결해 봅니다.',
      'Tries every TCP port of the distribution from the other nodes to this one.',
    ),
    prepare: l(
      '서버 사이의 방화벽에서 필요한 TCP 포트를 여십시오. 목록은 방화벽 신청서에 있습니다.',
      'Open the needed TCP ports in firewalls between the servers; the firewall request lists them.',
    ),
    reads: [],
    readsToo: ['access', 'reach', 'firewall', 'listeners'],
    roles: CLUSTER,
    field: POLICY,
    applies: (subject) => asked(subject, 'tcp'),
    outcomes: {
      pass: ok('모든 경로가 열려 있습니다.', 'Every path is free.'),
      dropped: block(
        '이 호스트로 오는 연결이 막혀 있습니다: {ports}',
        'Connections to this host are stopped: {ports}',
        OPEN_RULE,
      ),
      rejected: block(
        '방화벽이 이 호스트를 대신해 연결을 거부합니다: {ports}',
        'A firewall refuses connections in the name of this host: {ports}',
        OPEN_RULE,
      ),
    },
    unknowns: ['host-unreachable', 'no-answer', 'forwarding-off', 'not-proven', 'cut-off'],
    source: "the distribution's port matrix; RFC 9293 section 3.10.7 (reset of a closed port)",
    judge: (_, subject, world) => judgePaths(subject, world, 'tcp', 'forwarding-off'),
  }),
  betweenCheck({
    id: 'matrix-udp-overlay',
    category: 'ports',
    title: l('오버레이 네트워크 UDP 포트', 'Overlay ports (UDP)'),
    explain: l(
      '파드 네트워크(VXLAN)는 UDP로 노드 사이를 오갑니다. 막히면 노드는 정상인데 파드만 서로 통신하지 못합니다.',
      'The pod network (VXLAN) travels between nodes by UDP: where that is stopped the nodes look well and pods cannot talk.',
    ),
    prepare: l(
      '서버 사이의 방화벽에서 필요한 UDP 포트를 여십시오. 목록은 방화벽 신청서에 있습니다.',
      'Open the needed UDP ports in firewalls between the servers; the firewall request lists them.',
    ),
    reads: [],
    readsToo: ['access', 'reach', 'firewall', 'listeners'],
    roles: CLUSTER,
    field: POLICY,
    applies: (subject) => asked(subject, 'udp'),
    outcomes: {
      pass: ok('모든 노드에서 도착합니다.', 'Datagrams arrive from every node.'),
      dropped: block(
        'UDP가 도착하지 않습니다: {ports}',
        'Datagrams do not arrive: {ports}',
        l(
          '호스트 방화벽과 보안 그룹에서 해당 UDP 포트를 여십시오. VMware NSX는 8472/udp를 스스로 쓰며 버립니다. 이때는 CNI의 VXLAN 포트를 바꾸십시오.',
          'Open the UDP ports in the firewall of the host and in security groups. VMware NSX uses 8472/udp itself and drops it: then change the VXLAN port of the network plugin.',
        ),
      ),
      rejected: block(
        '방화벽이 이 호스트를 대신해 UDP를 거부합니다: {ports}',
        'A firewall refuses datagrams in the name of this host: {ports}',
        OPEN_RULE,
      ),
    },
    unknowns: ['host-unreachable', 'no-answer', 'tool-missing', 'not-proven', 'cut-off'],
    source: "the distribution's port matrix; RFC 1122 section 4.1.3.1 (port unreachable); flannel-io/flannel#2388",
    judge: (_, subject, world) => judgePaths(subject, world, 'udp', 'tool-missing'),
  }),
  betweenCheck({
    id: 'majority-group',
    category: 'cluster',
    title: l('서로 통신하는 무리', 'Hosts that reach each other'),
    explain: l(
      '모든 노드가 서로 통신해야 합니다. 가장 큰 무리에 속하지 못한 호스트를 찾습니다.',
      'Every node must reach every other. Finds hosts outside the largest group of those that do.',
    ),
    prepare: l(
      '모든 서버가 서로 통신하도록 VLAN과 경로를 설정하십시오.',
      'Set VLANs and routes so that every server reaches every other.',
    ),
    reads: [],
    readsToo: ['access', 'reach', 'links'],
    roles: CLUSTER,
    applies: ({ node, nodes }) => node.address !== null && nodes.filter(inCluster).length > 2,
    outcomes: {
      pass: ok('가장 큰 무리에 속합니다.', 'It belongs to the largest group.'),
      out: block(
        '{hosts}와(과) 전혀 통신하지 못합니다.',
        'Nothing gets through between it and {hosts}.',
        l(
          '네트워크 담당자에게 VLAN, 라우팅, 보안 그룹을 확인해 달라고 요청하십시오.',
          'Ask the network team to look at VLAN, routes and security groups.',
        ),
      ),
    },
    unknowns: ['host-unreachable'],
    compares: { among: inCluster, by: 'access' },
    source: 'assisted-service, validation belongs-to-majority-group',
    judge: (_, { node, nodes, access }, world) => {
      if (!access.connected) return { unknown: 'host-unreachable' }
      const hosts = reachedHosts(nodes, world)
      const lacks = lackingContact(hosts, world)
      const group = majorityOf(hosts, lacks)
      const missing = (lacks.get(node.name) ?? []).filter((other) => group.includes(other))
      const values = { found: `${group.length}/${hosts.length}`, wanted: `${hosts.length}/${hosts.length}` }
      if (group.includes(node.name)) return { outcome: 'pass', ...values }
      return {
        outcome: 'out',
        ...values,
        identity: missing.toSorted().join(', '),
        params: { hosts: shortList(missing) },
      }
    },
  }),
]

/** Machines of the cluster that the console reaches, control planes first: a group without them is of no use. */
function reachedHosts(nodes: Subject['nodes'], { records }: World): string[] {
  const isServer = ({ roles }: Subject['node']): boolean => roles.includes('control-plane')
  return nodes
    .filter((node) => inCluster(node) && records.get(node.name)?.access.connected)
    .toSorted((a, b) => Number(isServer(b)) - Number(isServer(a)) || a.name.localeCompare(b.name))
    .map(({ name }) => name)
}
