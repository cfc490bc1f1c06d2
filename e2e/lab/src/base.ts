import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { withLock } from './lock.ts'
import { unmountBelow } from './mounts.ts'
import { GUEST_PACKAGES } from './packages.ts'
import { openCache } from './paths.ts'
import { attempt, run } from './shell.ts'
import { USERS } from './users.ts'

const SUITE = 'bookworm'
const CONFIGURE = new URL('./guest/configure.sh', import.meta.url)
const TEN_MINUTES = 600_000

/** The shared root file system: the folder that all hosts lie upon, never written to again. */
export type Base = { root: string }

/** The key under which a base is kept: it changes with everything that goes into it. */
export function baseKey(packages: readonly string[], configure: string, arch: string): string {
  const parts = JSON.stringify([SUITE, packages, configure, arch, USERS.admin.password])
  return createHash('sha256').update(parts).digest('hex').slice(0, 16)
}

/** Gives the base for this version of the lab, made now (about a minute) unless a sound one is in the cache. */
export async function ensureBase(say: (line: string) => void): Promise<Base> {
  const configure = await readFile(CONFIGURE, 'utf8')
  const packages = GUEST_PACKAGES.map(({ name }) => name)
  const cache = await openCache()
  const folder = join(cache, 'base', baseKey(packages, configure, process.arch))
  const base = { root: join(folder, 'root') }
  return withLock(join(cache, 'base.lock'), 900, async () => {
    if (await isSound(folder)) return base
    say('lab: making the shared root file system, once (about a minute)')
    await discardLike(folder)
    await build(folder, packages, configure)
    return base
  })
}

/** Notes what a finished base consists of. */
export async function seal(folder: string): Promise<void> {
  await writeFile(join(folder, 'fingerprint'), await fingerprint(join(folder, 'root')))
}

/** A base is sound when the names, sizes, modes and times of all its files are still those it was sealed with. */
export async function isSound(folder: string): Promise<boolean> {
  const kept = await readFile(join(folder, 'fingerprint'), 'utf8').catch(() => undefined)
  return kept === (await fingerprint(join(folder, 'root')))
}

async function fingerprint(root: string): Promise<string> {
  const { stdout } = await attempt('find', [root, '-xdev', '-printf', '%P %y %s %m %T@\\n'])
  return createHash('sha256').update(stdout.split('\n').sort().join('\n')).digest('hex')
}

async function build(folder: string, packages: readonly string[], configure: string): Promise<void> {
  const half = `${folder}-half-${process.pid}` // debootstrap's children may outlive a killed process for a while
  const root = join(half, 'root')
  await mkdir(half, { recursive: true })
  const mirror = await debianMirror()
  await run(
    'debootstrap',
    ['--variant=minbase', `--include=${packages.join(',')}`, SUITE, root, ...(mirror === undefined ? [] : [mirror])],
    { timeoutMs: TEN_MINUTES, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } },
  )
  await run('chroot', [root, 'sh', '-s'], {
    stdin: configure,
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LAB_ADMIN_PASSWORD: USERS.admin.password },
  })
  await unmountBelow(half)
  await seal(half)
  await rename(half, folder)
}

/** Removes the unsound base and all that were begun and not finished. */
async function discardLike(folder: string): Promise<void> {
  const names = await readdir(dirname(folder)).catch(() => [])
  for (const name of names.filter((each) => each.startsWith(basename(folder)))) {
    const unsound = join(dirname(folder), name)
    await unmountBelow(unsound)
    await rm(unsound, { recursive: true, force: true, maxRetries: 10 })
  }
}

/** The mirror this machine's own packages come from, if it carries the suite; else debootstrap knows one. */
async function debianMirror(): Promise<string | undefined> {
  const format = '$(REPO_URI) $(CODENAME) $(COMPONENT)'
  const { stdout } = await attempt('apt-get', ['indextargets', '--format', format, 'Created-By: Packages'])
  return mirrorOf(stdout)
}

/** The address on the first line that offers the main packages of the suite. */
export function mirrorOf(indextargets: string): string | undefined {
  const rows = indextargets.split('\n').map((line) => line.split(' '))
  return rows.find(([, codename, component]) => codename === SUITE && component === 'main')?.[0]
}
