import type { Client, ClientChannel } from 'ssh2'
import type { Connection } from './host.ts'
import { reachAnswer } from './reach-answers.ts'

/** RFC 4254 section 5.1. Every other reason than a failed connection means that the host does not forward. */
const CONNECT_FAILED = 2

/**
 * Opens a direct-tcpip channel from the host to `address:port`: no tool on the host is needed. A dropped packet gets no
 * answer from the host for minutes, so the time limit is our own; a channel that opens after it is closed.
 * @throws what ssh2 throws when the connection to the host is lost
 */
export function connectOver(client: Client, address: string, port: number, timeoutMs: number): Promise<Connection> {
  return new Promise((resolve, reject) => {
    let late = false
    const timer = setTimeout(() => {
      late = true
      resolve({ result: 'timeout' })
    }, timeoutMs)
    client.forwardOut('127.0.0.1', 0, address, port, (error: ChannelError | undefined, channel) => {
      clearTimeout(timer)
      if (error) return typeof error.reason === 'number' ? resolve({ result: reasonOf(error) }) : reject(error)
      if (late) drop(channel)
      else resolve({ result: 'open', stream: channel })
    })
  })
}

type ChannelError = Error & { reason?: number | string }

const reasonOf = ({ reason, message }: ChannelError) =>
  reason === CONNECT_FAILED ? reachAnswer(message) : ('prohibited' as const)

function drop(channel: ClientChannel): void {
  channel.on('error', () => {})
  channel.destroy()
}
