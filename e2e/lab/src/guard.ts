import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { LAB_NETWORK } from './addresses.ts'
import { cgroupLayout } from './cgroups.ts'
import { unmountBelow } from './mounts.ts'
import { DEBIAN_PACKAGES } from './packages.ts'
import { openCache } from './paths.ts'
import { attempt, LabError, run } from './shell.ts'

export type CanRun = { ok: true } | { ok: false; reason: string }

type Need = () => Promise<string | undefined>

/** What a lab needs, in the order of asking; each gives the reason why not. */
const NEEDS: readonly Need[] = [
  async () => (process.platform === 'linux' ? undefined : 'lab hosts need Linux'),
  async () => (process.getuid?.() === 0 ? undefined : 'lab hosts need root (network namespaces, mounts)'),
  async () => {
    const missing = await missingPackages()
    return missing.length === 0 ? undefined : `Debian packages are missing: ${missing.join(' ')}`
  },
  () => reasonOf(async () => void (await cgroupLayout())),
  async () => {
    const { stdout } = await attempt('ip', ['-4', 'route', 'show', 'table', 'all'])
    const foreign = foreignRoute(stdout)
    return foreign && `this machine uses ${LAB_NETWORK} itself: ${foreign}`
  },
  () => reasonOf(tryNamespace),
  () => reasonOf(tryMounts),
]

/** Whether this machine can carry a lab; if not, one line that says why. */
export async function canRun(): Promise<CanRun> {
  for (const need of NEEDS) {
    const reason = await need()
    if (reason !== undefined) return { ok: false, reason }
  }
  return { ok: true }
}

/** A route into the lab's network that belongs to no lab, from what `ip route` prints; undefined when there is none. */
export function foreignRoute(routes: string): string | undefined {
  return routes.split('\n').find((line) => /\b10\.99\./.test(line) && !/\bdev al\d+\b/.test(line))
}

/** Names of the Debian packages whose command is not there. */
export async function missingPackages(): Promise<string[]> {
  const found = await Promise.all(
    DEBIAN_PACKAGES.map(({ command }) => attempt('sh', ['-c', 'command -v "$0"', command])),
  )
  return DEBIAN_PACKAGES.filter((_, index) => found[index]?.code !== 0).map(({ name }) => name)
}

async function reasonOf(work: () => Promise<void>): Promise<string | undefined> {
  return work().then(
    () => undefined,
    (error: unknown) => (error instanceof LabError ? error.message : String(error)),
  )
}

async function tryNamespace(): Promise<void> {
  const name = `al-try-${process.pid}`
  try {
    await run('ip', ['netns', 'add', name])
    await run('ip', ['-netns', name, 'link', 'add', 'br0', 'type', 'bridge'])
    await run('ip', ['-netns', name, 'link', 'add', 'v0', 'type', 'veth', 'peer', 'name', 'v1'])
  } finally {
    await attempt('ip', ['netns', 'delete', name])
  }
}

/** An ext4 file on a loop device with an overlay on it: what each host lies on. */
async function tryMounts(): Promise<void> {
  const folder = await mkdtemp(join(await openCache(), 'try-'))
  const at = (name: string) => join(folder, name)
  try {
    for (const name of ['lower', 'disk', 'root']) await mkdir(at(name))
    await run('truncate', ['--size=4M', at('image')])
    await run('mkfs.ext4', ['-q', '-F', '-O', '^has_journal', at('image')])
    await run('mount', ['-o', 'loop', at('image'), at('disk')])
    for (const name of ['upper', 'work']) await mkdir(at(`disk/${name}`))
    const layers = `lowerdir=${at('lower')},upperdir=${at('disk/upper')},workdir=${at('disk/work')}`
    await run('mount', ['-t', 'overlay', 'overlay', '-o', layers, at('root')])
  } finally {
    await unmountBelow(folder)
    await rm(folder, { recursive: true })
  }
}
