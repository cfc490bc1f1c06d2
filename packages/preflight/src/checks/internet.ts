import type { Evidence } from '../active/evidence.ts'
import { activeCheck, block, note, ok, warn } from '../check.ts'
import { l } from '../text.ts'
import { ONLINE_ENDPOINTS, OWN_ENDPOINTS } from '../thresholds/endpoints.ts'
import { CLUSTER, list, shortList } from './helpers.ts'

type Target = Evidence['internet']['targets'][number]

/** In how far a place was reached: in a word of the network, or by what the proxy said. */
const stateOf = ({ reach, status, tls }: Target): string => {
  if (reach !== 'open') return reach
  if (status !== null && status !== 200) return `HTTP ${status}`
  return tls ? 'open' : 'silent'
}

const isThere = (target: Target): boolean => stateOf(target) === 'open' && target.tls?.failure === null
const told = ({ targets }: Evidence['internet']): string =>
  shortList(targets.map((target) => `${target.place} ${target.tls?.failure ?? stateOf(target)}`))

const issuerOf = ({ tls }: Target): string => tls?.chain.at(-1)?.issuer ?? '-'

const LOGIN_OUTCOMES = {
  none: 'login',
  wanted: 'login',
  accepted: 'refused',
  refused: 'loginRefused',
  'other-kind': 'loginKind',
  unanswered: 'loginSilent',
  unclear: 'loginUnclear',
} as const

/** By what a proxy said to all questions for a tunnel. */
function outcomeOf(proxy: Evidence['internet']['proxy'], statuses: readonly number[]) {
  if (statuses.includes(200)) return 'pass'
  if (statuses.includes(407)) return LOGIN_OUTCOMES[proxy?.login ?? 'none']
  if (statuses.length > 0) return statuses.every((status) => status === 0) ? 'other' : 'refused'
  if (proxy?.tls?.failure || proxy?.tls?.problem) return 'untrusted'
  return proxy?.reach === 'open' ? 'silent' : 'unreached'
}

