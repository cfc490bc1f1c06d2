import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import {
  connectSsh,
  type Host,
  type HostKey,
  knownHostKey,
  localHost,
  localHostForWork,
  scanHostKey,
} from '@astrago/hosts'
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

type OpenOptions = {
  /** Tells of a new key instead of writing it to standard error. */
  say?: (text: string) => void
  /** To change it: what an earlier command for this site, from this machine, left running there is ended first. */
  forWork?: boolean
}
export type Open = (name: string, options?: OpenOptions) => Promise<Host>

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
  const work = `command-${createHash('sha256').update(`${hostname()} ${site.name}`).digest('hex').slice(0, 16)}`
  if (site.kind === 'local')
    return async (name, { forWork } = {}) => (forWork ? localHostForWork(name, work) : localHost(name))
  const read = secretReader(io)
  const targets = await targetsOf(site.answers, async (ref) => {
    const secret = await read(ref)
    onSecret(secret)
    return secret
  })
  const known = await readFile(keys.file, 'utf8').catch(() => '')
  const taken = new Map<string, HostKey>()
  return async (name, { say = io.err, forWork = false } = {}) => {
    const target = targets.get(name)
    if (!target) throw new Error(`${name} is not in the node table`)
    const { address, port } = target
    const pinned =
      knownHostKey(known, address, port) ??
      taken.get(name) ??
      (keys.acceptNew ? await newKey(name, address, port, say) : null)
    if (pinned) taken.set(name, pinned)
    return connectSsh(target, { pinned, ...(forWork && { work }) })
  }
}

async function newKey(name: string, address: string, port: number, say: (text: string) => void): Promise<HostKey> {
  const key = await scanHostKey(address, port, SCAN_TIMEOUT_MS)
  say(`${name} ${address}: ${key.type} ${key.fingerprint}\n`)
  return key
}
