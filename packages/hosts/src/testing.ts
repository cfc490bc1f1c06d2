import { readFile } from 'node:fs/promises'
import { type Duplex, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { AppError } from '@astrago/contracts'
import { Collector } from './collect.ts'
import type {
  Connection,
  Host,
  ReachResult,
  RunOptions,
  RunResult,
  StreamOptions,
  UploadOptions,
  UploadSource,
} from './host.ts'

export type FakeCall = { command: string; sudo: boolean; stdin: string }
export type FakeUpload = { target: string; content: Buffer; mode: number; sudo: boolean }

/** Stdout of a command that succeeds, a result of which the rest is ordinary, or an error to throw. */
export type FakeReply = string | Partial<RunResult> | Error
type When = string | RegExp | ((command: string) => boolean)
type Rule = { when: When; reply: FakeReply | ((call: FakeCall) => FakeReply | Promise<FakeReply>) }

/**
 * A host that exists in a test only. It is strict: a command or a connection attempt that nobody announced throws an
 * ordinary Error. The latest announcement that fits answers; uploads are always taken and kept.
 */
export class FakeHost implements Host {
  readonly name: string
  readonly calls: FakeCall[] = []
  readonly uploads: FakeUpload[] = []
  readonly #rules: Rule[] = []
  readonly #reach = new Map<string, ReachResult>()
  readonly #servers = new Map<string, () => Duplex>()
  #lost = false

  constructor(name = 'fake') {
    this.name = name
  }

  get commands(): string[] {
    return this.calls.map(({ command }) => command)
  }

  /** Announces a command: the whole of it as a string, or a pattern or function that knows it. */
  on(when: When, reply: Rule['reply']): this {
    this.#rules.unshift({ when, reply })
    return this
  }

  /** The command that fits `when` hangs until its time limit. */
  hang(when: When): this {
    return this.on(when, new AppError('HOST_TIMEOUT', { host: this.name, params: { seconds: 60 } }))
  }

  onReach(address: string, port: number, result: ReachResult): this {
    this.#reach.set(`${address}:${port}`, result)
    return this
  }

  /** What a connection from this host to that place is; each gets a stream of its own. */
  onConnect(address: string, port: number, open: () => Duplex): this {
    this.#servers.set(`${address}:${port}`, open)
    return this.onReach(address, port, 'open')
  }

  /** From now on every call throws HOST_LOST, until `restore`. */
  lose(): void {
    this.#lost = true
  }

  restore(): void {
    this.#lost = false
  }

  async run(command: string, options: RunOptions = {}): Promise<RunResult> {
    const { maxBytes = Number.POSITIVE_INFINITY, ...rest } = options
    const stdout = new Collector(maxBytes)
    const stderr = new Collector(maxBytes)
    const exit = await this.stream(command, { ...rest, onStdout: stdout.take, onStderr: stderr.take })
    return { ...exit, stdout: stdout.text, stderr: stderr.text, truncated: stdout.truncated || stderr.truncated }
  }

  async stream(command: string, options: StreamOptions): Promise<Pick<RunResult, 'code' | 'signal'>> {
    this.#check(options.signal)
    const call = { command, sudo: options.sudo ?? false, stdin: await textOf(options.stdin) }
    this.calls.push(call)
    const rule = this.#rules.find(({ when }) => fits(when, command))
    if (!rule) throw new Error(`FakeHost ${this.name}: nobody expected: ${command}`)
    const reply = typeof rule.reply === 'function' ? await rule.reply(call) : rule.reply
    this.#check(options.signal)
    if (reply instanceof Error) throw reply
    const { code = 0, signal = null, stdout = '', stderr = '' } = typeof reply === 'string' ? { stdout: reply } : reply
    if (stdout) await options.onStdout(Buffer.from(stdout))
    if (stderr) await options.onStderr(Buffer.from(stderr))
    return { code, signal }
  }

  async upload(source: UploadSource, target: string, options: UploadOptions = {}): Promise<{ sent: number }> {
    this.#check(options.signal)
    const content = 'path' in source ? await readFile(source.path) : Buffer.from(source.content)
    const before = this.uploads.findLast((upload) => upload.target === target)
    this.uploads.push({ target, content, mode: options.mode ?? 0o644, sudo: options.sudo ?? false })
    options.onProgress?.(content.length)
    return { sent: before?.content.equals(content) ? 0 : content.length }
  }

  async reach(address: string, port: number): Promise<ReachResult> {
    this.#check()
    const result = this.#reach.get(`${address}:${port}`)
    if (!result) throw new Error(`FakeHost ${this.name}: nobody expected a connection to ${address}:${port}`)
    return result
  }

  async connect(address: string, port: number): Promise<Connection> {
    const result = await this.reach(address, port)
    if (result !== 'open') return { result }
    const open = this.#servers.get(`${address}:${port}`)
    if (!open) throw new Error(`FakeHost ${this.name}: nobody listens at ${address}:${port}`)
    return { result, stream: open() }
  }

  async close(): Promise<void> {}

  #check(signal?: AbortSignal): void {
    if (this.#lost) throw new AppError('HOST_LOST', { host: this.name })
    if (signal?.aborted) throw new AppError('HOST_ABORTED', { host: this.name })
  }
}

const fits = (when: When, command: string): boolean => {
  if (typeof when === 'string') return when === command
  return when instanceof RegExp ? when.test(command) : when(command)
}

async function textOf(stdin: RunOptions['stdin']): Promise<string> {
  if (stdin instanceof Readable) return (await buffer(stdin)).toString()
  return typeof stdin === 'string' ? stdin : Buffer.from(stdin ?? []).toString()
}
