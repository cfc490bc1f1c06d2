import {
  firewalldRuleName,
  firewalldRules,
  firewalldTool,
  type Opening,
  openingsFor,
  ufwRules,
  ufwTool,
} from '@astrago/changes'
import type { FirewallCommands } from '@astrago/contracts'
import { commandLine } from '@astrago/hosts'
import type { PortRule, PreflightInput } from '../input.ts'
import { isServer, type Machine, machinesOf, memberOf, partiesOf } from './parties.ts'
import { platformPorts } from './services.ts'

const ZONE = 'public'

/** For the console alone, by its address; without one it must be let in by hand before a firewall is switched on. */
function forConsole(ports: readonly PortRule[], node: Machine, console: string | null): Opening[] {
  if (console === null) return []
  const mine = ports.filter(({ from, to }) => from === 'admin' && (to === 'node' || isServer(node)))
  return mine.map(({ first, last, protocol }) => ({ source: console, protocol, ports: [{ first, last }] }))
}

const port = ({ first, last }: { first: number; last: number }): string =>
  first === last ? String(first) : `${first}-${last}`

/** For a chain named input of a table named filter, as Debian and Red Hat set it up; put before what drops. */
function nftRules(openings: readonly Opening[]): string[] {
  const rules = openings.map(({ source, protocol, ports }) => {
    const family = source.includes(':') ? 'ip6' : 'ip'
    const all = ports.some(({ first, last }) => first <= 1 && last === 65_535)
    const what = all ? '' : ` ${protocol} dport { ${ports.map(port).join(', ')} }`
    return `nft insert rule inet filter input ${family} saddr ${source}${what} accept`
  })
  return [...new Set(rules)]
}

/** Ports that anybody may use: no source to name. */
function forUsers(ports: readonly number[]): Omit<FirewallCommands, 'host' | 'address'> {
  const list = ports.map(String)
  return {
    firewalld: [
      commandLine([
        'firewall-cmd',
        '--permanent',
        `--zone=${ZONE}`,
        ...list.map((number) => `--add-port=${number}/tcp`),
      ]),
      'firewall-cmd --reload',
    ],
    ufw: [`ufw allow proto tcp to any port ${list.join(',')} comment astrago`],
    nftables: [`nft insert rule inet filter input tcp dport { ${list.join(', ')} } accept`],
  }
}

/** The commands that let these in and nobody else, by kind of firewall. */
export function openingCommands(openings: readonly Opening[]): Omit<FirewallCommands, 'host' | 'address'> {
  const firewalld = firewalldRules(openings, ZONE)
  return {
    firewalld: firewalld.map(firewalldRuleName).map(firewalldTool(firewalld).addCommand),
    ufw: ufwRules(openings).map(ufwTool().addCommand),
    nftables: nftRules(openings),
  }
}

/** The commands that open, on each node, what the others need of it, and no more. */
export function firewallCommands(
  input: PreflightInput,
  ports: readonly PortRule[],
  console: string | null,
): FirewallCommands[] {
  const machines = machinesOf(input)
  const parties = partiesOf(input)
  const users = forUsers(platformPorts(input).users.map(({ number }) => number))
  return machines.map((machine) => {
    const own = openingCommands([
      ...openingsFor(parties, memberOf(machine), ports),
      ...forConsole(ports, machine, console),
    ])
    return {
      host: machine.name,
      address: machine.address,
      firewalld: [...own.firewalld, ...users.firewalld],
      ufw: [...own.ufw, ...users.ufw],
      nftables: [...own.nftables, ...users.nftables],
    }
  })
}
