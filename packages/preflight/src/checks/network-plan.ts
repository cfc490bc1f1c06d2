import { block, hostCheck, never, note, ok, siteCheck, warn } from '../check.ts'
import type { PreflightInput } from '../input.ts'
import { l } from '../text.ts'
import { NODE_PREFIX, NODELOCALDNS } from '../thresholds/site.ts'
import { isAddress, isNetwork, overlap } from './cidr.ts'
import { CLUSTER, inCluster, list } from './helpers.ts'
import { clusterCidrs, defaultRoutes, hasAddress, holds, networksOf } from './network-helpers.ts'

const prefixOf = (network: string): number => Number(network.split('/')[1])

/** What must lie outside the networks of pods and services, each with its name. */
function outsiders({ answers, nodes, site }: PreflightInput): [what: string, place: string][] {
  const named: [string, string | undefined][] = [
    ['nodes', answers['network.nodeCidr']],
    ['VIP', answers['network.vip']],
    ['gateway', answers['network.gateway']],
    ['users', answers['network.externalAddress']],
    ['NFS', answers['storage.nfsServer']],
    ['registry', answers['registry.address']?.replace(/:\d+$/, '')],
    ...(answers['network.dnsServers'] ?? []).map((each): [string, string] => ['DNS', each]),
    ...(answers['network.ntpServers'] ?? []).map((each): [string, string] => ['NTP', each]),
    ...nodes.map(({ name, address }): [string, string | undefined] => [name, address ?? undefined]),
    ['nodelocaldns', site.distribution === 'kubespray' ? NODELOCALDNS.value : undefined],
  ]
  return named.flatMap(([what, place]): [string, string][] => (place ? [[what, place]] : []))
}

/** What is wrong with the networks of pods and services, as short texts. */
function cidrProblems(input: PreflightInput): { broken: string[]; overlaps: string[] } {
  const [pods, services] = clusterCidrs(input)
  const own: [string, string][] = [
    ['pods', pods],
    ['services', services],
  ]
  return {
    broken: own.flatMap(([what, cidr]) => (isNetwork(cidr) ? [] : [`${what} ${cidr}`])),
    overlaps: [
      ...(overlap(pods, services) ? [`pods ${pods} ~ services ${services}`] : []),
      ...own.flatMap(([what, cidr]) =>
        outsiders(input).flatMap(([other, place]) =>
          overlap(cidr, place) ? [`${what} ${cidr} ~ ${other} ${place}`] : [],
        ),
      ),
    ],
  }
}

