import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gatewayOf } from './addresses.ts'
import { writeOver } from './disk.ts'
import { profileFiles } from './look.ts'
import { clientKeyPath, hostPaths } from './paths.ts'
import type { HostRecord, LabRecord } from './registry.ts'
import { run } from './shell.ts'

/** Gives a host its disk, its root file system and all that is its own in it. It is then ready to boot. */
export async function prepareHost(lab: LabRecord, host: HostRecord, baseRoot: string, template: string) {
  const { disk, root, faults, image } = hostPaths(lab.folder, host.name)
  for (const folder of [disk, root, faults]) await mkdir(folder, { recursive: true })
  await run('cp', ['--sparse=always', template, image])
  await run('mount', ['-o', 'loop', image, disk])
  const layers = `lowerdir=${baseRoot},upperdir=${join(disk, 'upper')},workdir=${join(disk, 'work')}`
  await run('mount', ['-t', 'overlay', 'overlay', '-o', layers, root])
  await writeIdentity(lab, host, root)
  await writeOver(root, profileFiles(lab.look, process.arch))
  host.hostKeyFingerprint = await makeHostKey(root, host.name)
}

async function writeIdentity(lab: LabRecord, host: HostRecord, root: string): Promise<void> {
  const peers = lab.hosts.map(({ name, address }) => `${address} ${name}\n`).join('')
  const key = await readFile(`${clientKeyPath()}.pub`, 'utf8')
  const files: Record<string, string> = {
    'etc/hostname': `${host.name}\n`,
    'etc/hosts': `127.0.0.1 localhost\n${peers}`,
    'etc/machine-id': `${randomBytes(16).toString('hex')}\n`,
    'etc/resolv.conf': `nameserver ${gatewayOf(lab.index)}\n`,
    'root/.ssh/authorized_keys': key,
    'home/ops/.ssh/authorized_keys': key,
  }
  await rm(join(root, 'etc/resolv.conf'), { force: true }) // may be a link
  for (const [path, text] of Object.entries(files)) await writeFile(join(root, path), text)
}

/** @returns the fingerprint of the new key, as `SHA256:...`. */
async function makeHostKey(root: string, host: string): Promise<string> {
  const file = join(root, 'etc/ssh/ssh_host_ed25519_key')
  await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', host, '-f', file])
  const line = await run('ssh-keygen', ['-l', '-E', 'sha256', '-f', `${file}.pub`])
  return line.split(' ')[1] ?? ''
}
