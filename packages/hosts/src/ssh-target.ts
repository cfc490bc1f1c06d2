import type { Work } from './earlier-commands.ts'
import type { HostKey } from './host-key.ts'

/** How the login becomes root: it is root, sudo asks nothing, or sudo asks for a password. */
export type Sudo = { kind: 'root' } | { kind: 'nopasswd' } | { kind: 'password'; password: string }

export type SshAuth = { kind: 'password'; password: string } | { kind: 'key'; privateKey: string; passphrase?: string }

/** Where a host is and who logs in there. `name` is what errors and logs call it. */
export type SshTarget = {
  name: string
  address: string
  port: number
  user: string
  auth: SshAuth
  sudo: Sudo
}

export type SshOptions = {
  /** The key the host must show; null refuses the login with HOST_KEY_UNCONFIRMED. */
  pinned: HostKey | null
  /** Milliseconds for TCP, key exchange, login and the opening of the first session together. Default 15,000. */
  connectTimeoutMs?: number
  /**
   * The work that changes this host: what still runs there under its name, left by a connection that was cut or a console
   * that died, is ended before anything else.
   */
  work?: Work
}

export const CONNECT_TIMEOUT_MS = 15_000
