import { type FormProblem, fill } from '@astrago/contracts'
import { type FieldId, fieldOf } from '../fields/index.ts'
import { l } from '../text.ts'
import { isWeakSecret } from '../weak-secrets.ts'
import { error, hint, type Rule, type RuleInput, WEAK_PASSWORD } from './rule.ts'

function dnsGiven({ site, given }: RuleInput): FormProblem[] {
  if (site.kind === 'local' || site.profile !== 'air-gapped' || given.has('network.dnsServers')) return []
  const text = l(
    'DNS 서버가 없으면 모든 서버의 /etc/hosts에 이름을 직접 적어야 합니다.',
    'Without a DNS server, names must be written into /etc/hosts on every server.',
  )
  return [hint('network.dnsServers', text)]
}

function proxyExceptionsCoverCluster({ site, answers }: RuleInput): FormProblem[] {
  if (site.profile !== 'proxy' || !answers['network.proxyUrl']) return []
  const listed = new Set(answers['network.noProxy'])
  const wanted = ['network.nodeCidr', 'network.podCidr', 'network.serviceCidr'] as const
  const absent = wanted.flatMap((field) => answers[field] ?? []).filter((range) => !listed.has(range))
  if (!absent.length) return []
  const text = l(
    '노드·파드·서비스 대역은 프록시를 거치면 안 됩니다. 더해 주십시오: {ranges}',
    'The node, pod and service ranges must not go through the proxy. Please add: {ranges}',
  )
  return [hint('network.noProxy', fill(text, { ranges: absent.join(', ') }))]
}

function ownCertificateHasDomain({ answers, given }: RuleInput): FormProblem[] {
  if (answers['network.tlsMode'] !== 'own' || given.has('network.domain')) return []
  const text = l(
    '인증서에는 도메인이 적혀 있습니다. 그 도메인을 적지 않으면 브라우저가 경고합니다.',
    'A certificate names a domain. Unless you enter it here, browsers will warn.',
  )
  return [hint('network.domain', text)]
}

function mirrorWorksAirGapped({ site, answers }: RuleInput): FormProblem[] {
  if (site.profile !== 'air-gapped' || answers['registry.kind'] !== 'mirror') return []
  const text = l(
    '폐쇄망의 미러는 인터넷에서 이미지를 받아 올 수 없습니다. 필요한 이미지가 미리 들어 있는지 확인해 주십시오.',
    'A mirror in an air gap cannot fetch from the internet. Make sure that it already holds the images.',
  )
  return [hint('registry.kind', text)]
}

const loginComplete =
  (user: FieldId, password: FieldId) =>
  ({ given }: RuleInput): FormProblem[] => {
    if (given.has(user) === given.has(password)) return []
    return given.has(user)
      ? [error(password, l('계정의 비밀번호도 적어 주십시오.', 'Enter the password of the account as well.'))]
      : [error(user, l('비밀번호의 계정도 적어 주십시오.', 'Enter the account of the password as well.'))]
  }

function sudoFitsUser({ answers }: RuleInput): FormProblem[] {
  const user = answers['accounts.sshUser']
  if (answers['accounts.sudo'] !== 'root' || user === undefined || user === 'root') return []
  const text = l(
    'root로 접속한다고 했지만 SSH 계정은 {user}입니다. sudo 방식을 고르거나 계정을 root로 바꾸어 주십시오.',
    'You chose to log in as root, but the SSH user is {user}. Choose a way of sudo, or change the user.',
  )
  return [error('accounts.sudo', fill(text, { user }))]
}

/** Passwords that exist are not ours to refuse, but their owner should know. */
function existingSecretsStrong({ secretTexts }: RuleInput): FormProblem[] {
  const isPassword = (id: FieldId) => fieldOf(id).kind === 'secret' && !fieldOf(id).generated
  return [...secretTexts]
    .filter(([id, secret]) => isPassword(id) && isWeakSecret(secret))
    .map(([id]) => hint(id, WEAK_PASSWORD))
}

export const serviceRules = [
  {
    id: 'dns-given',
    about: l('폐쇄망에서도 DNS 서버가 있는 것이 좋습니다(안내).', 'An air-gapped site has a DNS server too (hint).'),
    check: dnsGiven,
  },
  {
    id: 'proxy-exceptions-cover-cluster',
    about: l(
      '노드·파드·서비스 대역은 프록시 예외에 들어 있어야 합니다(안내).',
      'Node, pod and service ranges are among the proxy exceptions (hint).',
    ),
    check: proxyExceptionsCoverCluster,
  },
  {
    id: 'own-certificate-has-domain',
    about: l(
      '직접 제공하는 인증서에는 도메인이 필요합니다(안내).',
      'A certificate of your own comes with a domain (hint).',
    ),
    check: ownCertificateHasDomain,
  },
  {
    id: 'mirror-works-air-gapped',
    about: l(
      '폐쇄망의 미러에는 이미지가 미리 있어야 합니다(안내).',
      'A mirror in an air gap already holds the images (hint).',
    ),
    check: mirrorWorksAirGapped,
  },
  {
    id: 'registry-login-complete',
    about: l('레지스트리 계정과 비밀번호는 함께 적습니다.', 'Registry user and password come together.'),
    check: loginComplete('registry.username', 'registry.password'),
  },
  {
    id: 'proxy-login-complete',
    about: l('프록시 계정과 비밀번호는 함께 적습니다.', 'Proxy user and password come together.'),
    check: loginComplete('network.proxyUsername', 'network.proxyPassword'),
  },
  {
    id: 'sudo-fits-user',
    about: l('root 접속을 골랐으면 SSH 계정도 root여야 합니다.', 'Logging in as root means that the SSH user is root.'),
    check: sudoFitsUser,
  },
  {
    id: 'existing-secrets-strong',
    about: l(
      '알려진 기본 비밀번호를 쓰는 계정은 알려 드립니다(안내).',
      'Accounts with a well-known password are pointed out (hint).',
    ),
    check: existingSecretsStrong,
  },
] as const satisfies readonly Rule[]
