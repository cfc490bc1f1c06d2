import type { Mesh, MeshPair } from '@astrago/contracts'
import { remember } from '../../lib/remember.ts'

/** What is known between hosts, by the sending host: all of it, or while a preflight runs what it has told so far. */
export type KnownMesh = Pick<Mesh, 'hosts' | 'ports'> & { pairs: ReadonlyMap<string, readonly MeshPair[]> }

export const NOTHING_KNOWN: KnownMesh = { hosts: [], ports: [], pairs: new Map() }

export function knownOf({ hosts, ports, pairs }: Mesh): KnownMesh {
  return { hosts, ports, pairs: Map.groupBy(pairs, ({ from }) => from) }
}

/** With what an event tells besides: the hosts and ports, or pairs. Senders of which it says nothing keep their list. */
export function hearMesh(known: KnownMesh, told: Mesh): KnownMesh {
  const { hosts, ports } = told.hosts.length > 0 ? told : known
  const pairs = new Map(known.pairs)
  for (const [from, newer] of Map.groupBy(told.pairs, (pair) => pair.from)) {
    const merged = new Map([...(pairs.get(from) ?? []), ...newer].map((pair) => [pair.to, pair]))
    pairs.set(from, [...merged.values()])
  }
  return { hosts, ports, pairs }
}

const byTarget = remember((pairs: readonly MeshPair[]) => new Map(pairs.map((pair) => [pair.to, pair])))

export function pairBetween({ pairs }: KnownMesh, from: string, to: string): MeshPair | undefined {
  const own = pairs.get(from)
  return own && byTarget(own).get(to)
}

/** How many directions there are between the hosts, and how many of them are known. */
export function countDirections({ hosts, pairs }: KnownMesh): { all: number; known: number } {
  const known = [...pairs.values()].reduce((sum, own) => sum + own.length, 0)
  return { all: hosts.length * (hosts.length - 1), known }
}
