import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { withLock } from './lock.ts'
import { cacheFolder, clientKeyPath } from './paths.ts'
import { run } from './shell.ts'
import type { UserName } from './users.ts'

/** Makes the key that opens all lab hosts for `ops` and `root`, once; only its owner may read it. */
export async function ensureClientKey(): Promise<string> {
  const key = clientKeyPath()
  await withLock(join(cacheFolder(), 'client.lock'), 30, async () => {
    if (await stat(`${key}.pub`).catch(() => undefined)) return
    await mkdir(dirname(key), { recursive: true, mode: 0o700 })
    for (const file of [`${key}.new`, `${key}.new.pub`]) await rm(file, { force: true })
    await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'astrago-lab', '-f', `${key}.new`])
    await rename(`${key}.new`, key)
    await rename(`${key}.new.pub`, `${key}.pub`)
  })
  return key
}

/** Arguments of OpenSSH's client for a login with the lab's key; host keys are not compared. */
export function sshArguments(address: string, user: UserName): string[] {
  const options = [
    'StrictHostKeyChecking=no',
    'UserKnownHostsFile=/dev/null',
    'LogLevel=ERROR',
    'BatchMode=yes',
    // It counts the key exchange, too, which takes its time on a machine under load.
    'ConnectTimeout=30',
  ]
  return ['-F', 'none', '-i', clientKeyPath(), ...options.flatMap((option) => ['-o', option]), `${user}@${address}`]
}
