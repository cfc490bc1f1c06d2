import type { DeclaredRow, DeclaredState } from '@astrago/contracts'
import { list, shortList } from '../checks/helpers.ts'
import { factOf } from '../facts/fact-of.ts'
import type { Facts, HostRecord } from '../facts/schema.ts'
import type { CheckedAnswers, DeclaredNode, PreflightInput } from '../input.ts'
import { exceptionsOf, proxiesOf } from './proxy.ts'

type Field =
  | 'network.nodeCidr'
  | 'network.gateway'
  | 'network.domain'
  | 'network.dnsServers'
  | 'network.ntpServers'
  | 'network.proxyUrl'
  | 'network.noProxy'

/** What one host says to a field, as a list; null where it does not show it. */
type Reading = { host: string; values: string[] }

const LOCAL = /^(127\.|::1$|169\.254\.)/
const DEFAULT = '0.0.0.0/0'

/** `10.20.0.21` in `/24` is `10.20.0.0/24`. */
function networkOf(address: string, prefix: number): string | null {
  const parts = address.split('.').map(Number)
  if (parts.length !== 4) return null
  const bits = parts.reduce((sum, part) => sum * 256 + part, 0)
  const size = 2 ** (32 - prefix)
  const base = Math.floor(bits / size) * size
  return `${[24, 16, 8, 0].map((shift) => Math.floor(base / 2 ** shift) % 256).join('.')}/${prefix}`
}

type Reader = (facts: Facts, node: DeclaredNode, answers: CheckedAnswers) => string[] | null

const READERS: Record<Field, Reader> = {
  'network.nodeCidr': (facts, node) => {
    const own = factOf(facts, 'interfaces')
      ?.flatMap((one) => one.addresses)
      .find((each) => each.address === node.address)
    const network = own ? networkOf(own.address, own.prefix) : null
    return network ? [network] : null
  },
  'network.gateway': (facts) => {
    const gateway = factOf(facts, 'routes')?.find(({ destination }) => destination === DEFAULT)?.gateway
    return gateway ? [gateway] : null
  },
  // A host shows the name of the platform where its own file has one for the address of the platform.
  'network.domain': (facts, _, answers) => {
    const addresses = [answers['network.externalAddress'], answers['network.vip']]
    const lines = factOf(facts, 'hostsFile')?.filter(({ address }) => addresses.includes(address)) ?? []
    const names = lines.flatMap((line) => line.names).filter((name) => name.includes('.'))
    return names.length ? [...new Set(names)] : null
  },
  'network.dnsServers': (facts) => {
    const dns = factOf(facts, 'dns')
    if (!dns) return null
    const servers = [...new Set([...dns.nameservers, ...dns.upstream])].filter((server) => !LOCAL.test(server))
    return servers.length ? servers : null
  },
  'network.ntpServers': (facts) => {
    const servers = factOf(facts, 'timeSources')?.servers ?? []
    return servers.length ? servers : null
  },
  'network.proxyUrl': proxiesOf,
  'network.noProxy': exceptionsOf,
}

const ONE_VALUE: readonly Field[] = ['network.nodeCidr', 'network.gateway', 'network.domain', 'network.proxyUrl']
const FIELDS = Object.keys(READERS) as Field[]
/** Asked for in a site with a proxy only. */
const OF_PROXY: readonly Field[] = ['network.proxyUrl', 'network.noProxy']
const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((each) => b.includes(each))

/** Some of what was declared is less, all of it and others is more, anything else is other. */
function compareLists(declared: readonly string[], found: readonly string[]): DeclaredState {
  if (sameSet(declared, found)) return 'same'
  if (found.every((each) => declared.includes(each))) return 'less'
  return declared.every((each) => found.includes(each)) ? 'more' : 'other'
}

/** Found values as the questionnaire takes them; null where it cannot. */
function takenAs(field: Field, values: readonly string[]): DeclaredRow['value'] {
  if (!ONE_VALUE.includes(field)) return [...values]
  return values.length === 1 ? (values[0] ?? null) : null
}

function rowOf(field: Field, readings: readonly Reading[], answers: CheckedAnswers): DeclaredRow[] {
  const [first] = readings
  if (!first) return []
  const answer = answers[field]
  const declared = answer === undefined || answer.length === 0 ? null : [answer].flat()
  const agree = readings.every(({ values }) => sameSet(values, first.values))
  const found = agree
    ? list(first.values)
    : shortList(
        readings.map(({ host, values }) => `${host}: ${list(values)}`),
        6,
      )
  const state = !declared ? 'undeclared' : agree ? compareLists(declared, first.values) : 'other'
  const value = agree ? takenAs(field, first.values) : null
  return [{ field, column: null, node: null, declared: declared && list(declared), found, state, value }]
}

/** What the questionnaire says of the network beside what the hosts show, each field once for all of them. */
export function networkRows(
  { nodes, site, answers }: Pick<PreflightInput, 'nodes' | 'site' | 'answers'>,
  records: ReadonlyMap<string, HostRecord>,
): DeclaredRow[] {
  const asked = FIELDS.filter((field) => site.profile === 'proxy' || !OF_PROXY.includes(field))
  return asked.flatMap((field) => {
    const readings = nodes.flatMap((node): Reading[] => {
      const record = records.get(node.name)
      const values = record ? READERS[field](record.facts, node, answers) : null
      return values ? [{ host: node.name, values }] : []
    })
    return rowOf(field, readings, answers)
  })
}
