import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AppError, NodeRole } from '@astrago/contracts'
import { connectSsh, type Host, scanHostKey } from '@astrago/hosts'
import type { Action, ActionContext, Phase } from '@astrago/jobs'
import { canRun, Lab } from '@astrago/lab'
import { makeRelease } from '@astrago/lab/rke2-standin'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { KubeconfigVault, Limits } from '../distribution.ts'
import type { ClusterAnswers, Rke2Cluster } from './answers.ts'
import { newClusterToken } from './desired.ts'
import { rke2 } from './rke2.ts'

const able = await canRun()
const { signal } = new AbortController()
/** Not RKE2's own, so that its images are more than the bundle. */
const CNI = 'cilium'
const limits: Limits = { startMs: 60_000, joinMs: 20_000, readyMs: 30_000, pollMs: 300 }

let lab: Lab
let folder: string
let hosts: Map<string, Host>
let kubeconfig: string | null = null
const vault: KubeconfigVault = {
  read: async () => kubeconfig,
  write: async (text) => {
    kubeconfig = text
  },
}
const token = newClusterToken()
const lines: string[] = []

function contextOf(action: Action): ActionContext {
  const hostNamed = (name: string) => hosts.get(name) ?? expect.fail(`no host ${name}`)
  const log = (text: string) => void lines.push(`${action.host} ${text}`)
  const output = { onStdout: (chunk: Buffer) => log(String(chunk)), onStderr: (chunk: Buffer) => log(String(chunk)) }
  return { host: hostNamed(action.host), signal, hostNamed, log, relay: log, output }
}

/** Every action of the phases with what the hosts say now, in order. */
async function planOf(phases: readonly Phase[]): Promise<Action[]> {
  const actions: Action[] = []
  for (const phase of phases) actions.push(...phase.plan(await phase.gather(hosts, signal)))
  return actions
}

async function run(phases: readonly Phase[]): Promise<string[]> {
  const applied: string[] = []
  for (const action of await planOf(phases)) {
    if (await perform(action)) applied.push(action.id)
  }
  return applied
}

/** Whether there was anything to do. */
async function perform(action: Action): Promise<boolean> {
  const context = contextOf(action)
  try {
    if (await action.verify(context)) return false
    await action.apply(context)
    expect(await action.verify(context), `${action.id} holds after apply`).toBe(true)
    return true
  } catch (cause) {
    throw new Error(
      `${action.id}: ${cause}\n${lines
        .slice(-6)
        .map((line) => line.slice(0, 160))
        .join('\n')}`,
      { cause },
    )
  }
}

async function undo(phases: readonly Phase[]): Promise<void> {
  for (const action of (await planOf(phases)).reverse()) await action.undo?.(contextOf(action))
}

async function cluster(answers: ClusterAnswers = {}, servers = 2): Promise<Rke2Cluster> {
  const artifacts = await rke2.inspectArtifacts(folder, { cni: CNI })
  const nodes = lab.hosts.map(({ name, address }, index) => ({
    name,
    address,
    roles: (index < servers ? ['control-plane', 'worker'] : ['worker']) as NodeRole[],
  }))
  return rke2.desiredCluster({
    answers: { 'resources.nodes': nodes, 'network.cni': CNI, ...answers },
    site: { profile: 'air-gapped' },
    artifacts,
    secrets: { token },
  })
}

async function nodesSeenFrom(host: string): Promise<string[]> {
  const kubectl = '/var/lib/rancher/rke2/bin/kubectl --kubeconfig /etc/rancher/rke2/rke2.yaml'
  return (await lab.ssh(host, `${kubectl} get nodes`)).stdout.split('\n').filter(Boolean)
}

const knobs = (host: string, values: object | null) =>
  lab.ssh(host, values ? `echo '${JSON.stringify(values)}' > /etc/rke2-standin.json` : 'rm -f /etc/rke2-standin.json')

/** What undo has to leave as it was: files of /etc and /usr/local by content, kernel values, firewall, our own folder. */
const PICTURE = `
cd /; find etc usr/local var/lib/rancher var/lib/astrago -xdev \\( -type f -o -type l \\) \\
  ! -path 'etc/ufw/*.2*' ! -name '.updated' ! -path etc/mtab -print0 2>/dev/null | sort -z | xargs -0 sha256sum
find etc var/lib/rancher var/lib/astrago -xdev -type d 2>/dev/null | sort
sysctl net.ipv4.ip_forward net.bridge.bridge-nf-call-iptables net.bridge.bridge-nf-call-ip6tables
ip -o -4 address show | awk '{ print $2, $4 }'
systemctl list-unit-files 'rke2*' --no-legend
`
async function pictures(): Promise<string[]> {
  return Promise.all(lab.hosts.map(async ({ name }) => (await lab.ssh(name, PICTURE)).stdout))
}

