import { hostNamespaceOf, namespaceOf } from '../addresses.ts'
import { sshAnswers } from '../boot.ts'
import { linkOf } from '../network.ts'
import { attempt, run } from '../shell.ts'
import type { Fault, FaultContext } from './fault.ts'

const inHost = ({ lab, host }: FaultContext) => hostNamespaceOf(lab.index, host.name)

type Place = 'in the host' | 'at the gateway'

/** A fault that is one table of packet rules, in the host's own network or in the lab's. */
function tableFault(
  fault: Omit<Fault, 'on' | 'off'>,
  { family, place = 'in the host' }: { family: 'inet' | 'netdev'; place?: Place },
  chain: (context: FaultContext) => string,
): Fault {
  const table = ({ host }: FaultContext) => `${family} lab_${`${fault.name}-${host.name}`.replaceAll('-', '_')}`
  const nft = (context: FaultContext, rules: string) => {
    const namespace = place === 'in the host' ? inHost(context) : namespaceOf(context.lab.index)
    return run('ip', ['netns', 'exec', namespace, 'nft', '-f', '-'], { stdin: rules })
  }
  return {
    ...fault,
    on: (context) => nft(context, `table ${table(context)} {\nchain fault {\n${chain(context)}\n}\n}\n`),
    // The first line makes the table where something in the host has removed it.
    off: (context) => nft(context, `table ${table(context)}\ndelete table ${table(context)}\n`),
  }
}

const from = ({ params }: FaultContext) => (params.from ? `ip saddr ${params.from} ` : '')

const setMtu = (context: FaultContext, bytes: string | undefined) =>
  run('ip', ['-netns', inHost(context), 'link', 'set', 'eth0', 'mtu', String(bytes)])

const limitRate = (namespace: string, device: string, kbit: string | undefined) =>
  run('tc', [
    ...['-netns', namespace, 'qdisc', 'replace', 'dev', device, 'root', 'tbf'],
    ...['rate', `${kbit}kbit`, 'burst', '16kbit', 'latency', '400ms'],
  ])

export const NETWORK_FAULTS: readonly Fault[] = [
  tableFault(
    {
      name: 'port-drop',
      description:
        'A firewall swallows `protocol` (tcp, udp) to `port`, if given only from the address or network `from`.',
      params: { port: '6443', from: '', protocol: 'tcp' },
    },
    { family: 'inet' },
    (context) =>
      `type filter hook input priority -10; ${from(context)}${context.params.protocol} dport ${context.params.port} drop`,
  ),
  tableFault(
    {
      name: 'port-reset',
      description: 'A firewall refuses TCP to `port`, if given only from the address or network `from`.',
      params: { port: '6443', from: '' },
    },
    { family: 'inet' },
    (context) =>
      `type filter hook input priority -10; ${from(context)}tcp dport ${context.params.port} reject with tcp reset`,
  ),
  tableFault(
    { name: 'dns-dead', description: 'Questions to the DNS server get no answer: a lookup takes 10 s.', params: {} },
    { family: 'inet', place: 'at the gateway' },
    ({ host }) =>
      `type filter hook input priority -10; ip saddr ${host.address} meta l4proto { tcp, udp } th dport 53 drop`,
  ),
  tableFault(
    {
      name: 'packet-loss',
      description: 'Every packet to the host is lost with a chance of `percent`.',
      params: { percent: '20' },
    },
    { family: 'netdev' },
    ({ params }) => `type filter hook ingress device "eth0" priority 0; numgen random mod 100 < ${params.percent} drop`,
  ),
  tableFault(
    { name: 'ping-dropped', description: 'A firewall swallows echo requests.', params: {} },
    { family: 'inet' },
    () => 'type filter hook input priority -10; icmp type echo-request drop',
  ),
  tableFault(
    {
      name: 'path-mtu',
      description: 'Packets of more than `bytes` from other hosts vanish, as at a switch with a smaller MTU.',
      params: { bytes: '1400' },
    },
    { family: 'netdev' },
    ({ lab, host, params }) =>
      `type filter hook ingress device "eth0" priority 0; ip saddr { ${lab.hosts
        .filter(({ name }) => name !== host.name)
        .map(({ address }) => address)
        .join(', ')} } meta length > ${params.bytes} drop`,
  ),
  {
    name: 'interface-mtu',
    description: "The host's interface has an MTU of `bytes`, whatever the network carries.",
    params: { bytes: '9000' },
    on: (context) => setMtu(context, context.params.bytes),
    off: (context) => setMtu(context, '1500'),
  },
  {
    name: 'link-down',
    description: 'The network cable is out: packets to the host get no answer.',
    params: {},
    on: ({ lab, host }) => run('ip', ['-netns', namespaceOf(lab.index), 'link', 'set', linkOf(host.name), 'down']),
    off: async ({ lab, host }) => {
      await run('ip', ['-netns', namespaceOf(lab.index), 'link', 'set', linkOf(host.name), 'up'])
      await sshAnswers(host.address, 3_000) // until then, who was refused an answer does not ask again
    },
  },
  {
    name: 'slow-link',
    description: 'The host sends and receives no more than `kbit` kilobits a second.',
    params: { kbit: '1000' },
    on: async (context) => {
      await limitRate(namespaceOf(context.lab.index), linkOf(context.host.name), context.params.kbit)
      await limitRate(inHost(context), 'eth0', context.params.kbit)
    },
    off: async (context) => {
      const ends = [
        [namespaceOf(context.lab.index), linkOf(context.host.name)],
        [inHost(context), 'eth0'],
      ] as const
      for (const [namespace, device] of ends)
        await attempt('tc', ['-netns', namespace, 'qdisc', 'delete', 'dev', device, 'root'])
    },
  },
]
