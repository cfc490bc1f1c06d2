import type { Socket } from 'node:net'
import type { Client } from 'ssh2'

const LOOK_MS = 4_000
/** Looks in a row without a byte from the host: 16 to 20 s. A look, not a clock, so that a blocked event loop counts once. */
const SILENT_LOOKS = 4

/**
 * Ends the connection of a host that has gone silent. The client's pings see to it that a living one never is; bytes
 * are what counts because the answer to a ping can be late behind a large upload on a slow line.
 */
export function watchForSilence(client: Client, socket: Socket): void {
  let seen = socket.bytesRead
  let silent = 0
  const timer = setInterval(() => {
    silent = socket.bytesRead === seen ? silent + 1 : 0
    seen = socket.bytesRead
    // With a reset, so that bytes still queued here do not reach the host when the network comes back.
    if (silent >= SILENT_LOOKS) socket.resetAndDestroy()
  }, LOOK_MS)
  timer.unref()
  client.once('close', () => clearInterval(timer))
}
