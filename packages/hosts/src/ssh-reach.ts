import type { Client } from 'ssh2'
import type { ReachResult } from './host.ts'
import { reachAnswer } from './reach-answers.ts'

/** RFC 4254 section 5.1. Every other reason than a failed connection means that the host does not forward. */
const CONNECT_FAILED = 2

/**
 * Opens a direct-tcpip channel from the host to `address:port` and closes it at once: no tool on the host is needed.
 * A dropped packet gets no answer from the host for minutes, so the time limit is our own.
 */
export function reachOver(client: Client, address: string, port: number, timeoutMs: number): Promise<ReachResult> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve('timeout'), timeoutMs)
    const done = (settle: () => void) => {
      clearTimeout(timer)
      settle()
    }
    client.forwardOut('127.0.0.1', 0, address, port, (error, channel) => {
      if (!error) {
        channel.on('error', () => {})
        channel.destroy()
        return done(() => resolve('open'))
      }
      const { reason } = error as Error & { reason?: number | string }
      if (typeof reason !== 'number') return done(() => reject(error))
      done(() => resolve(reason === CONNECT_FAILED ? reachAnswer(error.message) : 'prohibited'))
    })
  })
}
