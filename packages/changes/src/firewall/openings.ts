import { isIPv6 } from 'node:net'
import type { PortParty, PortRule } from '@astrago/contracts'

/** Who is in the cluster, and the ranges of its pods and services. */
export type Parties = { servers: readonly Machine[]; agents: readonly Machine[]; podCidr: string; serviceCidr: string }
/** An agent runs pods; a server does where `worker` says so. */
type Machine = { name: string; address: string; role: 'server' | 'agent'; worker?: boolean }

/** What of a line of a port matrix decides about an opening. */
export type PortNeed = Pick<PortRule, 'first' | 'last' | 'protocol' | 'from' | 'to'>

/** From one source to one host: ports as ranges in ascending order; `all` for everything. */
export type Opening = { source: string; protocol: 'tcp' | 'udp'; ports: { first: number; last: number }[] }

/** What has to be open on `node` for the other nodes, and for the pods that run on it. Nothing for anybody else. */
export function openingsFor(parties: Parties, node: Machine, rules: readonly PortNeed[]): Opening[] {
  const open = new Map<string, Opening>()
  for (const rule of rules.filter(({ to }) => plays(node, to))) {
    for (const source of sourcesOf(rule.from, parties, node)) {
      const key = `${source} ${rule.protocol}`
      const opening = open.get(key) ?? { source, protocol: rule.protocol, ports: [] }
      open.set(key, opening)
      opening.ports.push({ first: rule.first, last: rule.last })
    }
  }
  return [...open.values()].map((opening) => ({
    ...opening,
    ports: opening.ports.toSorted((a, b) => a.first - b.first),
  }))
}

function sourcesOf(from: PortNeed['from'], parties: Parties, node: Machine): string[] {
  if (from === 'pods') return [parties.podCidr, parties.serviceCidr]
  return [...parties.servers, ...parties.agents]
    .filter((other) => other.name !== node.name && plays(other, from))
    .map(({ address }) => address)
}

function plays({ role, worker = false }: Machine, party: PortParty): boolean {
  if (party === 'node' || party === 'host') return true
  return party === 'worker' ? role === 'agent' || worker : party === 'control-plane' && role === 'server'
}

const isEverything = ({ ports }: Opening) => ports.some(({ first, last }) => first <= 1 && last === 65535)

/** ufw rules as `ufw show added` prints them, without the leading `ufw `. ufw takes up to 15 ports in one rule. */
export function ufwRules(openings: readonly Opening[]): string[] {
  const rules = openings.map((opening) => {
    const { source, protocol, ports } = opening
    if (isEverything(opening)) return `allow from ${source}`
    const list = ports.map(({ first, last }) => (first === last ? `${first}` : `${first}:${last}`)).join(',')
    return `allow from ${source} to any port ${list} proto ${protocol}`
  })
  return [...new Set(rules)]
}

/** What firewalld has to hold: its zone, the list it is in, and the text as that list prints it. */
export type FirewalldRule = { zone: string; kind: 'rich-rule' | 'source'; text: string }

export function firewalldRules(openings: readonly Opening[], zone: string): FirewalldRule[] {
  const rules = openings.flatMap((opening): FirewalldRule[] => {
    const { source, protocol, ports } = opening
    if (isEverything(opening)) return [{ zone: 'trusted', kind: 'source', text: source }]
    const family = isIPv6(source.split('/')[0] ?? '') ? 'ipv6' : 'ipv4'
    return ports.map(({ first, last }) => ({
      zone,
      kind: 'rich-rule',
      text: `rule family="${family}" source address="${source}" port port="${first === last ? first : `${first}-${last}`}" protocol="${protocol}" accept`,
    }))
  })
  return [...new Map(rules.map((rule) => [`${rule.zone} ${rule.text}`, rule])).values()]
}
