import { cniOf } from '@astrago/contracts'
import { betweenCheck, block, hostCheck, never, note, ok, untilInstalled, warn } from '../check.ts'
import { VIP } from '../reach/plan.ts'
import { l } from '../text.ts'
import { MTU, UNMANAGED } from '../thresholds/network.ts'
import { overlap, sizeOf } from './cidr.ts'
import { CLUSTER, list } from './helpers.ts'
import { clusterCidrs, defaultRoutes, hasAddress, holds, nodeInterface } from './network-helpers.ts'

export const NETWORK = [
  hostCheck({
    id: 'default-route',
    category: 'network',
    title: l('기본 경로', 'Default route'),
    explain: l(
      '폐쇄망이라도 기본 경로가 있어야 노드 주소를 정할 수 있습니다.',
      'Even in an air-gapped network the node address is found by the default route.',
    ),
    prepare: l(
      '모든 서버에 기본 게이트웨이를 설정하십시오. 폐쇄망에서도 필요합니다.',
      'Set a default gateway on every server, in an air-gapped network too.',
    ),
    reads: ['routes'],
    roles: CLUSTER,
    field: 'network.gateway',
    outcomes: {
      pass: ok('기본 경로가 있습니다.', 'There is a default route.'),
      none: block(
        '기본 경로가 없어 설치가 노드 주소를 찾지 못합니다.',
        'Without a default route the installation cannot find the node address.',
        l(
          '게이트웨이를 설정하십시오. 폐쇄망이면 더미 경로라도 필요합니다.',
          'Set a gateway; in an air-gapped network a dummy route will do.',
        ),
      ),
    },
    source: 'RKE2 documentation, install/airgap; Embedded Cluster',
    judge: ({ routes }) => {
      const [found] = defaultRoutes(routes)
      return {
        outcome: found ? 'pass' : 'none',
        found: found ? `${found.gateway ?? '-'} ${found.iface}` : '-',
        wanted: '0.0.0.0/0',
      }
    },
  }),
  hostCheck({
    id: 'node-ip-present',
    category: 'network',
    title: l('노드 주소', 'Node address'),
    explain: l(
      '질문지의 주소가 이 서버의 네트워크 카드에 있어야 합니다.',
      'The address of the questionnaire must be on a network card of this host.',
    ),
    prepare: l(
      '질문지에 적은 주소를 서버의 네트워크 카드에 직접 설정하십시오(NAT 주소 불가).',
      'Set the address of the questionnaire on a network card of the server itself (no NAT address).',
    ),
    reads: ['interfaces'],
    field: 'resources.nodes',
    column: 'address',
    applies: hasAddress,
    outcomes: {
      pass: ok('이 서버의 주소입니다.', 'It is an address of this host.'),
      absent: never(
        '{address}이(가) 이 서버에 없습니다. NAT이나 다른 서버일 수 있습니다.',
        '{address} is not on this host: NAT, or another machine.',
        l('서버의 실제 주소를 질문지의 노드 표에 적으십시오.', "Put the host's own address into the node table."),
      ),
    },
    source: 'Kubespray 0040-verify-settings.yml',
    judge: ({ interfaces }, { node }) => {
      const address = node.address ?? ''
      const own = interfaces
        .flatMap((one) => one.addresses.map((each) => each.address))
        .filter((each) => !each.includes(':') && each !== '127.0.0.1')
      return {
        outcome: interfaces.some(holds(address)) ? 'pass' : 'absent',
        found: list(own) || '-',
        wanted: address,
        params: { address },
      }
    },
  }),
  hostCheck({
    id: 'node-ip-static',
    category: 'network',
    title: l('고정 주소', 'Fixed address'),
    explain: l(
      '주소가 바뀌면 etcd와 인증서가 맞지 않아 클러스터가 멈춥니다.',
      'When the address changes, etcd and certificates no longer match and the cluster stops.',
    ),
    prepare: l('서버에 고정 IP 주소를 주십시오.', 'Give the servers fixed IP addresses.'),
    reads: ['interfaces'],
    unknowns: ['not-collected'],
    roles: CLUSTER,
    field: 'resources.nodes',
    column: 'address',
    applies: hasAddress,
    outcomes: {
      pass: ok('고정 주소입니다.', 'The address is fixed.'),
      dynamic: note(
        'DHCP로 받은 주소입니다.',
        'The address comes from DHCP.',
        l('고정 주소나 DHCP 예약을 쓰십시오.', 'Use a fixed address or a DHCP reservation.'),
      ),
      server: warn(
        '컨트롤 플레인의 주소가 DHCP로 정해집니다.',
        'The address of a control plane comes from DHCP.',
        l('고정 주소나 DHCP 예약으로 바꾸십시오.', 'Change it to a fixed address or a DHCP reservation.'),
      ),
    },
    source: 'rancher/rke2#3176; kubernetes/kubeadm#3299',
    judge: ({ interfaces }, { node }) => {
      const own = interfaces.flatMap((one) => one.addresses).find((each) => each.address === node.address)
      if (!own) return { unknown: 'not-collected' }
      const server = node.roles.includes('control-plane')
      return {
        outcome: own.dynamic ? (server ? 'server' : 'dynamic') : 'pass',
        found: own.dynamic ? 'dynamic' : 'static',
        wanted: 'static',
      }
    },
  }),
  hostCheck({
    id: 'pod-cidr-route-overlap',
    category: 'network',
    title: l('파드 대역과 경로 겹침', 'Pod networks and routes'),
    explain: l(
      '파드나 서비스 대역이 서버의 기존 경로와 겹치면 그 대역의 다른 서버와 통신이 끊깁니다.',
      'Where a pod or service network overlaps a route, traffic to machines there is lost.',
    ),
    prepare: l(
      '사내에서 쓰지 않는 사설 대역 두 개를 내부용으로 정하십시오.',
      'Set aside two private networks that are used nowhere on site.',
    ),
    reads: ['routes'],
    roles: CLUSTER,
    field: 'network.podCidr',
    outcomes: {
      pass: ok('겹치는 경로가 없습니다.', 'No route overlaps.'),
      wide: warn(
        '더 넓은 경로 안에 있습니다: {pairs}. 그 대역의 사내 서버에는 파드가 닿지 못합니다.',
        'It lies within a wider route: {pairs}. Pods will not reach machines of your network that have such addresses.',
        l(
          '사내에서 그 대역을 쓰는 곳이 있는지 확인하고, 있으면 다른 사설 대역으로 바꾸십시오.',
          'See whether the network is used on site; if so, choose another private network in the questionnaire.',
        ),
      ),
      overlap: never(
        '대역이 겹칩니다: {pairs}',
        'Networks overlap: {pairs}',
        l(
          '질문지에서 파드 대역이나 서비스 대역을 다른 사설 대역으로 바꾸십시오.',
          'Choose other private networks for pods or services in the questionnaire.',
        ),
      ),
    },
    // Routes to pods are narrower than one such as 10.0.0.0/8 to a gateway, so that takes no more from them than the default route.
    source: 'Embedded Cluster, host-preflight-install.yaml; k3s check-config.sh',
    judge: ({ routes }, subject) => {
      const cidrs = clusterCidrs(subject)
      const others = routes.filter((route) => route.destination !== '0.0.0.0/0')
      const all = cidrs.flatMap((cidr) =>
        others
          .filter((route) => overlap(cidr, route.destination))
          .map((route) => ({
            text: `${cidr} ~ ${route.destination} (${route.iface})`,
            wide: route.gateway !== null && sizeOf(route.destination) > sizeOf(cidr),
          })),
      )
      const clashes = all.filter(({ wide }) => !wide)
      const pairs = (clashes.length ? clashes : all).map(({ text }) => text)
      return {
        outcome: clashes.length ? 'overlap' : pairs.length ? 'wide' : 'pass',
        found: list(others.map((route) => route.destination)) || '-',
        wanted: `!= ${list(cidrs)}`,
        params: { pairs: list(pairs) },
      }
    },
  }),
  hostCheck({
    id: 'node-ip-in-cidr',
    category: 'network',
    title: l('노드 주소와 파드 대역', 'Node address and pod networks'),
    explain: l(
      '노드 주소가 파드나 서비스 대역 안에 있으면 노드끼리 통신할 수 없습니다.',
      'Nodes inside the pod or service network cannot reach each other.',
    ),
    prepare: l(
      '서버 주소와 겹치지 않는 대역을 내부용으로 정하십시오.',
      'Choose internal networks that hold no address of a server.',
    ),
    reads: [],
    roles: CLUSTER,
    field: 'network.podCidr',
    applies: hasAddress,
    outcomes: {
      pass: ok('대역 밖에 있습니다.', 'The address is outside.'),
      inside: never(
        '{address}이(가) {cidr} 안에 있습니다.',
        '{address} lies inside {cidr}.',
        l('파드 대역이나 서비스 대역을 바꾸십시오.', 'Choose other networks for pods or services.'),
      ),
    },
    source: 'Embedded Cluster, host-preflight-install.yaml',
    judge: (_, subject) => {
      const address = subject.node.address ?? ''
      const cidrs = clusterCidrs(subject)
      const cidr = cidrs.find((each) => overlap(each, address))
      return {
        outcome: cidr ? 'inside' : 'pass',
        found: address,
        wanted: `!= ${list(cidrs)}`,
        params: { address, cidr: cidr ?? '' },
      }
    },
  }),
  hostCheck({
    id: 'mtu-interface',
    category: 'network',
    title: l('MTU', 'MTU'),
    explain: l(
      '노드 사이의 파드 통신(VXLAN)은 MTU에서 50바이트를 더 씁니다. 작으면 큰 패킷만 사라집니다.',
      'Pod traffic between nodes (VXLAN) takes 50 bytes of it; when it is small, only large packets vanish.',
    ),
    prepare: l('네트워크 카드의 MTU를 기준에 맞추십시오.', 'Set the MTU of the network cards as wanted.'),
    reads: ['interfaces', 'routes'],
    unknowns: ['not-collected'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('MTU가 충분합니다.', 'The MTU is large enough.'),
      small: warn(
        '{iface}의 MTU가 {found}입니다. CNI의 MTU를 낮춰야 합니다.',
        'The MTU of {iface} is {found}: the network plugin needs a lower one.',
        l(
          '네트워크 담당자에게 1500이 가능한지 묻거나 CNI MTU를 {found}-50으로 설정하십시오.',
          'Ask whether 1500 is possible, or set the MTU of the network plugin to {found} - 50.',
        ),
      ),
      tiny: block(
        '{iface}의 MTU가 {found}(으)로 너무 작습니다.',
        'The MTU of {iface} is {found}, which is too small.',
        l('MTU를 1500으로 설정하십시오.', 'Set the MTU to 1500.'),
      ),
    },
    thresholds: { mtu: MTU },
    judge: ({ interfaces, routes }, { node }) => {
      const found = nodeInterface(interfaces, routes, node.address)
      if (!found || found.mtu === null) return { unknown: 'not-collected' }
      const outcome = found.mtu < MTU.block.value ? 'tiny' : found.mtu < MTU.warn.value ? 'small' : 'pass'
      return {
        outcome,
        found: `${found.name} ${found.mtu}`,
        wanted: `>= ${MTU.warn.value}`,
        params: { iface: found.name, found: found.mtu },
      }
    },
  }),
  hostCheck({
    id: 'networkmanager-unmanaged',
    category: 'network',
    title: l('NetworkManager 예외', 'NetworkManager exceptions'),
    explain: l(
      'NetworkManager가 CNI의 인터페이스를 건드리면 파드 통신이 이유 없이 끊깁니다.',
      "When NetworkManager touches the network plugin's interfaces, pod traffic breaks without a reason.",
    ),
    prepare: l(
      'NetworkManager가 설치가 만드는 네트워크 카드를 건드리지 않게 하십시오. 설치가 예외를 추가합니다.',
      'Keep NetworkManager off the network cards that the installation makes; it adds the exceptions itself.',
    ),
    reads: ['networkManager'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('CNI 인터페이스를 건드리지 않습니다.', "It leaves the network plugin's interfaces alone."),
      managed: untilInstalled(
        'NetworkManager가 켜져 있고 CNI 인터페이스({names}) 예외가 없습니다. 설치가 추가합니다.',
        'NetworkManager runs without exceptions for the network plugin ({names}); the installation adds them.',
        l(
          '미리 하려면 /etc/NetworkManager/conf.d의 파일에 [keyfile] 아래 unmanaged-devices+={entries}를 두고 reload 하십시오.',
          'To do it now: unmanaged-devices+={entries} below [keyfile] in a file of /etc/NetworkManager/conf.d, then reload.',
        ),
      ),
    },
    thresholds: { interfaces: UNMANAGED },
    judge: ({ networkManager }, { site, answers }) => {
      const { running, unmanaged } = networkManager
      const names = UNMANAGED.value[cniOf(site.distribution, answers['network.cni'])]
      const isLeft = (name: string, entry: string): boolean => entry === '*' || entry.includes(name.replace('*', ''))
      const left = unmanaged.filter((entry) => !entry.startsWith('except:'))
      const covered = names.every((name) => left.some((entry) => isLeft(name, entry)))
      return {
        outcome: !running || covered ? 'pass' : 'managed',
        found: running ? list(unmanaged) || 'NetworkManager' : '-',
        wanted: list(names.map((name) => `interface-name:${name}`)),
        params: { names: list(names), entries: names.map((name) => `interface-name:${name}`).join(';') },
      }
    },
  }),
  hostCheck({
    id: 'nm-cloud-setup-enabled',
    category: 'network',
    title: l('nm-cloud-setup', 'nm-cloud-setup'),
    explain: l(
      'RHEL 클라우드 이미지의 이 서비스는 라우팅 규칙을 넣어 파드 통신을 망가뜨립니다.',
      'This service of RHEL cloud images adds routing rules that break pod traffic.',
    ),
    prepare: l(
      'RHEL 클라우드 이미지라면 nm-cloud-setup 서비스를 끄십시오.',
      'Switch the service nm-cloud-setup off on cloud images of RHEL.',
    ),
    reads: ['networkManager'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('켜져 있지 않습니다.', 'It is not enabled.'),
      enabled: block(
        'nm-cloud-setup이 켜져 있습니다.',
        'nm-cloud-setup is enabled.',
        l(
          'systemctl disable --now nm-cloud-setup.service nm-cloud-setup.timer 실행 후 재시작하십시오.',
          'Run systemctl disable --now nm-cloud-setup.service nm-cloud-setup.timer, then reboot.',
        ),
      ),
    },
    source: 'RKE2 documentation, known_issues; rancher/rke2#1053',
    judge: ({ networkManager }) => ({
      outcome: networkManager.cloudSetup ? 'enabled' : 'pass',
      found: networkManager.cloudSetup ? 'enabled' : '-',
      wanted: '-',
    }),
  }),
  betweenCheck({
    id: 'vip-free',
    category: 'network',
    title: l('VIP 사용 여부', 'Is the VIP free'),
    explain: l(
      'API의 가상 IP는 설치 전까지 아무도 쓰지 않아야 합니다.',
      'Nobody may use the virtual address of the API before the installation.',
    ),
    prepare: l(
      '아무도 쓰지 않는 IP 주소 하나를 가상 IP(VIP)로 예약하십시오.',
      'Reserve one IP address that nobody uses as the virtual address (VIP).',
    ),
    reads: [],
    readsToo: ['reach'],
    unknowns: ['host-unreachable', 'forwarding-off'],
    roles: ['control-plane'],
    field: 'network.vip',
    applies: ({ answers }) => Boolean(answers['network.vip']),
    outcomes: {
      pass: ok('아무도 응답하지 않습니다.', 'Nobody answers there.'),
      node: never(
        'VIP가 노드 {who}의 주소와 같습니다.',
        'The VIP is the address of node {who}.',
        l('쓰이지 않는 다른 주소를 VIP로 정하십시오.', 'Choose an unused address as the VIP.'),
      ),
      used: block(
        'VIP에서 누군가 응답합니다(포트 {ports}).',
        'Somebody answers at the VIP (ports {ports}).',
        l(
          '그 주소를 쓰는 장비를 찾거나 다른 주소를 정하십시오.',
          'Find the machine that has it, or choose another address.',
        ),
      ),
    },
    source: 'assisted-installer-agent src/vips_verifier',
    judge: (_, { node, nodes, answers }, { reach }) => {
      const vip = answers['network.vip'] ?? ''
      const owner = nodes.find((each) => each.address === vip)
      if (owner) return { outcome: 'node', found: owner.name, wanted: vip, params: { who: owner.name } }
      const rows = reach.filter((row) => row.to === VIP && row.from === node.name && row.result !== 'lost')
      if (!rows.length) return { unknown: 'host-unreachable' }
      if (rows.some((row) => row.result === 'prohibited')) return { unknown: 'forwarding-off', params: { ports: vip } }
      const ports = rows
        .filter((row) => row.result === 'open' || row.result === 'refused')
        .map((row) => String(row.port))
      return {
        outcome: ports.length ? 'used' : 'pass',
        found: list(rows.map((row) => `${row.port} ${row.result}`)),
        wanted: 'timeout',
        params: { ports: list(ports) },
      }
    },
  }),
]
