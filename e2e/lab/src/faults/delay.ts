import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { namespaceOf } from '../addresses.ts'
import { sshAnswers } from '../boot.ts'
import { cgroupLayout, groupsOf, killGroup } from '../cgroups.ts'
import { linkOf } from '../network.ts'
import { run, runDetached } from '../shell.ts'
import type { Fault, FaultContext } from './fault.ts'

const RELAY = fileURLToPath(new URL('../relay.py', import.meta.url))

/** The kernel takes up to a second to tell the bridge that a link is up. */
const WAIT_MS = 5_000

/** The pair of links that stands between the host's link and the bridge while packets are held up. */
const pairOf = (host: string) => ({ outer: `d-${host}`, inner: `b-${host}` })

/** The relay's own group below the lab's: taking the lab down ends it with the rest. */
async function relayGroup({ lab, host }: FaultContext): Promise<string> {
  const [group = ''] = groupsOf(await cgroupLayout(), lab.index)
  return join(group, `relay-${host.name}`)
}

const inLab = ({ lab }: FaultContext, lines: readonly string[]) =>
  run('ip', ['-netns', namespaceOf(lab.index), '-batch', '-'], { stdin: `${lines.join('\n')}\n` })

/**
 * Neither link answers ARP: without it the lab would answer for the bridge by the host's own link, past the relay.
 */
async function on(context: FaultContext): Promise<void> {
  const { lab, host, params } = context
  const link = linkOf(host.name)
  const { outer, inner } = pairOf(host.name)
  await inLab(context, [
    `link add ${outer} type veth peer name ${inner}`,
    `link set ${inner} master br0 up`,
    `link set ${outer} arp off up`,
    `link set ${link} nomaster arp off`,
  ])
  const group = await relayGroup(context)
  await mkdir(group, { recursive: true })
  const words = ['netns', 'exec', namespaceOf(lab.index), 'python3', RELAY, link, outer, String(params.ms)]
  const pid = await runDetached('ip', words, /^relays$/m)
  await writeFile(join(group, 'cgroup.procs'), String(pid))
  await sshAnswers(host.address, WAIT_MS)
}

async function off(context: FaultContext): Promise<void> {
  await killGroup(await relayGroup(context))
  const link = linkOf(context.host.name)
  await inLab(context, [`link delete ${pairOf(context.host.name).outer}`, `link set ${link} master br0 arp on`])
  await sshAnswers(context.host.address, WAIT_MS)
}

export const DELAY: Fault = {
  name: 'delay',
  description: 'Every packet to and from the host is held up for `ms` milliseconds.',
  params: { ms: '50' },
  on,
  off,
}
