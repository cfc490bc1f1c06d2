import { block, hostCheck, note, ok, type Subject, warn } from '../check.ts'
import { l } from '../text.ts'
import { NIC_SPEED, VMXNET3, VXLAN_PLUGINS } from '../thresholds/site.ts'
import { isAddress, overlap } from './cidr.ts'
import { CLUSTER, list } from './helpers.ts'
import {
  cardsOf,
  defaultRoutes,
  hasAddress,
  holds,
  isVirtual,
  networksOf,
  nodeInterface,
  routeTo,
  usesVxlan,
} from './network-helpers.ts'

/** Addresses outside this host that the installation talks to, each with what it is. */
function siteAddresses({ node, nodes, answers }: Subject): [address: string, what: string][] {
  const others = nodes.flatMap(({ name, address }): [string, string][] =>
    address && name !== node.name ? [[address, name]] : [],
  )
  const named: [string | undefined, string][] = [
    [answers['network.vip'], 'VIP'],
    [answers['storage.nfsServer'], 'NFS'],
    [answers['registry.address']?.replace(/:\d+$/, ''), 'registry'],
    ...(answers['network.dnsServers'] ?? []).map((each): [string, string] => [each, 'DNS']),
    ...(answers['network.ntpServers'] ?? []).map((each): [string, string] => [each, 'NTP']),
  ]
  return [
    ...others,
    ...named.flatMap(([address, what]): [string, string][] => (address ? [[address, what]] : [])),
  ].filter(([address]) => isAddress(address))
}