export const NETWORK_PLAN = [
  siteCheck({
    id: 'cidr-valid',
    category: 'network',
    title: l('파드와 서비스 대역', 'Networks of pods and services'),
    explain: l(
      '두 대역은 서로, 그리고 노드·VIP·NFS·레지스트리·DNS 같은 사이트의 주소와 겹치지 않아야 합니다.',
      'The two overlap neither each other nor any address of the site: nodes, VIP, NFS, registry, DNS.',
    ),
    prepare: l(
      '서버, NFS, 레지스트리, DNS 주소와 겹치지 않는 내부용 대역 두 개를 정하십시오.',
      'Choose two internal networks that hold no address of servers, NFS, registry or DNS.',
    ),
    field: 'network.podCidr',
    outcomes: {
      pass: ok('대역이 올바릅니다.', 'The networks are good.'),
      broken: never(
        '네트워크 주소가 아닙니다: {problems}',
        'Not the address of a network: {problems}',
        l('10.42.0.0/16처럼 첫 주소와 길이로 적으십시오.', 'Write the first address and the length, as 10.42.0.0/16.'),
      ),
      overlap: never(
        '대역이 겹칩니다: {problems}',
        'Networks overlap: {problems}',
        l(
          '질문지에서 겹치지 않는 사설 대역으로 바꾸십시오.',
          'Choose private networks that overlap nothing in the questionnaire.',
        ),
      ),
    },
    source: 'Kubespray, roles/validate_inventory; Embedded Cluster, host-preflight-install.yaml',
    thresholds: { nodelocaldns: NODELOCALDNS },
    judge: (input) => {
      const { broken, overlaps } = cidrProblems(input)
      const problems = list(broken.length ? broken : overlaps)
      return {
        outcome: broken.length ? 'broken' : overlaps.length ? 'overlap' : 'pass',
        found: list(clusterCidrs(input)),
        wanted: '-',
        params: { problems },
      }
    },
  }),
  siteCheck({
    id: 'cidr-capacity',
    category: 'network',
    title: l('파드 대역의 크기', 'Size of the pod network'),
    explain: l(
      '노드마다 파드 대역에서 /24 하나를 가져갑니다. 모자라면 마지막 노드들이 합류하지 못합니다.',
      'Each node takes a /24 of the pod network; when they run out, the last nodes cannot join.',
    ),
    prepare: l(
      '서버 수에 맞는 크기의 내부용 대역을 정하십시오.',
      'Choose an internal network that is wide enough for the number of servers.',
    ),
    field: 'network.podCidr',
    outcomes: {
      pass: ok('노드 {room}대까지 들어갑니다.', 'There is room for {room} nodes.'),
      full: note(
        '{room}대까지 들어가 더 늘릴 여유가 없습니다.',
        'There is room for {room} nodes, so none can be added.',
        l('설치 뒤에는 바꿀 수 없으니 더 넓은 대역을 고르십시오.', 'It cannot be changed later: choose a wider one.'),
      ),
      small: never(
        '노드는 {nodes}대인데 {room}대만 들어갑니다.',
        'There are {nodes} nodes and room for {room}.',
        l('질문지에서 더 넓은 파드 대역을 고르십시오.', 'Choose a wider pod network in the questionnaire.'),
      ),
    },
    thresholds: { prefix: NODE_PREFIX },
    judge: (input) => {
      const [pods] = clusterCidrs(input)
      const nodes = input.nodes.filter(inCluster).length
      const room = prefixOf(pods) > NODE_PREFIX.value ? 0 : 2 ** (NODE_PREFIX.value - prefixOf(pods))
      const outcome = room < nodes ? 'small' : room === nodes ? 'full' : 'pass'
      return { outcome, found: `${pods}: ${room}`, wanted: `>= ${nodes}`, params: { nodes, room } }
    },
  }),
  siteCheck({
    id: 'external-ip-valid',
    category: 'network',
    title: l('사용자 접속 주소', 'Address for users'),
    explain: l(
      '사용자는 이 주소의 NodePort로 들어옵니다. 클러스터 노드나 VIP로 이어져야 합니다.',
      'Users come in by NodePorts of this address; it must lead to a node of the cluster or to the VIP.',
    ),
    prepare: l(
      '사용자가 접속할 주소를 정하십시오. 서버나 가상 IP의 주소, 또는 그리로 연결하는 부하 분산 장비의 주소입니다.',
      'Decide on the address that users open: of a server, of the virtual address, or of a load balancer in front of them.',
    ),
    field: 'network.externalAddress',
    asks: ({ answers }) => Boolean(answers['network.externalAddress']),
    outcomes: {
      pass: ok('{who}의 주소입니다.', 'It is the address of {who}.'),
      front: warn(
        '노드도 VIP도 아닙니다. 앞단의 로드밸런서나 NAT가 NodePort를 넘겨주어야 합니다.',
        'Neither a node nor the VIP: a load balancer or NAT in front must pass the NodePorts on.',
        l(
          '장비 담당자에게 NodePort 전달을 요청하거나, 노드의 주소나 VIP를 적으십시오.',
          'Have the NodePorts passed on, or enter the address of a node or the VIP.',
        ),
      ),
      outside: block(
        '클러스터에 들지 않는 서버({who})의 주소입니다.',
        'It is the address of {who}, which is no node of the cluster.',
        l('클러스터 노드의 주소나 VIP를 적으십시오.', 'Enter the address of a node of the cluster or the VIP.'),
      ),
    },
    source: 'AstraGo deployment, environments (externalIP)',
    judge: ({ answers, nodes }) => {
      const address = answers['network.externalAddress'] ?? ''
      const owner = nodes.find((node) => node.address === address)
      const who = address === answers['network.vip'] ? 'VIP' : (owner?.name ?? '-')
      const values = { found: address, wanted: 'node, VIP', params: { who } }
      if (who === '-') return { outcome: 'front', ...values }
      return { outcome: owner && !inCluster(owner) && who !== 'VIP' ? 'outside' : 'pass', ...values }
    },
  }),
  hostCheck({
    id: 'gateway-declared',
    category: 'network',
    title: l('게이트웨이 확인', 'Gateway as declared'),
    explain: l(
      '질문지의 게이트웨이와 서버의 기본 경로를 비교합니다.',
      'Compares the gateway of the questionnaire with the default route of the host.',
    ),
    prepare: l(
      '서버의 게이트웨이를 질문지와 같게 설정하십시오.',
      'Set the gateway of the servers as the questionnaire says.',
    ),
    reads: ['routes', 'interfaces'],
    roles: CLUSTER,
    field: 'network.gateway',
    applies: ({ answers }) => Boolean(answers['network.gateway']),
    outcomes: {
      pass: ok('질문지와 같습니다.', 'It is as declared.'),
      elsewhere: note(
        '이 서버는 게이트웨이와 다른 대역에 있어 비교할 수 없습니다.',
        'This host is in another network than the gateway, so they cannot be compared.',
      ),
      differs: warn(
        '질문지는 {wanted}, 서버는 {found}입니다.',
        'The questionnaire says {wanted}, the host has {found}.',
        l('서버의 기본 경로나 질문지를 고치십시오.', "Correct the host's default route or the questionnaire."),
      ),
    },
    source: 'AstraGo questionnaire (network.gateway)',
    judge: ({ routes, interfaces }, { answers }) => {
      const wanted = answers['network.gateway'] ?? ''
      const found = list(defaultRoutes(routes).flatMap(({ gateway }) => gateway ?? [])) || '-'
      const near = interfaces.some((one) => networksOf(one).some((network) => overlap(network, wanted)))
      const same = defaultRoutes(routes).some(({ gateway }) => gateway === wanted)
      return { outcome: same ? 'pass' : near ? 'differs' : 'elsewhere', found, wanted, params: { found, wanted } }
    },
  }),
  hostCheck({
    id: 'node-cidr-declared',
    category: 'network',
    title: l('노드 대역 확인', 'Node network as declared'),
    explain: l(
      '넷마스크가 틀리면 같은 대역의 서버끼리도 게이트웨이를 거치거나 닿지 않습니다.',
      'With a wrong netmask, machines of one network go through the gateway or do not meet at all.',
    ),
    prepare: l(
      '서버의 넷마스크를 질문지의 노드 대역에 맞추십시오.',
      'Set the netmask of the servers to the node network of the questionnaire.',
    ),
    reads: ['interfaces'],
    roles: CLUSTER,
    field: 'network.nodeCidr',
    applies: (subject) => hasAddress(subject) && Boolean(subject.answers['network.nodeCidr']),
    outcomes: {
      pass: ok('질문지와 같습니다.', 'It is as declared.'),
      outside: note(
        '노드 대역 밖의 서버입니다. 두 네트워크 사이가 열려 있어야 합니다.',
        'The host is outside the node network; both networks must reach each other.',
      ),
      mask: warn(
        '서버의 대역은 {found}, 질문지는 {wanted}입니다.',
        'The host is in {found}, the questionnaire says {wanted}.',
        l(
          '서버의 넷마스크나 질문지의 노드 대역을 고치십시오.',
          "Correct the host's netmask or the node network of the questionnaire.",
        ),
      ),
    },
    unknowns: ['not-collected'],
    source: 'AstraGo questionnaire (network.nodeCidr)',
    judge: ({ interfaces }, { node, answers }) => {
      const wanted = answers['network.nodeCidr'] ?? ''
      const own = interfaces.flatMap((one) => one.addresses).find((each) => each.address === node.address)
      if (!own) return { unknown: 'not-collected' }
      const found = `${own.address}/${own.prefix}`
      const outside = !overlap(wanted, own.address)
      return {
        outcome: outside ? 'outside' : own.prefix === prefixOf(wanted) ? 'pass' : 'mask',
        found,
        wanted,
        params: { found, wanted },
      }
    },
  }),
  hostCheck({
    id: 'vip-in-subnet',
    category: 'network',
    title: l('VIP의 대역', 'Network of the VIP'),
    explain: l(
      'VIP는 ARP로 옮겨 다니므로 컨트롤 플레인의 카드와 같은 대역에 있어야 합니다.',
      "The VIP moves by ARP, so it must be in the network of the control planes' cards.",
    ),
    prepare: l(
      '가상 IP(VIP)를 컨트롤 플레인과 같은 대역에서 고르십시오.',
      'Take the virtual address (VIP) from the network of the control planes.',
    ),
    reads: ['interfaces'],
    roles: ['control-plane'],
    field: 'network.vip',
    applies: (subject) => hasAddress(subject) && isAddress(subject.answers['network.vip'] ?? ''),
    outcomes: {
      pass: ok('같은 대역에 있습니다.', 'It is in the same network.'),
      outside: block(
        'VIP {vip}이(가) 이 서버의 대역({found}) 밖에 있습니다.',
        'The VIP {vip} is outside the network of this host ({found}).',
        l(
          '컨트롤 플레인과 같은 대역에서 빈 주소를 고르십시오.',
          'Choose an unused address in the network of the control planes.',
        ),
      ),
    },
    unknowns: ['not-collected'],
    source: 'kube-vip documentation, ARP mode; k0s documentation, networking (VRRP)',
    judge: ({ interfaces }, { node, answers }) => {
      const vip = answers['network.vip'] ?? ''
      const card = interfaces.find(holds(node.address))
      if (!card) return { unknown: 'not-collected' }
      const networks = networksOf(card)
      const found = list(networks) || '-'
      const inside = networks.some((network) => overlap(network, vip))
      return { outcome: inside ? 'pass' : 'outside', found, wanted: vip, params: { vip, found } }
    },
  }),
]
