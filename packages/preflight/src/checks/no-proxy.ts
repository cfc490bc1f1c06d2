import type { CheckedAnswers, DeclaredNode, PreflightInput } from '../input.ts'
import { endpointOf } from '../site-services.ts'
import { isAddress, isNetwork, overlap, sizeOf } from './cidr.ts'
import { clusterCidrs } from './network-helpers.ts'

type Place = { what: string; place: string }
/** What is known of the site wherever NO_PROXY is looked at. */
export type Planned = Pick<PreflightInput, 'answers' | 'site'> & { nodes: readonly DeclaredNode[] }

/**
 * Whether an entry of NO_PROXY keeps `place` from the proxy, as Go reads it (golang.org/x/net/http/httpproxy): an
 * address, a network, a name with all below it, or `.suffix` for what is below it.
 */
function holds(entry: string, place: string): boolean {
  if (entry === place || entry === '*') return true
  if (isAddress(place) || isNetwork(place))
    return isNetwork(entry) && overlap(entry, place) && sizeOf(entry) >= sizeOf(place)
  const suffix = entry.replace(/^\*?\.?/, '')
  return !isAddress(entry) && !isNetwork(entry) && suffix !== '' && place.endsWith(`.${suffix}`)
}

export const covered = (entries: readonly string[], place: string): boolean =>
  entries.some((entry) => holds(entry, place))

/** Covered by a network alone, which curl before 7.86 and wget do not understand. */
export const coveredByNetworkOnly = (entries: readonly string[], place: string): boolean =>
  covered(entries, place) &&
  !covered(
    entries.filter((entry) => !entry.includes('/')),
    place,
  )

const hostOf = (text: string | undefined): string => endpointOf(text ?? '', 443)?.address ?? ''
const named = (places: readonly [what: string, place: string | null | undefined][]): Place[] =>
  places.flatMap(([what, place]) => (place ? [{ what, place }] : []))

/** Addresses by which the machines of the cluster call each other. */
export const nodePlaces = ({ answers, nodes }: Planned): Place[] =>
  named([
    ...nodes.map(({ name, address }): [string, string | null] => [name, address]),
    ['VIP', answers['network.vip']],
  ])

/** What the programs of the cluster call inside it. */
export function clusterPlaces(input: Planned): Place[] {
  const [pods, services] = clusterCidrs(input)
  return named([
    ['pods', pods],
    ['services', services],
    ['localhost', 'localhost'],
    ['loopback', '127.0.0.1'],
    ['services', '.svc'],
    ['cluster', '.cluster.local'],
  ])
}

/** HTTP services on site that must not be asked for through the proxy. */
export const servicePlaces = ({ answers }: { answers: CheckedAnswers }): Place[] =>
  named([
    ['registry', answers['registry.kind'] === 'own' ? '' : hostOf(answers['registry.address'])],
    ['users', answers['network.externalAddress']],
    ['domain', answers['network.domain']],
    ['files', hostOf(answers['platform.offlineHttpServer'])],
  ])

/** What NO_PROXY must hold, from all answers; the value that the installation should write. */
export function wantedNoProxy(input: Planned): string[] {
  const places = [...clusterPlaces(input), ...nodePlaces(input), ...servicePlaces(input)].map(({ place }) => place)
  const ranges = [input.answers['network.nodeCidr'] ?? '']
  return [...new Set([...places, ...ranges, ...(input.answers['network.noProxy'] ?? [])])].filter(Boolean)
}
