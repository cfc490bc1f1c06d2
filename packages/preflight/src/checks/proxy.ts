import { block, hostCheck, never, note, ok, siteCheck, warn } from '../check.ts'
import type { PreflightInput } from '../input.ts'
import { proxyEndpoint } from '../site-services.ts'
import { l } from '../text.ts'
import { NO_PROXY_ADDED, OLD_CURL } from '../thresholds/site.ts'
import { CLUSTER, isOlder, list } from './helpers.ts'
import {
  clusterPlaces,
  covered,
  coveredByNetworkOnly,
  nodePlaces,
  type Planned,
  servicePlaces,
  wantedNoProxy,
} from './no-proxy.ts'

const usesProxy = ({ answers }: Pick<PreflightInput, 'answers'>): boolean => Boolean(answers['network.proxyUrl'])

/** NO_PROXY as it will be: the answers, and what the way of installation adds by itself. */
function noProxyOf(input: Planned): string[] {
  const { nodes, cluster } = NO_PROXY_ADDED.value[input.site.distribution]
  return [
    ...(input.answers['network.noProxy'] ?? []),
    ...(nodes ? nodePlaces(input).map(({ place }) => place) : []),
    ...(cluster ? clusterPlaces(input).map(({ place }) => place) : []),
  ]
}

/** The places that would be asked for through the proxy, and the value that would keep them from it. */
function missing(input: Planned, places: readonly { what: string; place: string }[]) {
  const entries = noProxyOf(input)
  const left = places.filter(({ place }) => !covered(entries, place))
  const names = list(left.map(({ what, place }) => (what === place ? place : `${what} ${place}`)))
  return {
    outcome: left.length ? ('missing' as const) : ('pass' as const),
    found: list(entries) || '-',
    wanted: list(places.map(({ place }) => place)) || '-',
    params: { names, value: wantedNoProxy(input).join(',') },
  }
}

const put = l(
  '질문지의 프록시 예외를 이렇게 바꾸십시오: {value}',
  'Make the proxy exceptions of the questionnaire: {value}',
)

/** A check of one part of NO_PROXY. */
const noProxyCheck = (
  id: 'proxy-noproxy-nodes' | 'proxy-noproxy-cidrs' | 'proxy-noproxy-services',
  {
    title,
    explain,
    prepare,
    places,
    source,
  }: {
    title: ReturnType<typeof l>
    explain: ReturnType<typeof l>
    prepare: ReturnType<typeof l>
    places: (input: Planned) => { what: string; place: string }[]
    source: string
  },
) =>
  siteCheck({
    id,
    category: 'proxy',
    title,
    explain,
    prepare,
    profiles: ['proxy'],
    field: 'network.noProxy',
    asks: usesProxy,
    outcomes: {
      pass: ok('프록시를 거치지 않습니다.', 'They bypass the proxy.'),
      missing: block('프록시로 나가게 될 주소: {names}', 'These would be asked for through the proxy: {names}', put),
    },
    source,
    thresholds: { 'added by the installation': NO_PROXY_ADDED },
    judge: (input) => missing(input, places(input)),
  })

/** Host and port of a proxy's address, however it is written. */
const proxyPlace = (url: string): string => {
  const endpoint = proxyEndpoint(url.replace(/\/\/[^/]*@/, '//'))
  return endpoint ? `${endpoint.address.toLowerCase()}:${endpoint.port}` : url
}

