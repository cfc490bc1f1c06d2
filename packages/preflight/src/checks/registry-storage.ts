import ipaddr from 'ipaddr.js'
import { betweenCheck, block, type Finding, hostCheck, ok, type Subject, warn } from '../check.ts'
import { NFS, REGISTRY, type ReachRow } from '../reach/plan.ts'
import { endpointOf } from '../site-services.ts'
import { l } from '../text.ts'
import { OWN } from '../thresholds/limit.ts'
import { PACKAGES } from '../thresholds/packages.ts'
import { CLUSTER, installCommand, list, toInstall, words } from './helpers.ts'

const usesRegistry = ({ answers }: Subject): boolean =>
  Boolean(answers['registry.address']) && answers['registry.kind'] !== 'own'
const usesNfs = ({ answers }: Subject): boolean =>
  answers['storage.kind'] === 'nfs' && Boolean(answers['storage.nfsServer'])
const registryHost = ({ answers }: Subject): string => endpointOf(answers['registry.address'] ?? '', 443)?.address ?? ''

/** The Base64 of each certificate of a PEM text, without line ends. */
function certificatesOf(pem: string): string[] {
  return [...pem.matchAll(/-----BEGIN CERTIFICATE-----([\s\S]*?)-----END CERTIFICATE-----/g)].map(([, body = '']) =>
    body.replace(/\s+/g, ''),
  )
}

/** The authority that the questionnaire gives for the registry. */
export const customAuthority = ({ answers }: Pick<Subject, 'answers'>): string =>
  answers['registry.ca'] ?? answers['security.extraCa'] ?? ''

type ServiceOutcome = 'pass' | 'refused' | 'silent' | 'no-name'
type ServiceUnknown = 'no-answer' | 'host-unreachable' | 'forwarding-off'

/** A service that must answer: refused means that nothing listens there. */
function judgeService(
  rows: readonly ReachRow[],
  target: string,
  subject: Subject,
): Finding<ServiceOutcome, ServiceUnknown> {
  const own = rows.filter((row) => row.to === target && row.from === subject.node.name && row.result !== 'lost')
  const [row] = own
  if (!row) return { unknown: subject.access.connected ? 'no-answer' : 'host-unreachable' }
  const address = `${row.address}:${row.port}`
  if (row.result === 'prohibited') return { unknown: 'forwarding-off', params: { ports: address } }
  const outcome = (
    {
      open: 'pass',
      refused: 'refused',
      'unknown-name': 'no-name',
      timeout: 'silent',
      'no-route': 'silent',
      lost: 'silent',
      'no-tool': 'silent',
    } as const
  )[row.result]
  return { outcome, found: row.result, wanted: `open ${address}`, params: { address } }
}

const serviceOutcomes = {
  pass: ok('연결됩니다.', 'It answers.'),
  refused: block(
    '{address}에서 서비스가 듣고 있지 않습니다.',
    'Nothing listens at {address}.',
    l(
      '서비스가 켜져 있는지, 포트 번호가 맞는지 확인하십시오.',
      'Check that the service runs and that the port is right.',
    ),
  ),
  silent: block(
    '{address}에서 응답이 없습니다. 방화벽이 막고 있을 수 있습니다.',
    'No answer from {address}: perhaps a firewall.',
    l(
      '이 호스트에서 {address}(으)로 나가는 연결을 열어 달라고 요청하십시오.',
      'Have connections from this host to {address} opened.',
    ),
  ),
  'no-name': block(
    '{address}의 이름을 풀지 못합니다.',
    'The name of {address} cannot be resolved.',
    l('DNS나 /etc/hosts에 이름을 등록하십시오.', 'Put the name into DNS or /etc/hosts.'),
  ),
}

