import { isIP } from 'node:net'
import { inCluster } from '../checks/helpers.ts'
import type { HostRecord } from '../facts/schema.ts'
import type { PreflightInput } from '../input.ts'
import { isEndpoint } from '../thresholds/endpoints.ts'

/** Addresses by name, in small letters. */
export type FoundNames = ReadonlyMap<string, readonly string[]>

/** Leads to another machine, not to one's own or to nowhere. */
const isElsewhere = (address: string): boolean =>
  isIP(address) !== 0 && !/^(127\.|0\.0\.0\.0$|::1?$|fe80:)/i.test(address)

/** What one machine makes of names: /etc/hosts comes before what its resolver said when it was tried. */
function namesOn({ facts, active }: HostRecord): FoundNames {
  const lines = 'value' in facts.hostsFile ? facts.hostsFile.value : []
  const written = lines.flatMap(({ address, names }) => names.map((name) => ({ name: name.toLowerCase(), address })))
  const asked = active?.dns && 'value' in active.dns ? Object.entries(active.dns.value.names) : []
  return new Map([
    ...asked.map(([name, { addresses }]) => [name.toLowerCase(), addresses] as const),
    ...[...Map.groupBy(written, ({ name }) => name)].map(
      ([name, entries]) => [name, entries.map(({ address }) => address)] as const,
    ),
  ])
}

/** Where names lead to on the machines of the cluster, all addresses where these differ. */
export function foundNames({ nodes }: PreflightInput, records: readonly HostRecord[]): FoundNames {
  const members = new Set(nodes.filter(inCluster).map(({ name }) => name))
  const all = records.filter(({ host }) => members.has(host)).flatMap((record) => [...namesOn(record)])
  const byName = [...Map.groupBy(all, ([name]) => name)].map(([name, found]) => {
    const addresses = new Set(found.flatMap(([, each]) => each).filter(isElsewhere))
    return [name, [...addresses].toSorted()] as const
  })
  return new Map(byName.filter(([, addresses]) => addresses.length > 0))
}

/**
 * The addresses of what the answers name: of a machine of the site, or as its machines know the name; none where nobody
 * does. Names of the internet stay names, as their addresses come and go.
 */
export function addressesOf(text: string, { nodes }: PreflightInput, names: FoundNames): readonly string[] {
  if (isIP(text) !== 0) return [text]
  if (isEndpoint(text)) return []
  const machine = nodes.find(({ name }) => name === text)?.address
  return machine ? [machine] : (names.get(text.toLowerCase()) ?? [])
}

/** As a rule names it: its address with the name behind, the name alone where nothing else is known. */
export function written(text: string, addresses: readonly string[]): string[] {
  if (addresses.length === 0) return [text]
  return addresses.map((address) => (address === text ? address : `${address} (${text})`))
}

/** Whether whoever writes the rule has to look up the address first. */
export const isNameAlone = (address: string): boolean => isIP(address.split(' ')[0] ?? '') === 0 && !isEndpoint(address)
