import type { X509Certificate } from 'node:crypto'
import { block, hostCheck, note, ok, siteCheck, type World, warn } from '../check.ts'
import { endpointOf } from '../site-services.ts'
import { l } from '../text.ts'
import { CERTIFICATE_DAYS, REGISTRY_FILES, RSA_BITS } from '../thresholds/site.ts'
import { dayOf, nameOf, readCertificates } from './certificates.ts'
import { isAddress } from './cidr.ts'
import { CLUSTER, list } from './helpers.ts'

const DAY_MS = 86_400_000

/** When the hosts were looked at, by the console's clock; the same for whoever judges again later. Null without any. */
function lookedAt({ records }: World): number | null {
  const times = [...records.values()].map(({ access }) => access.receivedAt)
  return times.length ? Math.max(...times) : null
}

type Flaw = 'expired' | 'early' | 'weak' | 'soon'

function flawOf(certificate: X509Certificate, now: number): Flaw | null {
  const { validFromDate, validToDate, publicKey, signatureAlgorithm } = certificate
  if (validToDate.getTime() < now) return 'expired'
  if (validFromDate.getTime() > now) return 'early'
  const bits = publicKey.asymmetricKeyType === 'rsa' ? (publicKey.asymmetricKeyDetails?.modulusLength ?? 0) : null
  if ((bits !== null && bits < RSA_BITS.value) || /sha1|md5/i.test(signatureAlgorithm ?? '')) return 'weak'
  return validToDate.getTime() - now < CERTIFICATE_DAYS.value * DAY_MS ? 'soon' : null
}

const WORST_FIRST: readonly Flaw[] = ['expired', 'early', 'weak', 'soon']

/** The worst flaw among the certificates of a PEM text, with the certificate; `broken` where one cannot be read. */
function worstOf(pem: string, now: number): { flaw: Flaw | 'broken' | null; certificate: X509Certificate | null } {
  const all = readCertificates(pem)
  if (!all.length || all.includes(null)) return { flaw: 'broken', certificate: null }
  const flaws = all.flatMap((each) => {
    const flaw = each && flawOf(each, now)
    return each && flaw ? [{ flaw, certificate: each }] : []
  })
  const [worst] = flaws.sort((a, b) => WORST_FIRST.indexOf(a.flaw) - WORST_FIRST.indexOf(b.flaw))
  return worst ?? { flaw: null, certificate: all[0] ?? null }
}

const spanOf = (certificate: X509Certificate | null): string =>
  certificate ? `${nameOf(certificate)}: ${dayOf(certificate.validFromDate)} - ${dayOf(certificate.validToDate)}` : '-'

const describe = (certificate: X509Certificate | null) => ({
  name: certificate ? nameOf(certificate) : '-',
  until: certificate ? dayOf(certificate.validToDate) : '-',
  from: certificate ? dayOf(certificate.validFromDate) : '-',
})

const renew = l(
  '유효한 인증서를 받아 질문지에 다시 넣으십시오.',
  'Get a valid certificate and put it into the questionnaire.',
)
const flawOutcomes = {
  broken: block('PEM 형식의 인증서를 읽을 수 없습니다.', 'There is a certificate that cannot be read.', renew),
  expired: block('"{name}"이(가) {until}에 만료되었습니다.', '"{name}" expired on {until}.', renew),
  early: block('"{name}"은(는) {from}부터 유효합니다.', '"{name}" is valid from {from} on.', renew),
  weak: warn(
    '"{name}"의 키나 서명(SHA-1)이 약해 RHEL 9 같은 시스템이 거부합니다.',
    'The key or the signature (SHA-1) of "{name}" is weak; systems such as RHEL 9 refuse it.',
    l('RSA 2048비트 이상, SHA-256으로 다시 발급하십시오.', 'Have it issued with RSA 2048 or more and SHA-256.'),
  ),
  soon: warn(
    '"{name}"이(가) {until}에 만료됩니다.',
    '"{name}" expires on {until}.',
    l('설치 전에 갱신하십시오.', 'Renew it before the installation.'),
  ),
}

