import { connect } from 'node:net'
import { AppError } from '@astrago/contracts'
import ssh2, { type Client } from 'ssh2'
import { type HostKey, hostKeyAlgorithms, hostKeyOf, judgeHostKey } from './host-key.ts'
import { watchForSilence } from './keep-alive.ts'
import { parseLoginKey } from './login-key.ts'
import { authHandler, credentialOf } from './ssh-auth.ts'
import { connectError } from './ssh-errors.ts'
import { CONNECT_TIMEOUT_MS, type SshOptions, type SshTarget } from './ssh-target.ts'

/** ssh2 sends a request that the server must answer this often. */
const PING_MS = 4_000

/**
 * Logs in. The host key is judged before any credential leaves this machine.
 * @throws HOST_LOGIN_KEY_* before any network, HOST_UNREACHABLE, HOST_REFUSED, HOST_SSH_INCOMPATIBLE,
 * HOST_KEY_UNCONFIRMED, HOST_KEY_CHANGED, HOST_AUTH_FAILED, HOST_PASSWORD_EXPIRED
 */
export async function openClient(target: SshTarget, options: SshOptions): Promise<Client> {
  const { name: host, user } = target
  const credential = credentialOf(target.auth, (key, passphrase) => parseLoginKey(host, key, passphrase))
  const client = new ssh2.Client()
  // Without Nagle from the first byte: the handshake is a chain of small messages.
  const socket = connect({ host: target.address, port: target.port, noDelay: true })
  let reason: AppError | null = null
  const expired = () => {
    reason = new AppError('HOST_PASSWORD_EXPIRED', { host, params: { user } })
  }
  client.on('change password', () => {
    expired()
    socket.destroy()
  })
  const { promise, resolve, reject } = Promise.withResolvers<Client>()
  client.once('ready', () => resolve(client))
  client.on('error', (error) => reject(reason ?? connectError(host, user, error)))
  client.once('close', () => reject(reason ?? connectError(host, user, undefined)))
  client.connect({
    sock: socket,
    username: user,
    readyTimeout: options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
    keepaliveInterval: PING_MS,
    // Whether the host is still there is judged by any byte it sends, see watchForSilence.
    keepaliveCountMax: Number.MAX_SAFE_INTEGER,
    algorithms: { serverHostKey: hostKeyAlgorithms(options.pinned) },
    hostVerifier: (blob: Buffer) => {
      reason = judgeHostKey(host, options.pinned, hostKeyOf(blob))
      return reason === null
    },
    authHandler: authHandler(user, credential, expired),
  })
  return promise.then(
    () => {
      watchForSilence(client, socket)
      return client
    },
    (error: unknown) => {
      socket.destroy()
      throw error
    },
  )
}

/**
 * The key that a host shows, without logging in. The host has proved that it holds the key.
 * @throws HOST_UNREACHABLE, HOST_REFUSED, HOST_SSH_INCOMPATIBLE, with `address:port` as the host's name
 */
export async function scanHostKey(address: string, port: number, timeoutMs: number): Promise<HostKey> {
  const client = new ssh2.Client()
  const socket = connect({ host: address, port, noDelay: true })
  const { promise, resolve, reject } = Promise.withResolvers<HostKey>()
  let offered: HostKey | null = null
  // The handshake is complete when the signature by the key was verified; the login would come next.
  client.once('handshake', () => offered && resolve(offered))
  client.on('error', (error) => reject(connectError(`${address}:${port}`, '', error)))
  client.once('close', () => reject(connectError(`${address}:${port}`, '', undefined)))
  client.connect({
    sock: socket,
    username: 'nobody',
    readyTimeout: timeoutMs,
    algorithms: { serverHostKey: hostKeyAlgorithms(null) },
    hostVerifier: (blob: Buffer) => {
      offered = hostKeyOf(blob)
      return true
    },
    authHandler: () => {},
  })
  return promise.finally(() => socket.destroy())
}
