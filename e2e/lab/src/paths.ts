import { mkdir, realpath } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * Where the shared root file system, the client key and the hosts' disks are kept, outside the repository.
 * `ASTRAGO_LAB_CACHE` names another folder; it must be on a file system that overlayfs can write to.
 */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env.ASTRAGO_LAB_CACHE) return env.ASTRAGO_LAB_CACHE
  return join(env.XDG_CACHE_HOME || join(env.HOME || homedir(), '.cache'), 'astrago-lab')
}

/** The cache folder, made if it is not there, by the path under which the kernel knows what is mounted in it. */
export async function openCache(): Promise<string> {
  await mkdir(cacheFolder(), { recursive: true })
  return realpath(cacheFolder())
}

/** Which labs this machine carries: kernel names are the machine's, so this is not the cache's. */
export const REGISTRY = '/run/astrago-lab'

export function clientKeyPath(): string {
  return join(cacheFolder(), 'client', 'id_ed25519')
}

/** The files of one host, all below `folder`. */
export function hostPaths(labFolder: string, host: string) {
  const folder = join(labFolder, 'hosts', host)
  return {
    folder,
    image: join(folder, 'disk.img'),
    disk: join(folder, 'disk'),
    root: join(folder, 'root'),
    console: join(folder, 'console.log'),
    faults: join(folder, 'faults'),
  }
}
