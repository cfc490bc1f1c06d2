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
import { commandLine, quote } from '@astrago/hosts'
import { inCluster } from '../checks/helpers.ts'
import type { PreflightInput } from '../input.ts'
import { plays } from '../reach/plan.ts'
import { hostsOf, isAt, type Machine, machinesOf, memberOf, partiesOf } from './parties.ts'
import { platformPorts, type Service, servicesOf } from './services.ts'

const ZONE = 'public'

/** For the console alone, by its address; without one it must be let in by hand before a firewall is switched on. */
function forConsole({ ports }: PreflightInput, node: Machine, console: string | null): Opening[] {
  if (console === null) return []
  const mine = ports.filter(({ from, to }) => from === 'admin' && plays(node, to))
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

const port = ({ first, last }: { first: number; last: number }): string =>
  first === last ? String(first) : `${first}-${last}`

/** For a chain named input of a table named filter, as Debian and Red Hat set it up. */
function nftRules(openings: readonly Opening[]): string[] {
  return openings.map(({ source, protocol, ports }) => {
    const family = source.includes(':') ? 'ip6' : 'ip'
    const all = ports.some(({ first, last }) => first <= 1 && last === 65_535)
    const what = all ? '' : ` ${protocol} dport { ${ports.map(port).join(', ')} }`
    return `${family} saddr ${source}${what}`
  })
}

/**
 * Put before what drops: now, and after a reboot in the file that nftables.service reads (Debian's place and Red Hat's).
 * A file that nft would refuse with them, as where the chain has another name, stays as it is.
 */
function nftCommands(rules: readonly string[]): string[] {
  if (rules.length === 0) return []
  const lines = [...new Set(rules)].map((rule) => `insert rule inet filter input ${rule} accept`)
  const keep = [
    'file=/etc/nftables.conf; [ -f $file ] || file=/etc/sysconfig/nftables.conf; cp -a $file $file.new',
    `printf '%s\\n' '' ${lines.map(quote).join(' ')} >> $file.new`,
    'nft -c -f $file.new',
    'mv $file.new $file || ! rm -f $file.new',
  ]
  return [...lines.map((line) => `nft ${line}`), keep.join(' && ')]
}

type Rules = { firewalld: string[]; ufw: string[]; nftables: string[] }

/** Ports that anybody may use: no source to name. */
function userRules(ports: readonly number[]): Rules {
  const list = ports.map(String)
  const added = list.map((number) => `--add-port=${number}/tcp`)
  return {
    firewalld: [commandLine(['firewall-cmd', '--permanent', `--zone=${ZONE}`, ...added])],
    ufw: [`ufw allow proto tcp to any port ${list.join(',')} comment astrago`],
    nftables: [`tcp dport { ${list.join(', ')} }`],
  }
}

function rulesFor(openings: readonly Opening[]): Rules {
  const firewalld = firewalldRules(openings, ZONE)
  return {
    firewalld: firewalld.map(firewalldRuleName).map(firewalldTool(firewalld).addCommand),
    ufw: ufwRules(openings).map(ufwTool().addCommand),
    nftables: nftRules(openings),
  }
}

/** Each in force at once and after a reboot. */
const commandsOf = ({ firewalld, ufw, nftables }: Rules): Rules => ({
  firewalld: firewalld.length > 0 ? [...firewalld, 'firewall-cmd --reload'] : [],
  ufw,
  nftables: nftCommands(nftables),
})

/** The commands that let these in and nobody else, by kind of firewall. */
export const openingCommands = (openings: readonly Opening[]): Rules => commandsOf(rulesFor(openings))

const NO_RULES: Rules = { firewalld: [], ufw: [], nftables: [] }

/** The commands that open, on each machine of the site, what the others need of it, and no more. */
export function firewallCommands(input: PreflightInput, console: string | null): FirewallCommands[] {
  const machines = machinesOf(input)
  const parties = partiesOf(input)
  const pages = userRules(platformPorts(input).users.map(({ number }) => number))
  return hostsOf(input).map((host) => {
    const member = inCluster(host)
    const services = servicesOf(input).filter(({ to }) => to.addresses.some((address) => isAt(host, address)))
    const own = rulesFor([
      ...(member ? openingsFor(parties, memberOf(host), input.ports) : []),
      ...forConsole(input, host, console),
      ...services.flatMap((service) => forService(service, host, machines, console)),
    ])
    const users = member ? pages : NO_RULES
    return {
      host: host.name,
      address: host.address,
      ...commandsOf({
        firewalld: [...own.firewalld, ...users.firewalld],
        ufw: [...own.ufw, ...users.ufw],
        nftables: [...own.nftables, ...users.nftables],
      }),
    }
  })
}
