import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type ArtifactsView, type Cni, type Problem, toProblem } from '@astrago/contracts'
import { type ArtifactSet, rke2, type SumOf, sha256OfFile } from '@astrago/kubernetes'
import { LRUCache } from 'lru-cache'
import PQueue from 'p-queue'

type Progress = NonNullable<ArtifactsView['checking']>

/** The check of a folder as it was when it was begun. */
export type ArtifactCheck = {
  /** Size, time of change and inode of each file, by name. */
  files: ReadonlyMap<string, string>
  /** Settles when every file is summed. */
  done: Promise<ArtifactSet>
  /** Null while it is under way and when it failed. */
  result: ArtifactSet | null
  problem: Problem | null
  progress: Progress | null
  /** The last check of the folder that came to a result: what did not change since is still as it said. */
  before: ArtifactCheck | null
}

export type ArtifactChecks = {
  /** The check of the folder as it is now, for this network plugin; begins one when the folder is not as it was. */
  of(folder: string, cni: Cni): Promise<ArtifactCheck>
}

/**
 * Checks of folders with installation files, one at a time: gigabytes are read. A sum is made once for a file as long
 * as its size, inode and time of change stay what they were.
 */
export function makeArtifactChecks({ ignore }: { ignore: (name: string) => boolean }): ArtifactChecks {
  const checks = new LRUCache<string, ArtifactCheck>({ max: 100 })
  const sums = new LRUCache<string, string>({ max: 1000 })
  const queue = new PQueue({ concurrency: 1 })

  const sumOf: SumOf = async (path, onBytes, signal) => {
    const before = await identityOf(path)
    const known = sums.get(`${path} ${before.key}`)
    if (known !== undefined) {
      onBytes(before.size)
      return known
    }
    const sum = await sha256OfFile(path, onBytes, signal)
    if ((await identityOf(path)).key === before.key) sums.set(`${path} ${before.key}`, sum)
    return sum
  }

  const begin = (
    folder: string,
    cni: Cni,
    files: ArtifactCheck['files'],
    before: ArtifactCheck | null,
  ): ArtifactCheck => {
    const onProgress = (progress: Progress): void => {
      check.progress = progress
    }
    const done = queue.add(() => rke2.inspectArtifacts(folder, { cni, sumOf, onProgress }))
    const check: ArtifactCheck = { files, done, result: null, problem: null, progress: null, before }
    done
      .then(
        (result) => Object.assign(check, { result, before: null }),
        (error: unknown) => Object.assign(check, { problem: toProblem(error) }),
      )
      .finally(() => {
        check.progress = null
      })
    return check
  }

  return {
    async of(folder, cni) {
      const files = await listingOf(folder, ignore)
      const key = `${cni} ${folder}`
      const latest = checks.get(key)
      if (latest && sameListing(latest.files, files)) return latest
      const check = begin(folder, cni, files, latest?.result ? latest : (latest?.before ?? null))
      checks.set(key, check)
      return check
    },
  }
}

async function identityOf(path: string): Promise<{ key: string; size: number }> {
  const { size, ctimeMs, ino } = await stat(path)
  return { key: `${size} ${ctimeMs} ${ino}`, size }
}

/** What tells whether a folder is as it was; one that cannot be read is like itself as long as it fails the same way. */
async function listingOf(folder: string, ignore: (name: string) => boolean): Promise<Map<string, string>> {
  try {
    const names = (await readdir(folder)).filter((name) => !ignore(name)).sort()
    const lines = names.map(
      async (name): Promise<[string, string]> => [
        name,
        await identityOf(join(folder, name)).then(
          ({ key }) => key,
          (error) => String(error.code),
        ),
      ],
    )
    return new Map(await Promise.all(lines))
  } catch (error) {
    return new Map([['/', String((error as NodeJS.ErrnoException).code)]])
  }
}

function sameListing(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  return one.size === other.size && [...one].every(([name, key]) => other.get(name) === key)
}
