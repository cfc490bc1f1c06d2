import { AppError, isAppError } from '@astrago/contracts'
import type { Host } from '@astrago/hosts'
import { unlessAborted } from './unless-aborted.ts'

/**
 * A host that is opened when it is first used, and again after its connection was lost: a retry of an action then has
 * a connection to work with. While it is being opened, an aborted call ends at once with HOST_ABORTED, and `close` does
 * not wait: what comes of the opening is closed behind.
 */
export function lazyHost(name: string, open: (name: string) => Promise<Host>): Host {
  let current: Promise<Host> | undefined
  let opened: Host | undefined

  const opening = (): Promise<Host> => {
    if (current) return current
    const mine = open(name)
    current = mine
    mine.then(
      (host) => {
        if (current === mine) opened = host
      },
      () => undefined,
    )
    return mine
  }

  /** Forgets the connection and ends it, whether or not it has come about. */
  const drop = async (): Promise<void> => {
    const [connecting, host] = [current, opened]
    current = undefined
    opened = undefined
    const closed = connecting?.then((late) => late.close()).catch(() => undefined)
    if (host) await closed
  }

  const use = async <T>(work: (host: Host) => Promise<T>, signal?: AbortSignal): Promise<T> => {
    const aborted = (): AppError => new AppError('HOST_ABORTED', { host: name })
    if (signal?.aborted) throw aborted()
    const mine = opening()
    try {
      return await work(await (signal ? unlessAborted(mine, signal, aborted) : mine))
    } catch (error) {
      if (isLost(error) && current === mine) void drop()
      throw error
    }
  }

  return {
    name,
    run: (command, options) => use((host) => host.run(command, options), options?.signal),
    stream: (command, options) => use((host) => host.stream(command, options), options.signal),
    upload: (source, target, options) => use((host) => host.upload(source, target, options), options?.signal),
    reach: (address, port, timeoutMs) => use((host) => host.reach(address, port, timeoutMs)),
    connect: (address, port, timeoutMs) => use((host) => host.connect(address, port, timeoutMs)),
    close: drop,
  }
}

/** The connection cannot be used any more, or was never made. */
const OVER = new Set([
  'HOST_LOST',
  'HOST_UNREACHABLE',
  'HOST_REFUSED',
  'HOST_LOGIN_SLOW',
  'HOST_SESSION_SLOW',
  'HOST_STILL_BUSY',
])
const isLost = (error: unknown): boolean => !isAppError(error) || OVER.has(error.code)
