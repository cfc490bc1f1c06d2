import { createHmac } from 'node:crypto'
import { type HostKey, hostKeyOf, type OfferedKey } from './host-key.ts'

/** Types of keys in the order a connection prefers them. */
const PREFERRED = ['ssh-ed25519', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521', 'ssh-rsa']

/**
 * The key that an OpenSSH known_hosts file (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT) holds for an address, the preferred
 * one where there are several; null when there is none. Names may be hashed. Lines with a marker (@revoked,
 * @cert-authority), patterns with wildcards and lines that cannot be read count for nothing.
 */
export function knownHostKey(file: string, address: string, port: number): HostKey | null {
  const name = nameOf(address, port)
  const keys = file.split('\n').flatMap((line) => {
    const [names = '', type = '', blob = ''] = line.trim().split(/\s+/)
    const fits = names.split(',').some((known) => isName(known, name))
    return fits && PREFERRED.includes(type) ? keyOf(type, blob) : []
  })
  return keys.sort((a, b) => PREFERRED.indexOf(a.type) - PREFERRED.indexOf(b.type))[0] ?? null
}

/** The line of such a file, with its end, that makes `key` the known one of an address. */
export const knownHostLine = (address: string, port: number, { type, blob }: OfferedKey): string =>
  `${nameOf(address, port)} ${type} ${blob}\n`

const nameOf = (address: string, port: number): string => (port === 22 ? address : `[${address}]:${port}`)

function isName(known: string, name: string): boolean {
  const [, salt, hash] = /^\|1\|([^|]+)\|(.+)$/.exec(known) ?? []
  if (!salt || !hash) return known === name
  return createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest('base64') === hash
}

function keyOf(type: string, blob: string): HostKey[] {
  try {
    const key = hostKeyOf(Buffer.from(blob, 'base64'))
    return key.type === type ? [key] : []
  } catch {
    return []
  }
}
