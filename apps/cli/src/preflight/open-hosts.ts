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

/** Opens hosts of a site by name. @throws SECRET_REF_UNRESOLVED at once, and per host what connecting throws */
export async function hostOpener(site: CliSite, keys: HostKeys, io: Io): Promise<(name: string) => Promise<Host>> {
  if (site.kind === 'local') return async (name) => localHost(name)
  const targets = await targetsOf(site.answers, secretReader(io))
  const known = await readFile(keys.file, 'utf8').catch(() => '')
  return async (name) => {
    const target = targets.get(name)
    if (!target) throw new Error(`${name} is not in the node table`)
    const { address, port } = target
    const pinned = knownHostKey(known, address, port) ?? (keys.acceptNew ? await newKey(name, address, port, io) : null)
    return connectSsh(target, { pinned })
  }
}

async function newKey(name: string, address: string, port: number, io: Io): Promise<HostKey> {
  const key = await scanHostKey(address, port, SCAN_TIMEOUT_MS)
  io.err(`${name} ${address}: ${key.type} ${key.fingerprint}\n`)
  return key
}
