import { createHash } from 'node:crypto'
import { hostname } from 'node:os'
import { connectSsh, type Host, type HostKey, localHostAsUser, localHostForWork, scanHostKey } from '@astrago/hosts'
import { targetsOf } from '@astrago/jobs'
import type { Io } from '../command.ts'
import { type HostKeys, type KnownHosts, openKnownHosts } from './known-hosts.ts'
import { type CliSite, secretReader } from './site-file.ts'

const SCAN_TIMEOUT_MS = 10_000

type OpenOptions = {
  /** Tells of a new key instead of writing it to standard error. */
  say?: (text: string) => void
  /** To change it: what an earlier command for this site, from this machine, left running there is ended first, and told. */
  onEnded?: (programs: readonly string[]) => void
}
export type Open = (name: string, options?: OpenOptions) => Promise<Host>

/**
 * Opens hosts of a site by name; this very machine only to change it as more than the user who runs the command.
 * `onSecret` is told every secret that was read for it.
 * @throws SECRET_REF_UNRESOLVED and what `openKnownHosts` throws at once, and per host what connecting throws
 */
export async function hostOpener(
  site: CliSite,
  keys: HostKeys,
  io: Io,
  onSecret: (secret: string) => void = () => {},
): Promise<Open> {
  const workName = `command-${createHash('sha256').update(`${hostname()} ${site.name}`).digest('hex').slice(0, 16)}`
  if (site.kind === 'local')
    return async (name, { onEnded } = {}) =>
      onEnded ? localHostForWork(name, { name: workName, onEnded }) : localHostAsUser(name)
  const read = secretReader(io)
  const targets = await targetsOf(site.answers, async (ref) => {
    const secret = await read(ref)
    onSecret(secret)
    return secret
  })
  const known = await openKnownHosts(keys)
  return async (name, { say = io.err, onEnded } = {}) => {
    const target = targets.get(name)
    if (!target) throw new Error(`${name} is not in the node table`)
    const { address, port } = target
    const pinned =
      known.keyOf(address, port) ?? (keys.acceptNew ? await newKey({ name, address, port }, known, say) : null)
    return connectSsh(target, { pinned, ...(onEnded && { work: { name: workName, onEnded } }) })
  }
}

type Place = { name: string; address: string; port: number }

async function newKey(
  { name, address, port }: Place,
  known: KnownHosts,
  say: (text: string) => void,
): Promise<HostKey> {
  const key = await scanHostKey(address, port, SCAN_TIMEOUT_MS)
  await known.take(address, port, key)
  say(`${name} ${address}: ${key.type} ${key.fingerprint}\n`)
  return key
}
