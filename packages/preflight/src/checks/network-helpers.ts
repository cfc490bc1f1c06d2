import { cniOf } from '@astrago/contracts'
import type { Subject } from '../check.ts'
import type { FactValues } from '../facts/schema.ts'
import { VXLAN_PLUGINS } from '../thresholds/site.ts'
import { overlap, sizeOf } from './cidr.ts'
import { dataOf } from './helpers.ts'

export const hasAddress = ({ node }: Subject): boolean => node.address !== null

/** Pod and service networks as answered, or the distribution's own. */
export function clusterCidrs({
  answers,
  site,
}: Pick<Subject, 'answers' | 'site'>): [podCidr: string, serviceCidr: string] {
  const data = dataOf(site)
  return [answers['network.podCidr'] ?? data.podCidr, answers['network.serviceCidr'] ?? data.serviceCidr]
}

type Interface = FactValues['interfaces'][number]
type Route = FactValues['routes'][number]

export const holds =
  (address: string | null) =>
  (one: Interface): boolean =>
    one.addresses.some((own) => own.address === address)

/** The way into the network that the kernel takes for `address`: the narrowest network, then the lowest metric. */
export function routeTo(routes: readonly Route[], address: string): Route | null {
  const [best] = routes
    .filter((route) => overlap(route.destination, address))
    .sort((a, b) => sizeOf(a.destination) - sizeOf(b.destination) || a.metric - b.metric)
  return best ?? null
}

const DEFAULT = '0.0.0.0/0'

/** The default routes, the one in use first; of those of one metric, which the kernel may take any of, by name. */
export const defaultRoutes = (routes: readonly Route[]): Route[] =>
  routes
    .filter((route) => route.destination === DEFAULT)
    .sort((a, b) => a.metric - b.metric || (a.iface < b.iface ? -1 : 1))

/** The interface that carries the node's traffic: the one with its address, else that of the default route. */
export function nodeInterface(
  interfaces: FactValues['interfaces'],
  routes: FactValues['routes'],
  address: string | null,
): Interface | null {
  const byRoute = defaultRoutes(routes)[0]?.iface
  return interfaces.find(holds(address)) ?? interfaces.find((one) => one.name === byRoute) ?? null
}

/** Docker names a bridge after the id of its network; administrators have `br-mgmt` and the like, which are cards of the host. */
const DOCKER_BRIDGE = 'br-[0-9a-f]{12}$'
/** Bridges and ends of containers and virtual machines, and what network plugins make; not the host's own cards. */
const VIRTUAL = new RegExp(
  `^(lo|docker\\d|${DOCKER_BRIDGE}|virbr|lxdbr|lxcbr|cni|podman|veth|vnet|tap|tun|cali|flannel|vxlan|cilium|lxc|kube-|nodelocaldns|dummy|nerdctl)`,
)

/** Whether pods of different machines talk to each other through VXLAN. */
export const usesVxlan = ({ site, answers }: Pick<Subject, 'site' | 'answers'>): boolean =>
  VXLAN_PLUGINS.value.includes(cniOf(site.distribution, answers['network.cni']))

export const isVirtual = (name: string): boolean => VIRTUAL.test(name)

/** IPv4 networks of an interface in CIDR form; an address of its own (/32), such as a VIP, is none. */
export function networksOf({ addresses }: Interface): string[] {
  return addresses.flatMap(({ address, prefix }) =>
    address.includes(':') || prefix === 32 || address.startsWith('169.254.') ? [] : [`${address}/${prefix}`],
  )
}

/** The host's own interfaces that lie in an IPv4 network. */
export const cardsOf = (interfaces: FactValues['interfaces']): Interface[] =>
  interfaces.filter((one) => !isVirtual(one.name) && networksOf(one).length > 0)
