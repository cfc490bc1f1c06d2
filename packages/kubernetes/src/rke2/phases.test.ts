import { createHash } from 'node:crypto'
import type { Host } from '@astrago/hosts'
import { FakeHost } from '@astrago/hosts/testing'
import type { Action, ActionContext } from '@astrago/jobs'
import { expect, test } from 'vitest'
import type { Rke2Cluster } from './answers.ts'
import { rke2 } from './rke2.ts'
import { SOME_TOKEN, someCluster } from './samples.ts'

const PROXY_PASSWORD_IN_URL = 'planted%20proxy%27%40%3A%2F%C3%B6ffne'
const { signal } = new AbortController()
const vault = { read: async () => null, write: async () => undefined }
const FACTS =
  'firewall none\nzone \nnetworkInterface eth0\nnetworkManager yes\nseLinux absent\nseLinuxPolicy no\nlimits \n'
const OLD_CONFIG = 'token: planted-old-token\n# planted-comment\nagent-token: [planted-list]\ncni: none\n'

function hostsOf(cluster: Rke2Cluster): Map<string, FakeHost> {
  const nodes = [...cluster.servers, ...cluster.agents].map(({ name }) => {
    const host = new FakeHost(name).on(/^cat -- /, { code: 1 }).on('sh -s', FACTS)
    host.on('cat -- /etc/rancher/rke2/config.yaml', OLD_CONFIG)
    host.on(
      'cat -- /etc/fstab',
      '/dev/sda1 / ext4 defaults 0 1\n/dev/sdb swap swap sw 0 0\n//nas/x /x cifs password=planted-pw 0 0\n',
    )
    return [name, host] as const
  })
  return new Map(nodes)
}

async function planOf(cluster: Rke2Cluster, hosts: ReadonlyMap<string, Host> = hostsOf(cluster)) {
  const phases = rke2.phases(cluster, { kubeconfig: vault })
  const facts = await Promise.all(phases.map((phase) => phase.gather(hosts, signal)))
  return { phases, facts, actions: phases.flatMap((phase, n) => phase.plan(facts[n])) }
}

const registry = { 'registry.kind': 'existing', 'registry.address': 'r:5000', 'registry.username': 'u' } as const
const proxy = { 'network.proxyUrl': 'http://proxy:3128', 'network.proxyUsername': 'svc' } as const
const secretive = () => someCluster({ ...registry, ...proxy })

test('the phases are in the order of a first installation, each action once, first the servers', async () => {
  const { phases, actions } = await planOf(someCluster())
  expect(phases.map(({ id }) => id)).toEqual([
    'prepare-host',
    'deliver-artifacts',
    'write-config',
    'first-server',
    'join-servers',
    'join-agents',
    'fetch-kubeconfig',
    'wait-ready',
  ])
  const ids = actions.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.filter((id) => id.includes('.start@'))).toEqual([
    'first-server.start@cp-1',
    'join-servers.start@cp-2',
    'join-servers.start@cp-3',
    'join-agents.start@worker-1',
    'join-agents.start@gpu-1',
  ])
  expect(actions.filter(({ pointOfNoReturn }) => pointOfNoReturn).map(({ id }) => id)).toEqual([
    'first-server.start@cp-1',
  ])
  expect(phases.map(({ concurrency }) => concurrency).slice(3, 6)).toEqual([1, 1, 5])
})

test('a plan is the same again, also from facts that went through JSON, and gathering changes nothing', async () => {
  const cluster = secretive()
  const hosts = hostsOf(cluster)
  const { phases, facts, actions } = await planOf(cluster, hosts)
  const again = phases.flatMap((phase, n) => phase.plan(JSON.parse(JSON.stringify(facts[n] ?? null))))
  expect(JSON.stringify(again)).toBe(JSON.stringify(actions))
  for (const host of hosts.values()) {
    expect(host.uploads).toEqual([])
    expect(host.commands.filter((command) => !/^(cat -- |sh -s$)/.test(command))).toEqual([])
  }
})

test('no secret is in a plan or its facts, old ones of the host included', async () => {
  const { facts, actions } = await planOf(secretive())
  const shown = JSON.stringify([facts, actions])
  expect(shown).not.toContain('planted')
  expect(shown).not.toContain(SOME_TOKEN)
  const file = actions.find(({ id }) => id === 'write-config.proxy@worker-1')?.files[0]
  expect(file).toMatchObject({ path: '/etc/default/rke2-agent', mode: '600' })
  expect(file?.after).toContain('HTTP_PROXY="http://••••@proxy:3128"\n')
  const config = actions.find(({ id }) => id === 'write-config.config@cp-2')?.files[0]
  expect(config?.after).toContain('token: ••••\n')
  expect(config?.before).toBe('token: ••••\nagent-token:\n  - ••••\ncni: none\n')
  expect(config?.mode).toBe('600')
})