export const NETWORK_CARDS = [
  hostCheck({
    id: 'multi-nic-ambiguous',
    category: 'network',
    title: l('여러 네트워크 카드', 'Several network cards'),
    explain: l(
      '파드 네트워크는 기본 경로의 카드를 씁니다. 노드 주소가 다른 카드에 있으면 노드 사이의 파드 통신이 엉뚱한 망으로 나갑니다.',
      'The pod network takes the card of the default route. With the node address on another card, pod traffic leaves by the wrong network.',
    ),
    prepare: l(
      '서버 주소와 기본 게이트웨이를 같은 네트워크 카드에 두십시오.',
      "Put the server's address and its default gateway on the same network card.",
    ),
    reads: ['interfaces', 'routes'],
    roles: CLUSTER,
    field: 'resources.nodes',
    column: 'address',
    applies: hasAddress,
    outcomes: {
      pass: ok('노드 주소가 기본 경로의 카드에 있습니다.', 'The node address is on the card of the default route.'),
      apart: warn(
        '노드 주소는 {own}에, 기본 경로는 {route}에 있습니다.',
        'The node address is on {own}, the default route on {route}.',
        l(
          '기본 경로를 {own}(으)로 옮기거나, CNI가 쓸 카드를 {own}(으)로 지정하십시오.',
          'Move the default route to {own}, or tell the network plugin to use {own}.',
        ),
      ),
      twice: warn(
        '우선순위가 같은 기본 경로가 둘입니다: {route}',
        'There are two default routes of the same metric: {route}',
        l('하나만 남기거나 metric을 다르게 하십시오.', 'Keep one, or give them different metrics.'),
      ),
    },
    source: 'assisted-service, host validations; flannel documentation, configuration (--iface)',
    judge: ({ interfaces, routes }, { node }) => {
      const own = interfaces.find(holds(node.address))?.name ?? '-'
      const [best, ...more] = defaultRoutes(routes)
      const cards = cardsOf(interfaces)
      const same = more.filter((route) => route.metric === best?.metric && route.iface !== best?.iface)
      const route = list([best, ...same].flatMap((each) => (each ? [each.iface] : []))) || '-'
      const values = {
        found: `${list(cards.map(({ name }) => name)) || '-'}; ${own}, default ${route}`,
        identity: `${own}, ${route}`,
        wanted: own,
        params: { own, route },
      }
      if (same.length) return { outcome: 'twice', ...values }
      const apart = best !== undefined && own !== '-' && best.iface !== own && cards.length > 1
      return { outcome: apart ? 'apart' : 'pass', ...values }
    },
  }),
  hostCheck({
    id: 'subnets-overlap-local',
    category: 'network',
    title: l('카드끼리 겹치는 대역', 'Cards in one network'),
    explain: l(
      '두 카드의 대역이 겹치면 응답이 다른 카드로 나가 연결이 불규칙하게 끊깁니다.',
      'With two cards in overlapping networks, answers leave by the other one and connections break now and then.',
    ),
    prepare: l(
      '한 서버의 네트워크 카드들을 서로 다른 대역에 두십시오.',
      'Put the network cards of one server into different networks.',
    ),
    reads: ['interfaces'],
    roles: CLUSTER,
    field: 'resources.nodes',
    column: 'address',
    outcomes: {
      pass: ok('겹치는 대역이 없습니다.', 'No networks overlap.'),
      overlap: warn(
        '카드의 대역이 겹칩니다: {pairs}',
        'Networks of cards overlap: {pairs}',
        l(
          '쓰지 않는 카드를 끄거나, 묶거나(bond), 다른 대역을 주십시오.',
          'Switch the unused card off, bond them, or use another network.',
        ),
      ),
      node: block(
        '노드 주소의 대역에 카드가 둘입니다: {pairs}',
        'Two cards are in the network of the node address: {pairs}',
        l(
          '하나만 그 대역에 두거나, 묶거나(bond), 질문지의 노드 주소를 다른 카드의 주소로 바꾸십시오.',
          'Leave one in that network, bond them, or name the address of another card for the node in the questionnaire.',
        ),
      ),
    },
    source: 'assisted-service, validation non-overlapping-subnets',
    judge: ({ interfaces }, { node }) => {
      const cards = interfaces
        .filter((one) => !isVirtual(one.name))
        .flatMap((one) => networksOf(one).map((network) => ({ name: one.name, network })))
      const pairs = cards.flatMap((a, index) =>
        cards
          .slice(index + 1)
          .filter((b) => a.name !== b.name && overlap(a.network, b.network))
          .map((b) => [a, b] as const),
      )
      const text = list(pairs.map(([a, b]) => `${a.name} ${a.network} ~ ${b.name} ${b.network}`))
      const own = pairs.some(([a]) => node.address !== null && overlap(a.network, node.address))
      return {
        outcome: own ? 'node' : pairs.length ? 'overlap' : 'pass',
        found: list(cards.map(({ name, network }) => `${name} ${network}`)) || '-',
        wanted: '-',
        params: { pairs: text },
      }
    },
  }),
  hostCheck({
    id: 'container-bridge-overlap',
    category: 'network',
    title: l('컨테이너 브리지 대역', 'Networks of container bridges'),
    explain: l(
      'Docker나 libvirt의 브리지 대역에 사이트의 주소가 있으면 이 서버는 그 주소로 나가지 못합니다.',
      'When an address of the site lies in the network of a bridge of Docker or libvirt, this host cannot reach it.',
    ),
    prepare: l(
      'Docker나 libvirt의 내부 대역이 사내 주소와 겹치지 않게 하십시오.',
      'Keep the inner networks of Docker and libvirt apart from addresses of the site.',
    ),
    reads: ['routes'],
    outcomes: {
      pass: ok('브리지로 새는 주소가 없습니다.', 'No address is lost to a bridge.'),
      lost: block(
        '브리지로 나가는 주소가 있습니다: {addresses}',
        'Addresses that go to a bridge: {addresses}',
        l(
          '그 브리지를 지우거나 대역을 바꾸십시오(Docker: /etc/docker/daemon.json의 bip, default-address-pools).',
          'Remove the bridge or change its network (Docker: bip and default-address-pools in /etc/docker/daemon.json).',
        ),
      ),
    },
    source: 'Embedded Cluster, host-preflight-install.yaml; Docker documentation, networking',
    judge: ({ routes }, subject) => {
      const bridges = routes.filter(({ iface }) => isVirtual(iface) && iface !== 'lo')
      const lost = siteAddresses(subject).flatMap(([address, what]) => {
        const way = routeTo(routes, address)
        return way && bridges.includes(way) ? [`${what} ${address} -> ${way.iface}`] : []
      })
      return {
        outcome: lost.length ? 'lost' : 'pass',
        found: list(bridges.map(({ iface, destination }) => `${iface} ${destination}`)) || '-',
        wanted: '-',
        params: { addresses: list(lost) },
      }
    },
  }),
  hostCheck({
    id: 'nic-speed',
    category: 'network',
    title: l('네트워크 속도', 'Speed of the network card'),
    explain: l(
      '이미지와 데이터가 이 카드로 오갑니다. 느린 협상은 케이블이나 스위치 포트의 문제일 때가 많습니다.',
      'Images and data come by this card. A slow link is often a cable or a switch port.',
    ),
    prepare: l(
      '기준 이상의 속도로 연결된 네트워크 카드를 준비하십시오.',
      'Provide network cards that are linked at the wanted speed.',
    ),
    reads: ['interfaces', 'routes', 'nics'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('속도가 충분합니다.', 'The link is fast enough.'),
      hidden: note('카드가 속도를 알려 주지 않습니다(가상 카드).', 'The card does not tell its speed (a virtual one).'),
      gpu: note(
        'GPU 노드치고는 느립니다({found}).',
        'Slow for a GPU node ({found}).',
        l('10 Gbit/s 이상의 망을 쓰십시오.', 'Use a network of 10 Gbit/s or more.'),
      ),
      slow: warn(
        '{found}(으)로 연결되어 있습니다.',
        'The link runs at {found}.',
        l('케이블, 스위치 포트, 속도 협상을 확인하십시오.', 'Check the cable, the switch port and the negotiation.'),
      ),
      half: block(
        '반이중(half duplex)으로 연결되어 있습니다.',
        'The link is half duplex.',
        l('스위치 포트와 카드를 자동 협상으로 맞추십시오.', 'Set switch port and card to negotiate.'),
      ),
    },
    thresholds: { speed: NIC_SPEED },
    judge: ({ interfaces, routes, nics }, { node }) => {
      const card = nodeInterface(interfaces, routes, node.address)
      const speed = card?.speed ?? 0
      const duplex = (card && nics[card.name]?.duplex) ?? '-'
      const found = `${card?.name ?? '-'} ${speed || '?'} Mbit/s ${duplex}`
      const values = { found, wanted: `>= ${NIC_SPEED.least.value} Mbit/s`, params: { found } }
      if (duplex === 'half') return { outcome: 'half', ...values }
      if (speed <= 0) return { outcome: 'hidden', ...values }
      if (speed < NIC_SPEED.least.value) return { outcome: 'slow', ...values }
      return { outcome: node.roles.includes('gpu') && speed < NIC_SPEED.gpu.value ? 'gpu' : 'pass', ...values }
    },
  }),
  hostCheck({
    id: 'vmxnet3-checksum-offload',
    category: 'network',
    title: l('VMware 카드의 체크섬 처리', 'Checksums of VMware cards'),
    explain: l(
      'vmxnet3 카드는 VXLAN 패킷의 체크섬을 잘못 계산할 때가 있어, 다른 노드로 가는 파드 통신만 사라집니다.',
      'vmxnet3 cards may get the checksum of VXLAN packets wrong: only pod traffic to other nodes vanishes.',
    ),
    prepare: l(
      'VMware vmxnet3 카드의 체크섬 처리를 끄십시오.',
      "Switch the checksum offload of VMware's vmxnet3 cards off.",
    ),
    reads: ['interfaces', 'routes', 'nics'],
    roles: CLUSTER,
    applies: (subject) => subject.nodes.length > 1 && usesVxlan(subject),
    outcomes: {
      pass: ok('해당되지 않거나 꺼져 있습니다.', 'It does not concern this card, or is off.'),
      on: warn(
        '{iface}이(가) vmxnet3이고 체크섬 처리가 켜져 있습니다.',
        '{iface} is a vmxnet3 card that computes checksums.',
        l(
          '끄고 재시작 뒤에도 남게 하십시오: ethtool -K {iface} tx-checksum-ip-generic off',
          'Switch it off, also for the next boot: ethtool -K {iface} tx-checksum-ip-generic off',
        ),
      ),
    },
    unknowns: ['tool-missing'],
    thresholds: { feature: VMXNET3, plugins: VXLAN_PLUGINS },
    judge: ({ interfaces, routes, nics }, { node }) => {
      const card = nodeInterface(interfaces, routes, node.address)
      const nic = card ? nics[card.name] : undefined
      const values = { wanted: `${VMXNET3.value} off`, params: { iface: card?.name ?? '-' } }
      if (nic?.driver !== 'vmxnet3') return { outcome: 'pass', found: nic?.driver ?? '-', ...values }
      const state = nic.offload[VMXNET3.value]
      if (state === undefined) return { unknown: 'tool-missing', found: nic.driver, ...values }
      return { outcome: state === 'off' ? 'pass' : 'on', found: `${nic.driver} ${VMXNET3.value} ${state}`, ...values }
    },
  }),
]
