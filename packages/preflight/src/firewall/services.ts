import type { FirewallRow, Localized, NodeRole, PortRule } from '@astrago/contracts'
import { plannedPorts } from '../checks/planned-ports.ts'
import type { CheckedAnswers, DeclaredNode, PreflightInput } from '../input.ts'
import { plays } from '../reach/plan.ts'
import { type Endpoint, endpointOf, nfsServer, proxyEndpoint, registryEndpoint } from '../site-services.ts'
import { l } from '../text.ts'
import { endpointsFor, ONLINE_ENDPOINTS } from '../thresholds/endpoints.ts'
import { HTTPS_PORT, NFS_PORT, OWN_REGISTRY_PORT, PLATFORM_PORTS, PORTS_FOR_USERS } from '../thresholds/site.ts'
import { hostsOf } from './parties.ts'
import { addressesOf, type FoundNames, written } from './places.ts'

/** Something that the nodes of the cluster connect to beyond each other, or the console where `by` says so. */
export type Service = Pick<FirewallRow, 'to' | 'purpose' | 'source'> &
  Pick<PortRule, 'protocol' | 'first' | 'last'> & {
    by?: 'console'
    /** Where it is, as far as anybody knows, and machines that it may be on; a name where no address is known. */
    at: readonly string[]
  }

/** As the answers name it. */
type Named = Omit<Service, 'to' | 'at'> & {
  label: Localized
  places: readonly string[]
  /** Machines that are there for it, where the answers may mean one of them by another name or address. */
  maybe?: readonly string[]
}

const port = (number: number) => ({ first: number, last: number })

const at = (endpoint: Endpoint, about: Pick<Named, 'label' | 'purpose' | 'source'>): Named => ({
  ...about,
  places: [endpoint.address],
  protocol: 'tcp',
  ...port(endpoint.port),
})

function names({ 'network.dnsServers': places = [] }: CheckedAnswers): Named[] {
  const label = l('DNS 서버', 'DNS servers')
  const purpose = l('이름 풀이 (DNS)', 'Names (DNS)')
  const source = 'RFC 1035, RFC 7766'
  return (['udp', 'tcp'] as const).map((protocol) => ({ label, places, protocol, ...port(53), purpose, source }))
}

function time({ 'network.ntpServers': places = [] }: CheckedAnswers): Named[] {
  const purpose = l('시각 동기화 (NTP)', 'Time (NTP)')
  return [{ label: l('NTP 서버', 'NTP servers'), places, protocol: 'udp', ...port(123), purpose, source: 'RFC 5905' }]
}

/** Machines of the site that are there for something, by their addresses. */
const withRole = ({ nodes }: PreflightInput, role: NodeRole): string[] =>
  nodes.flatMap(({ roles, address }) => (roles.includes(role) && address !== null ? [address] : []))

/** Where the volumes are: at the server that the answers name, else at the machines that are there for storage. */
function storage(input: PreflightInput): Named[] {
  if (input.answers['storage.kind'] !== 'nfs') return []
  const machines = withRole(input, 'storage')
  const named = nfsServer(input.answers)?.address
  const purpose = l('공유 스토리지 (NFS 4.1)', 'Shared storage (NFS 4.1)')
  const { value, source } = NFS_PORT
  return [
    {
      label: l('NFS 서버', 'NFS server'),
      places: named ? [named] : machines,
      maybe: machines,
      protocol: 'tcp',
      ...port(value),
      purpose,
      source,
    },
  ]
}

/** The one that the answers name, else those machines of the site on which one is installed. */
function registryOf(input: PreflightInput): { addresses: string[]; port: number } {
  const named = registryEndpoint(input.answers)
  if (named) return { addresses: [named.address], port: named.port }
  return { addresses: withRole(input, 'registry'), port: OWN_REGISTRY_PORT.value[input.site.distribution] }
}

