import type { Evidence } from '../active/evidence.ts'
import { activeCheck, block, note, ok, warn } from '../check.ts'
import { l } from '../text.ts'
import { SYNC_MS } from '../thresholds/disk.ts'
import { dayOf } from './certificates.ts'
import { CLUSTER } from './helpers.ts'

/** What OpenSSL and Node say of a certificate; everything else is that its authority is not known. */
const PROBLEMS: Readonly<Record<string, 'expired' | 'name'>> = {
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'name',
}

function stateOf({ reach, tls, api }: Evidence['registry']): string {
  if (!tls) return reach
  return tls.problem ?? (api ? `HTTP ${api.status}` : (tls.failure ?? '-'))
}

const milliseconds = (value: number): string => `${value.toFixed(1)} ms`

/** Of the chain that was sent the one that ended first, or begins last: servers renew their own and forget the one above. */
function untimely({ tls }: Evidence['registry']): string {
  const chain = tls?.chain ?? []
  const [worst] =
    tls?.problem === 'CERT_NOT_YET_VALID'
      ? chain.toSorted((a, b) => Date.parse(b.from) - Date.parse(a.from))
      : chain.toSorted((a, b) => Date.parse(a.until) - Date.parse(b.until))
  return worst ? `${worst.name} (${dayOf(new Date(worst.from))} - ${dayOf(new Date(worst.until))})` : '-'
}

