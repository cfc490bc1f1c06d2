import { hostNamespaceOf, namespaceOf } from '../addresses.ts'
import { linkOf } from '../network.ts'
import { LabError, run } from '../shell.ts'
import type { Fault, FaultContext } from './fault.ts'

const tableOf = (host: string) => `netdev lab_duplicate_mac_${host}`
/** The alias of the link keeps the host's own address while it has another's. */
const MARK = 'lab own '

type Link = { address: string; ifalias?: string }

async function linkIn(namespace: string): Promise<Link> {
  const [link] = JSON.parse(await run('ip', ['-netns', namespace, '-json', 'link', 'show', 'eth0'])) as Link[]
  if (!link) throw new LabError(`no eth0 in ${namespace}`)
  return link
}

const setLink = (namespace: string, address: string, alias: string) =>
  run('ip', ['-netns', namespace, 'link', 'set', 'eth0', 'address', address, 'alias', alias])

const nft = (namespace: string, rules: string) =>
  run('ip', ['netns', 'exec', namespace, 'nft', '-f', '-'], { stdin: rules })

const table = (host: string, device: string, rules: string) =>
  `table ${tableOf(host)} {\nchain fault {\ntype filter hook ingress device "${device}" priority 0\n${rules}\n}\n}\n`

/** The first line makes the table where there is none. */
const noTable = (host: string) => `table ${tableOf(host)}\ndelete table ${tableOf(host)}\n`

const namespacesOf = ({ lab, host }: FaultContext) => ({
  inLab: namespaceOf(lab.index),
  inHost: hostNamespaceOf(lab.index, host.name),
})

async function on(context: FaultContext): Promise<void> {
  const { lab, host } = context
  const peer = lab.hosts.find(({ name }) => name !== host.name)
  if (!peer) throw new LabError('this fault needs a lab of at least two hosts')
  const { inLab, inHost } = namespacesOf(context)
  const { address: own } = await linkIn(inHost)
  const { address: other } = await linkIn(hostNamespaceOf(lab.index, peer.name))
  await nft(inLab, table(host.name, linkOf(host.name), `ether saddr set ${own}\narp saddr ether set ${own}`))
  await nft(inHost, table(host.name, 'eth0', `ether daddr ${own} meta pkttype set host`))
  await setLink(inHost, other, `${MARK}${own}`)
}

async function off(context: FaultContext): Promise<void> {
  const { inLab, inHost } = namespacesOf(context)
  const own = (await linkIn(inHost)).ifalias?.split(MARK)[1]
  if (own) await setLink(inHost, own, '')
  for (const namespace of [inLab, inHost]) await nft(namespace, noTable(context.host.name))
}

export const DUPLICATE_MAC: Fault = {
  name: 'duplicate-mac',
  description:
    "The host's card has the MAC address of another host's. The switch still tells them apart, so both stay reachable.",
  params: {},
  on,
  off,
}
