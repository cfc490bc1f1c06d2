import type { Host } from './host.ts'
import { reachBy } from './reach.ts'
import { SshConnection } from './ssh-connection.ts'
import { lostError } from './ssh-errors.ts'
import { connectOver } from './ssh-reach.ts'
import type { SshOptions, SshTarget } from './ssh-target.ts'
import { hostOver } from './transport-host.ts'

/**
 * Logs in to a host. The connection carries all later calls, several at once; when it is lost, calls on their way
 * throw HOST_LOST and the next call opens it again.
 * @throws HOST_LOGIN_KEY_INVALID, HOST_LOGIN_KEY_PASSPHRASE before any network; HOST_UNREACHABLE, HOST_REFUSED,
 * HOST_SSH_INCOMPATIBLE, HOST_KEY_UNCONFIRMED and HOST_KEY_CHANGED before any credential is sent; HOST_AUTH_FAILED,
 * HOST_PASSWORD_EXPIRED
 */
export async function connectSsh(target: SshTarget, options: SshOptions): Promise<Host> {
  const connection = new SshConnection(target, options)
  await connection.link()
  const connect: Host['connect'] = async (address, port, timeoutMs) => {
    const { client } = await connection.link()
    try {
      return await connectOver(client, address, port, timeoutMs)
    } catch (error) {
      throw lostError(target.name, error)
    }
  }
  return hostOver(connection, {
    connect,
    reach: (address, port, timeoutMs) => reachBy(connect(address, port, timeoutMs)),
    close: () => connection.close(),
  })
}
