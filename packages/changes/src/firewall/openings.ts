import type { PacketProtocol, PacketRule, PortParty, PortRule } from '@astrago/contracts'
import { familyOf, PACKETS } from './packets.ts'

/** Who is in the cluster, and the ranges of its pods and services. */
export type Parties = { servers: readonly Machine[]; agents: readonly Machine[]; podCidr: string; serviceCidr: string }
/** An agent runs pods; a server does where `worker` says so. */
type Machine = { name: string; address: string; role: 'server' | 'agent'; worker?: boolean }

/** What of a line of a port matrix decides about an opening. */
type PortNeed = Pick<PortRule, 'first' | 'last' | 'protocol' | 'from' | 'to'>
type PacketNeed = Pick<PacketRule, 'protocol' | 'from' | 'to'>
export type Need = PortNeed | PacketNeed

/** From one source to one host: ports as ranges in ascending order, or packets that have none. */
export type PortOpening = { source: string; protocol: 'tcp' | 'udp'; ports: { first: number; last: number }[] }
export type PacketOpening = { source: string; protocol: PacketProtocol }
export type Opening = PortOpening | PacketOpening

export const hasPorts = (opening: Opening): opening is PortOpening => 'ports' in opening

/** What has to be open on `node` for the other nodes, and for the pods that run on it. Nothing for anybody else. */
export function openingsFor(parties: Parties, node: Machine, rules: readonly Need[]): Opening[] {
  const asked = rules
    .filter(({ to }) => plays(node, to))
    .flatMap((rule) => sourcesOf(rule.from, parties, node).map((source) => ({ source, rule })))
  const open = Map.groupBy(asked, ({ source, rule }) => `${source} ${rule.protocol}`)
  return [...open.values()].flatMap((alike) =>
    alike.slice(0, 1).map(({ source, rule }) => openingOf(source, rule, alike)),
  )
}

/** @param alike all that is asked for this source and of this protocol */
function openingOf(source: string, rule: Need, alike: readonly { rule: Need }[]): Opening {
  if (!('first' in rule)) return { source, protocol: rule.protocol }
  const ports = alike.flatMap(({ rule: each }) => ('first' in each ? [{ first: each.first, last: each.last }] : []))
  return { source, protocol: rule.protocol, ports: ports.toSorted((a, b) => a.first - b.first) }
}

function sourcesOf(from: Need['from'], parties: Parties, node: Machine): string[] {
  if (from === 'pods') return [parties.podCidr, parties.serviceCidr]
  return [...parties.servers, ...parties.agents]
    .filter((other) => other.name !== node.name && plays(other, from))
    .map(({ address }) => address)
}

function plays({ role, worker = false }: Machine, party: PortParty): boolean {
  if (party === 'node' || party === 'host') return true
  return party === 'worker' ? role === 'agent' || worker : party === 'control-plane' && role === 'server'
}

export const isEverything = ({ ports }: PortOpening): boolean =>
  ports.some(({ first, last }) => first <= 1 && last === 65535)

/**
 * ufw rules as `ufw show added` prints them, without the leading `ufw `. ufw takes up to 15 ports in one rule, and none of
 * packets without ports: it lets ICMP in by the file before its rules, and knows no IP in IP.
 */
export function ufwRules(openings: readonly Opening[]): string[] {
  const rules = openings.filter(hasPorts).map((opening) => {
    const { source, protocol, ports } = opening
    if (isEverything(opening)) return `allow from ${source}`
    const list = ports.map(({ first, last }) => (first === last ? `${first}` : `${first}:${last}`)).join(',')
    return `allow from ${source} to any port ${list} proto ${protocol}`
  })
  return [...new Set(rules)]
}

const rangeText = ({ first, last }: { first: number; last: number }): string =>
  first === last ? `${first}` : `${first}-${last}`

/** What firewalld has to hold: its zone, the list it is in, and the text as that list prints it. */
export type FirewalldRule = { zone: string; kind: 'rich-rule' | 'source'; text: string }

export function firewalldRules(openings: readonly Opening[], zone: string): FirewalldRule[] {
  const rules = openings.flatMap((opening): FirewalldRule[] => {
    const { source, protocol } = opening
    if (hasPorts(opening) && isEverything(opening)) return [{ zone: 'trusted', kind: 'source', text: source }]
    const family = familyOf(source)
    const whats = hasPorts(opening)
      ? opening.ports.map((range) => `port port="${rangeText(range)}" protocol="${protocol}"`)
      : [PACKETS[opening.protocol].firewalld[family]]
    return whats.map((what) => ({
      zone,
      kind: 'rich-rule',
      text: `rule family="${family}" source address="${source}" ${what} accept`,
    }))
  })
  return [...new Map(rules.map((rule) => [`${rule.zone} ${rule.text}`, rule])).values()]
}
