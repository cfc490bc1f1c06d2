import { spawn } from 'node:child_process'
import { open } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hostNamespaceOf } from './addresses.ts'
import { type CgroupLayout, groupsOf, makeGroups, processesIn } from './cgroups.ts'
import { hostPaths } from './paths.ts'
import type { LabRecord } from './registry.ts'
import { poll } from './shell.ts'

const SUPERVISE = fileURLToPath(new URL('./supervise.sh', import.meta.url))

/** The command that boots a host and ends with it. */
export function nspawnCommand(lab: Pick<LabRecord, 'index' | 'folder'>, host: string, layout: CgroupLayout): string[] {
  const { root, disk } = hostPaths(lab.folder, host)
  const machine = hostNamespaceOf(lab.index, host)
  return [
    'systemd-nspawn',
    '--quiet',
    `--directory=${root}`,
    `--bind=${join(disk, 'var')}:/var`,
    `--machine=${machine}`,
    `--hostname=${host}`,
    '--settings=no',
    '--register=no',
    '--keep-unit',
    `--network-namespace-path=/run/netns/${machine}`,
    '--capability=CAP_NET_ADMIN',
    // Without a device group of cgroups v1, the nodes of the machine's disks must not even be made.
    ...(layout === 'v2' ? ['--drop-capability=CAP_MKNOD'] : []),
    '--resolv-conf=off',
    '--timezone=off',
    '--link-journal=no',
    '--console=pipe',
    '--boot',
  ]
}

/** Starts a host, which then lives on without this process. Does nothing when it runs. */
export async function startHost(lab: LabRecord, host: string, layout: CgroupLayout): Promise<void> {
  if ((await hostProcesses(lab, host, layout)).length > 0) return
  const joins = await makeGroups(layout, lab.index, host)
  const command = nspawnCommand(lab, host, layout)
  const log = await open(hostPaths(lab.folder, host).console, 'a')
  const supervisor = spawn('sh', [SUPERVISE, joins.guard.join(' '), joins.run.join(' '), ...command], {
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    env: {
      PATH: process.env.PATH,
      SYSTEMD_NSPAWN_API_VFS_WRITABLE: 'network',
      // The host sees cgroups v2 alone, as a server of today does, also where the machine has both.
      SYSTEMD_NSPAWN_UNIFIED_HIERARCHY: '1',
    },
  })
  supervisor.unref()
  await log.close()
}

async function hostProcesses(lab: LabRecord, host: string, layout: CgroupLayout): Promise<number[]> {
  return processesIn(groupsOf(layout, lab.index, host, 'guard')[0] ?? '')
}

/** Waits until the host's sshd says its banner: an open port alone may still be the one of a host going down. */
export async function sshAnswers(address: string, timeoutMs: number): Promise<boolean> {
  return (
    (await poll(async () => ((await banner(address, 500)).startsWith('SSH-') ? true : undefined), timeoutMs)) ?? false
  )
}

/** What a TCP server on port 22 says first; nothing when there is none. */
export function banner(address: string, timeoutMs: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port: 22, timeout: timeoutMs })
    const end = (text: string) => {
      socket.destroy()
      resolve(text)
    }
    socket.once('data', (chunk) => end(chunk.toString('latin1')))
    for (const event of ['error', 'timeout', 'close']) socket.once(event, () => end(''))
  })
}
