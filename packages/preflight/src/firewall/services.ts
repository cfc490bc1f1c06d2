import type { FirewallParty, FirewallRow, Localized } from '@astrago/contracts'
import { plannedPorts } from '../checks/planned-ports.ts'
import type { CheckedAnswers, PreflightInput } from '../input.ts'
import { endpointOf } from '../reach/plan.ts'
import { l } from '../text.ts'
import { ONLINE_ENDPOINTS } from '../thresholds/endpoints.ts'
import { PLATFORM_PORTS, PORTS_FOR_USERS } from '../thresholds/site.ts'

/** Something outside the cluster that its nodes connect to. */
type Service = Pick<FirewallRow, 'to' | 'protocol' | 'first' | 'last' | 'purpose' | 'source'>

const port = (number: number) => ({ first: number, last: number })
const party = (label: Localized, addresses: readonly string[]): FirewallParty => ({ label, addresses: [...addresses] })

function names({ 'network.dnsServers': servers = [] }: CheckedAnswers): Service[] {
  const to = party(l('DNS 서버', 'DNS servers'), servers)
  const source = 'RFC 1035, RFC 7766'
  return servers.length === 0
    ? []
    : (['udp', 'tcp'] as const).map((protocol) => ({
        to,
        protocol,
        ...port(53),
        purpose: l('이름 풀이 (DNS)', 'Names (DNS)'),
        source,
      }))
}

function time({ 'network.ntpServers': servers = [] }: CheckedAnswers): Service[] {
  const to = party(l('NTP 서버', 'NTP servers'), servers)
  const purpose = l('시각 동기화 (NTP)', 'Time (NTP)')
  return servers.length === 0 ? [] : [{ to, protocol: 'udp', ...port(123), purpose, source: 'RFC 5905' }]
}

function storage(answers: CheckedAnswers): Service[] {
  const server = answers['storage.kind'] === 'nfs' ? answers['storage.nfsServer'] : undefined
  if (!server) return []
  const purpose = l('공유 스토리지 (NFS 4.1)', 'Shared storage (NFS 4.1)')
  return [
    { to: party(l('NFS 서버', 'NFS server'), [server]), protocol: 'tcp', ...port(2049), purpose, source: 'RFC 8881' },
  ]
}

function registry(answers: CheckedAnswers): Service[] {
  const endpoint = answers['registry.kind'] === 'own' ? null : endpointOf(answers['registry.address'] ?? '', 443)
  if (!endpoint) return []
  const to = party(l('이미지 레지스트리', 'Image registry'), [endpoint.address])
  const purpose = l('컨테이너 이미지 내려받기', 'Pulling container images')
  return [{ to, protocol: 'tcp', ...port(endpoint.port), purpose, source: 'OCI distribution specification' }]
}

function files({ 'platform.offlineHttpServer': address }: CheckedAnswers): Service[] {
  const endpoint = endpointOf(address ?? '', 80)
  if (!endpoint) return []
  const to = party(l('파일 서버', 'File server'), [endpoint.address])
  const purpose = l('설치 파일 내려받기', 'Fetching installation files')
  return [{ to, protocol: 'tcp', ...port(endpoint.port), purpose, source: PLATFORM_PORTS.source }]
}

const defaultPort = (url: string): number => (url.startsWith('http://') ? 80 : 443)

function login(answers: CheckedAnswers): Service[] {
  const url = answers['platform.keycloakKind'] === 'external' ? answers['platform.keycloakExternalUrl'] : undefined
  const endpoint = url ? endpointOf(url, defaultPort(url)) : null
  if (!endpoint) return []
  const to = party(l('로그인 서버 (Keycloak)', 'Login server (Keycloak)'), [endpoint.address])
  const purpose = l('플랫폼 로그인', 'Logging in to the platform')
  return [{ to, protocol: 'tcp', ...port(endpoint.port), purpose, source: 'OpenID Connect Core 1.0' }]
}

function backups(answers: CheckedAnswers): Service[] {
  const { 'backup.kind': kind, 'backup.address': address = '' } = answers
  const endpoint = kind && endpointOf(address, kind === 'nfs' ? 2049 : defaultPort(address))
  if (!endpoint) return []
  const to = party(l('백업 저장소', 'Backup storage'), [endpoint.address])
  const source = kind === 'nfs' ? 'RFC 8881' : 'Amazon S3 REST API'
  return [{ to, protocol: 'tcp', ...port(endpoint.port), purpose: l('백업', 'Backups'), source }]
}

function internet({ site, answers }: PreflightInput): Service[] {
  if (site.profile === 'air-gapped') return []
  const source = ONLINE_ENDPOINTS.source
  const purpose = l('컨테이너 이미지와 차트', 'Container images and charts')
  if (site.profile === 'online')
    return [
      { to: party(l('인터넷', 'Internet'), ONLINE_ENDPOINTS.value), protocol: 'tcp', ...port(443), purpose, source },
    ]
  const proxy = endpointOf(answers['network.proxyUrl'] ?? '', 3128)
  return proxy
    ? [{ to: party(l('프록시', 'Proxy'), [proxy.address]), protocol: 'tcp', ...port(proxy.port), purpose, source }]
    : []
}

/** What the nodes connect to beyond the cluster, as the answers name it. */
export function servicesOf(input: PreflightInput): Service[] {
  const { answers } = input
  return [names, time, storage, registry, files, login, backups]
    .flatMap((service) => service(answers))
    .concat(internet(input))
}

type PlatformPort = { name: string; number: number }

/** The ports of the platform: those that people open in a browser, and those that only operators need. */
export function platformPorts({ answers }: PreflightInput): { users: PlatformPort[]; operators: PlatformPort[] } {
  const all = plannedPorts(answers).map(([name, number]) => ({ name, number }))
  const forUsers = ({ name }: PlatformPort): boolean => PORTS_FOR_USERS.value.includes(name)
  return { users: all.filter(forUsers), operators: all.filter((port) => !forUsers(port)) }
}
