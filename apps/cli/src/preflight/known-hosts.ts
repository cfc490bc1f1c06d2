import { appendFile, mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AppError } from '@astrago/contracts'
import { type HostKey, knownHostKey, knownHostLine, type OfferedKey } from '@astrago/hosts'

export type HostKeys = {
  /** An OpenSSH known_hosts file. */
  file: string
  /** Somebody named it, so that it has to be there. */
  isNamed: boolean
  /** Take the key of a host that the file does not know; a key that differs from the file's is refused all the same. */
  acceptNew: boolean
}

export type KnownHosts = {
  keyOf(address: string, port: number): HostKey | null
  /** Makes a key the known one, in the file too. @throws FILE_NOT_WRITABLE */
  take(address: string, port: number, key: OfferedKey): Promise<void>
}

/**
 * The known keys of hosts. Where new ones are to be taken, the file is made, as OpenSSH does with
 * `StrictHostKeyChecking=accept-new` (ssh_config(5)): what is not kept could change unseen.
 * @throws FILE_UNREADABLE, FILE_NOT_WRITABLE
 */
export async function openKnownHosts({ file, isNamed, acceptNew }: HostKeys): Promise<KnownHosts> {
  if (acceptNew) await makeFile(file, isNamed)
  let text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT' && !isNamed) return ''
    throw new AppError('FILE_UNREADABLE', { params: { path: file, detail: String(cause.code) }, cause })
  })
  return {
    keyOf: (address, port) => knownHostKey(text, address, port),
    async take(address, port, key) {
      const line = knownHostLine(address, port, key)
      const begin = text === '' || text.endsWith('\n') ? '' : '\n'
      text += begin + line
      await appendFile(file, begin + line).catch((cause) => notWritable(file, cause))
    },
  }
}

/** The folder is made only where it is the usual one: a misspelt path must not become a place for keys. */
async function makeFile(file: string, isNamed: boolean): Promise<void> {
  try {
    if (!isNamed) await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    await (await open(file, 'a', 0o600)).close()
  } catch (cause) {
    notWritable(file, cause)
  }
}

function notWritable(path: string, cause: unknown): never {
  const detail = String((cause as NodeJS.ErrnoException).code)
  throw new AppError('FILE_NOT_WRITABLE', { params: { path, detail }, cause })
}
