import { randomUUID } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { assertShape, hostAddressOf, hostNameOf, machineAddressOf, namespaceOf } from './addresses.ts'
import { ensureBase } from './base.ts'
import { sshAnswers, startHost } from './boot.ts'
import { type CgroupLayout, cgroupLayout } from './cgroups.ts'
import { makeDiskTemplate } from './disk.ts'
import { enter } from './enter.ts'
import { activeFaults } from './faults/active.ts'
import { switchFault } from './faults/switch.ts'
import { canRun } from './guard.ts'
import { prepareHost } from './host.ts'
import { type Look, SERVER_LOOK } from './look.ts'
import { makeNetwork } from './network.ts'
import { clientKeyPath, hostPaths, openCache } from './paths.ts'
import * as registry from './registry.ts'
import { attempt, LabError, mapLimited, type Outcome, type RunOptions } from './shell.ts'
import { ensureClientKey, sshArguments } from './ssh.ts'
import { stopHost, tearDown } from './teardown.ts'
import { USERS, type UserName } from './users.ts'

export type UpOptions = {
  /** 1 to 240. */
  hosts: number
  /** One lab of a name exists at a time; `up` of a name takes down what a dead process left of it. Default `lab`. */
  name?: string
  /** Hosts are called PREFIX001 and so on. Default `n`. */
  prefix?: string
  /** What the hosts show of themselves; parts left out are those of SERVER_LOOK. */
  look?: Partial<Look>
  /** Leave the lab behind when this process ends; a later `up` of the name by anybody takes it down. */
  keep?: boolean
  say?: (line: string) => void
}

export type LabHost = Readonly<registry.HostRecord> & { port: 22 }

const SSH_WAIT_MS = 60_000

/** A number of real Linux hosts on this machine, reached from its own network namespace. */
export class Lab {
  readonly users = USERS
  readonly #record: registry.LabRecord
  readonly #layout: CgroupLayout

  private constructor(record: registry.LabRecord, layout: CgroupLayout) {
    this.#record = record
    this.#layout = layout
  }

  /**
   * Makes a lab and returns when every host's sshd answers.
   * @throws LabError with the reason when this machine cannot, or when a living process holds a lab of that name.
   */
  static async up(options: UpOptions): Promise<Lab> {
    const { hosts: count, name = 'lab', prefix = 'n', look = {}, keep = false, say = () => {} } = options
    assertShape(name, count, prefix)
    const able = await canRun()
    if (!able.ok) throw new LabError(able.reason)
    const layout = await cgroupLayout()
    await clear(name, layout)
    await ensureClientKey()
    const base = await ensureBase(say)
    const record = await registry.claim({
      id: randomUUID(),
      name,
      folder: join(await openCache(), 'labs', name),
      owner: keep ? null : await registry.thisProcess(),
      look: { ...SERVER_LOOK, ...look },
      hosts: [],
    })
    const lab = new Lab(record, layout)
    try {
      await lab.#make(count, prefix, base.root)
      return lab
    } catch (cause) {
      await tearDown(record, layout)
      throw cause
    }
  }

  /** Makes what all labs share and keep, so that the first `up` takes no longer than the next. About a minute, once. */
  static async prepare(say: (line: string) => void = () => {}): Promise<void> {
    const able = await canRun()
    if (!able.ok) throw new LabError(able.reason)
    await ensureClientKey()
    await ensureBase(say)
  }

  /** The lab of that name, made by this or another process; undefined when there is none. */
  static async find(name: string): Promise<Lab | undefined> {
    const record = await registry.findLab(name)
    return record && new Lab(record, await cgroupLayout())
  }