export const REGISTRY_STORAGE = [
  hostCheck({
    id: 'proxy-env-leftover',
    category: 'proxy',
    title: l('남아 있는 프록시 설정', 'Proxy settings on the host'),
    explain: l(
      '프록시를 쓰지 않는 사이트에 프록시 설정이 남아 있으면 내부 통신이 프록시로 나가 실패합니다.',
      'On a site without a proxy, leftover settings send inner traffic to it.',
    ),
    prepare: l(
      '쓰지 않는 프록시 설정을 서버에서 지우십시오.',
      'Remove proxy settings that are not in use from the servers.',
    ),
    reads: ['proxies'],
    roles: CLUSTER,
    profiles: ['online', 'air-gapped'],
    field: 'network.proxyUrl',
    outcomes: {
      pass: ok('프록시 설정이 없습니다.', 'There are no proxy settings.'),
      found: warn(
        '프록시 설정이 있습니다: {where}',
        'There are proxy settings: {where}',
        l(
          '쓰지 않는 설정이면 지우고, 쓴다면 사이트를 프록시 환경으로 바꾸십시오.',
          'Remove them if unused; else make the site one with a proxy.',
        ),
      ),
    },
    source: 'kubeadm preflight (HTTPProxy)',
    judge: ({ proxies }) => {
      const found = proxies.filter(({ name }) => !/^no_proxy$/i.test(name))
      const where = list([...new Set(found.map((each) => `${each.where} (${each.name})`))])
      return { outcome: found.length ? 'found' : 'pass', found: where || '-', wanted: '-', params: { where } }
    },
  }),
  hostCheck({
    id: 'registry-name-known',
    category: 'registry',
    title: l('레지스트리 이름', 'Name of the registry'),
    explain: l(
      '레지스트리를 이름으로 적었다면 호스트가 그 이름을 풀 방법이 있어야 합니다.',
      'A registry given by name needs a way to be resolved.',
    ),
    prepare: l(
      '레지스트리 이름을 DNS나 각 서버의 /etc/hosts에 등록하십시오.',
      'Put the name of the registry into DNS, or into /etc/hosts of each server.',
    ),
    reads: ['hostsFile', 'dns'],
    roles: CLUSTER,
    field: 'registry.address',
    applies: usesRegistry,
    outcomes: {
      pass: ok('이름을 풀 방법이 있습니다.', 'There is a way to resolve it.'),
      none: block(
        '{name}을(를) 풀 DNS 서버도 /etc/hosts 항목도 없습니다.',
        'Neither a DNS server nor /etc/hosts knows {name}.',
        l(
          '/etc/hosts에 "주소 {name}"을(를) 추가하거나 DNS 서버를 설정하십시오.',
          'Add "ADDRESS {name}" to /etc/hosts, or set a DNS server.',
        ),
      ),
    },
    source: OWN,
    judge: ({ hostsFile, dns }, subject) => {
      const name = registryHost(subject)
      if (ipaddr.isValid(name)) return { outcome: 'pass', found: name, wanted: name }
      const entry = hostsFile.find(({ names }) => names.includes(name))
      const servers = dns.nameservers.length > 0
      const found = entry ? `${entry.address} (/etc/hosts)` : servers ? `DNS ${list(dns.nameservers)}` : '-'
      return { outcome: entry || servers ? 'pass' : 'none', found, wanted: name, params: { name } }
    },
  }),
  betweenCheck({
    id: 'registry-tcp',
    category: 'registry',
    title: l('레지스트리 연결', 'Connection to the registry'),
    explain: l(
      '모든 노드가 이미지를 받을 레지스트리에 연결되어야 합니다.',
      'Every node must reach the registry it takes images from.',
    ),
    prepare: l('모든 서버에서 레지스트리로 접속되게 하십시오.', 'Allow connections from every server to the registry.'),
    reads: [],
    readsToo: ['access', 'reach'],
    unknowns: ['no-answer', 'host-unreachable', 'forwarding-off'],
    roles: CLUSTER,
    field: 'registry.address',
    applies: usesRegistry,
    outcomes: serviceOutcomes,
    source: OWN,
    judge: (_, subject, { reach }) => judgeService(reach, REGISTRY, subject),
  }),
  hostCheck({
    id: 'registry-ca-trusted',
    category: 'registry',
    title: l('사설 인증 기관', 'Private certificate authority'),
    explain: l(
      '질문지의 인증 기관이 호스트의 신뢰 저장소에 있는지 봅니다. 컨테이너 런타임에는 설치가 따로 넣습니다.',
      "Whether the authority of the questionnaire is in the host's trust store; the container runtime gets it from the installation.",
    ),
    prepare: l(
      '사설 인증 기관의 인증서를 각 서버의 신뢰 저장소에 넣으십시오.',
      'Put the certificate of the private authority into the trust store of each server.',
    ),
    reads: ['trust', 'os'],
    roles: CLUSTER,
    field: 'registry.ca',
    applies: (subject) => certificatesOf(customAuthority(subject)).length > 0,
    outcomes: {
      pass: ok('신뢰 저장소에 있습니다.', 'It is in the trust store.'),
      absent: warn(
        '신뢰 저장소에 없어 curl 같은 호스트의 도구는 레지스트리를 믿지 않습니다.',
        'It is missing: tools of the host such as curl do not trust the registry.',
        l('인증서를 넣고 갱신하십시오: {command}', 'Add the certificate and refresh: {command}'),
      ),
    },
    source: 'RKE2 documentation, install/private_registry',
    judge: ({ trust, os }, subject) => {
      const known = (certificate: string): boolean =>
        trust.some(({ lines }) => lines.length > 0 && certificate.startsWith(lines))
      const wanted = certificatesOf(customAuthority(subject))
      const present = wanted.filter(known).length
      const command =
        os.family === 'rhel'
          ? '/etc/pki/ca-trust/source/anchors/, update-ca-trust'
          : '/usr/local/share/ca-certificates/*.crt, update-ca-certificates'
      return {
        outcome: present === wanted.length ? 'pass' : 'absent',
        found: `${present}/${wanted.length}`,
        wanted: `${wanted.length}/${wanted.length}`,
        params: { command },
      }
    },
  }),
  hostCheck({
    id: 'nfs-client-tools',
    category: 'storage',
    title: l('NFS 클라이언트', 'NFS client'),
    explain: l(
      'CSI 드라이버는 자기 도구를 쓰지만, 시험 마운트와 문제 확인에는 호스트의 도구가 필요합니다.',
      'The CSI driver brings its own; a test mount and looking into problems need that of the host.',
    ),
    prepare: l('모든 서버에 NFS 클라이언트 패키지를 설치하십시오.', 'Install the NFS client package on every server.'),
    reads: ['commands', 'os'],
    roles: CLUSTER,
    field: 'storage.kind',
    applies: usesNfs,
    outcomes: {
      pass: ok('설치되어 있습니다.', 'It is installed.'),
      missing: warn('mount.nfs가 없습니다.', 'mount.nfs is missing.', toInstall()),
    },
    source: 'csi-driver-nfs v4.7.0, Dockerfile',
    thresholds: { packages: PACKAGES.nfsClient },
    judge: ({ commands, os }) => {
      const found = commands.includes('mount.nfs') || commands.includes('mount.nfs4')
      return {
        outcome: found ? 'pass' : 'missing',
        found: found ? 'mount.nfs' : '-',
        wanted: 'mount.nfs',
        params: {
          command: installCommand(os.family, words(PACKAGES.nfsClient.debian), words(PACKAGES.nfsClient.rhel)),
        },
      }
    },
  }),
  betweenCheck({
    id: 'nfs-server-tcp',
    category: 'storage',
    title: l('NFS 서버 연결', 'Connection to the NFS server'),
    explain: l(
      '모든 노드가 NFS 서버의 2049/tcp에 연결되어야 볼륨을 쓸 수 있습니다.',
      'Volumes work only where the node reaches 2049/tcp of the NFS server.',
    ),
    prepare: l('모든 서버에서 NFS 서버로 접속되게 하십시오.', 'Allow connections from every server to the NFS server.'),
    reads: [],
    readsToo: ['access', 'reach'],
    unknowns: ['no-answer', 'host-unreachable', 'forwarding-off'],
    roles: CLUSTER,
    field: 'storage.nfsServer',
    applies: usesNfs,
    outcomes: serviceOutcomes,
    source: 'AstraGo StorageClass (nfsvers=4.1); RFC 8881 section 2.9.1 (port 2049)',
    judge: (_, subject, { reach }) => judgeService(reach, NFS, subject),
  }),
]