export const INTERNET = [
  activeCheck({
    id: 'proxy-connect-works',
    category: 'proxy',
    title: l('프록시 연결', 'Going through the proxy'),
    explain: l(
      '서버마다 프록시에 연결을 요청해(CONNECT) 받아 주는지 봅니다. 로그인을 요구하면 질문지의 계정을 한 대가 먼저 시도합니다.',
      'Each host asks the proxy for a connection (CONNECT). Where it wants a login, one host tries the account of the questionnaire first.',
    ),
    prepare: l(
      '모든 서버에서 프록시를 거쳐 인터넷에 접속되게 하고, 프록시 계정을 준비하십시오.',
      'Let every server reach the internet through the proxy, and provide an account where the proxy wants one.',
    ),
    asks: 'internet',
    roles: CLUSTER,
    profiles: ['proxy'],
    field: 'network.proxyUrl',
    outcomes: {
      pass: ok('프록시가 연결을 받아 줍니다.', 'The proxy makes connections.'),
      unreached: block(
        '프록시에 닿지 못했습니다({found}).',
        'The proxy was not reached ({found}).',
        l('프록시 주소와 포트, 방화벽을 확인하십시오.', 'Check address and port of the proxy, and the firewall.'),
      ),
      untrusted: block(
        '프록시 자신의 인증서를 믿을 수 없습니다: {problem}',
        "The proxy's own certificate is not trusted: {problem}",
        l(
          '프록시의 루트 CA를 질문지의 추가 CA에 넣거나 http:// 주소를 쓰십시오.',
          'Enter the root CA of the proxy among the extra CAs, or use its http:// address.',
        ),
      ),
      silent: block(
        '프록시가 연결을 받기만 하고 아무 답도 하지 않습니다.',
        'The proxy takes connections and says nothing.',
        l(
          '프록시 주소와 포트가 맞는지, 프록시가 멈추지 않았는지 확인하십시오. https:// 프록시면 주소를 https://로 적으십시오.',
          'See whether address and port are right and the proxy is well. If it wants TLS, its address begins with https://.',
        ),
      ),
      login: block(
        '프록시가 로그인을 요구하는데(407) 질문지에 계정과 비밀번호가 없습니다.',
        'The proxy asks for a login (407), and the questionnaire has no user with a password.',
        l(
          '질문지에 프록시 계정과 프록시 비밀번호를 적거나, 서버 주소를 프록시에 로그인 없이 허용 등록하십시오.',
          'Enter proxy user and proxy password in the questionnaire, or have the hosts let in by their addresses.',
        ),
      ),
      loginRefused: block(
        '프록시가 {user} 계정의 로그인을 거부했습니다(407). 계정이 잠기지 않도록 다시 시도하지 않았습니다.',
        'The proxy refuses the login of {user} (407). It was not tried again, so that the account is not locked.',
        l(
          '질문지의 프록시 계정과 프록시 비밀번호를 다시 넣으십시오. 계정이 잠기거나 만료되지 않았는지도 확인하십시오.',
          'Enter proxy user and proxy password again, and see whether the account is locked or expired.',
        ),
      ),
      loginKind: block(
        '프록시가 쓸 수 없는 방식의 로그인을 요구합니다: {schemes}',
        'The proxy takes only kinds of login that cannot be used: {schemes}',
        l(
          '컨테이너 런타임은 Basic만 씁니다. 프록시에서 이 서버들에 Basic을 허용하거나, 서버 주소를 로그인 없이 허용 등록하십시오.',
          'Container runtimes know Basic alone: allow it for these hosts, or have them let in by their addresses without a login.',
        ),
      ),
      loginSilent: block(
        '프록시가 {user} 계정의 로그인에 답하지 않았습니다. 계정이 잠기지 않도록 다시 시도하지 않았습니다.',
        'The proxy did not answer the login of {user}. It was not tried again, so that the account is not locked.',
        l('프록시의 로그를 보고 다시 점검하십시오.', 'Look into the log of the proxy, then check again.'),
      ),
      loginUnclear: block(
        '프록시가 {user} 계정의 로그인에 한 답만으로는 로그인이 틀렸는지, 그 주소로의 연결을 막은 것인지 알 수 없습니다. 계정이 잠기지 않도록 두 주소에서 한 번씩만 시도했습니다.',
        'What the proxy answers to the login of {user} can mean two things: the login is wrong, or the place is forbidden. It was tried at two places, no more, so that the account is not locked.',
        l(
          '허용된 주소 하나에 이 계정으로 직접 접속해 보십시오: curl -v -x 프록시 -U 계정 https://주소. 열리면 계정이 맞으니 프록시의 정책에서 이 서버와 설치에 필요한 주소를 허용하고, 열리지 않으면 프록시 계정과 비밀번호를 다시 넣으십시오. 프록시의 로그에도 이유가 남습니다.',
          'Try this account by hand at a place that is allowed: curl -v -x PROXY -U USER https://PLACE. If it opens, the account is right: allow this host and the places of the installation in the policy of the proxy. If not, enter proxy user and proxy password again. The log of the proxy tells the reason, too.',
        ),
      ),
      refused: block(
        '프록시가 모든 연결을 거부합니다({found}).',
        'The proxy refuses every connection ({found}).',
        l(
          '프록시의 정책에서 이 서버와 443 포트를 허용하십시오.',
          'Allow this host and port 443 in the policy of the proxy.',
        ),
      ),
      other: block(
        '답한 것이 HTTP 프록시가 아닙니다.',
        'What answers is no HTTP proxy.',
        l('프록시 주소와 포트를 확인하십시오.', 'Check address and port of the proxy.'),
      ),
    },
    source: 'RFC 9110 sections 9.3.6, 11.7.1 and 15.5.8; RFC 7617',
    judge: ({ proxy, targets }) => {
      const statuses = [...new Set(targets.flatMap(({ status }) => status ?? []))]
      const said = list(statuses.map((status) => `HTTP ${status}`)) || (proxy?.reach ?? 'timeout')
      const problem = proxy?.tls?.failure ?? proxy?.tls?.problem ?? null
      const user = proxy && (proxy.login === 'accepted' || proxy.login === 'refused') ? proxy.user : null
      const found = problem ?? (user ? `${said} (${user})` : said)
      const params = {
        found,
        problem: problem ?? '-',
        user: proxy?.user ?? '-',
        schemes: list(proxy?.schemes ?? []) || '-',
      }
      return { outcome: outcomeOf(proxy, statuses), found, wanted: 'HTTP 200', params }
    },
  }),
  activeCheck({
    id: 'internet-endpoints',
    category: 'network',
    title: l('인터넷 접속 대상', 'Places on the internet'),
    explain: l(
      '설치가 이미지와 파일을 받는 곳에 서버마다 연결해 봅니다. 아무것도 내려받지 않습니다.',
      'Each host connects to where images and files come from. Nothing is fetched.',
    ),
    prepare: l(
      '방화벽이나 프록시에서 설치 파일을 받을 주소의 443 포트를 허용하십시오.',
      'Allow port 443 of the places that files come from, in the firewall or the proxy.',
    ),
    asks: 'internet',
    roles: CLUSTER,
    profiles: ['online', 'proxy'],
    field: 'network.proxyUrl',
    outcomes: {
      pass: ok('모두 닿습니다.', 'All were reached.'),
      some: block(
        '닿지 못한 곳이 있습니다: {places}',
        'Not reached: {places}',
        l(
          '방화벽이나 프록시에서 이 주소의 443 포트를 허용하십시오.',
          'Allow port 443 of these names in the firewall or the proxy.',
        ),
      ),
      none: block(
        '한 곳도 닿지 못했습니다.',
        'None was reached.',
        l(
          '인터넷 연결과 DNS, 방화벽을 확인하거나 질문지의 환경을 폐쇄망으로 바꾸십시오.',
          'Check the way to the internet, DNS and the firewall, or make the site an air-gapped one.',
        ),
      ),
    },
    thresholds: { endpoints: ONLINE_ENDPOINTS, 'of the distribution': OWN_ENDPOINTS },
    judge: (found) => {
      const missing = found.targets.filter((target) => !isThere(target)).map(({ place }) => place)
      const places = shortList(missing)
      const values = { found: told(found), wanted: 'open', identity: places, params: { places } }
      if (!missing.length) return { outcome: 'pass', ...values }
      return { outcome: missing.length === found.targets.length ? 'none' : 'some', ...values }
    },
  }),
  activeCheck({
    id: 'tls-intercepted',
    category: 'security',
    title: l('TLS 검사 장비', 'TLS opened on the way'),
    explain: l(
      '사내 보안 장비가 TLS를 풀어 다시 서명하면, 그 인증 기관을 모르는 서버와 런타임은 이미지를 받지 못합니다.',
      'Where a security device opens TLS and signs anew, hosts and runtimes that do not know its authority get no images.',
    ),
    prepare: l(
      '보안 장비가 TLS를 검사한다면 그 루트 CA를 준비하거나, 위 주소를 검사에서 제외하십시오.',
      'Where a device inspects TLS, provide its root CA, or exempt the places that files come from.',
    ),
    asks: 'internet',
    roles: CLUSTER,
    profiles: ['online', 'proxy'],
    field: 'security.extraCa',
    outcomes: {
      pass: ok('공인 인증서가 그대로 보입니다.', 'The certificates are those of the public internet.'),
      known: note(
        '질문지의 인증 기관이 다시 서명합니다: {issuer}',
        'An authority of the questionnaire signs anew: {issuer}',
      ),
      unknown: block(
        '질문지에 없는 인증 기관이 서명합니다: {issuer}',
        'An authority that the questionnaire does not have signs: {issuer}',
        l(
          '고객의 루트 CA를 질문지의 추가 CA에 넣거나, 설치가 접속하는 주소를 TLS 검사에서 빼십시오.',
          "Enter the customer's root CA among the extra CAs, or exempt these places from inspection.",
        ),
      ),
    },
    source: 'RKE2 documentation, install/private_registry (ca_file); Kubespray, docs/operations/proxy',
    judge: ({ targets }) => {
      const odd = targets.filter(({ tls }) => tls && tls.problem !== null)
      const foreign = odd.filter(({ known }) => !known)
      const issuer = list([...new Set((foreign.length ? foreign : odd).map(issuerOf))])
      const values = { found: issuer || '-', wanted: '-', params: { issuer } }
      return { outcome: foreign.length ? 'unknown' : odd.length ? 'known' : 'pass', ...values }
    },
  }),
  activeCheck({
    id: 'service-urls-answer',
    category: 'network',
    title: l('외부 주소 응답', 'Declared web addresses answer'),
    explain: l(
      '질문지의 외부 Keycloak과 오프라인 파일 서버에 서버마다 한 번 요청해 봅니다.',
      'Each host asks the external Keycloak and the offline file server of the questionnaire once.',
    ),
    prepare: l(
      '질문지에 적은 외부 서비스에 모든 서버에서 접속되게 하십시오.',
      'Let every server reach the external services of the questionnaire.',
    ),
    asks: 'urls',
    roles: CLUSTER,
    field: 'platform.keycloakExternalUrl',
    outcomes: {
      pass: ok('모두 답합니다.', 'All answer.'),
      unreached: block(
        '닿지 못했습니다: {urls}',
        'Not reached: {urls}',
        l('주소와 방화벽, DNS를 확인하십시오.', 'Check address, firewall and DNS.'),
      ),
      untrusted: block(
        '인증서를 믿을 수 없습니다: {urls}',
        'The certificate is not trusted: {urls}',
        l(
          '서명한 인증 기관을 질문지의 추가 CA에 넣거나 인증서를 바꾸십시오.',
          'Enter its authority among the extra CAs of the questionnaire, or replace the certificate.',
        ),
      ),
      failing: warn(
        '오류로 답합니다: {urls}',
        'They answer with an error: {urls}',
        l('그 서버의 로그를 확인하십시오.', 'Look at the logs of that server.'),
      ),
    },
    source: 'AstraGo questionnaire (platform.keycloakExternalUrl, platform.offlineHttpServer)',
    judge: (urls) => {
      const stateOfUrl = ({ reach, tls, status }: Evidence['urls'][number]): string => {
        if (reach !== 'open') return reach
        return tls?.failure ?? tls?.problem ?? (status === null ? 'no HTTP' : `HTTP ${status}`)
      }
      const found = list(urls.map((each) => `${each.url} ${stateOfUrl(each)}`))
      const of = (test: (one: Evidence['urls'][number]) => boolean): string =>
        list(urls.filter(test).map((each) => `${each.url} (${stateOfUrl(each)})`))
      const said = (outcome: 'unreached' | 'untrusted' | 'failing', which: string) => ({
        outcome,
        found,
        wanted: 'HTTP 200',
        params: { urls: which },
      })
      const untrusted = of(({ tls }) => Boolean(tls?.problem))
      const gone = of(({ reach, tls, status }) => reach !== 'open' || (status === null && !tls?.problem))
      const failing = of(({ status }) => status !== null && status >= 500)
      if (gone) return said('unreached', gone)
      if (untrusted) return said('untrusted', untrusted)
      return failing ? said('failing', failing) : { outcome: 'pass', found, wanted: 'HTTP 200' }
    },
  }),
]
