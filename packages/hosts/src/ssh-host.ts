import type { Host } from './host.ts'
import { reachBy } from './reach.ts'
import { SshConnection } from './ssh-connection.ts'
import { connectOver } from './ssh-reach.ts'
import type { SshOptions, SshTarget } from './ssh-target.ts'
import { hostForWork, hostOver } from './transport-host.ts'

/**
 * Logs in to a host. The connection carries all later calls, several at once; when it is lost, calls on their way
 * throw HOST_LOST and the next call opens it again.
 * @throws HOST_LOGIN_KEY_INVALID, HOST_LOGIN_KEY_PASSPHRASE before any network; HOST_UNREACHABLE, HOST_REFUSED,
 * HOST_SSH_INCOMPATIBLE, HOST_KEY_UNCONFIRMED and HOST_KEY_CHANGED before any credential is sent; HOST_AUTH_FAILED,
 * HOST_PASSWORD_EXPIRED, HOST_LOGIN_SLOW. A first call may throw HOST_SESSION_SLOW. With `work`
 * also HOST_STILL_BUSY and what the first command of a host throws.
 */
export async function connectSsh(target: SshTarget, options: SshOptions): Promise<Host> {
  const connection = new SshConnection(target, options)
  await connection.link()
  const connect: Host['connect'] = async (address, port, timeoutMs) => {
    const { client, lost } = await connection.link()
    try {
      return await connectOver(client, address, port, timeoutMs)
    } catch (error) {
      throw lost(error)
    }
  }
  const own = {
    connect,
    reach: (address: string, port: number, timeoutMs: number) => reachBy(connect(address, port, timeoutMs)),
    close: () => connection.close(),
  }
  return options.work ? hostForWork(connection, own, options.work) : hostOver(connection, own)
}
