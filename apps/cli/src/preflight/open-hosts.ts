import { readFile } from 'node:fs/promises'
import { connectSsh, type Host, type HostKey, knownHostKey, localHost, scanHostKey } from '@astrago/hosts'
import { targetsOf } from '@astrago/jobs'
import type { Io } from '../command.ts'
import { type CliSite, secretReader } from './site-file.ts'

export type HostKeys = {
  /** An OpenSSH known_hosts file. */
  file: string
  /** Take the key of a host that the file does not know; a key that differs from the file's is refused all the same. */
  acceptNew: boolean
}

const SCAN_TIMEOUT_MS = 10_000

/** `say` tells of a new key instead of writing it to standard error. */
export type Open = (name: string, say?: (text: string) => void) => Promise<Host>

/**
 * Opens hosts of a site by name. `onSecret` is told every secret that was read for it.
 * @throws SECRET_REF_UNRESOLVED at once, and per host what connecting throws
 */
export async function hostOpener(
  site: CliSite,
  keys: HostKeys,
  io: Io,
  onSecret: (secret: string) => void = () => {},
): Promise<Open> {
  if (site.kind === 'local') return async (name) => localHost(name)
  const read = secretReader(io)
  const targets = await targetsOf(site.answers, async (ref) => {
    const secret = await read(ref)
    onSecret(secret)
    return secret
  })
  const known = await readFile(keys.file, 'utf8').catch(() => '')
  const taken = new Map<string, HostKey>()
  return async (name, say = io.err) => {
    const target = targets.get(name)
    if (!target) throw new Error(`${name} is not in the node table`)
    const { address, port } = target
    const pinned =
      knownHostKey(known, address, port) ??
      taken.get(name) ??
      (keys.acceptNew ? await newKey(name, address, port, say) : null)
    if (pinned) taken.set(name, pinned)
    return connectSsh(target, { pinned })
  }
}

async function newKey(name: string, address: string, port: number, say: (text: string) => void): Promise<HostKey> {
  const key = await scanHostKey(address, port, SCAN_TIMEOUT_MS)
  say(`${name} ${address}: ${key.type} ${key.fingerprint}\n`)
  return key
}
