import { mkdir, rm, rmdir, statfs, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cgroupLayout } from '../cgroups.ts'
import { leaderOf } from '../enter.ts'
import { run } from '../shell.ts'
import type { Fault, FaultContext } from './fault.ts'

const KERNEL_LOG = '/usr/lib/lab-look/kernel-log'
const DISK_ERROR = '[ 8123.456789] I/O error, dev sdb, sector 2048 op 0x0:(READ) flags 0x0 phys_seg 1 prio class 2'
const MOUNT_IN = fileURLToPath(new URL('../mount-in.py', import.meta.url))

/** Outside what the host sees of its disk, so that nothing in the host can find or remove it. */
const filler = ({ paths }: FaultContext) => join(paths.disk, 'filler')
const smallDisk = ({ paths }: FaultContext) => ({
  image: join(paths.folder, 'small.img'),
  place: join(paths.folder, 'small'),
})

/** Puts another file system, with a copy of what is there, over the host's /var/lib. */
async function shrink(context: FaultContext): Promise<void> {
  const { lab, host, paths, params } = context
  const { image, place } = smallDisk(context)
  await mkdir(place)
  await writeFile(image, '')
  await truncate(image, Number(params.gib) * 1024 ** 3)
  await run('mkfs.ext4', ['-q', '-F', '-m', '0', '-O', '^has_journal', '-E', 'lazy_itable_init=1,nodiscard', image])
  await run('mount', ['-o', 'loop', image, place])
  await run('cp', ['--archive', '--no-target-directory', join(paths.disk, 'var/lib'), place])
  const { pid } = await leaderOf(lab, host.name, await cgroupLayout())
  await run('python3', [MOUNT_IN, String(pid), place, '/var/lib'])
  await run('umount', [place])
  await rmdir(place)
}

async function growAgain(context: FaultContext): Promise<void> {
  await context.enter('umount --lazy /var/lib 2>/dev/null || true')
  await rm(smallDisk(context).image, { force: true })
}

/** What is wrong with the disks of a host. */
export const DISK_FAULTS: readonly Fault[] = [
  {
    name: 'disk-full',
    description: 'The disk has `leave` MiB left.',
    params: { leave: '1' },
    on: async (context) => {
      const { bavail, bsize } = await statfs(context.paths.disk)
      const bytes = bavail * bsize - Number(context.params.leave) * 1024 ** 2
      await run('fallocate', ['--length', String(bytes), filler(context)])
    },
    off: (context) => rm(filler(context), { force: true }),
  },
  {
    name: 'small-var',
    description: '/var/lib is a file system of its own, of `gib` GiB.',
    params: { gib: '20' },
    on: shrink,
    off: growAgain,
  },
  {
    name: 'disk-errors',
    description: 'The kernel has logged errors of a disk.',
    params: {},
    on: ({ enter }) => enter(`grep -q 'dev sdb' ${KERNEL_LOG} || echo '${DISK_ERROR}' >>${KERNEL_LOG}`),
    off: ({ enter }) => enter(`sed -i '/dev sdb/d' ${KERNEL_LOG}`),
  },
  {
    name: 'closed-folder',
    description: '/var/lib lets nobody pass but root.',
    params: {},
    on: ({ enter }) => enter('chmod 700 /var/lib'),
    off: ({ enter }) => enter('chmod 755 /var/lib'),
  },
  {
    name: 'noexec-tmp',
    description: 'No program can be run from /tmp.',
    params: {},
    on: ({ enter }) => enter('mount -o remount,noexec /tmp'),
    off: ({ enter }) => enter('mount -o remount,exec /tmp'),
  },
  {
    name: 'noexec-var',
    description: 'No program can be run from /var.',
    params: {},
    on: ({ enter }) => enter('mount -o remount,bind,noexec /var'),
    off: ({ enter }) => enter('mount -o remount,bind,exec /var'),
  },
]