/** Everything of an earlier test, whatever state it is in. */
async function clean(): Promise<void> {
  const desired = { ...(await cluster({ 'network.vip': vip() })), firewall: 'managed-by-customer' as const }
  await undo(rke2.phases(desired, { kubeconfig: vault, limits }))
  for (const { name } of lab.hosts) await knobs(name, null)
}

const vip = () => lab.machineAddress.replace(/\d+$/, '200')

const codeOf = (error: Error) => (error.cause as { code?: string } | undefined)?.code

async function failing(phases: readonly Phase[]): Promise<Error> {
  const error = await run(phases).then(
    () => null,
    (reason: Error) => reason,
  )
  return error ?? expect.fail('it did not fail')
}

describe.skipIf(!able.ok)('RKE2 from nothing to Ready on lab hosts', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rke2-lab-'))
    await makeRelease(folder, { kubeVip: true, cni: CNI })
    lab = await Lab.up({ hosts: 3, name: 'rke2' })
    for (const { name } of lab.hosts) {
      await lab.ssh(name, "printf '# root\\n/swapfile none swap sw 0 0\\n' > /etc/fstab")
    }
    const privateKey = await readFile(lab.keyPath, 'utf8')
    const connected = lab.hosts.map(async ({ name, address, port }) => {
      const pinned = await scanHostKey(address, port, 10_000)
      const auth = { kind: 'key', privateKey } as const
      const target = { name, address, port, user: 'ops', auth, sudo: { kind: 'nopasswd' } } as const
      return [name, await connectSsh(target, { pinned })] as const
    })
    hosts = new Map(await Promise.all(connected))
  })
  afterEach(clean)
  afterAll(async () => {
    for (const host of hosts?.values() ?? []) await host.close()
    await lab?.down()
    await rm(folder, { recursive: true, force: true })
  })

  test('a cluster comes up, a second run finds nothing to do, undo leaves no trace, no secret is told', async () => {
    const before = await pictures()
    const phases = rke2.phases(await cluster(), { kubeconfig: vault, limits })

    const applied = await run(phases)
    expect(applied).toContain('first-server.start@n001')
    expect(applied).toContain('join-agents.start@n003')
    expect(await nodesSeenFrom('n002')).toEqual(['n001 Ready', 'n002 Ready', 'n003 Ready'])
    expect(kubeconfig).toContain(`server: https://${lab.host('n001').address}:6443`)
    expect(lines.some((line) => line.includes('up and running'))).toBe(true)

    expect(await run(phases)).toEqual([])
    const shown = JSON.stringify([await planOf(phases), lines])
    const adminToken = /token: (\S+)/.exec(kubeconfig ?? '')?.[1] ?? expect.fail('the kubeconfig has no token')
    expect(shown).not.toContain(token)
    expect(shown).not.toContain(adminToken)

    await undo(phases)
    expect(kubeconfig).toBeNull()
    expect(await pictures()).toEqual(before)
  })

  test('with a VIP the others join there, and undo takes the VIP away', async () => {
    const phases = rke2.phases(await cluster({ 'network.vip': vip() }, 1), { kubeconfig: vault, limits })
    await run(phases)
    expect(await nodesSeenFrom('n001')).toEqual(['n001 Ready', 'n002 Ready', 'n003 Ready'])
    expect((await lab.ssh('n003', 'cat /etc/rancher/rke2/config.yaml')).stdout).toContain(`https://${vip()}:9345`)
    expect(kubeconfig).toContain(`server: https://${vip()}:6443`)
    expect((await lab.ssh('n001', 'ip -4 address')).stdout).toContain(`${vip()}/32`)
    await undo(phases)
    expect((await lab.ssh('n001', 'ip -4 address')).stdout).not.toContain(vip())
  })

  test('active firewalls are opened for the nodes alone and closed again', async () => {
    await lab.fault('ufw', 'n001', 'on')
    await lab.fault('firewalld', 'n002', 'on')
    const rules = async () =>
      (await lab.ssh('n001', 'ufw show added')).stdout +
      (await lab.ssh('n002', 'firewall-cmd --list-all; firewall-cmd --permanent --list-all-zones')).stdout
    try {
      const before = await rules()
      const phases = rke2.phases(await cluster(), { kubeconfig: vault, limits })
      expect(await rke2.obstaclesOnHosts(await cluster(), hosts, signal)).toEqual([])
      await run(phases)
      expect(await run(phases)).toEqual([])
      expect(await hosts.get('n003')?.reach(lab.host('n001').address, 2379, 1_000)).not.toBe('refused')
      expect(await hosts.get('n002')?.reach(lab.host('n001').address, 2379, 1_000)).toBe('refused')
      await undo(phases)
      expect(await rules()).toBe(before)

      const none = await cluster({ 'security.firewallPolicy': 'none' })
      const obstacles = await rke2.obstaclesOnHosts(none, hosts, signal)
      expect(obstacles.map(({ en }) => en)).toEqual([
        expect.stringContaining('n001: the firewall policy'),
        expect.stringContaining('n002: the firewall policy'),
      ])
      const stopped = await failing(rke2.phases(none, { kubeconfig: vault, limits }))
      expect(codeOf(stopped)).toBe('FIREWALL_CONFLICT')
    } finally {
      await lab.fault('ufw', 'n001', 'off')
      await lab.fault('firewalld', 'n002', 'off')
    }
  })

  test('one failed start is forgiven; a start that is cut off goes on where it was', async () => {
    await knobs('n001', { fail: 'once' })
    await knobs('n003', { startSeconds: 6, logLines: 3_000 })
    const phases = rke2.phases(await cluster({}, 1), { kubeconfig: vault, limits })
    const mainPid = async () => (await lab.ssh('n003', 'systemctl show rke2-agent -p MainPID')).stdout
    const start = (await planOf(phases)).find(({ id }) => id === 'join-agents.start@n003') ?? expect.fail('no start')
    await run(phases.slice(0, 5))
    await perform((await planOf(phases)).find(({ id }) => id === 'join-agents.install@n003') ?? start)

    const cut = new AbortController()
    setTimeout(() => cut.abort(), 3_000)
    await expect(start.apply({ ...contextOf(start), signal: cut.signal })).rejects.toThrow()
    const pid = await mainPid()
    await run(phases)
    expect(await mainPid()).toBe(pid)
  })

  test('what cannot come is named, and goes on once the cause is gone', async () => {
    const phasesOf = (desired: Rke2Cluster, within = limits) =>
      rke2.phases(desired, { kubeconfig: vault, limits: within })
    const desired = await cluster()
    await run(phasesOf(desired).slice(0, 3))
    await lab.ssh('n001', 'echo rot >> /var/lib/rancher/rke2/agent/images/rke2-images.linux-amd64.tar.zst')
    expect(codeOf(await failing(phasesOf(desired).slice(3)))).toBe('CLUSTER_IMAGES_BROKEN')
    expect(await run(phasesOf(desired).slice(0, 4))).toContain('deliver-artifacts.rke2-images.linux-amd64.tar.zst@n001')

    const others = (changed: Partial<Rke2Cluster>) => phasesOf({ ...desired, ...changed }).slice(2, 5)
    const withoutFirst = (phases: Phase[]): Phase[] =>
      phases.map((phase) => ({ ...phase, plan: (facts) => phase.plan(facts).filter(({ host }) => host === 'n002') }))
    const ranges = await failing(withoutFirst(others({ podCidr: '10.200.0.0/16' })))
    expect(codeOf(ranges)).toBe('CLUSTER_CONFIG_MISMATCH')
    const tokens = await failing(withoutFirst(others({ token: newClusterToken() })))
    expect(codeOf(tokens)).toBe('CLUSTER_TOKEN_MISMATCH')

    await knobs('n002', { hang: true })
    const hang = await failing(phasesOf(desired, { ...limits, startMs: 4_000 }).slice(2, 5))
    expect(codeOf(hang)).toBe('CLUSTER_START_TIMEOUT')
    expect((hang.cause as AppError).details.params?.detail).toContain('Waiting for something')
    await knobs('n002', null)
    await lab.fault('port-drop', 'n001', 'on', { port: '9345', from: lab.host('n003').address })
    const dropped = await failing(phasesOf(desired, { ...limits, joinMs: 6_000 }))
    await lab.fault('port-drop', 'n001', 'off')
    expect(codeOf(dropped)).toBe('CLUSTER_JOIN_UNREACHABLE')
    await run(phasesOf(desired))

    await knobs('n003', { notReady: true })
    await lab.ssh('n003', 'systemctl restart rke2-agent')
    const lost = await failing(phasesOf(desired, { ...limits, readyMs: 3_000 }).slice(7))
    expect(codeOf(lost)).toBe('CLUSTER_NODE_NOT_READY')
    expect(lost.message).toContain('n003: NotReady')
  })
})
