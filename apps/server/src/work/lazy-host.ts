import { isAppError } from '@astrago/contracts'
import type { Host } from '@astrago/hosts'

/**
 * A host that is opened when it is first used, and again after its connection was lost: a retry of an action then has
 * a connection to work with.
 */
export function lazyHost(name: string, open: (name: string) => Promise<Host>): Host {
  let current: Promise<Host> | undefined

  const use = async <T>(work: (host: Host) => Promise<T>): Promise<T> => {
    current ??= open(name)
    const opening = current
    try {
      return await work(await opening)
    } catch (error) {
      if (isLost(error) && current === opening) {
        current = undefined
        void opening.then((host) => host.close()).catch(() => undefined)
      }
      throw error
    }
  }

  return {
    name,
    run: (command, options) => use((host) => host.run(command, options)),
    stream: (command, options) => use((host) => host.stream(command, options)),
    upload: (source, target, options) => use((host) => host.upload(source, target, options)),
    reach: (address, port, timeoutMs) => use((host) => host.reach(address, port, timeoutMs)),
    async close() {
      const opening = current
      current = undefined
      await opening?.then((host) => host.close()).catch(() => undefined)
    },
  }
}

/** The connection cannot be used any more, or was never made. */
const OVER = new Set(['HOST_LOST', 'HOST_UNREACHABLE', 'HOST_REFUSED'])
const isLost = (error: unknown): boolean => !isAppError(error) || OVER.has(error.code)
