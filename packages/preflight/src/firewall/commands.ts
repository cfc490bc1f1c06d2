import {
  familyOf,
  firewalldAdds,
  firewalldRules,
  type Opening,
  openingsFor,
  PACKETS,
  ufwRules,
  ufwTool,
} from '@astrago/changes'
import type { FirewallCommands } from '@astrago/contracts'
import { quote } from '@astrago/hosts'
import { inCluster } from '../checks/helpers.ts'
import { type PreflightInput, ruleAt } from '../input.ts'
import { plays } from '../reach/plan.ts'
import { nftCommands, nftRules } from './nftables.ts'
import { hostsOf, isAt, type Machine, machinesOf, memberOf, partiesOf, playing } from './parties.ts'
import type { FoundNames } from './places.ts'
import { type Service, servicesOf, userPorts } from './services.ts'
import { ufwPackets } from './ufw-packets.ts'
import { meetsUsers } from './users.ts'

/** firewalld's zone of the card that has the address: packets of no other zone are let in by a rule of it. */
const ZONE = '$zone'
const findZone = (address: string): string =>
  `zone=$(firewall-cmd --get-zone-of-interface="$(ip -o addr show to ${quote(address)} | awk '{ print $2 }')" 2>/dev/null || firewall-cmd --get-default-zone)`
const zoneWord = (zone: string): string => (zone === ZONE ? '"$zone"' : quote(zone))
const addToZone = (options: readonly string[]): string =>
  `firewall-cmd --permanent --zone="$zone" ${options.map(quote).join(' ')}`

/** For the console alone, by its address; without one it must be let in by hand before a firewall is switched on. */
function forConsole({ ports }: PreflightInput, node: Machine, console: string | null): Opening[] {
  if (console === null) return []
  const mine = ports.filter(({ from, to }) => from === 'admin' && plays(node, to)).map((rule) => ruleAt(rule, node))
  return mine.map(({ first, last, protocol }) => ({ source: console, protocol, ports: [{ first, last }] }))
}

/** For who uses a service that this machine is. */
function forService(
  { by, protocol, first, last }: Service,
  host: Machine,
  nodes: readonly Machine[],
  console: string | null,
): Opening[] {
  const sources =
    by === 'console' ? [console] : nodes.filter((node) => node.name !== host.name).map(({ address }) => address)
  return sources.flatMap((source) => (source === null ? [] : [{ source, protocol, ports: [{ first, last }] }]))
}

type Rules = { firewalld: string[]; ufw: string[]; nftables: string[] }

const merged = (all: readonly Rules[]): Rules => ({
  firewalld: all.flatMap(({ firewalld }) => firewalld),
  ufw: all.flatMap(({ ufw }) => ufw),
  nftables: all.flatMap(({ nftables }) => nftables),
})

/** Ports that anybody may use: no source to name. */
function userRules(input: PreflightInput, host: Machine): Rules[] {
  const list = meetsUsers(input, host) ? userPorts(input, host).map(String) : []
  if (list.length === 0) return []
  const added = list.map((number) => `--add-port=${number}/tcp`)
  return [
    {
      firewalld: [addToZone(added)],
      ufw: [`ufw allow proto tcp to any port ${list.join(',')} comment astrago`],
      nftables: [`tcp dport { ${list.join(', ')} }`],
    },
  ]
}

/** Packets of routers on the way, whose addresses nobody knows; ufw lets them in by itself. */
function routerRules({ packets, nodes }: PreflightInput, host: Machine): Rules[] {
  const family = familyOf(host.address)
  return packets
    .filter(({ from, to }) => from === 'routers' && plays(host, to) && playing(hostsOf({ nodes }), to).length > 1)
    .map(({ protocol }) => {
      const { firewalld, nftables } = PACKETS[protocol]
      const rule = `--add-rich-rule=rule family="${family}" ${firewalld[family]} accept`
      return {
        firewalld: [addToZone([rule])],
        ufw: [],
        nftables: [nftables[family]],
      }
    })
}

function rulesFor(openings: readonly Opening[]): Rules {
  const bySource = Map.groupBy(openings, ({ source }) => source)
  return {
    firewalld: [...bySource.values()].flatMap((mine) => firewalldAdds(firewalldRules(mine, ZONE), zoneWord)),
    ufw: [...ufwTool().add(ufwRules(openings)), ...ufwPackets(openings)],
    nftables: nftRules(openings),
  }
}

/** Each in force at once and after a reboot. */
const commandsOf = ({ firewalld, ufw, nftables }: Rules, address: string): Rules => ({
  firewalld: firewalld.length > 0 ? [findZone(address), ...firewalld, 'firewall-cmd --reload'] : [],
  ufw,
  nftables: nftCommands(nftables),
})

/** The commands that let these in at this address of a machine, and nobody else, by kind of firewall. */
export const openingCommands = (openings: readonly Opening[], address: string): Rules =>
  commandsOf(rulesFor(openings), address)

/** The commands that open, on each machine of the site, what the others need of it, and no more. */
export function firewallCommands(input: PreflightInput, console: string | null, names: FoundNames): FirewallCommands[] {
  const machines = machinesOf(input)
  const parties = partiesOf(input)
  const lines = [...input.ports, ...input.packets]
  return hostsOf(input).map((host) => {
    const services = servicesOf(input, names).filter(({ at }) => at.some((address) => isAt(host, address)))
    const own = rulesFor([
      ...(inCluster(host) ? openingsFor(parties, memberOf(host), lines) : []),
      ...forConsole(input, host, console),
      ...services.flatMap((service) => forService(service, host, machines, console)),
    ])
    const anybody = inCluster(host) ? [...userRules(input, host), ...routerRules(input, host)] : []
    return { host: host.name, address: host.address, ...commandsOf(merged([own, ...anybody]), host.address) }
  })
}