export const REGISTRY_SETUP = [
  hostCheck({
    id: 'registry-config-leftover',
    category: 'registry',
    title: l('남아 있는 레지스트리 설정', 'Registry settings on the host'),
    explain: l(
      '이전 설치의 레지스트리 설정이 남아 있으면 이미지를 엉뚱한 곳에서 찾습니다.',
      'With settings of an earlier installation, images are looked for in the wrong place.',
    ),
    prepare: l(
      '이전 설치의 레지스트리 설정 파일을 지우십시오.',
      'Remove registry settings of an earlier installation.',
    ),
    reads: ['registryConfig'],
    roles: CLUSTER,
    field: 'registry.address',
    outcomes: {
      pass: ok('없거나 질문지와 같습니다.', 'There are none, or they are as declared.'),
      other: warn(
        '다른 레지스트리를 가리킵니다: {files}',
        'They name another registry: {files}',
        l('파일을 확인해 지우거나 옮기십시오.', 'Look at the files, then remove or move them.'),
      ),
    },
    thresholds: { files: REGISTRY_FILES },
    judge: ({ registryConfig }, { answers, site }) => {
      const own = endpointOf(answers['registry.address'] ?? '', 443)
      const wanted = own ? [answers['registry.address'] ?? '', own.address, `${own.address}:${own.port}`] : []
      const concerns = REGISTRY_FILES.value[site.distribution]
      const others = registryConfig
        .filter(({ file }) => concerns.some((start) => file.startsWith(start)))
        .filter(({ hosts }) => !hosts.length || hosts.some((host) => !wanted.includes(host)))
      const files = list(others.map(({ file, hosts }) => (hosts.length ? `${file} (${list(hosts)})` : file)))
      return {
        outcome: others.length ? 'other' : 'pass',
        found: files || '-',
        wanted: wanted[0] ?? '-',
        params: { files },
      }
    },
  }),
  siteCheck({
    id: 'tls-certificate-valid',
    category: 'registry',
    title: l('접속용 인증서', 'Certificate for users'),
    explain: l(
      '질문지에 넣은 인증서의 기간, 이름, 강도를 봅니다.',
      'Looks at dates, names and strength of the certificate in the questionnaire.',
    ),
    prepare: l(
      '접속 주소의 이름으로 발급한 유효한 인증서를 준비하십시오.',
      'Provide a valid certificate that was issued for the name that users open.',
    ),
    field: 'network.tlsCertificate',
    asks: ({ answers }) => answers['network.tlsMode'] === 'own' && Boolean(answers['network.tlsCertificate']),
    outcomes: {
      pass: ok('{until}까지 유효합니다.', 'It is valid until {until}.'),
      ...flawOutcomes,
      names: block(
        '인증서에 없는 이름입니다: {missing}',
        'Names that the certificate does not have: {missing}',
        l(
          '그 이름이 들어 있는 인증서를 받거나 질문지의 도메인을 고치십시오.',
          'Get a certificate with that name, or correct the domain in the questionnaire.',
        ),
      ),
    },
    unknowns: ['no-answer'],
    source: 'RFC 6125; kURL, key pair checks',
    thresholds: { days: CERTIFICATE_DAYS, 'RSA bits': RSA_BITS },
    judge: ({ answers }, world) => {
      const now = lookedAt(world)
      if (now === null) return { unknown: 'no-answer' }
      const pem = answers['network.tlsCertificate'] ?? ''
      const { flaw, certificate } = worstOf(pem, now)
      const [leaf] = readCertificates(pem)
      const wanted = [answers['network.domain'] ?? answers['network.externalAddress'] ?? '']
      const missing = wanted.filter(
        (name) => name && !(isAddress(name) ? leaf?.checkIP(name) : leaf?.checkHost(name, { subject: 'never' })),
      )
      const named = flaw === null || flaw === 'soon' || flaw === 'weak'
      return {
        outcome: named && missing.length ? 'names' : (flaw ?? 'pass'),
        found: spanOf(certificate),
        wanted: list(wanted) || '-',
        params: { ...describe(certificate), missing: list(missing) },
      }
    },
  }),
  siteCheck({
    id: 'ca-certificates-valid',
    category: 'registry',
    title: l('인증기관 인증서', 'Certificates of authorities'),
    explain: l(
      '레지스트리와 사내 인증기관의 인증서를 모든 서버에 넣습니다. 만료되었거나 기관의 것이 아니면 소용이 없습니다.',
      'The authorities of registry and company go onto all hosts; expired ones, or those of a server, are of no use.',
    ),
    prepare: l(
      '유효한 인증 기관(루트 CA) 인증서를 준비하십시오.',
      'Provide valid certificates of the authorities (root CAs).',
    ),
    field: 'registry.ca',
    asks: ({ answers }) => Boolean(answers['registry.ca'] ?? answers['security.extraCa']),
    outcomes: {
      pass: ok('유효합니다.', 'They are valid.'),
      ...flawOutcomes,
      server: note(
        '"{name}"은(는) 기관이 아니라 서버의 인증서입니다. 갱신될 때마다 다시 넣어야 합니다.',
        '"{name}" belongs to a server, not to an authority: it must be replaced at each renewal.',
      ),
    },
    unknowns: ['no-answer'],
    source: 'RFC 5280 section 4.2.1.9; RKE2 documentation, install/private_registry',
    thresholds: { days: CERTIFICATE_DAYS, 'RSA bits': RSA_BITS },
    judge: ({ answers }, world) => {
      const now = lookedAt(world)
      if (now === null) return { unknown: 'no-answer' }
      const pem = [answers['registry.ca'], answers['security.extraCa']].filter(Boolean).join('\n')
      const { flaw, certificate } = worstOf(pem, now)
      const server = readCertificates(pem).find((each) => each && !each.ca) ?? null
      const shown = flaw ? certificate : (server ?? certificate)
      return {
        outcome: flaw ?? (server ? 'server' : 'pass'),
        found: spanOf(shown),
        wanted: 'CA',
        params: describe(shown),
      }
    },
  }),
]