export const PROXY = [
  siteCheck({
    id: 'proxy-url-valid',
    category: 'proxy',
    title: l('프록시 주소', 'Address of the proxy'),
    explain: l(
      '모든 서버와 컨테이너 런타임에 이 주소를 그대로 씁니다.',
      'All hosts and the container runtime get this address as it is.',
    ),
    prepare: l(
      '프록시 주소를 http://이름:포트 형식으로 준비하십시오. 계정은 따로 적으십시오.',
      'Have the address of the proxy ready as http://name:port, its account apart from it.',
    ),
    profiles: ['proxy'],
    field: 'network.proxyUrl',
    outcomes: {
      pass: ok('올바릅니다.', 'It is good.'),
      none: never(
        '프록시를 거치는 사이트인데 프록시 주소가 없습니다.',
        'The site goes through a proxy, but none is given.',
        l(
          '질문지에 프록시 주소를 적거나 사이트의 환경을 바꾸십시오.',
          'Enter it in the questionnaire, or change the profile of the site.',
        ),
      ),
      invalid: never(
        '주소를 쓸 수 없습니다: {url}',
        'The address cannot be used: {url}',
        l('http://이름:포트 형식으로 적으십시오.', 'Write it as http://name:port.'),
      ),
      secret: never(
        '주소에 비밀번호가 들어 있습니다. 주소는 보고서와 화면에 그대로 보입니다.',
        'The address holds a password, and addresses are shown as they are, in reports and on pages.',
        l(
          '주소에서 "계정:비밀번호@"를 지우고 질문지의 프록시 계정과 프록시 비밀번호에 적으십시오.',
          'Remove "user:password@" from it, and enter them as proxy user and proxy password of the questionnaire.',
        ),
      ),
      https: note(
        'https 프록시입니다. 오래된 도구는 쓰지 못할 수 있습니다.',
        'An https proxy; old tools may not know how to use one.',
      ),
    },
    source: 'golang.org/x/net/http/httpproxy; RFC 3986 section 3',
    judge: ({ answers }) => {
      const url = answers['network.proxyUrl'] ?? ''
      const values = { found: url.replace(/\/\/[^/]*@/, '//***@') || '-', wanted: 'http://HOST:PORT' }
      if (!url) return { outcome: 'none', ...values }
      if (/\/\/[^/]*@/.test(url)) return { outcome: 'secret', ...values }
      if (!/^https?:\/\/[^\s/?#:@]+(:\d{1,5})?\/?$/i.test(url))
        return { outcome: 'invalid', ...values, params: { url } }
      return { outcome: /^https:/i.test(url) ? 'https' : 'pass', ...values }
    },
  }),
  noProxyCheck('proxy-noproxy-nodes', {
    title: l('프록시 예외: 노드', 'Proxy exceptions: nodes'),
    explain: l(
      '노드끼리의 통신이 프록시로 나가면 합류와 로그 보기가 실패합니다.',
      'When nodes talk to each other through the proxy, joining and reading logs fail.',
    ),
    prepare: l('서버 주소를 프록시 예외에 넣으십시오.', 'Put the addresses of the servers among the proxy exceptions.'),
    places: nodePlaces,
    source: 'RKE2 documentation, advanced; kubeadm preflight (HTTPProxy)',
  }),
  noProxyCheck('proxy-noproxy-cidrs', {
    title: l('프록시 예외: 클러스터 내부', 'Proxy exceptions: inside the cluster'),
    explain: l(
      '파드와 서비스의 대역, 내부 이름은 프록시가 알지 못합니다.',
      'The proxy knows neither the networks of pods and services nor the names inside.',
    ),
    prepare: l(
      '내부용 대역과 내부 도메인을 프록시 예외에 넣으십시오.',
      'Put the internal networks and the internal domains among the proxy exceptions.',
    ),
    places: clusterPlaces,
    source: 'kubeadm preflight (HTTPProxyCIDR); RKE2 documentation, advanced',
  }),
  noProxyCheck('proxy-noproxy-services', {
    title: l('프록시 예외: 사내 서비스', 'Proxy exceptions: services on site'),
    explain: l(
      '사내 레지스트리와 접속 주소를 프록시로 찾으면 이미지를 받지 못하거나 로그인이 실패합니다.',
      'Asked for through the proxy, the registry on site gives no images and logins fail.',
    ),
    prepare: l(
      '사내 레지스트리와 NFS 등의 주소를 프록시 예외에 넣으십시오.',
      'Put the registry, NFS and other services on site among the proxy exceptions.',
    ),
    places: servicePlaces,
    source: 'RKE2 documentation, install/private_registry and advanced',
  }),
  hostCheck({
    id: 'proxy-noproxy-cidr-support',
    category: 'proxy',
    title: l('프록시 예외의 대역 표기', 'Networks among the proxy exceptions'),
    explain: l(
      '컨테이너 런타임은 10.0.0.0/8 같은 대역을 알지만, 오래된 curl과 wget은 모릅니다. 이 서버에서 손으로 하는 명령이 프록시로 나갑니다.',
      'The container runtime understands networks such as 10.0.0.0/8; old curl and wget do not, and commands by hand go through the proxy.',
    ),
    reads: ['os', 'commands'],
    roles: CLUSTER,
    profiles: ['proxy'],
    field: 'network.noProxy',
    applies: usesProxy,
    outcomes: {
      pass: ok(
        '주소가 따로 적혀 있거나 도구가 대역을 압니다.',
        'They are listed one by one, or the tools know networks.',
      ),
      tools: note(
        '{tools}은(는) 대역을 모릅니다. 대역으로만 적힌 주소: {names}',
        '{tools} do not know networks. Covered by a network alone: {names}',
        l('그 주소를 예외에 따로 적으십시오.', 'List those addresses one by one.'),
      ),
    },
    thresholds: { curl: OLD_CURL },
    judge: ({ os, commands }, subject) => {
      const entries = noProxyOf(subject)
      const places = [...nodePlaces(subject), ...servicePlaces(subject)].filter(({ place }) =>
        coveredByNetworkOnly(entries, place),
      )
      const since = OLD_CURL.value[os.id]
      const curl = since !== undefined && isOlder(os.version, since)
      const tools = commands.filter((name) => name === 'wget' || (name === 'curl' && curl))
      const values = {
        found: list(entries),
        wanted: '-',
        params: { tools: list(tools), names: list(places.map(({ place }) => place)) },
      }
      return { outcome: tools.length && places.length ? 'tools' : 'pass', ...values }
    },
  }),
  hostCheck({
    id: 'proxy-env-differs',
    category: 'proxy',
    title: l('서버의 프록시 설정', 'Proxy settings of the host'),
    explain: l(
      '서버에 다른 프록시가 설정되어 있으면 패키지와 이미지가 서로 다른 길로 나갑니다.',
      'With another proxy set on the host, packages and images go different ways.',
    ),
    prepare: l(
      '서버의 프록시 설정을 질문지와 같게 하거나 지우십시오.',
      'Make the proxy settings of the servers those of the questionnaire, or remove them.',
    ),
    reads: ['proxies'],
    roles: CLUSTER,
    profiles: ['proxy'],
    field: 'network.proxyUrl',
    applies: usesProxy,
    outcomes: {
      pass: ok('없거나 질문지와 같습니다.', 'There are none, or they are as declared.'),
      differs: warn(
        '질문지와 다른 프록시: {where}',
        'Another proxy than declared: {where}',
        l('서버의 설정이나 질문지를 고치십시오.', 'Correct the settings of the host or the questionnaire.'),
      ),
    },
    source: 'kubeadm preflight (HTTPProxy)',
    judge: ({ proxies }, { answers }) => {
      const wanted = proxyPlace(answers['network.proxyUrl'] ?? '')
      const others = proxies.filter(
        ({ name, value }) => !/^no_proxy$/i.test(name) && /:\/\//.test(value) && proxyPlace(value) !== wanted,
      )
      const where = list([...new Set(others.map((each) => `${each.where}: ${proxyPlace(each.value)}`))])
      return { outcome: others.length ? 'differs' : 'pass', found: where || '-', wanted, params: { where } }
    },
  }),
]
