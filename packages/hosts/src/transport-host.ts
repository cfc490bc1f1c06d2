import { Collector } from './collect.ts'
import { execute } from './execute.ts'
import type { Host } from './host.ts'
import type { Transport } from './transport.ts'
import { upload } from './upload.ts'

const MAX_BYTES = 4 * 1024 * 1024

/** A Host made of a transport and of what the transport cannot do for it. */
export function hostOver(transport: Transport, own: Pick<Host, 'reach' | 'connect' | 'close'>): Host {
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
