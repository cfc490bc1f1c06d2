import { AppError } from '@astrago/contracts'
import type { Host, RunOptions, RunResult } from '@astrago/hosts'

const SHOWN_CHARACTERS = 400

type Options = Omit<RunOptions, 'sudo' | 'signal'> & { signal: AbortSignal }

/** Runs as root and hands on whatever code the command ended with. */
export function ask(host: Host, command: string, options: Options): Promise<RunResult> {
  return host.run(command, { ...options, sudo: true })
}

/**
 * Runs as root a command that has to succeed.
 * @throws HOST_DISK_FULL; HOST_COMMAND_FAILED with the end of its output.
 */
export async function must(host: Host, command: string, options: Options): Promise<string> {
  const result = await ask(host, command, options)
  if (result.code === 0) return result.stdout
  throw commandFailed(host, result)
}

export function commandFailed({ name }: Host, { code, signal, stdout, stderr }: RunResult): AppError {
  const detail = (stderr.trim() || stdout.trim()).slice(-SHOWN_CHARACTERS)
  const full = detail.split('\n').find((line) => /no space left|quota exceeded/i.test(line))
  if (full === undefined) {
    return new AppError('HOST_COMMAND_FAILED', { host: name, params: { code: code ?? signal ?? '?', detail } })
  }
  const path = /'(\/[^']+)'/.exec(full)?.[1] ?? '/'
  return new AppError('HOST_DISK_FULL', { host: name, params: { path, detail: full } })
}

/** Whether a command that only looks says yes. */
export async function holds(host: Host, command: string, options: Options): Promise<boolean> {
  return (await ask(host, command, options)).code === 0
}

/** Text of a file as root reads it, null when there is none. */
export async function readText(host: Host, quotedPath: string, signal: AbortSignal): Promise<string | null> {
  const result = await ask(host, `cat -- ${quotedPath}`, { signal })
  return result.code === 0 ? result.stdout : null
}

/** The host with this name out of those of a run. */
export function hostIn(hosts: ReadonlyMap<string, Host>, name: string): Host {
  const host = hosts.get(name)
  if (!host) throw new AppError('NOT_FOUND', { params: { what: name } })
  return host
}
