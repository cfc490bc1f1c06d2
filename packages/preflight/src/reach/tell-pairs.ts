import type { MeshPair } from '@astrago/contracts'
import type { HostRecord } from '../facts/schema.ts'
import type { PreflightInput } from '../input.ts'
import { meshPairs } from './mesh.ts'
import type { Reached } from './sender.ts'

type Known = {
  input: PreflightInput
  records: ReadonlyMap<string, HostRecord>
  /** Hosts that may still answer. */
  pending: ReadonlySet<string>
}

const isAbout = ({ reach, links }: Reached, to: string): boolean =>
  reach.some((row) => row.to === to) || links.some((link) => link.to === to)

/**
 * Gives the ways from a host to others that can be told now. A way is judged by what is known of both its ends, so one to
 * a host that may still answer waits, unless what was tried is `whole`; one that was told is told again only when more was
 * tried on it.
 */
export function pairTeller({ input, records, pending }: Known) {
  const told = new Map<string, number>()
  return (name: string, reached: Reached, whole: boolean): MeshPair[] => {
    const attempts = Map.groupBy(reached.reach, ({ to }) => to)
    const isNew = ({ from, to }: MeshPair): boolean => {
      const count = attempts.get(to)?.length ?? 0
      if ((!whole && pending.has(to)) || told.get(`${from} ${to}`) === count) return false
      told.set(`${from} ${to}`, count)
      return true
    }
    const pairs = meshPairs(input, { records, ...reached }, name)
    return pairs.filter(({ to }) => isAbout(reached, to)).filter(isNew)
  }
}
