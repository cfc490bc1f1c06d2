import { PassThrough } from 'node:stream'
import { LISTEN_SECONDS } from '@astrago/contracts'
import type { Host } from '@astrago/hosts'
import { MARK } from './attempts.ts'
import { isPlain } from './tools/attempt-script.ts'
import { type ListenPort, listenScript } from './tools/listen-script.ts'

const READY_MS = 6_000
const MAX_CHARACTERS = 1024 * 1024

/** Listeners of ours on one host. */
export type Listener = {
  /** `protocol port` of those that stand. */
  stands: ReadonlySet<string>
  /** Datagrams that came, as `from port bytes`. */
  came: () => ReadonlySet<string>
  /** Whether they still stand: an attempt proves something only if they stood all the time. */
  isUp: () => boolean
  close(): Promise<void>
}

const CAME = new RegExp(`^\\s*${MARK} (\\S+) (\\d+) (\\d+)\\s*$`, 'gm')
const STANDS = /^at (tcp|udp) (\d+)$/gm

const found = (text: string, pattern: RegExp): Set<string> =>
  new Set([...text.matchAll(pattern)].map(([, ...parts]) => parts.join(' ')))

/**
 * Opens listeners on a host at its address for some seconds. They end with the connection, when they are closed, when
 * `signal` aborts, and by themselves; a port that somebody has is left alone. Null where the host has nothing to listen
 * with, or does not get ready in time.
 */
export async function openListener(
  host: Host,
  address: string,
  ports: readonly ListenPort[],
  signal?: AbortSignal,
): Promise<Listener | null> {
  if (!isPlain(address) || ports.length === 0) return null
  const leash = new PassThrough()
  const ready = Promise.withResolvers<boolean>()
  let text = ''
  let up = true
  const onStdout = (chunk: Buffer): void => {
    if (text.length < MAX_CHARACTERS) text += chunk.toString('latin1')
    if (/^(ready|none)$/m.test(text)) ready.resolve(/^ready$/m.test(text))
  }
  const ended = host
    .stream(listenScript(address, ports, LISTEN_SECONDS, MARK), {
      stdin: leash,
      timeoutMs: (LISTEN_SECONDS + 10) * 1000,
      onStdout,
      onStderr: () => {},
      ...(signal ? { signal } : {}),
    })
    .catch(() => {})
    .then(() => {
      up = false
      ready.resolve(false)
    })
  const close = async (): Promise<void> => {
    leash.end()
    await ended
  }
  const timer = setTimeout(ready.resolve, READY_MS, false)
  const stood = await ready.promise
  clearTimeout(timer)
  if (!stood) {
    await close()
    return null
  }
  return { stands: found(text, STANDS), came: () => found(text, CAME), isUp: () => up, close }
}
