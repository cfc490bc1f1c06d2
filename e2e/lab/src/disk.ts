import { chmod, copyFile, mkdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { release } from 'node:os'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { builtinModules, COMMON_FILES, KERNEL_LOG, type Look, MODULES, sysctlFiles } from './look.ts'
import { run } from './shell.ts'

const LOOK_FOLDER = 'usr/lib/lab-look'
const LOOK_SCRIPT = new URL('./guest/look.sh', import.meta.url)
const DMESG = new URL('./guest/dmesg.sh', import.meta.url)
const TIMEDATECTL = new URL('./guest/timedatectl.sh', import.meta.url)
const SWAP = new URL('./guest/swap.sh', import.meta.url)
const MODPROBE = new URL('./guest/modprobe.sh', import.meta.url)

/**
 * Makes the disk of which every host of a lab is given a copy: sparse, 16 MB for 200 GiB. It holds /var, and the
 * upper layer of /, in which lies what all hosts of the lab have in common beyond the shared root file system.
 */
export async function makeDiskTemplate(labFolder: string, baseRoot: string, look: Look): Promise<string> {
  const image = join(labFolder, 'disk.img')
  const seed = join(labFolder, 'seed')
  await mkdir(join(seed, 'work'), { recursive: true })
  await writeLookFrame(join(seed, 'upper'), baseRoot)
  await run('cp', ['--archive', join(baseRoot, 'var'), seed])
  await writeFile(image, '')
  await truncate(image, look.diskGib * 1024 ** 3)
  const options = ['-q', '-F', '-m', '0', '-O', '^has_journal', '-E', 'lazy_itable_init=1,nodiscard']
  await run('mkfs.ext4', [...options, '-d', seed, image])
  await rm(seed, { recursive: true })
  return image
}

async function writeLookFrame(upper: string, baseRoot: string): Promise<void> {
  const modules = join('usr/lib/modules', release())
  const files: Record<string, string> = {
    [`${LOOK_FOLDER}/modules`]: `${Object.keys(MODULES).join('\n')}\n`,
    [`${LOOK_FOLDER}/clock-synchronized`]: 'yes\n',
    [`${LOOK_FOLDER}/kernel-log`]: KERNEL_LOG,
    [`${modules}/modules.builtin`]: builtinModules(),
    [`${modules}/modules.builtin.modinfo`]: '',
    [`${modules}/modules.order`]: '',
    ...(await kernelOptions()),
  }
  for (const [path, text] of Object.entries(files)) await write(join(upper, path), text)
  await writeOver(upper, COMMON_FILES)
  for (const [path, text] of Object.entries(sysctlFiles())) await write(join(upper, LOOK_FOLDER, 'boot', path), text)
  await install(LOOK_SCRIPT, join(upper, LOOK_FOLDER, 'apply.sh'))
  await install(join(baseRoot, 'usr/bin/timedatectl'), join(upper, LOOK_FOLDER, 'timedatectl'))
  await install(DMESG, join(upper, 'usr/bin/dmesg'))
  await install(TIMEDATECTL, join(upper, 'usr/bin/timedatectl'))
  for (const name of ['swapon', 'swapoff']) await install(SWAP, join(upper, 'usr/sbin', name))
  await symlink('/usr/bin/kmod', join(upper, LOOK_FOLDER, 'modprobe'))
  await install(MODPROBE, join(upper, 'usr/sbin/modprobe'))
}

/** A server of any distribution has the options of its kernel as a file; the machine has at least the kernel's own copy. */
async function kernelOptions(): Promise<Record<string, string>> {
  const packed = await readFile('/proc/config.gz').catch(() => null)
  return packed ? { [`boot/config-${release()}`]: gunzipSync(packed).toString() } : {}
}

/** Writes files that lie over those of /proc and /sys; in a running host they change at once. */
export async function writeOver(root: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) await write(join(root, LOOK_FOLDER, 'over', path), text)
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
}

async function install(from: string | URL, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  await copyFile(from, to)
  await chmod(to, 0o755)
}
