import { isIP } from 'node:net'
import {
  type FirewallParty,
  type FirewallRow,
  fill,
  type Localized,
  type NodeRole,
  type PortRule,
} from '@astrago/contracts'
import { plannedPorts } from '../checks/planned-ports.ts'
import type { CheckedAnswers, DeclaredNode, PreflightInput } from '../input.ts'
import { plays } from '../reach/plan.ts'
import { endpointOf, nfsServer, proxyEndpoint, registryEndpoint } from '../site-services.ts'
import { l } from '../text.ts'
import { ONLINE_ENDPOINTS } from '../thresholds/endpoints.ts'
import { HTTPS_PORT, NFS_PORT, OWN_REGISTRY_PORT, PLATFORM_PORTS, PORTS_FOR_USERS } from '../thresholds/site.ts'

/** Something that the nodes of the cluster connect to beyond each other, or the console where `by` says so. */
export type Service = Pick<FirewallRow, 'to' | 'purpose' | 'source'> &
  Pick<PortRule, 'protocol' | 'first' | 'last'> & { by?: 'console' }

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

/** Machines of the site that are there for something, by their addresses. */
const withRole = ({ nodes }: PreflightInput, role: NodeRole): string[] =>
  nodes.flatMap(({ roles, address }) => (roles.includes(role) && address !== null ? [address] : []))

const NFS = l('NFS 서버', 'NFS server')
const NFS_NAMED = l('NFS 서버 ({name})', 'NFS server ({name})')

/**
 * Where the volumes are. A server that the answers name, but not by an address, is taken for the machines that are there for
 * storage: its name stands beside them, so that it is one and the same in every rule.
 */
function nfsParty(input: PreflightInput): FirewallParty {
  const named = nfsServer(input.answers)?.address
  const machines = withRole(input, 'storage')
  if (named === undefined) return party(NFS, machines)
  if (isIP(named) === 0 && machines.length > 0) return party(fill(NFS_NAMED, { name: named }), machines)
  return party(NFS, [...new Set([named, ...machines])])
}

function storage(input: PreflightInput): Service[] {
  if (input.answers['storage.kind'] !== 'nfs') return []
  const to = nfsParty(input)
  const purpose = l('공유 스토리지 (NFS 4.1)', 'Shared storage (NFS 4.1)')
  const { value, source } = NFS_PORT
  return to.addresses.length === 0 ? [] : [{ to, protocol: 'tcp', ...port(value), purpose, source }]
}

/** The one that the answers name, else those machines of the site on which one is installed. */
function registryOf(input: PreflightInput): { addresses: string[]; port: number } {
  const named = registryEndpoint(input.answers)
  if (named) return { addresses: [named.address], port: named.port }
  return { addresses: withRole(input, 'registry'), port: OWN_REGISTRY_PORT.value[input.site.distribution] }
}

function registry(input: PreflightInput): Service[] {
  const { addresses, port: number } = registryOf(input)
  if (addresses.length === 0) return []
  const to = party(l('이미지 레지스트리', 'Image registry'), addresses)
  const service = { to, protocol: 'tcp' as const, ...port(number), source: 'OCI distribution specification' }
  const loading = l('컨테이너 이미지 올리기', 'Loading container images')
  return [
    { ...service, purpose: l('컨테이너 이미지 내려받기', 'Pulling container images') },
    // A mirror fills itself.
    ...(input.answers['registry.kind'] === 'mirror' ? [] : [{ ...service, purpose: loading, by: 'console' as const }]),
  ]
}

function files({ 'platform.offlineHttpServer': address }: CheckedAnswers): Service[] {
  const endpoint = endpointOf(address ?? '', 80)
  if (!endpoint) return []
  const to = party(l('파일 서버', 'File server'), [endpoint.address])
  const purpose = l('설치 파일 내려받기', 'Fetching installation files')
  return [{ to, protocol: 'tcp', ...port(endpoint.port), purpose, source: PLATFORM_PORTS.source }]
}

const defaultPort = (url: string): number => (url.startsWith('http://') ? 80 : HTTPS_PORT.value)

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
  const endpoint = kind && endpointOf(address, kind === 'nfs' ? NFS_PORT.value : defaultPort(address))
  if (!endpoint) return []
  const to = party(l('백업 저장소', 'Backup storage'), [endpoint.address])
  const source = kind === 'nfs' ? NFS_PORT.source : 'Amazon S3 REST API'
  return [{ to, protocol: 'tcp', ...port(endpoint.port), purpose: l('백업', 'Backups'), source }]
}

function internet({ site, answers }: PreflightInput): Service[] {
  if (site.profile === 'air-gapped') return []
  const source = ONLINE_ENDPOINTS.source
  const purpose = l('컨테이너 이미지와 차트', 'Container images and charts')
  if (site.profile === 'online')
    return [
      {
        to: party(l('인터넷', 'Internet'), ONLINE_ENDPOINTS.value),
        protocol: 'tcp',
        ...port(HTTPS_PORT.value),
        purpose,
        source,
      },
    ]
  const proxy = proxyEndpoint(answers['network.proxyUrl'] ?? '')
  return proxy
    ? [{ to: party(l('프록시', 'Proxy'), [proxy.address]), protocol: 'tcp', ...port(proxy.port), purpose, source }]
    : []
}

/** What the nodes connect to beyond the cluster, as the answers name it. */
export function servicesOf(input: PreflightInput): Service[] {
  const { answers } = input
  return [
    ...[names, time].flatMap((service) => service(answers)),
    ...[storage, registry].flatMap((service) => service(input)),
    ...[files, login, backups].flatMap((service) => service(answers)),
    ...internet(input),
  ]
}

type PlatformPort = { name: string; number: number }

/** The ports of the platform: those that people open in a browser, and those that only operators need. */
export function platformPorts({ answers }: PreflightInput): { users: PlatformPort[]; operators: PlatformPort[] } {
  const all = plannedPorts(answers).map(([name, number]) => ({ name, number }))
  const forUsers = ({ name }: PlatformPort): boolean => PORTS_FOR_USERS.value.includes(name)
  return { users: all.filter(forUsers), operators: all.filter((port) => !forUsers(port)) }
}

/** People get the ports of the platform one by one, not the range that they are taken from. */
export const isWholeRangeForUsers = ({ from, first, last }: PortRule): boolean =>
  from === 'users' && last - first > 1_000

/** The TCP ports of one machine of the cluster that people open in a browser. */
export function userPorts(input: PreflightInput, host: DeclaredNode): number[] {
  const asked = input.ports.filter(
    (rule) => rule.from === 'users' && plays(host, rule.to) && !isWholeRangeForUsers(rule),
  )
  return [...platformPorts(input).users.map(({ number }) => number), ...asked.map(({ first }) => first)]
}
