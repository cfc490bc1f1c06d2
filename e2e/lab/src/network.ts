import { gatewayOf, hostNamespaceOf, machineAddressOf, namespaceOf, subnetOf } from './addresses.ts'
import { attempt, LabError, mapLimited, run } from './shell.ts'

type Named = { name: string; address: string }

/** The link of a host at the bridge: what slow-link and link-down work on. */
export function linkOf(host: string): string {
  return `v-${host}`
}

/** What `ip -batch` is told, in order: in the machine's namespace, in the lab's, and in each host's. */
export function networkPlan(index: number, hosts: readonly Named[]) {
  const lab = namespaceOf(index)
  return {
    machine: [
      `netns add ${lab}`,
      ...hosts.map(({ name }) => `netns add ${hostNamespaceOf(index, name)}`),
      `link add ${lab} type veth peer name uplink netns ${lab}`,
      // A route instead of an address, and none of IPv6: a browser drops what it waits for when an address comes or goes.
      `link set ${lab} addrgenmode none`,
      `link set ${lab} up`,
      `route add local ${machineAddressOf(index)} dev ${lab} table local`,
      `route add ${subnetOf(index)} dev ${lab} src ${machineAddressOf(index)}`,
    ],
    lab: [
      'link set lo up',
      'link add br0 type bridge forward_delay 0',
      `addr add ${gatewayOf(index)}/24 dev br0`,
      'link set br0 up',
      'link set uplink master br0 up',
      ...hosts.flatMap(({ name }) => [
        `link add ${linkOf(name)} type veth peer name eth0 netns ${hostNamespaceOf(index, name)}`,
        `link set ${linkOf(name)} master br0 up`,
      ]),
    ],
    hosts: hosts.map(({ name, address }) => ({
      namespace: hostNamespaceOf(index, name),
      lines: [
        'link set lo up',
        `addr add ${address}/24 dev eth0`,
        'link set eth0 up',
        `route add default via ${gatewayOf(index)}`,
      ],
    })),
  }
}

/** Makes the lab's namespaces, its bridge, and one link from the machine's own namespace into it. */
export async function makeNetwork(index: number, hosts: readonly Named[]): Promise<void> {
  const plan = networkPlan(index, hosts)
  await run('ip', ['-batch', '-'], { stdin: `${plan.machine.join('\n')}\n` })
  await run('ip', ['-netns', namespaceOf(index), '-batch', '-'], { stdin: `${plan.lab.join('\n')}\n` })
  await mapLimited(plan.hosts, 8, ({ namespace, lines }) =>
    run('ip', ['-netns', namespace, '-batch', '-'], { stdin: `${lines.join('\n')}\n` }),
  )
}

/** Removes all that `makeNetwork` made for this index, whatever of it is there. */
export async function removeNetwork(index: number): Promise<void> {
  const lab = namespaceOf(index)
  await attempt('ip', ['link', 'delete', lab])
  const namespaces = (await namespaceNames()).filter((name) => name === lab || name.startsWith(`${lab}-`))
  const { code, stderr } = await attempt('ip', ['-batch', '-'], {
    stdin: namespaces.map((name) => `netns delete ${name}\n`).join(''),
  })
  if (code !== 0) throw new LabError(`network namespaces of lab ${index}: ${stderr.trim()}`)
}

async function namespaceNames(): Promise<string[]> {
  const { stdout } = await attempt('ip', ['netns', 'list'])
  return stdout.split('\n').map((line) => line.split(' ')[0] ?? '')
}
