import type { Client, ClientChannel } from 'ssh2'
import { lostError } from './ssh-errors.ts'
import type { Exit, Running } from './transport.ts'

/** Opens a session and runs `line` in it. Throws what ssh2 throws. */
export function exec(client: Client, line: string, host: string): Promise<Running> {
  return new Promise((resolve, reject) => {
    client.exec(line, (error, channel) => {
      // Listening starts here and not after a promise: a quick command's end may be in the packet being read.
      if (error) reject(error)
      else resolve(running(channel, host))
    })
  })
}

function running(channel: ClientChannel, host: string): Running {
  let exit: Exit | null = null
  channel.once('exit', (code: number | null, signal?: string) => {
    exit = { code, signal: signal ?? null }
  })
  const ended = new Promise<Exit>((resolve, reject) => {
    channel.once('close', () => (exit ? resolve(exit) : reject(lostError(host))))
  })
  return { stdin: channel, stdout: channel, stderr: channel.stderr, exit: ended, hangUp: () => channel.close() }
}

/** A host that allows no further session fails the opening (RFC 4254 section 5.1) and keeps the connection. */
export function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'reason' in error
}
