import { Collector } from './collect.ts'
import { endEarlier, type Work } from './earlier-commands.ts'
import { execute } from './execute.ts'
import type { Host } from './host.ts'
import type { Transport } from './transport.ts'
import { upload } from './upload.ts'

const MAX_BYTES = 4 * 1024 * 1024

type OwnParts = Pick<Host, 'reach' | 'connect' | 'close'>

/** A Host made of a transport and of what the transport cannot do for it. */
export function hostOver(transport: Transport, own: OwnParts): Host {
  const host: Host = {
    name: transport.name,
    run: async (command, { maxBytes = MAX_BYTES, ...options } = {}) => {
      const stdout = new Collector(maxBytes)
      const stderr = new Collector(maxBytes)
      const exit = await execute(transport, command, { ...options, onStdout: stdout.take, onStderr: stderr.take })
      const truncated = stdout.truncated || stderr.truncated
      return { ...exit, stdout: stdout.text, stderr: stderr.text, truncated }
    },
    stream: (command, options) => execute(transport, command, options),
    upload: (source, target, options = {}) => upload(host, source, target, options),
    ...own,
  }
  return host
}

/**
 * The same, to work on under a name: what an earlier connection left running under it is ended first.
 * @throws HOST_STILL_BUSY, and what `Host.run` throws; then the connection is closed
 */
export async function hostForWork(transport: Transport, own: OwnParts, work: Work): Promise<Host> {
  try {
    await endEarlier(hostOver(transport, own), work)
  } catch (error) {
    await own.close()
    throw error
  }
  return hostOver({ ...transport, work: work.name }, own)
}