function registry(input: PreflightInput): Named[] {
  const { addresses: places, port: number } = registryOf(input)
  const label = l('이미지 레지스트리', 'Image registry')
  const service = { label, places, protocol: 'tcp' as const, ...port(number), source: 'OCI distribution specification' }
  const loading = l('컨테이너 이미지 올리기', 'Loading container images')
  return [
    { ...service, purpose: l('컨테이너 이미지 내려받기', 'Pulling container images') },
    // A mirror fills itself.
    ...(input.answers['registry.kind'] === 'mirror' ? [] : [{ ...service, purpose: loading, by: 'console' as const }]),
  ]
}

function files({ 'platform.offlineHttpServer': address }: CheckedAnswers): Named[] {
  const endpoint = endpointOf(address ?? '', 80)
  if (!endpoint) return []
  const label = l('파일 서버', 'File server')
  const purpose = l('설치 파일 내려받기', 'Fetching installation files')
  return [at(endpoint, { label, purpose, source: PLATFORM_PORTS.source })]
}

const defaultPort = (url: string): number => (url.startsWith('http://') ? 80 : HTTPS_PORT.value)

function login(answers: CheckedAnswers): Named[] {
  const url = answers['platform.keycloakKind'] === 'external' ? answers['platform.keycloakExternalUrl'] : undefined
  const endpoint = url ? endpointOf(url, defaultPort(url)) : null
  if (!endpoint) return []
  const label = l('로그인 서버 (Keycloak)', 'Login server (Keycloak)')
  const purpose = l('플랫폼 로그인', 'Logging in to the platform')
  return [at(endpoint, { label, purpose, source: 'OpenID Connect Core 1.0' })]
}

function backups(answers: CheckedAnswers): Named[] {
  const { 'backup.kind': kind, 'backup.address': address = '' } = answers
  const endpoint = kind && endpointOf(address, kind === 'nfs' ? NFS_PORT.value : defaultPort(address))
  if (!endpoint) return []
  const label = l('백업 저장소', 'Backup storage')
  const source = kind === 'nfs' ? NFS_PORT.source : 'Amazon S3 REST API'
  return [
    {
      label,
      places: [endpoint.address],
      protocol: 'tcp',
      ...port(endpoint.port),
      purpose: l('백업', 'Backups'),
      source,
    },
  ]
}

function internet({ site, answers }: PreflightInput): Named[] {
  if (site.profile === 'air-gapped') return []
  const source = ONLINE_ENDPOINTS.source
  const purpose = l('컨테이너 이미지와 차트', 'Container images and charts')
  if (site.profile === 'online')
    return [
      {
        label: l('인터넷', 'Internet'),
        places: endpointsFor(site),
        protocol: 'tcp',
        ...port(HTTPS_PORT.value),
        purpose,
        source,
      },
    ]
  const proxy = proxyEndpoint(answers['network.proxyUrl'] ?? '')
  return proxy
    ? [{ label: l('프록시', 'Proxy'), places: [proxy.address], protocol: 'tcp', ...port(proxy.port), purpose, source }]
    : []
}

/** What the nodes connect to beyond the cluster, as the answers name it; `found` has the addresses of names. */
export function servicesOf(input: PreflightInput, found: FoundNames): Service[] {
  const { answers } = input
  const hosts = hostsOf(input)
  const all = [
    ...[names, time].flatMap((service) => service(answers)),
    ...[storage, registry].flatMap((service) => service(input)),
    ...[files, login, backups].flatMap((service) => service(answers)),
    ...internet(input),
  ]
  return all.flatMap(({ label, places, maybe = [], ...service }): Service[] => {
    if (places.length === 0) return []
    const known = places.map((place) => ({ place, addresses: addressesOf(place, input, found) }))
    const addresses = known.flatMap(({ place, addresses }) => written(place, addresses))
    const at = known.flatMap(({ place, addresses }) => (addresses.length > 0 ? addresses : [place]))
    const isOurs = hosts.some((host) => at.includes(host.address))
    return [{ ...service, to: { label, addresses }, at: isOurs ? at : [...at, ...maybe] }]
  })
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