  async #make(count: number, prefix: string, baseRoot: string): Promise<void> {
    const lab = this.#record
    for (let position = 1; position <= count; position += 1) {
      const address = hostAddressOf(lab.index, position)
      lab.hosts.push({ name: hostNameOf(prefix, position), address, hostKeyFingerprint: '' })
    }
    await registry.saveLab(lab)
    await mkdir(lab.folder, { recursive: true })
    const [template] = await Promise.all([
      makeDiskTemplate(lab.folder, baseRoot, lab.look),
      makeNetwork(lab.index, lab.hosts),
    ])
    await mapLimited(lab.hosts, 8, async (host) => {
      await prepareHost(lab, host, baseRoot, template)
      await startHost(lab, host.name, this.#layout)
    })
    await registry.saveLab(lab)
    await Promise.all(lab.hosts.map((host) => this.waitForSsh(host.name)))
  }

  get name(): string {
    return this.#record.name
  }

  get hosts(): LabHost[] {
    return this.#record.hosts.map((host) => ({ ...host, port: 22 as const }))
  }

  /** Private key for `ops` and `root`, mode 0600. */
  get keyPath(): string {
    return clientKeyPath()
  }

  /** The address by which hosts reach this machine, and as which they see it. */
  get machineAddress(): string {
    return machineAddressOf(this.#record.index)
  }

  /** @throws LabError when the lab has no host of that name. */
  host(name: string): LabHost {
    const host = this.hosts.find((candidate) => candidate.name === name)
    if (!host) throw new LabError(`lab ${this.name} has no host ${name}`)
    return host
  }

  /** Runs a command on a host through OpenSSH's client, with the lab's key. */
  ssh(host: string, command: string, options: RunOptions & { user?: UserName } = {}): Promise<Outcome> {
    const { user = 'root', ...rest } = options
    return attempt('ssh', [...sshArguments(this.host(host).address, user), command], rest)
  }

  /** Runs a program of this machine in the lab's network, which has nothing in it but hosts and the gateway. */
  inNetwork(command: string, args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
    return attempt('ip', ['netns', 'exec', namespaceOf(this.#record.index), command, ...args], options)
  }

  /**
   * Switches a fault of a host on or off; `params` as the fault names them.
   * @throws LabError for an unknown fault, host or parameter.
   */
  async fault(name: string, host: string, state: 'on' | 'off', params: Record<string, string> = {}): Promise<void> {
    const lab = this.#record
    const layout = this.#layout
    await switchFault(name, state, params, {
      lab,
      host: this.host(host),
      paths: hostPaths(lab.folder, host),
      enter: (script) => enter(lab, host, layout, script),
      stop: () => stopHost(lab, host, layout),
      boot: () => this.boot(host),
    })
  }

  /** The faults of a host that are on, by name, with their parameters. */
  faultsOf(host: string): Promise<Record<string, Readonly<Record<string, string>>>> {
    return activeFaults(hostPaths(this.#record.folder, this.host(host).name).faults)
  }

  /** As pressing the power button for long: nothing on the host is asked. */
  powerOff(host: string): Promise<void> {
    return stopHost(this.#record, this.host(host).name, this.#layout)
  }

  /** Starts a host that is off and waits for its sshd. */
  async boot(host: string): Promise<void> {
    await startHost(this.#record, this.host(host).name, this.#layout)
    await this.waitForSsh(host)
  }

  /** @throws LabError with the end of the host's console when sshd does not answer within a minute. */
  async waitForSsh(host: string): Promise<void> {
    if (await sshAnswers(this.host(host).address, SSH_WAIT_MS)) return
    const log = await readFile(hostPaths(this.#record.folder, host).console, 'utf8').catch(() => '')
    throw new LabError(`sshd of ${host} does not answer; its console ends with:\n${log.slice(-2000)}`)
  }

  /** Takes the lab away, with all its processes, mounts and networks. Safe to call twice. */
  async down(): Promise<void> {
    const current = await registry.findLab(this.name)
    if (current?.id === this.#record.id) await tearDown(this.#record, this.#layout)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.down()
  }
}

/** Takes away what is left of a lab of that name, unless a living process is using it. */
async function clear(name: string, layout: CgroupLayout): Promise<void> {
  const before = await registry.findLab(name)
  if (!before) return
  if (await registry.heldByAnother(before))
    throw new LabError(`lab ${name} is used by process ${before.owner?.pid}; choose another name`)
  await tearDown(before, layout)
}
