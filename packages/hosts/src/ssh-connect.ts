import { connect } from 'node:net'
import { AppError } from '@astrago/contracts'
import ssh2, { type Client } from 'ssh2'
import { hostKeyAlgorithms, hostKeyOf, judgeHostKey, type OfferedKey } from './host-key.ts'
import { watchForSilence } from './keep-alive.ts'
import { parseLoginKey } from './login-key.ts'
import { LoginWatch } from './login-watch.ts'
import { authHandler, credentialOf } from './ssh-auth.ts'
import { connectError, lostError } from './ssh-errors.ts'
import { CONNECT_TIMEOUT_MS, type SshOptions, type SshTarget } from './ssh-target.ts'

/** ssh2 sends a request that the server must answer this often. */
const PING_MS = 4_000

/** A login that sshd has accepted. */
export type Login = {
  client: Client
  /** Why a request failed because the connection ended: HOST_LOST, or HOST_SESSION_SLOW when no session was opened. */
  lost(error: unknown): AppError
  /** Ends the connection without the host's good-bye; ssh2's own way does nothing once good-bye has been said to it. */
  drop(): void
}

/**
 * Logs in. The host key is judged before any credential leaves this machine.
 * @throws HOST_LOGIN_KEY_* before any network, HOST_UNREACHABLE, HOST_REFUSED, HOST_SSH_INCOMPATIBLE,
 * HOST_KEY_UNCONFIRMED, HOST_KEY_CHANGED, HOST_AUTH_FAILED, HOST_PASSWORD_EXPIRED, HOST_LOGIN_SLOW
 */
export async function openClient(target: SshTarget, options: SshOptions): Promise<Login> {
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
  const watch = new LoginWatch(client, socket, options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS, target)
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  client.once('ready', () => resolve())
  client.on('error', (error) => reject(reason ?? connectError(host, user, error)))
  client.once('close', () => reject(reason ?? watch.ended ?? connectError(host, user, undefined)))
  client.connect({
    sock: socket,
    username: user,
    // How long a login takes is judged by the watch.
    readyTimeout: 0,
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
      void watch.over.then(() => watchForSilence(client, socket))
      return { client, lost: (error) => watch.ended ?? lostError(host, error), drop: () => socket.destroy() }
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
export async function scanHostKey(address: string, port: number, timeoutMs: number): Promise<OfferedKey> {
  const client = new ssh2.Client()
  const socket = connect({ host: address, port, noDelay: true })
  const { promise, resolve, reject } = Promise.withResolvers<OfferedKey>()
  let offered: OfferedKey | null = null
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
      offered = { ...hostKeyOf(blob), blob: blob.toString('base64') }
      return true
    },
    authHandler: () => {},
  })
  return promise.finally(() => socket.destroy())
}
