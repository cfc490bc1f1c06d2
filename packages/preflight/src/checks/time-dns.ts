import { betweenCheck, block, hostCheck, ok, warn } from '../check.ts'
import { l } from '../text.ts'
import { CLOCK_SKEW_MS, DNS_NAMESERVERS, DNS_SEARCH_DOMAINS } from '../thresholds/network.ts'
import { PACKAGES } from '../thresholds/packages.ts'
import { isLocalOnly } from './cidr.ts'
import { clockOffset, median, type Offset, seconds } from './clock.ts'
import { CLUSTER, installCommand, list, toInstall, words } from './helpers.ts'

export const TIME_DNS = [
  hostCheck({
    id: 'time-ntp-synced',
    category: 'time',
    title: l('시각 동기화', 'Time synchronisation'),
    explain: l(
      '시각이 어긋나면 인증서가 거부되고 etcd와 로그가 뒤섞입니다.',
      'With wrong clocks certificates are refused, and etcd and logs get mixed up.',
    ),
    prepare: l(
      '모든 서버에서 시각 동기화(chrony 등)를 켜고 NTP 서버에 맞추십시오.',
      'Switch time synchronisation (chrony or another) on, on every server, with the NTP server.',
    ),
    reads: ['timeSync', 'os'],
    field: 'network.ntpServers',
    outcomes: {
      pass: ok('{daemon}(으)로 동기화되어 있습니다.', 'Synchronised by {daemon}.'),
      none: block(
        '시각을 맞추는 서비스가 돌고 있지 않습니다.',
        'No service keeps the time.',
        toInstall(
          l(
            '. 그다음 chrony.conf에 고객의 NTP 서버를 적고 다시 시작하십시오.',
            ". Then name the customer's NTP server in chrony.conf and restart it.",
          ),
        ),
      ),
      unsynced: block(
        '{daemon}이(가) 돌고 있지만 동기화되지 않았습니다.',
        '{daemon} runs, but it is not synchronised.',
        l(
          'NTP 서버 주소와 123/udp 통신을 확인하십시오(chronyc sources).',
          'Check the NTP server and 123/udp (chronyc sources).',
        ),
      ),
      asked: warn(
        '{daemon}이(가) 돌고 있지만 상태를 물어볼 수 없습니다.',
        '{daemon} runs, but it could not be asked for its state.',
        l('서버에서 직접 동기화 상태를 확인하십시오.', 'Look at its state on the host.'),
      ),
    },
    source: 'Embedded Cluster, host-preflight-common.yaml; assisted-service validation ntp-synced',
    thresholds: { packages: PACKAGES.time },
    judge: ({ timeSync: { daemon, synchronized }, os }) => {
      const values = {
        found: `${daemon ?? '-'} ${synchronized === null ? '?' : synchronized ? 'synchronized' : 'unsynchronized'}`,
        wanted: 'synchronized',
        params: {
          daemon: daemon ?? 'kernel',
          command: installCommand(os.family, words(PACKAGES.time.debian), words(PACKAGES.time.rhel)),
        },
      }
      if (synchronized) return { outcome: 'pass', ...values }
      if (daemon === null) return { outcome: 'none', ...values }
      return { outcome: synchronized === null ? 'asked' : 'unsynced', ...values }
    },
  }),
  betweenCheck({
    id: 'time-skew-hosts',
    category: 'time',
    title: l('호스트 간 시각 차이', 'Clock difference between hosts'),
    explain: l(
      '호스트의 시계를 모든 호스트의 가운데 값과 비교합니다.',
      'Compares the clock of the host with the median of all.',
    ),
    prepare: l(
      '모든 서버의 시계를 같은 NTP 서버에 맞추십시오.',
      'Set the clocks of all servers by the same NTP server.',
    ),
    reads: ['clock'],
    readsToo: ['access'],
    field: 'network.ntpServers',
    compares: { by: ['clock'] },
    outcomes: {
      pass: ok('시각이 맞습니다.', 'The clocks agree.'),
      drift: warn(
        '다른 호스트보다 {skew} 어긋나 있습니다.',
        'It is off by {skew} from the others.',
        l('같은 NTP 서버로 맞추십시오.', 'Let all follow the same NTP server.'),
      ),
      off: block(
        '다른 호스트보다 {skew} 어긋나 있어 인증서와 etcd가 실패합니다.',
        'It is off by {skew}: certificates and etcd will fail.',
        l(
          '같은 NTP 서버로 맞춘 뒤 다시 점검하십시오(chronyc makestep).',
          'Let all follow the same NTP server, then check again (chronyc makestep).',
        ),
      ),
    },
    thresholds: { milliseconds: CLOCK_SKEW_MS },
    judge: ({ clock }, { node, access }, { records }) => {
      const own = clockOffset(clock, access)
      const others = [...records].flatMap(([name, record]): Offset[] => {
        const fact = record.facts.clock
        return name !== node.name && 'value' in fact ? [clockOffset(fact.value, record.access)] : []
      })
      const reference = others.length === 1 ? others : [own, ...others]
      const error = own.error + Math.max(0, ...others.map((each) => each.error))
      const skew = Math.abs(own.offset - median(reference.map((each) => each.offset)))
      // What the measuring itself may be wrong by is not held against the host.
      const sure = Math.max(0, skew - error)
      const outcome = sure > CLOCK_SKEW_MS.block.value ? 'off' : sure > CLOCK_SKEW_MS.warn.value ? 'drift' : 'pass'
      return {
        outcome,
        found: `${seconds(skew)} (+- ${seconds(error)})`,
        identity: '',
        wanted: `<= ${seconds(CLOCK_SKEW_MS.warn.value)}`,
        params: { skew: seconds(skew) },
      }
    },
  }),
  hostCheck({
    id: 'dns-nameserver-present',
    category: 'dns',
    title: l('DNS 서버 설정', 'DNS servers'),
    explain: l(
      'CoreDNS는 서버의 resolv.conf를 위로 삼습니다. 폐쇄망에서도 한 줄은 있어야 합니다.',
      "CoreDNS forwards to the host's resolv.conf; even an air-gapped site needs one line there.",
    ),
    prepare: l(
      '모든 서버에 DNS 서버를 설정하십시오. 폐쇄망에서도 필요합니다.',
      'Set a DNS server on every server, in an air-gapped network too.',
    ),
    reads: ['dns'],
    roles: CLUSTER,
    field: 'network.dnsServers',
    outcomes: {
      pass: ok('DNS 서버가 설정되어 있습니다.', 'DNS servers are set.'),
      none: block(
        '/etc/resolv.conf에 nameserver가 없습니다.',
        'There is no nameserver in /etc/resolv.conf.',
        l(
          '고객의 DNS 서버를 설정하십시오. 없으면 게이트웨이 주소라도 넣으십시오.',
          "Set the customer's DNS server, or the gateway's address where there is none.",
        ),
      ),
    },
    source: 'Kubespray 0040-verify-settings.yml; Embedded Cluster',
    judge: ({ dns }) => {
      const all = [...new Set([...dns.nameservers, ...dns.upstream])]
      return { outcome: all.length ? 'pass' : 'none', found: list(all) || '-', wanted: '>= 1' }
    },
  }),
  hostCheck({
    id: 'dns-loopback-only',
    category: 'dns',
    title: l('루프백 DNS', 'DNS on loopback only'),
    explain: l(
      'nameserver가 127.0.0.x뿐이면 파드 안에서는 자기 자신을 가리켜 이름을 풀지 못합니다.',
      'With nothing but 127.0.0.x, pods ask themselves and resolve nothing.',
    ),
    prepare: l(
      '127.0.0.x가 아닌 실제 DNS 서버 주소를 설정하십시오.',
      'Set the address of a real DNS server, not 127.0.0.x alone.',
    ),
    reads: ['dns'],
    roles: CLUSTER,
    field: 'network.dnsServers',
    outcomes: {
      pass: ok('파드가 쓸 수 있는 DNS 서버가 있습니다.', 'There is a server that pods can use.'),
      loopback: warn(
        '모든 DNS 서버가 루프백 주소입니다.',
        'Every DNS server is a loopback address.',
        l(
          '/etc/resolv.conf나 systemd-resolved에 실제 DNS 서버를 설정하십시오.',
          'Set a real DNS server in /etc/resolv.conf or systemd-resolved.',
        ),
      ),
      k0s: block(
        '모든 DNS 서버가 루프백 주소라 k0s의 CoreDNS가 반복 질의로 멈춥니다.',
        'Every DNS server is a loopback address: CoreDNS of k0s would loop.',
        l(
          '/etc/resolv.conf나 systemd-resolved에 실제 DNS 서버를 설정하십시오.',
          'Set a real DNS server in /etc/resolv.conf or systemd-resolved.',
        ),
      ),
    },
    source: 'RKE2 documentation, advanced; coredns.io/plugins/loop; Embedded Cluster',
    judge: ({ dns }, { site }) => {
      const all = [...new Set([...dns.nameservers, ...dns.upstream])]
      const loopback = all.length > 0 && all.every(isLocalOnly)
      return {
        outcome: loopback ? (site.distribution === 'k0s' ? 'k0s' : 'loopback') : 'pass',
        found: list(all) || '-',
        wanted: '!= 127.0.0.0/8',
      }
    },
  }),
  hostCheck({
    id: 'dns-limits',
    category: 'dns',
    title: l('DNS 설정의 한도', 'Limits of the DNS settings'),
    explain: l(
      'libc는 DNS 서버를 세 개까지만 쓰고, Kubernetes가 검색 도메인 세 개를 더 붙입니다.',
      'libc uses three servers, and Kubernetes adds three search domains.',
    ),
    prepare: l(
      'DNS 서버와 검색 도메인의 수를 한도 안으로 줄이십시오.',
      'Keep the number of DNS servers and search domains within the limits.',
    ),
    reads: ['dns'],
    roles: CLUSTER,
    field: 'network.dnsServers',
    outcomes: {
      pass: ok('한도 안에 있습니다.', 'Within the limits.'),
      many: warn(
        'DNS 서버 {servers}개, 검색 도메인 {domains}개입니다. 넘치는 것은 무시되어 이름 풀이가 들쭉날쭉해집니다.',
        '{servers} servers and {domains} search domains: those beyond the limit are ignored.',
        l('DNS 서버는 3개, 검색 도메인은 3개까지 줄이십시오.', 'Keep to three servers and three search domains.'),
      ),
    },
    thresholds: { nameservers: DNS_NAMESERVERS, search: DNS_SEARCH_DOMAINS },
    judge: ({ dns }) => {
      // Behind the one address of systemd-resolved the kubelet takes all of its servers.
      const behind = dns.nameservers.every(isLocalOnly) ? dns.upstream : []
      const params = { servers: Math.max(dns.nameservers.length, behind.length), domains: dns.search.length }
      const many = params.servers > DNS_NAMESERVERS.value || params.domains > DNS_SEARCH_DOMAINS.value
      return {
        outcome: many ? 'many' : 'pass',
        found: `${params.servers} / ${params.domains}`,
        wanted: `<= ${DNS_NAMESERVERS.value} / ${DNS_SEARCH_DOMAINS.value}`,
        params,
      }
    },
  }),
  hostCheck({
    id: 'dns-localhost',
    category: 'dns',
    title: l('localhost 이름', 'The name localhost'),
    explain: l(
      '/etc/hosts에 localhost가 없으면 정적으로 링크된 프로그램(k0s 등)이 자기 자신을 찾지 못합니다.',
      'Without localhost in /etc/hosts, static programs (k0s and others) do not find themselves.',
    ),
    prepare: l('/etc/hosts에 127.0.0.1 localhost 줄을 두십시오.', 'Keep the line 127.0.0.1 localhost in /etc/hosts.'),
    reads: ['hostsFile'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('localhost가 127.0.0.1을 가리킵니다.', 'localhost is 127.0.0.1.'),
      missing: warn(
        '/etc/hosts에 localhost가 없습니다.',
        '/etc/hosts has no localhost.',
        l('/etc/hosts에 "127.0.0.1 localhost"를 추가하십시오.', 'Add "127.0.0.1 localhost" to /etc/hosts.'),
      ),
      k0s: block(
        '/etc/hosts에 localhost가 없어 k0s가 뜨지 않습니다.',
        '/etc/hosts has no localhost: k0s does not start.',
        l('/etc/hosts에 "127.0.0.1 localhost"를 추가하십시오.', 'Add "127.0.0.1 localhost" to /etc/hosts.'),
      ),
    },
    source: 'k0s sysinfo',
    judge: ({ hostsFile }, { site }) => {
      const found = hostsFile.filter(({ names }) => names.includes('localhost')).map(({ address }) => address)
      const outcome = found.includes('127.0.0.1') ? 'pass' : site.distribution === 'k0s' ? 'k0s' : 'missing'
      return { outcome, found: list(found) || '-', wanted: '127.0.0.1' }
    },
  }),
]
