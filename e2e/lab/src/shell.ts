import { execFile, spawn } from 'node:child_process'
import type { Socket } from 'node:net'

/** What the lab cannot do, in words for a developer. */
export class LabError extends Error {
  override readonly name = 'LabError'
}

export type RunOptions = { stdin?: string; env?: NodeJS.ProcessEnv; cwd?: string; timeoutMs?: number }

export type Outcome = { code: number; stdout: string; stderr: string }

/** Runs a program and gives back how it ended; a code other than 0 is a result. */
export function attempt(command: string, args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    const settings = {
      env: options.env ?? process.env,
      timeout: options.timeoutMs ?? 60_000,
      maxBuffer: 64 * 1024 * 1024,
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    }
    const child = execFile(command, args, settings, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 127
      resolve({ code, stdout, stderr: stderr || (error?.message ?? '') })
    })
    child.stdin?.on('error', () => {}) // a program that ends without reading its input says so by its code
    child.stdin?.end(options.stdin ?? '')
  })
}

/**
 * Runs a program and gives back its standard output. It ends when this process is killed: nothing goes on making what
 * a later `down` is taking away. @throws LabError with its words when it fails.
 */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { code, stdout, stderr } = await attempt('setpriv', ['--pdeathsig=KILL', '--', command, ...args], options)
  if (code !== 0) throw new LabError(`${command} ${args.join(' ')} ended with ${code}: ${stderr.trim()}`)
  return stdout
}

/**
 * Starts a program that lives on without this process, and waits until what it writes fits `ready`.
 * @returns its process id @throws LabError with what it wrote when it ends instead.
 */
export async function runDetached(command: string, args: readonly string[], ready: RegExp): Promise<number> {
  const child = spawn(command, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  await new Promise<void>((resolve, reject) => {
    const ended = () => reject(new LabError(`${command} ${args.join(' ')} ended: ${said}`))
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        said += chunk
        if (ready.test(said)) resolve()
      })
    child.once('error', ended)
    child.once('close', ended)
  })
  // Left open, and no reason for this process to stay: a program that still writes would end at a closed pipe.
  for (const stream of [child.stdout, child.stderr]) (stream as Socket).unref()
  child.unref()
  return child.pid ?? 0
}

/** `work` on each item, at most `width` at a time; the results in the order of the items. */
export async function mapLimited<T, R>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  const queue = items.entries()
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker))
  return results
}

/** Asks again every 20 ms until `probe` gives a value. @returns undefined when the time is over. */
export async function poll<T>(probe: () => Promise<T | undefined>, timeoutMs: number): Promise<T | undefined> {
  const end = Date.now() + timeoutMs
  for (;;) {
    const value = await probe()
    if (value !== undefined) return value
    if (Date.now() >= end) return undefined
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
