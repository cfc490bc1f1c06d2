import { CNIS, type Cni, type Localized } from '@astrago/contracts'
import {
  AccountName,
  Certificates,
  Cidr,
  Domain,
  HostAddress,
  Ipv4,
  listOf,
  NoProxyEntry,
  ProxyUrl,
  TlsKeyText,
} from '../schemas.ts'
import type { GroupOf } from '../sections.ts'
import type { FieldSpec } from '../spec.ts'
import { l, same } from '../text.ts'
import { choice, existingSecret } from './kinds.ts'

const PLUGINS = {
  canal: l('Canal(Flannel에 Calico의 네트워크 정책)', 'Canal (Flannel with network policies of Calico)'),
  calico: l('Calico(네트워크 정책 포함)', 'Calico (with network policies)'),
  cilium: l('Cilium(eBPF 기반)', 'Cilium (eBPF)'),
  flannel: l('Flannel(네트워크 정책 없음)', 'Flannel (no network policies)'),
  'kube-router': l('kube-router(BGP로 경로 교환)', 'kube-router (routes by BGP)'),
} satisfies Record<Cni, Localized>

export const networkFields = {
  'network.externalAddress': {
    group: 'address',
    kind: 'address',
    schema: Ipv4,
    required: true,
    drives: 'externalIP',
    label: l('접속 주소', 'User address'),
    help: l(
      '사용자가 브라우저로 여는 IP 주소입니다. 대표 주소(VIP)를 쓰면 같은 값을, 앞단에 로드밸런서나 NAT가 있으면 그 주소를 적습니다.',
      'The address users open in a browser: the shared address (VIP) if there is one, or that of a load balancer or NAT in front.',
    ),
    example: same('10.20.0.10'),
  },
  'network.domain': {
    group: 'address',
    kind: 'text',
    schema: Domain,
    required: false,
    label: l('도메인', 'Domain'),
    help: l(
      '숫자 주소 대신 쓸 이름입니다. 사내 DNS에 등록되어 있어야 하고, 인증서의 이름과 같아야 합니다.',
      'A name to use instead of the address. It must be in your DNS and match the certificate.',
    ),
    example: l('astrago.hanbit.local', 'astrago.example.local'),
  },
  'network.vip': {
    group: 'address',
    kind: 'address',
    schema: Ipv4,
    required: false,
    label: l('대표 주소(VIP)', 'Shared address (VIP)'),
    help: l(
      '관리용 서버(컨트롤 플레인) 한 대가 멈추면 다른 서버가 넘겨받는 주소입니다. 서버들과 같은 대역에서 아무도 쓰지 않는 주소 하나를 비워 주십시오. 관리용 서버가 한 대뿐이면 비워 둡니다.',
      'An address that moves to another control plane when one fails. Reserve an unused address in the range of the servers. With a single control plane, leave it empty.',
    ),
    example: same('10.20.0.10'),
  },
  'network.nodeCidr': {
    group: 'ranges',
    kind: 'cidr',
    schema: Cidr,
    required: true,
    label: l('노드 대역', 'Node range'),
    help: l(
      '설치할 서버들이 들어 있는 네트워크입니다. 서버 주소가 10.20.0.11이고 넷마스크가 255.255.255.0이면 10.20.0.0/24입니다.',
      'The network your servers are in. A server 10.20.0.11 with netmask 255.255.255.0 is in 10.20.0.0/24.',
    ),
    example: same('10.20.0.0/24'),
  },
  'network.podCidr': {
    group: 'ranges',
    kind: 'cidr',
    schema: Cidr,
    required: true,
    default: '10.42.0.0/16',
    label: l('파드 대역', 'Pod range'),
    help: l(
      '플랫폼 안의 프로그램끼리 쓰는 내부 주소입니다. 사내 어느 네트워크와도 겹치지 않으면 기본값 그대로 두십시오. 설치 뒤에는 바꿀 수 없습니다.',
      'Internal addresses for the programs of the platform. Keep the default unless one of your networks overlaps it. It cannot be changed later.',
    ),
    example: same('10.42.0.0/16'),
  },
  'network.serviceCidr': {
    group: 'ranges',
    kind: 'cidr',
    schema: Cidr,
    required: true,
    default: '10.43.0.0/16',
    label: l('서비스 대역', 'Service range'),
    help: l(
      '플랫폼 안의 기능마다 하나씩 배정되는 내부 주소입니다. 사내 네트워크와 겹치지 않으면 기본값 그대로 두십시오. 설치 뒤에는 바꿀 수 없습니다.',
      'Internal addresses, one for each function of the platform. Keep the default unless it overlaps. It cannot be changed later.',
    ),
    example: same('10.43.0.0/16'),
  },
  'network.cni': {
    group: 'ranges',
    ...choice(PLUGINS),
    optionsOf: CNIS,
    required: true,
    advanced: true,
    label: l('네트워크 플러그인(CNI)', 'Network plugin (CNI)'),
    help: l(
      '서버 사이에서 플랫폼 안의 프로그램을 이어 주는 부품입니다. 방화벽에 열 포트가 이것에 따라 달라집니다. 설치 뒤에는 바꿀 수 없으니, 사내에서 정해 둔 것이 없으면 기본값 그대로 두십시오.',
      'What connects the programs of the platform across servers. The ports to open in firewalls depend on it. It cannot be changed later; keep the default unless your company settled on another.',
    ),
  },
  'network.gateway': {
    group: 'ranges',
    kind: 'address',
    schema: Ipv4,
    required: false,
    label: l('게이트웨이', 'Gateway'),
    help: l(
      '서버들이 다른 네트워크로 나갈 때 거치는 라우터 주소입니다. 서버에 설정된 값과 비교합니다.',
      'The router your servers use to reach other networks. It is compared with what the servers have.',
    ),
    example: same('10.20.0.1'),
  },
  'network.dnsServers': {
    group: 'services',
    kind: 'list',
    schema: listOf(Ipv4),
    required: 'connected',
    label: l('DNS 서버', 'DNS servers'),
    help: l(
      '이름을 주소로 바꾸어 주는 사내 서버입니다. 여러 대면 모두 적습니다.',
      'The servers that turn names into addresses. List all of them.',
    ),
    example: same('10.20.0.2'),
  },
  'network.ntpServers': {
    group: 'services',
    kind: 'list',
    schema: listOf(HostAddress),
    required: 'airGapped',
    missing: l('폐쇄망에서는 내부 NTP 서버가 꼭 필요합니다.', 'An air-gapped site needs an NTP server of its own.'),
    label: l('NTP 서버', 'NTP servers'),
    help: l(
      '서버들의 시계를 맞추는 서버입니다. 시각이 어긋나면 인증서와 로그인이 실패합니다.',
      'The servers that keep the clocks in step. When clocks differ, certificates and logins fail.',
    ),
    example: l('10.20.0.3', '10.20.0.3'),
  },
  'network.proxyUrl': {
    group: 'proxy',
    kind: 'text',
    schema: ProxyUrl,
    required: 'proxyProfile',
    visible: 'proxyProfile',
    label: l('프록시 주소', 'Proxy address'),
    help: l(
      '서버가 인터넷으로 나갈 때 거치는 프록시입니다. 계정과 비밀번호는 여기에 붙이지 않고 아래 두 칸에 따로 적습니다.',
      'The proxy your servers go through to the internet. User and password go into the two fields below, not into the address.',
    ),
    example: l('http://proxy.hanbit.local:3128', 'http://proxy.example.local:3128'),
  },
  'network.proxyUsername': {
    group: 'proxy',
    kind: 'text',
    schema: AccountName,
    required: false,
    visible: 'proxyProfile',
    label: l('프록시 계정', 'Proxy user'),
    help: l(
      '로그인이 필요한 프록시일 때 적습니다. Basic 방식만 쓸 수 있습니다. 로그인 없이 쓰도록 서버 주소를 프록시에 허용 등록할 수 있으면 그 편이 더 안전합니다.',
      'If the proxy asks for a login, which can only be of the kind Basic. It is safer to have the addresses of the servers let in without one, where that can be done.',
    ),
    example: same('svc-astrago'),
  },
  'network.proxyPassword': {
    group: 'proxy',
    ...existingSecret,
    required: false,
    visible: 'proxyProfile',
    label: l('프록시 비밀번호', 'Proxy password'),
    help: l(
      '위 계정의 비밀번호입니다. 설치할 때 서버마다 root만 읽을 수 있는 파일에 씁니다. http:// 프록시에는 암호화되지 않고 전송됩니다.',
      'The password of that account. The installation writes it into a file on each server that root alone can read. To an http:// proxy it travels unencrypted.',
    ),
  },
  'network.noProxy': {
    group: 'proxy',
    kind: 'list',
    schema: listOf(NoProxyEntry),
    required: false,
    visible: 'proxyProfile',
    label: l('프록시 예외', 'Proxy exceptions'),
    help: l(
      '프록시를 거치지 않고 바로 접속할 사내 주소입니다. 노드 대역과 사내 도메인을 적습니다.',
      'Internal addresses that are reached without the proxy: the node range and your own domains.',
    ),
    example: l('10.20.0.0/24, .hanbit.local', '10.20.0.0/24, .example.local'),
  },
  'network.tlsMode': {
    group: 'tls',
    ...choice({
      'self-signed': l('설치할 때 새로 만들기(브라우저에 경고가 나옵니다)', 'Make one now (browsers will warn)'),
      own: l('가지고 있는 인증서 쓰기', 'Use our own certificate'),
    }),
    required: true,
    default: 'self-signed',
    label: l('인증서 방식', 'Certificate'),
    help: l(
      '접속을 암호화할 인증서입니다. 사내 인증서가 있으면 브라우저 경고 없이 열립니다.',
      'The certificate that encrypts the connection. With one of your own, browsers open the page without a warning.',
    ),
  },
  'network.tlsCertificate': {
    group: 'tls',
    kind: 'pem',
    schema: Certificates,
    required: 'ownTls',
    visible: 'ownTls',
    label: l('인증서(PEM)', 'Certificate (PEM)'),
    help: l(
      '서버 인증서 뒤에 중간 인증서까지 이어 붙인 내용입니다. .pfx 파일은 PEM으로 바꾸어 주십시오.',
      'The server certificate followed by the intermediate ones. Convert a .pfx file to PEM first.',
    ),
    example: same('-----BEGIN CERTIFICATE-----'),
  },
  'network.tlsKey': {
    group: 'tls',
    kind: 'pem',
    schema: TlsKeyText,
    secret: true,
    required: 'ownTls',
    visible: 'ownTls',
    label: l('인증서의 개인 키(PEM)', 'Private key of the certificate (PEM)'),
    help: l(
      '인증서와 짝이 되는, 암호가 걸리지 않은 키입니다. 금고에 암호화해 보관하고 다시 보여 주지 않습니다.',
      'The key that belongs to the certificate, without a passphrase. It is kept encrypted and never shown again.',
    ),
    example: same('-----BEGIN PRIVATE KEY-----'),
  },
} as const satisfies Record<`network.${string}`, FieldSpec<GroupOf<'network'>>>
