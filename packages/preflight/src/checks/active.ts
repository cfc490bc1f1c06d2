import { activeCheck, block, ok, warn } from '../check.ts'
import { l } from '../text.ts'
import { CLOCK_OFF_MS, NAME_SLOW_MS } from '../thresholds/site.ts'
import { seconds } from './clock.ts'
import { CLUSTER, list, shortList } from './helpers.ts'
import { INTERNET } from './internet.ts'
import { NFS_EXPORT } from './nfs-export.ts'
import { PULL } from './pull.ts'
import { SERVED } from './served.ts'

const NAMES_SERVED = l(
  '고객 DNS에 레코드를 추가하거나 서버의 DNS 설정을 고치십시오. 확인: getent hosts 이름',
  'Add the records to the DNS of the site, or correct the DNS settings of the host. Look with: getent hosts NAME',
)

const NO_WILDCARD = l(
  'DNS에서 *.{domains} 레코드를 지우거나 서버의 search 도메인에서 빼십시오.',
  "Remove the record *.{domains} from DNS, or the domain from the host's search list.",
)

export const ACTIVE = [
  activeCheck({
    id: 'dns-names-resolve',
    category: 'dns',
    title: l('질문지의 이름 조회', 'Names of the questionnaire resolve'),
    explain: l(
      '레지스트리, NFS, 프록시, 시각 서버, 접속 도메인의 이름을 서버의 리졸버로 실제로 조회합니다.',
      "Asks the host's own resolver for the names of registry, NFS, proxy, time servers and the site.",
    ),
    prepare: l(
      '질문지에 적은 이름(레지스트리, NFS, 프록시, NTP)을 DNS에 등록하십시오.',
      'Put the names of the questionnaire (registry, NFS, proxy, NTP) into DNS.',
    ),
    asks: 'dns',
    roles: CLUSTER,
    field: 'network.dnsServers',
    outcomes: {
      pass: ok('모든 이름을 찾았습니다.', 'All names were found.'),
      slow: warn(
        '찾았지만 오래 걸렸습니다: {names}',
        'Found, but it took long: {names}',
        l(
          '응답하지 않는 DNS 서버를 /etc/resolv.conf에서 빼십시오.',
          'Take the name servers that do not answer out of /etc/resolv.conf.',
        ),
      ),
      silent: block(
        'DNS 서버가 답하지 않습니다: {names}',
        'No name server gave an answer: {names}',
        l(
          'DNS 서버 주소와 53/udp, 53/tcp 통신을 확인하십시오.',
          'Check the addresses of the name servers, and 53/udp and 53/tcp to them.',
        ),
      ),
      missing: block('없는 이름입니다: {names}', 'These names do not exist: {names}', NAMES_SERVED),
    },
    source: 'assisted-service validations api-domain-name-resolved-correctly and dns; resolv.conf(5)',
    thresholds: { slow: NAME_SLOW_MS },
    judge: ({ names, tool }) => {
      const all = Object.entries(names)
      const found = all.map(([name, { state, addresses }]) => `${name}=${addresses.join('/') || state}`)
      const of = (test: (one: (typeof names)[string]) => boolean): string =>
        shortList(all.flatMap(([name, one]) => (test(one) ? [name] : [])))
      const values = { found: list(found), wanted: list(Object.keys(names)) }
      const said = (outcome: 'missing' | 'silent' | 'slow', which: string) => ({
        outcome,
        ...values,
        identity: which,
        params: { names: which },
      })
      const missing = of(({ state }) => state === 'none')
      const silent = of(({ state }) => state === 'again' || state === 'late')
      // getent measures nothing.
      const slow = of(({ state, ms }) => state === 'found' && tool === 'python3' && ms > NAME_SLOW_MS.value)
      if (silent) return said('silent', silent)
      if (missing) return said('missing', missing)
      return slow ? said('slow', slow) : { outcome: 'pass', ...values }
    },
  }),
  activeCheck({
    id: 'dns-wildcard',
    category: 'dns',
    title: l('와일드카드 DNS', 'Wildcard DNS'),
    explain: l(
      '아무 이름이나 답하는 도메인이 있으면 파드가 클러스터 이름 대신 엉뚱한 주소를 받습니다.',
      'Where a domain answers for any name, pods get wrong addresses in place of those of the cluster.',
    ),
    prepare: l(
      '사이트 도메인의 와일드카드(*) DNS 레코드를 지우십시오.',
      "Remove wildcard (*) records of the site's domain from DNS.",
    ),
    asks: 'dns',
    roles: CLUSTER,
    field: 'network.domain',
    outcomes: {
      pass: ok('없는 이름에는 답하지 않습니다.', 'A name that nobody has gets no address.'),
      wildcard: warn('없는 이름에도 답합니다: {domains}', 'Any name gets an address: {domains}', NO_WILDCARD),
      searched: block(
        '서버의 search 도메인이 없는 이름에도 답합니다: {domains}',
        "Any name below a domain of the host's search list gets an address: {domains}",
        NO_WILDCARD,
      ),
    },
    // The domain of the questionnaire often has a wildcard on purpose, for its web pages: pods come upon it only where a
    // host's search list has it, which kubelet hands to them (with ndots:5).
    source: 'Embedded Cluster, host-preflight-common.yaml; assisted-service validation dns-wildcard-not-configured',
    judge: ({ random, search }) => {
      const all = Object.keys(random).filter((domain) => random[domain]?.state === 'found')
      const searched = all.filter((domain) => search.includes(domain))
      const domains = searched.length > 0 ? searched : all
      const found = domains.map((domain) => `*.${domain}=${random[domain]?.addresses.join('/') ?? ''}`)
      const values = { found: list(found) || '-', wanted: '-', params: { domains: list(domains) } }
      if (searched.length > 0) return { outcome: 'searched', ...values }
      return { outcome: domains.length > 0 ? 'wildcard' : 'pass', ...values }
    },
  }),
  activeCheck({
    id: 'time-servers-answer',
    category: 'time',
    title: l('시각 서버 응답', 'Time servers answer'),
    explain: l(
      '질문지의 시각 서버에 서버마다 직접 물어봅니다(123/udp).',
      'Each host asks the time servers of the questionnaire itself (123/udp).',
    ),
    prepare: l(
      '모든 서버에서 NTP 서버(UDP 123번)로 접속되게 하십시오.',
      'Allow connections from every server to the NTP servers (UDP port 123).',
    ),
    asks: 'time',
    roles: CLUSTER,
    field: 'network.ntpServers',
    outcomes: {
      pass: ok('모두 답하고 시각이 맞습니다.', 'All answer, and the clocks agree.'),
      some: warn(
        '답하지 않는 시각 서버가 있습니다: {servers}',
        'Some do not answer: {servers}',
        l('주소와 123/udp 통신을 확인하십시오.', 'Check the addresses, and 123/udp to them.'),
      ),
      unsynchronized: warn(
        '스스로 시각을 맞추지 못한 시각 서버입니다: {servers}',
        'They are not synchronised themselves: {servers}',
        l('그 서버의 상위 시각 서버를 확인하십시오.', 'Look at what those servers follow.'),
      ),
      off: block(
        '서버의 시각이 시각 서버와 다릅니다: {servers}',
        'The clock of the host is off from theirs: {servers}',
        l(
          '시각을 맞춘 뒤 다시 점검하십시오(chronyc makestep).',
          'Set the clock right, then check again (chronyc makestep).',
        ),
      ),
      none: block(
        '답하는 시각 서버가 없습니다: {servers}',
        'None of them answers: {servers}',
        l(
          '시각 서버 주소와 123/udp 통신을 확인하십시오.',
          'Check the addresses of the time servers, and 123/udp to them.',
        ),
      ),
    },
    source: 'RFC 4330 section 5; assisted-service validation ntp-synced',
    thresholds: { difference: CLOCK_OFF_MS },
    judge: ({ servers }) => {
      const all = Object.entries(servers)
      const which = (test: (one: (typeof servers)[string]) => boolean): string[] =>
        all.flatMap(([name, one]) => (test(one) ? [name] : []))
      const found = all.map(([name, { state, offsetMs }]) =>
        offsetMs === null ? `${name} ${state}` : `${name} ${seconds(offsetMs)}`,
      )
      const values = { found: list(found), wanted: list(Object.keys(servers)) }
      const said = (outcome: 'none' | 'off' | 'unsynchronized' | 'some', names: string[]) => ({
        outcome,
        ...values,
        identity: list(names),
        params: { servers: list(names) },
      })
      const silent = which(({ state }) => state !== 'answered')
      const hasLost = ({ stratum }: (typeof servers)[string]) => stratum !== null && (stratum === 0 || stratum >= 16)
      const lost = which(hasLost)
      const off = which((one) => !hasLost(one) && Math.abs(one.offsetMs ?? 0) > CLOCK_OFF_MS.value)
      if (silent.length === all.length) return said('none', silent)
      if (off.length) return said('off', off)
      if (lost.length) return said('unsynchronized', lost)
      return silent.length ? said('some', silent) : { outcome: 'pass', ...values }
    },
  }),
  ...INTERNET,
  ...SERVED,
  ...PULL,
  ...NFS_EXPORT,
]
