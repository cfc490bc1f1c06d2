import { betweenCheck, block, type Finding, hostCheck, ok, type Subject, warn } from '../check.ts'
import type { HostRecord } from '../facts/schema.ts'
import type { ReachRow } from '../reach/plan.ts'
import { l } from '../text.ts'
import { CLUSTER, inCluster, list, shortList } from './helpers.ts'

const POLICY = 'security.firewallPolicy'

type FirewallOutcome = 'pass' | 'opens' | 'asked' | 'denied' | 'undecided'

/** What an active firewall means under the policy of the questionnaire. */
function firewallOutcome(active: boolean, policy: Subject['answers']['security.firewallPolicy']): FirewallOutcome {
  if (!active) return 'pass'
  if (policy === undefined) return 'undecided'
  return ({ 'open-needed': 'opens', 'managed-by-customer': 'asked', none: 'denied' } as const)[policy]
}

const firewallOutcomes = (tool: string) => ({
  pass: ok(`${tool}가 꺼져 있습니다.`, `${tool} is off.`),
  opens: warn(
    `${tool}가 켜져 있습니다. 설치가 필요한 포트만 엽니다. 나중에 ${tool}를 다시 읽으면 파드 통신 규칙이 지워질 수 있습니다.`,
    `${tool} is on: the installation opens what it needs. A later reload of ${tool} may flush the rules of pod traffic.`,
    l('방화벽을 꺼도 되는지 고객과 정하십시오.', 'Agree with the customer whether it may be switched off.'),
  ),
  asked: warn(
    `${tool}가 켜져 있고 고객이 관리합니다. 설치 전에 포트가 열려 있어야 합니다.`,
    `${tool} is on and managed by the customer: the ports must be open before the installation.`,
    l(
      '방화벽 담당자에게 필요한 포트를 요청하고, 호스트 간 포트 점검이 통과하는지 보십시오.',
      'Ask the network team for the ports, then see that the check of ports between hosts passes.',
    ),
  ),
  undecided: block(
    `${tool}가 켜져 있는데 방화벽 정책을 정하지 않았습니다.`,
    `${tool} is on, but the questionnaire does not say what to do with it.`,
    l('사전 질문지에서 방화벽 정책을 고르십시오.', 'Choose the firewall policy in the questionnaire.'),
  ),
  denied: block(
    `질문지에는 방화벽이 없다고 했지만 ${tool}가 켜져 있습니다.`,
    `The questionnaire says there is no firewall, but ${tool} is on.`,
    l(
      `방화벽 정책을 바꾸거나 ${tool}를 끄십시오. 콘솔은 방화벽을 몰래 끄지 않습니다.`,
      `Change the policy, or switch ${tool} off; the console never does that by itself.`,
    ),
  ),
})

/** Every port that a service of this host will bind. */
function ownPorts({ node, ports }: Subject): { port: number; protocol: 'tcp' | 'udp' }[] {
  const isServer = node.roles.includes('control-plane')
  return (
    ports
      // NodePorts are a range that kube-proxy serves when a service asks for one; the host binds none of them.
      .filter((rule) => (rule.to === 'node' || isServer) && rule.last - rule.first < 100)
      .flatMap((rule) =>
        Array.from({ length: rule.last - rule.first + 1 }, (_, n) => ({
          port: rule.first + n,
          protocol: rule.protocol,
        })),
      )
      .filter(({ port }) => port !== SSH_PORT)
  )
}
const SSH_PORT = 22

const line = (row: ReachRow): string => `${row.from} -> ${row.port} (${row.result})`
/** Which paths, in one order. */
const which = (rows: readonly ReachRow[]): string => rows.map(line).sort().join(', ')
const isBlocked = (row: ReachRow): boolean => ['timeout', 'no-route', 'unknown-name'].includes(row.result)

type ReachUnknown = 'host-unreachable' | 'no-answer' | 'forwarding-off' | 'not-proven'

/**
 * Open proves the path. Refused proves it too, unless a rule of the target may answer with a reset: then it is not
 * proven. Silence or "no route" is a packet that was dropped or rejected.
 */
function judgeReach(
  rows: readonly ReachRow[],
  target: HostRecord | undefined,
): Finding<'pass' | 'dropped', ReachUnknown> {
  const known = rows.filter((row) => row.result !== 'lost')
  const blocked = known.filter(isBlocked)
  const alive = known.some((row) => row.result === 'open' || row.result === 'refused')
  if (!target?.access.connected && !alive) return { unknown: 'host-unreachable' }
  if (!known.length) return { unknown: 'no-answer' }
  const values = { found: `${known.length - blocked.length}/${rows.length}`, wanted: `${rows.length}/${rows.length}` }
  // As many ports as before may be others.
  if (blocked.length)
    return { outcome: 'dropped', ...values, identity: which(blocked), params: { ports: shortList(blocked.map(line)) } }

  const off = known.filter((row) => row.result === 'prohibited')
  if (off.length)
    return { unknown: 'forwarding-off', ...values, identity: which(off), params: { ports: shortList(off.map(line)) } }
  const refused = known.filter((row) => row.result === 'refused')
  const firewall = target?.facts.firewall
  const proven = firewall !== undefined && 'value' in firewall && !firewall.value.rejects
  if (refused.length && !proven)
    return {
      unknown: 'not-proven',
      ...values,
      identity: which(refused),
      params: { ports: shortList(refused.map(line)) },
    }
  return { outcome: 'pass', ...values }
}

