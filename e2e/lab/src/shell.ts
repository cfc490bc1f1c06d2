import { execFile } from 'node:child_process'

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