test('swap is shown as a commented line; GPU nodes get more of the kernel than others, the limits that the preflight asks for', async () => {
  const { actions } = await planOf(someCluster())
  const file = (id: string) => actions.find((action) => action.id === id)?.files[0]?.after ?? ''
  expect(file('prepare-host.swap@cp-1')).toContain('\n# astrago swap off: /dev/sdb swap swap sw 0 0\n')
  expect(file('prepare-host.sysctl@gpu-1')).toContain('fs.inotify.max_user_watches = 524288')
  expect(file('prepare-host.sysctl@worker-1')).toContain('fs.inotify.max_user_watches = 65536')
})

test('the CIS profile brings the etcd user to servers and its kernel values to all', async () => {
  const { actions } = await planOf(someCluster({ 'security.cisProfile': true }))
  const users = actions.filter(({ id }) => id.startsWith('prepare-host.etcd-user')).map(({ host }) => host)
  expect(users).toEqual(['cp-1', 'cp-2', 'cp-3'])
  const { files } = actions.find(({ id }) => id === 'prepare-host.sysctl@worker-1') as Action
  expect(files[0]?.after).toContain('kernel.panic = 10')
})

function contextOf(host: FakeHost, said: string[] = []): ActionContext {
  const output = { onStdout: () => undefined, onStderr: () => undefined }
  const log = (text: string) => void said.push(text)
  return { host, signal, output, log, relay: log, hostNamed: () => host }
}

test('secrets reach a host in a file, never in a command; the file is asked for by its checksum', async () => {
  const cluster = secretive()
  const { actions } = await planOf(cluster)
  const write = actions.find(({ id }) => id === 'write-config.config@cp-1') as Action
  const host = new FakeHost('cp-1').on(/./, '')
  await write.apply(contextOf(host))
  const [upload] = host.uploads
  expect(upload).toMatchObject({ target: '/etc/rancher/rke2/config.yaml', mode: 0o600, sudo: true })
  expect(String(upload?.content)).toContain(SOME_TOKEN)
  expect(JSON.stringify(host.calls)).not.toContain(SOME_TOKEN)

  const writeProxy = actions.find(({ id }) => id === 'write-config.proxy@cp-1') as Action
  const other = new FakeHost('cp-1').on(/./, '')
  const said: string[] = []
  await writeProxy.apply(contextOf(other, said))
  expect(other.uploads[0]).toMatchObject({ target: '/etc/default/rke2-server', mode: 0o600, sudo: true })
  expect(String(other.uploads[0]?.content)).toContain(`"http://svc:${PROXY_PASSWORD_IN_URL}@proxy:3128"`)
  expect(JSON.stringify([other.calls, said])).not.toContain('planted')

  const sum = createHash('sha256')
    .update(upload?.content ?? '')
    .digest('hex')
  host.on(/^see\(\)/, `file ${sum} 600 0:0\n`)
  expect(await write.verify(contextOf(host))).toBe(true)
  host.on(/^see\(\)/, `file ${sum} 644 0:0\n`)
  expect(await write.verify(contextOf(host))).toBe(false)
})

test('the kubeconfig goes to the vault with the join address and is never logged', async () => {
  const cluster = someCluster()
  let kept: string | null = null
  const kubeconfig = {
    read: async () => kept,
    write: async (text: string | null) => {
      kept = text
    },
  }
  const phase = rke2.phases(cluster, { kubeconfig }).find(({ id }) => id === 'fetch-kubeconfig')
  const [action] = phase?.plan(null) ?? []
  const host = new FakeHost('cp-1').on(
    'cat /etc/rancher/rke2/rke2.yaml',
    'clusters:\n- cluster: {server: "https://127.0.0.1:6443"}\nusers:\n- user: {token: planted-admin}\n',
  )
  const said: string[] = []
  expect(await action?.verify(contextOf(host, said))).toBe(false)
  await action?.apply(contextOf(host, said))
  expect(kept).toContain('server: https://10.20.0.10:6443')
  expect(await action?.verify(contextOf(host, said))).toBe(true)
  expect(said).toEqual([])
  await action?.undo?.(contextOf(host, said))
  expect(kept).toBeNull()
})

test('SELinux that enforces needs the policy of RKE2 first', async () => {
  const cluster = someCluster()
  const hosts = hostsOf(cluster)
  hosts.get('cp-2')?.on('sh -s', FACTS.replace('seLinux absent', 'seLinux enforcing'))
  const obstacles = await rke2.obstaclesOnHosts(cluster, hosts, signal)
  expect(obstacles.map(({ en }) => en)).toEqual([
    'cp-2: SELinux is enforcing, but the package rke2-selinux is not installed.',
  ])
})
