/** Two hosts between which something is wrong, the outcome that it is for a check, and how it reads. */
export type BadPair<O extends string> = { hosts: readonly [string, string]; outcome: O; text: string }

/**
 * What of the bad pairs is put down to a host: those in which it has at least as many bad pairs as the other. So a host
 * with a bad line gets a verdict, and not all that talk to it; where both have the same number, both get one.
 */
export function blamedOn<O extends string>(host: string, pairs: readonly BadPair<O>[]): BadPair<O>[] {
  const counts = new Map<string, number>()
  for (const name of pairs.flatMap(({ hosts }) => hosts)) counts.set(name, (counts.get(name) ?? 0) + 1)
  const count = (name: string): number => counts.get(name) ?? 0
  return pairs.filter(({ hosts }) => hosts.includes(host) && hosts.every((other) => count(host) >= count(other)))
}
