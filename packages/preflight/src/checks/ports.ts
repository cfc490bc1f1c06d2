import { cniOf, type PortRule } from '@astrago/contracts'
import { block, hostCheck, ok, type Subject, warn } from '../check.ts'
import type { DeclaredNode } from '../input.ts'
import { plays } from '../reach/plan.ts'
import { l } from '../text.ts'
import { LOCAL_PARTIES, LOCAL_PORTS, type LocalParty } from '../thresholds/local-ports.ts'
import { CLUSTER, list } from './helpers.ts'

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

type OwnPort = Pick<PortRule, 'protocol' | 'ifTaken'> & { port: number }

/** The ports of the matrix that a service of this host will bind. */
const matrixPorts = ({ node, ports }: Subject): OwnPort[] =>
  ports
    // sshd, which the console asks for, is there already. NodePorts are a range that kube-proxy serves when a service asks
    // for one; the host binds none of them.
    .filter((rule) => rule.from !== 'admin' && plays(node, rule.to) && rule.last - rule.first < 100)
    .flatMap(({ first, last, protocol, ifTaken }) =>
      Array.from({ length: last - first + 1 }, (_, n) => ({ port: first + n, protocol, ifTaken })),
    )

const playsLocally = (node: DeclaredNode, party: LocalParty): boolean =>
  party === 'agent' ? plays(node, 'node') && !plays(node, 'control-plane') : plays(node, party)

/** Those that its components bind for themselves. */
const localPorts = ({ node, site }: Subject): OwnPort[] =>
  LOCAL_PARTIES.filter((party) => playsLocally(node, party))
    .flatMap((party) => LOCAL_PORTS[site.distribution].value[party] ?? [])
    .map((port) => ({ port, protocol: 'tcp', ifTaken: 'block' }))

/** The plugin that firewalld breaks: a reload removes what it and the way to host ports need, and that does not come back. */
const hasCanal = ({ site, answers }: Subject): boolean => cniOf(site.distribution, answers['network.cni']) === 'canal'

export const PORTS = [
  hostCheck({
    id: 'firewalld-active',
    category: 'ports',
    title: l('firewalld', 'firewalld'),
    explain: l(
      'firewalld가 켜져 있으면 노드 사이와 파드의 통신이 막힐 수 있습니다.',
      'firewalld may stop traffic between nodes and of pods.',
    ),
    prepare: l(
      'firewalld를 쓸지 보안 담당자와 정하십시오. 켜 둔다면 필요한 포트를 여십시오.',
      'Agree with the security team whether firewalld stays on; if so, open the needed ports.',
    ),
    reads: ['firewallServices'],
    roles: CLUSTER,
    field: POLICY,
    outcomes: {
      ...firewallOutcomes('firewalld'),
      canal: block(
        'firewalld가 켜져 있습니다. RKE2는 Canal과 함께 쓰는 것을 지원하지 않습니다. firewalld를 다시 읽으면 파드 통신과 인그레스(443)가 끊깁니다.',
        'firewalld is on, which RKE2 does not support with Canal: a reload cuts the traffic of pods and of the ingress (443).',
        l(
          '고객과 정해 systemctl disable --now firewalld로 끄거나, 질문지에서 다른 네트워크 플러그인을 고르십시오.',
          'Agree with the customer to switch it off (systemctl disable --now firewalld), or choose another network plugin in the questionnaire.',
        ),
      ),
    },
    source: 'RKE2 documentation, known_issues; rancher/rke2#774, #10469',
    judge: ({ firewallServices: { firewalld } }, subject) => {
      const policy = subject.answers[POLICY]
      const outcome = firewallOutcome(firewalld, policy)
      const agreed = outcome === 'opens' || outcome === 'asked'
      return {
        outcome: agreed && hasCanal(subject) ? 'canal' : outcome,
        found: firewalld ? 'active' : '-',
        wanted: policy ?? '-',
      }
    },
  }),
  hostCheck({
    id: 'ufw-active',
    category: 'ports',
    title: l('ufw', 'ufw'),
    explain: l(
      'ufw의 기본 정책은 들어오는 연결을 모두 막습니다.',
      "ufw's default policy stops all incoming connections.",
    ),
    prepare: l(
      'ufw를 쓸지 보안 담당자와 정하십시오. 켜 둔다면 필요한 포트를 여십시오.',
      'Agree with the security team whether ufw stays on; if so, open the needed ports.',
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
    prepare: l(
      '설치가 쓸 포트를 쓰는 다른 프로그램을 멈추거나 옮기십시오.',
      'Stop or move programs that use ports of the installation.',
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
      beside: warn(
        '플랫폼의 지표 수집기가 쓸 포트를 다른 프로그램이 쓰고 있습니다: {ports}. 클러스터는 설치되지만 이 서버의 지표는 모이지 않습니다.',
        "Other programs use ports of the platform's metrics: {ports}. The cluster can be installed; the metrics of this host will be missing.",
        l(
          '고객이 쓰는 node-exporter라면 포트를 옮기거나, 설치 뒤에는 플랫폼의 것을 쓰도록 멈추십시오.',
          "If it is the customer's own node-exporter, move it to another port, or stop it and use that of the platform.",
        ),
      ),
    },
    source: "the distribution's port matrix; kubeadm preflight",
    thresholds: LOCAL_PORTS,
    judge: ({ listeners }, subject) => {
      const used = [...matrixPorts(subject), ...localPorts(subject)].flatMap(({ port, protocol, ifTaken }) => {
        const found = listeners.find((each) => each.port === port && each.protocol === protocol)
        return found ? [{ name: `${port}/${protocol}${found.owner ? ` ${found.owner}` : ''}`, ifTaken }] : []
      })
      const ports = [...new Set(used.map(({ name }) => name))]
      const stops = used.some(({ ifTaken }) => ifTaken === 'block')
      return {
        outcome: stops ? 'used' : ports.length ? 'beside' : 'pass',
        found: list(ports) || '-',
        wanted: '-',
        params: { ports: list(ports) },
      }
    },
  }),
]
