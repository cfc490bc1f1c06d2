import { AppError } from '@astrago/contracts'
import ssh2, { type ParsedKey } from 'ssh2'

const PKCS8 = /-----BEGIN (ENCRYPTED )?PRIVATE KEY-----/

/**
 * Reads a private key in OpenSSH, PEM or PuTTY format. Needs no host, so a form can call it early.
 * @throws HOST_LOGIN_KEY_PASSPHRASE when the passphrase is missing or wrong
 * @throws HOST_LOGIN_KEY_INVALID for anything else that cannot serve as a private key
 */
export function parseLoginKey(host: string, privateKey: string, passphrase?: string): ParsedKey {
  if (PKCS8.test(privateKey)) throw keyError(host, 'unsupported PKCS#8')
  const parsed = parse(privateKey, passphrase || undefined)
  const key = Array.isArray(parsed) ? parsed[0] : parsed
  if (key instanceof Error) throw keyError(host, key.message)
  if (!key?.isPrivateKey()) throw keyError(host, 'public key')
  return key
}

/** ssh2 returns most errors and throws some, such as a passphrase that is not a string. */
function parse(privateKey: string, passphrase?: string): ReturnType<typeof ssh2.utils.parseKey> {
  try {
    return ssh2.utils.parseKey(privateKey, passphrase)
  } catch (error) {
    return error instanceof Error ? error : new Error('unreadable')
  }
}

/** The text of ssh2 chooses the code and is not passed on: it may come from a layer that quotes its input. */
function keyError(host: string, message: string): AppError {
  if (/passphrase|integrity check failed|bad decrypt|unable to authenticate data/i.test(message)) {
    return new AppError('HOST_LOGIN_KEY_PASSPHRASE', { host })
  }
  const detail = REASONS.find(([pattern]) => pattern.test(message))?.[1] ?? 'not a private key'
  return new AppError('HOST_LOGIN_KEY_INVALID', { host, params: { detail } })
}

const REASONS: readonly [RegExp, string][] = [
  [/PKCS#8/, 'PKCS#8 is not supported; ssh-keygen -p -f FILE rewrites it'],
  [/malformed/i, 'malformed or cut off'],
  [/unsupported key format/i, 'not a private key'],
  [/unsupported/i, 'unsupported type or cipher'],
  [/public key/i, 'a public key'],
]
