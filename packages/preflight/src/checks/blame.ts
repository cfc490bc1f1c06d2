type Hosts = readonly [string, string]
/** Two hosts between which something is wrong, the outcome that it is for a check, and how it reads. */
export type BadPair<O extends string> = { hosts: Hosts; outcome: O; text: string }

/** The pairs that a host is one of. The list is gone through once, whoever is asked for. */
export function byHost<T extends { hosts: Hosts }>(pairs: readonly T[]): (host: string) => readonly T[] {
  const known = new Map<string, T[]>()
  for (const pair of pairs)
    for (const host of pair.hosts) {
      const own = known.get(host)
      if (own) own.push(pair)
      else known.set(host, [pair])
    }
  return (host) => known.get(host) ?? []
}

/**
 * What of the bad pairs is put down to a host: those in which it has at least as many bad pairs as the other. So a host
 * with a bad line gets a verdict, and not all that talk to it; where both have the same number, both get one.
 */
export function blame<O extends string>(pairs: readonly BadPair<O>[]): (host: string) => BadPair<O>[] {
  const own = byHost(pairs)
  return (host) => own(host).filter(({ hosts }) => hosts.every((other) => own(host).length >= own(other).length))
}
