import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, cp, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { makeRelease } from './make-release.ts'

const run = promisify(execFile)
const IMAGES = 'rke2-images.linux-amd64.tar.zst'
const PORTS = [20_000 + (process.pid % 10_000), 30_001 + (process.pid % 10_000)] as const
const TOKEN = 'token: "a-shared-secret"\n'

let release: string
let program: string
let made = 0
const running: ChildProcess[] = []
const folders: string[] = []

beforeAll(async () => {
  release = await mkdtemp(join(tmpdir(), 'standin-'))
  folders.push(release)
  await makeRelease(release)
  execFileSync('tar', ['xzf', join(release, 'rke2.linux-amd64.tar.gz'), '-C', release])
  program = join(release, 'bin/rke2')
})
afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
  }
})
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

/** A machine of its own: a folder for its root and a loopback address. */
class Machine {
  readonly address = `127.78.${process.pid % 250}.${++made}`
  readonly name = `m${made}`
  root = ''

  async make(config: string, knobs: object = {}): Promise<this> {
    this.root = await mkdtemp(join(tmpdir(), 'standin-host-'))
    folders.push(this.root)
    await this.put('/etc/rke2-standin.json', JSON.stringify(knobs))
    await this.configure(config)
    await mkdir(this.images, { recursive: true })
    await cp(join(release, IMAGES), join(this.images, IMAGES))
    return this
  }

  get images(): string {
    return join(this.root, 'var/lib/rancher/rke2/agent/images')
  }

  get url(): string {
    return `https://${this.address}:${PORTS[0]}`
  }

  configure(config: string): Promise<void> {
    return this.put('/etc/rancher/rke2/config.yaml', `node-name: ${this.name}\nnode-ip: ${this.address}\n${config}`)
  }

  async put(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(this.root, path)), { recursive: true })
    await writeFile(join(this.root, path), text)
  }

  /** Starts it; resolves with 'up', or with the last words of a start that failed. */
  async start(role: 'server' | 'agent'): Promise<string> {
    const env = { RKE2_STANDIN_ROOT: this.root, RKE2_STANDIN_BIND: this.address, RKE2_STANDIN_PORTS: PORTS.join(',') }
    const child = spawn('python3', [program, role], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    running.push(child)
    let said = ''
    const up = new Promise<string>((resolve) => {
      child.stdout.on('data', (chunk) => {
        said += chunk
        if (said.includes('is up and running')) resolve('up')
      })
    })
    const lastWords = once(child.stdout, 'end').then(() => said.trim().split('\n').at(-1) ?? '')
    return Promise.race([up, lastWords])
  }

  async kubectl(...words: string[]): Promise<string> {
    const KUBECONFIG = join(this.root, 'etc/rancher/rke2/rke2.yaml')
    const program = join(this.root, 'var/lib/rancher/rke2/bin/kubectl')
    const { stdout } = await run('python3', [program, ...words], { env: { ...process.env, KUBECONFIG } })
    return stdout.trim()
  }
}

const server = (config = TOKEN, knobs = {}) => new Machine().make(config, knobs)
const joining = (first: Machine, more = TOKEN, knobs = {}) => new Machine().make(`server: ${first.url}\n${more}`, knobs)

test('servers and agents join over the network, every server shows the same nodes, also after a restart', async () => {
  const first = await server(`${TOKEN}tls-san:\n  - 10.0.0.1\n`)
  expect(await first.start('server')).toBe('up')
  const second = await joining(first)
  expect(await second.start('server')).toBe('up')
  const agent = await joining(second, `${TOKEN}node-label:\n  - a=b\n`)
  expect(await agent.start('agent')).toBe('up')
  const nodes = [first, second, agent].map(({ name }) => `${name} Ready`).join('\n')
  expect(await first.kubectl('get', 'nodes')).toBe(nodes)
  expect(await second.kubectl('get', 'nodes')).toBe(nodes)
  expect(await second.kubectl('get', '--raw', '/readyz')).toBe('ok')
  const items = JSON.parse(await first.kubectl('get', 'nodes', '-o', 'json')).items
  expect(items[2].metadata.labels).toMatchObject({ a: 'b' })
  expect((await stat(join(first.root, 'etc/rancher/rke2/rke2.yaml'))).mode & 0o777).toBe(0o600)

  running[0]?.kill('SIGTERM')
  await sleep(300)
  expect(await first.start('server')).toBe('up')
  expect((await first.kubectl('get', 'nodes')).split('\n')).toHaveLength(3)
  await first.kubectl('delete', 'node', agent.name)
  expect(await first.kubectl('delete', 'node', agent.name, '--ignore-not-found')).toBe('')
  await expect(first.kubectl('delete', 'node', agent.name)).rejects.toThrow('not found')
})

test('another token, other ranges, a taken name and no token are refused', async () => {
  const first = await server()
  expect(await first.start('server')).toBe('up')
  expect(await (await joining(first, 'token: "another"\n')).start('agent')).toContain('401 Unauthorized')
  expect(await (await joining(first, '')).start('agent')).toContain('--token are required')
  const ranges = await joining(first, `${TOKEN}cluster-cidr: 10.200.0.0/16\n`)
  expect(await ranges.start('server')).toContain('critical configuration value mismatch between servers: cluster-cidr')
  const twin = await joining(first, `${TOKEN}node-name: ${first.name}\n`)
  expect(await twin.start('agent')).toContain('duplicate hostname')
  running[0]?.kill('SIGTERM')
  await first.configure('token: "another"\n')
  expect(await first.start('server')).toContain('bootstrap data already found and encrypted with different token')
})

test('a server is not taken in while another is not ready', async () => {
  const first = await server(TOKEN, { notReady: true })
  expect(await first.start('server')).toBe('up')
  expect(await first.kubectl('get', 'nodes')).toBe(`${first.name} NotReady`)
  expect(await (await joining(first)).start('server')).toContain('too many learner members')
})

test('a missing, damaged or foreign image file ends the start', async () => {
  const without = await server()
  await rm(join(without.images, IMAGES))
  expect(await without.start('server')).toContain('no such file')
  const damaged = await server()
  await appendFile(join(damaged.images, IMAGES), 'rot')
  expect(await damaged.start('server')).toContain('corrupt or of another release')
})

test('a configuration it cannot read ends the start', async () => {
  expect(await (await server('token: [a, b]\n')).start('server')).toContain('cannot be read')
  expect(await (await server('  what: is this\n')).start('server')).toContain('cannot be read')
})

test('it fails once, fails always, dies and hangs when told to', async () => {
  const flaky = await server(TOKEN, { fail: 'once' })
  expect(await flaky.start('server')).toContain('told to fail')
  expect(await flaky.start('server')).toBe('up')
  const always = await server(TOKEN, { fail: 'always' })
  for (let n = 0; n < 2; n++) expect(await always.start('server')).toContain('told to fail')
  const mortal = await server(TOKEN, { dieAfterSeconds: 0.2 })
  expect(await mortal.start('server')).toBe('up')
  const child = running.at(-1) as ChildProcess
  if (child.signalCode === null) await once(child, 'exit')
  expect(child.signalCode).toBe('SIGKILL')
  const hanging = await server(TOKEN, { hang: true })
  expect(await Promise.race([hanging.start('server'), sleep(1_500, 'nothing')])).toBe('nothing')
})
