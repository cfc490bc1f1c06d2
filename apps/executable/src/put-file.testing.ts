import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { connectSsh, scanHostKey } from '@astrago/hosts'
import type { Lab, LabHost } from '@astrago/lab'

/** Puts a file of this machine onto a lab host, as a program of root's. */
export async function putFile(lab: Lab, host: LabHost, file: string, target: string): Promise<void> {
  const { name, address, port } = host
  const pinned = await scanHostKey(address, port, 10_000)
  const auth = { kind: 'key', privateKey: readFileSync(lab.keyPath, 'utf8') } as const
  const ssh = await connectSsh({ name, address, port, user: 'root', auth, sudo: { kind: 'root' } }, { pinned })
  try {
    const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex')
    await ssh.upload({ path: file, bytes: statSync(file).size, sha256 }, target, { mode: 0o755 })
  } finally {
    await ssh.close()
  }
}
