import { mkdir, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError, type ArtifactState, type ArtifactsView, type Cni, cniOf, isAppError } from '@astrago/contracts'
import type { LeaseStore } from '@astrago/jobs'
import { type ArtifactSet, type ExpectedArtifact, fileNames, type ReleaseImage, rke2 } from '@astrago/kubernetes'
import { readArtifactFolder, type Store, setArtifactFolder } from '@astrago/store'
import { type ArtifactCheck, makeArtifactChecks } from './artifact-checks.ts'
import { isPart, makeArtifactUploads, type Part, type Upload } from './artifact-uploads.ts'
import { readState } from './form.ts'
import { unlessAborted } from './unless-aborted.ts'

/** Subfolders that are looked into for a folder that holds no installation file itself. */
const MOST_SUBFOLDERS = 50

export type Artifacts = {
  /** The files as they are now, at once: what was not checked yet is being checked. */
  view(site: string): Promise<ArtifactsView>
  /**
   * The files, every one checked. `onProgress` is asked now and then while that goes on.
   * @throws ARTIFACT_FOLDER_UNUSABLE, ARTIFACT_UNREADABLE, the signal's reason
   */
  inspect(site: string, watch: Watch): Promise<ArtifactSet>
  /** What the files tell of images; none where there are no files yet. */
  images(site: string, signal: AbortSignal): Promise<ReleaseImage[]>
  /** Uses a folder from now on, or with null the uploaded files. @throws ARTIFACT_FOLDER_UNUSABLE, ARTIFACT_FOLDER_EMPTY */
  useFolder(site: string, path: string | null): Promise<void>
  append(site: string, upload: Omit<Upload, 'folder'>): Promise<number>
  /** @throws SITE_BUSY while something works on the site, NOT_FOUND, UPLOAD_BUSY */
  remove(site: string, name: string): Promise<void>
}

type Watch = { signal: AbortSignal; onProgress: (progress: ArtifactsView['checking']) => void }

const PROGRESS_MS = 500

/** The installation files of sites: in a folder of this machine that was named, or uploaded. */
export function makeArtifacts(store: Store, leases: LeaseStore): Artifacts {
  const checks = makeArtifactChecks({ ignore: isPart })
  const uploads = makeArtifactUploads()
  const uploadFolder = (site: string): string => join(store.artifacts, site)
  const folderOf = async (site: string): Promise<{ named: string | null; folder: string }> => {
    const named = await readArtifactFolder(store.db, site)
    if (named === null) await mkdir(uploadFolder(site), { recursive: true, mode: 0o700 })
    return { named, folder: named ?? uploadFolder(site) }
  }

  const pluginOf = async (site: string): Promise<Cni> => {
    const { answers } = await readState(store, site)
    return cniOf('rke2', answers['network.cni'])
  }

  return {
    async view(site) {
      const [{ named, folder }, cni] = await Promise.all([folderOf(site), pluginOf(site)])
      const parts = named === null ? await uploads.parts(folder) : new Map<string, Part>()
      const check = await checks.of(folder, cni)
      const wanted = rke2.expectedArtifacts(new Set([...check.files.keys(), ...parts.keys()]), cni)
      return {
        folder: named,
        version: (check.result ?? check.before?.result)?.version ?? null,
        files: await Promise.all(wanted.map((file) => stateOf(file, folder, check, parts.get(file.name)))),
        strays: named === null ? await straysIn(folder, check) : [],
        accepts: [...rke2.artifactNames],
        checking: check.progress,
        problem: check.problem,
      }
    },
    async inspect(site, { signal, onProgress }) {
      const [{ folder }, cni] = await Promise.all([folderOf(site), pluginOf(site)])
      const check = await checks.of(folder, cni)
      const timer = setInterval(() => onProgress(check.progress), PROGRESS_MS)
      try {
        return await unlessAborted(check.done, signal, () => signal.reason)
      } finally {
        clearInterval(timer)
      }
    },
    async images(site, signal) {
      const { folder } = await folderOf(site)
      return rke2.releaseImages(folder, signal).catch((error) => {
        signal.throwIfAborted()
        if (isAppError(error)) return []
        throw error
      })
    },
    async useFolder(site, path) {
      if (path !== null) await refuseWrongFolder(path)
      await setArtifactFolder(store.db, site, path)
    },
    append: (site, upload) => uploads.append({ ...upload, folder: uploadFolder(site) }),
    async remove(site, name) {
      const owner = await leases.owner(site)
      if (owner !== null) throw new AppError('SITE_BUSY', { params: { owner } })
      await uploads.remove(uploadFolder(site), name)
    },
  }
}

async function stateOf(
  { name, purpose, required }: ExpectedArtifact,
  folder: string,
  check: ArtifactCheck,
  part: Part | undefined,
): Promise<ArtifactState> {
  const shared = { name, purpose, required, sender: part?.sender ?? null, sha256: '' }
  if (!check.files.has(name)) {
    return part
      ? { ...shared, state: 'uploading', bytes: part.bytes, total: part.total }
      : { ...shared, state: 'missing', bytes: 0, total: 0 }
  }
  const known = knownOf(name, check)
  if (known) return { ...shared, ...known, total: known.bytes }
  const { size } = await stat(join(folder, name)).catch(() => ({ size: 0 }))
  return { ...shared, state: 'checking', bytes: size, total: size }
}

/** What the check says of a file, or the one before it when neither the file nor the list of sums changed since. */
function knownOf(name: string, check: ArtifactCheck): Pick<ArtifactState, 'state' | 'bytes' | 'sha256'> | null {
  const source = check.result ? check : check.before
  const found = source?.result?.artifacts.find((artifact) => artifact.name === name)
  if (!source || !found || found.state === 'missing') return null
  const lists = [...check.files.keys(), ...source.files.keys()].filter((file) => file.startsWith('sha256sum-'))
  const unchanged = [name, ...lists].every((file) => source.files.get(file) === check.files.get(file))
  const state = found.state === 'unchecked' ? uncheckedState(found, lists.length > 0) : found.state
  return unchanged ? { state, bytes: found.bytes, sha256: found.sha256 } : null
}

/** Why nothing vouches for a file that is there. */
const uncheckedState = ({ listed }: { listed: boolean }, hasList: boolean): ArtifactState['state'] => {
  if (!listed) return 'present'
  return hasList ? 'unchecked' : 'no-list'
}

async function straysIn(folder: string, check: ArtifactCheck): Promise<ArtifactsView['strays']> {
  const names = [...check.files.keys()].filter((name) => !rke2.artifactNames.includes(name) && name !== '/')
  return Promise.all(
    names.map(async (name) => {
      const { size } = await stat(join(folder, name)).catch(() => ({ size: 0 }))
      return { name, bytes: size }
    }),
  )
}

/** @throws ARTIFACT_FOLDER_UNUSABLE, ARTIFACT_FOLDER_EMPTY naming the folders below that hold installation files */
async function refuseWrongFolder(path: string): Promise<void> {
  const holds = (names: ReadonlySet<string>): boolean => rke2.artifactNames.some((name) => names.has(name))
  if (holds(await fileNames(path))) return
  const entries = await readdir(path, { withFileTypes: true })
  const below = entries.filter((entry) => entry.isDirectory()).slice(0, MOST_SUBFOLDERS)
  const found: string[] = []
  for (const { name } of below) {
    if (holds(await fileNames(join(path, name)).catch(() => new Set<string>()))) found.push(join(path, name))
  }
  throw new AppError('ARTIFACT_FOLDER_EMPTY', { params: { path, found: found.join(', ') || '-' } })
}