export const PORTS = [
  hostCheck({
    id: 'firewalld-active',
    category: 'ports',
    title: l('firewalld', 'firewalld'),
    explain: l(
      'firewalld가 켜져 있으면 노드 사이와 파드의 통신이 막힐 수 있습니다.',
      'firewalld may stop traffic between nodes and of pods.',
    ),
    reads: ['firewallServices'],
    roles: CLUSTER,
    field: POLICY,
    outcomes: firewallOutcomes('firewalld'),
    source: 'RKE2 documentation, known_issues; rancher/rke2#774',
    judge: ({ firewallServices: { firewalld } }, { answers }) => ({
      outcome: firewallOutcome(firewalld, answers[POLICY]),
      found: firewalld ? 'active' : '-',
      wanted: answers[POLICY] ?? '-',
    }),
  }),
  hostCheck({
    id: 'ufw-active',
    category: 'ports',
    title: l('ufw', 'ufw'),
    explain: l(
      'ufw의 기본 정책은 들어오는 연결을 모두 막습니다.',
      "ufw's default policy stops all incoming connections.",
    ),
    reads: ['firewallServices'],
    roles: CLUSTER,
    field: POLICY,
    outcomes: firewallOutcomes('ufw'),
    source: 'k3s contrib/util/check-config.sh',
    judge: ({ firewallServices: { ufw } }, { answers }) => ({
      outcome: firewallOutcome(ufw, answers[POLICY]),
      found: ufw ? 'active' : '-',
      wanted: answers[POLICY] ?? '-',
    }),
  }),
  hostCheck({
    id: 'port-in-use',
    category: 'ports',
    title: l('사용 중인 포트', 'Ports in use'),
    explain: l(
      '클러스터가 쓸 포트를 다른 프로그램이 쓰고 있으면 구성 요소가 뜨지 않습니다.',
      'A component does not start when another program has its port.',
    ),
    reads: ['listeners'],
    roles: CLUSTER,
    applies: ({ ports }) => ports.length > 0,
    outcomes: {
      pass: ok('필요한 포트가 모두 비어 있습니다.', 'All needed ports are free.'),
      used: block(
        '다른 프로그램이 포트를 쓰고 있습니다: {ports}',
        'Other programs use the ports: {ports}',
        l(
          '해당 서비스를 멈추거나 포트를 바꾸십시오. 이전 설치의 흔적이라면 먼저 제거하십시오.',
          'Stop the service or move it; if it is an earlier installation, remove that first.',
        ),
      ),
    },
    source: "the distribution's port matrix; kubeadm preflight",
    judge: ({ listeners }, subject) => {
      const used = ownPorts(subject).flatMap(({ port, protocol }) => {
        const found = listeners.find((each) => each.port === port && each.protocol === protocol)
        return found ? [`${port}/${protocol}${found.owner ? ` ${found.owner}` : ''}`] : []
      })
      const ports = [...new Set(used)]
      return {
        outcome: ports.length ? 'used' : 'pass',
        found: list(ports) || '-',
        wanted: '-',
        params: { ports: list(ports) },
      }
    },
  }),
  betweenCheck({
    id: 'ports-between-hosts',
    category: 'ports',
    title: l('호스트 간 포트', 'Ports between hosts'),
    explain: l(
      '다른 노드에서 이 노드로, 배포판이 쓰는 모든 TCP 포트에 실제로 연결해 봅니다.',
      'Tries every TCP port of the distribution from the other nodes to this one.',
    ),
    reads: [],
    readsToo: ['access', 'reach', 'firewall'],
    unknowns: ['host-unreachable', 'no-answer', 'forwarding-off', 'not-proven'],
    roles: CLUSTER,
    field: POLICY,
    applies: ({ node, nodes, ports }) =>
      ports.length > 0 && node.address !== null && nodes.filter(inCluster).length > 1,
    outcomes: {
      pass: ok('모든 경로가 열려 있습니다.', 'Every path is free.'),
      dropped: block(
        '이 호스트로 오는 연결이 막혀 있습니다: {ports}',
        'Connections to this host are stopped: {ports}',
        l(
          '호스트 방화벽과 중간 방화벽(보안 그룹)에서 해당 포트를 여십시오.',
          'Open the ports in the firewall of the host and in those between (security groups).',
        ),
      ),
    },
    source: "the distribution's port matrix; RFC 9293 section 3.10.7 (reset of a closed port)",
    judge: (_, { node }, { reach, records }) =>
      judgeReach(
        reach.filter((row) => row.to === node.name),
        records.get(node.name),
      ),
  }),
]
