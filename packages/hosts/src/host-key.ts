import { createHash } from 'node:crypto'
import { AppError } from '@astrago/contracts'
import type { ServerHostKeyAlgorithm } from 'ssh2'

/** `type` as in a known_hosts line (`ssh-ed25519`), `fingerprint` as `ssh-keygen -l` prints it (`SHA256:...`). */
export type HostKey = { type: string; fingerprint: string }

/** With the key itself, as base64 as in a known_hosts line. */
export type OfferedKey = HostKey & { blob: string }

/** Reads a public key as it travels (RFC 4253 section 6.6): its type is its first string. */
export function hostKeyOf(blob: Buffer): HostKey {
  const length = blob.readUInt32BE(0)
  const fingerprint = `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`
  return { type: blob.toString('latin1', 4, 4 + length), fingerprint }
}

const ALGORITHMS: readonly ServerHostKeyAlgorithm[] = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
  'ssh-rsa',
]

/**
 * The signature algorithms in the order to offer them. The pinned key's own come first, so that a host which has
 * several keys shows the one that was confirmed (RFC 4253 section 7.1: the first of the client's list wins).
 */
export function hostKeyAlgorithms(pinned: HostKey | null): ServerHostKeyAlgorithm[] {
  const ofPinned = ALGORITHMS.filter((algorithm) => keyTypeOf(algorithm) === pinned?.type)
  return [...ofPinned, ...ALGORITHMS.filter((algorithm) => !ofPinned.includes(algorithm))]
}

/** RSA keys sign under three names (RFC 8332). */
const keyTypeOf = (algorithm: string): string => (algorithm.startsWith('rsa-sha2-') ? 'ssh-rsa' : algorithm)

/** What speaks against `offered`; null when it is the pinned key. */
export function judgeHostKey(host: string, pinned: HostKey | null, offered: HostKey): AppError | null {
  const params = { offered: offered.fingerprint, type: offered.type }
  if (pinned === null) return new AppError('HOST_KEY_UNCONFIRMED', { host, params })
  if (pinned.fingerprint === offered.fingerprint) return null
  return new AppError('HOST_KEY_CHANGED', { host, params: { ...params, pinned: pinned.fingerprint } })
}