/** What serves the cluster: the registry that its images come from, and the disk that etcd writes to. */
export const SERVED = [
  activeCheck({
    id: 'registry-answers',
    category: 'registry',
    title: l('레지스트리 응답과 인증서', 'Registry and its certificate'),
    explain: l(
      '서버마다 레지스트리에 TLS로 연결해 인증서를 확인하고 /v2/를 물어봅니다. 로그인은 하지 않습니다.',
      'Each host connects to the registry over TLS, looks at its certificate and asks for /v2/. No login is sent.',
    ),
    prepare: l(
      '레지스트리에 유효한 인증서를 설치하고, 그 인증 기관의 인증서를 준비하십시오.',
      'Give the registry a valid certificate, and have the certificate of its authority ready.',
    ),
    asks: 'registry',
    roles: CLUSTER,
    field: 'registry.address',
    outcomes: {
      pass: ok('레지스트리가 답하고 인증서를 믿을 수 있습니다.', 'It answers, and its certificate is trusted.'),
      unreached: block(
        '닿지 못했습니다({found}).',
        'It was not reached ({found}).',
        l('주소와 포트, 방화벽, DNS를 확인하십시오.', 'Check address, port, firewall and DNS.'),
      ),
      untrusted: block(
        '모르는 인증 기관이 서명한 인증서입니다: {issuer}',
        'Its certificate is signed by an authority that nobody knows: {issuer}',
        l(
          '그 인증 기관의 인증서를 질문지의 레지스트리 인증기관(PEM)에 넣으십시오. 루트가 이미 있다면 레지스트리가 중간 인증서를 함께 보내게 하십시오.',
          'Enter the certificate of that authority as the certificate authority of the registry. Where its root is there already, let the registry send the certificates in between along.',
        ),
      ),
      expired: block(
        '유효 기간이 아닌 인증서를 보냅니다: {certificate}',
        'It sends a certificate that is not valid now: {certificate}',
        l('인증서를 갱신하거나 시각을 확인하십시오.', 'Renew the certificate, or look at the clocks.'),
      ),
      name: block(
        '인증서의 subjectAltName에 {address}의 이름이 없습니다. CN에만 있는 이름은 컨테이너 런타임이 보지 않습니다.',
        'Its certificate is not for {address} by its subjectAltName; container runtimes do not look at a name in the CN alone.',
        l(
          '인증서에 있는 이름을 질문지에 적거나 그 이름으로 인증서를 다시 만드십시오.',
          'Enter a name that the certificate has, or make a certificate for this one.',
        ),
      ),
      clear: block(
        'TLS 없이 답합니다.',
        'It answers without TLS.',
        l(
          '레지스트리에 TLS를 켜십시오. 비밀번호와 이미지가 그대로 보입니다.',
          'Switch TLS on at the registry: passwords and images would go in the clear.',
        ),
      ),
      other: block(
        '답한 것이 컨테이너 레지스트리가 아닙니다({found}).',
        'What answers is no container registry ({found}).',
        l('주소와 포트를 확인하십시오.', 'Check address and port.'),
      ),
    },
    source: 'OCI distribution specification, end-1; RKE2 documentation, install/private_registry',
    judge: (registry) => {
      const { address, tls, api } = registry
      const state = stateOf(registry)
      const issuer = tls?.chain.at(-1)?.issuer ?? '-'
      const values = {
        found: state,
        wanted: `https://${address}/v2/`,
        params: { found: state, issuer, address, certificate: untimely(registry) },
      }
      if (!tls) return { outcome: 'unreached', ...values }
      if (tls.problem) return { outcome: PROBLEMS[tls.problem] ?? 'untrusted', ...values }
      if (!api?.registry) return { outcome: 'other', ...values }
      return { outcome: tls.failure ? 'clear' : 'pass', ...values }
    },
  }),
  activeCheck({
    id: 'disk-sync-latency',
    category: 'disk',
    title: l('디스크 동기 쓰기 지연', 'Latency of synchronous writes'),
    explain: l(
      'etcd는 쓸 때마다 디스크에 닿기를 기다립니다. 느린 디스크에서는 리더가 자주 바뀌고 API가 멈춥니다. etcd처럼 쓰는 임시 파일로 잽니다.',
      'etcd waits for the disk at every write: on a slow one leaders change and the API stands still. Measured with a temporary file that is written as etcd does.',
    ),
    prepare: l(
      '컨트롤 플레인에 쓰기가 빠른 전용 SSD나 NVMe를 준비하십시오.',
      'Provide control planes with a quick SSD or NVMe of their own.',
    ),
    asks: 'disk',
    roles: ['control-plane'],
    outcomes: {
      pass: ok('충분히 빠릅니다({found}).', 'It is quick enough ({found}).'),
      mean: note(
        '평균은 충분히 빠르지만 fio와 python3가 없어 느린 쓰기는 알 수 없습니다({found}).',
        'The mean is quick enough; without fio and python3 nothing is known of the slow ones ({found}).',
      ),
      slow: warn(
        '느립니다({found}).',
        'It is slow ({found}).',
        l(
          'etcd의 데이터를 SSD나 NVMe에 두고, 다른 작업과 디스크를 나누지 마십시오.',
          "Have etcd's data on an SSD or NVMe that nothing else works on.",
        ),
      ),
      far: block(
        '너무 느려 클러스터가 불안정합니다({found}).',
        'It is too slow for a stable cluster ({found}).',
        l('etcd의 데이터를 SSD나 NVMe로 옮기십시오.', "Move etcd's data to an SSD or NVMe."),
      ),
      noRoom: warn(
        '여유가 256 MiB도 없어 재지 않았습니다: {folder}',
        'Not measured, since less than 256 MiB are free: {folder}',
        l('공간을 비운 뒤 다시 점검하십시오.', 'Make room, then check again.'),
      ),
      noWrite: block(
        'root로도 쓸 수 없습니다: {folder}',
        'Not even root can write there: {folder}',
        l('마운트가 읽기 전용인지 확인하십시오.', 'See whether it is mounted read-only.'),
      ),
    },
    thresholds: SYNC_MS,
    judge: ({ folder, refused, measured }) => {
      const value = measured?.p99Ms ?? measured?.meanMs ?? 0
      const kind = measured?.p99Ms === null ? 'mean' : 'p99'
      const found = measured ? `${kind} ${milliseconds(value)}, ${measured.tool}` : (refused ?? '-')
      const wanted = `<= ${milliseconds(SYNC_MS.warn.value)}`
      const values = { found, wanted, identity: `${folder} ${refused ?? kind}`, params: { found, folder } }
      if (refused) return { outcome: refused === 'no-room' ? 'noRoom' : 'noWrite', ...values }
      if (value > SYNC_MS.block.value) return { outcome: 'far', ...values }
      if (value > SYNC_MS.warn.value) return { outcome: 'slow', ...values }
      return { outcome: kind === 'mean' ? 'mean' : 'pass', ...values }
    },
  }),
]
