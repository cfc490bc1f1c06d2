import { readdir, readFile, stat } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { AppError, type Cni, cniOf } from '@astrago/contracts'
import type { Artifact, ArtifactSet, ExpectedArtifact, InspectOptions, SumOf } from '../distribution.ts'
import { l } from '../text.ts'
import type { Rke2Cni } from './answers.ts'
import { parseChecksums, sha256OfFile } from './checksums.ts'
import { imageNames } from './image-archive.ts'

type Rke2ArtifactId = 'binary' | 'checksums' | 'installer' | 'images' | 'images-core' | `images-${Rke2Cni}` | 'kube-vip'

type Arch = ArtifactSet['arch']
type Spec = Pick<Artifact<Rke2ArtifactId>, 'id' | 'purpose' | 'required' | 'listed'> & {
  /** Names it may have, the preferred one first. */
  names: (arch: Arch) => string[]
}

const archives = (stem: string) => (arch: Arch) => [`${stem}.linux-${arch}.tar.zst`, `${stem}.linux-${arch}.tar.gz`]

function pluginImages<C extends Rke2Cni>(cni: C, name: string): Spec {
  return {
    id: `images-${cni}`,
    names: archives(`rke2-images-${cni}`),
    listed: true,
    required: true,
    purpose: l(`${name} 이미지`, `${name} images`),
  }
}

const FILES: Record<Rke2ArtifactId, Spec> = {
  binary: {
    id: 'binary',
    names: (arch) => [`rke2.linux-${arch}.tar.gz`],
    listed: true,
    required: true,
    purpose: l('RKE2 실행 파일과 서비스', 'RKE2 binary and services'),
  },
  checksums: {
    id: 'checksums',
    names: (arch) => [`sha256sum-${arch}.txt`],
    listed: false,
    required: true,
    purpose: l('릴리스의 체크섬 목록', 'Checksums of the release'),
  },
  installer: {
    id: 'installer',
    names: () => ['install.sh'],
    listed: false,
    required: true,
    purpose: l('RKE2 설치 스크립트', 'RKE2 install script'),
  },
  images: {
    id: 'images',
    names: archives('rke2-images'),
    listed: true,
    required: true,
    purpose: l('기본 이미지와 Canal', 'Core images with Canal'),
  },
  'images-core': {
    id: 'images-core',
    names: archives('rke2-images-core'),
    listed: true,
    required: true,
    purpose: l('기본 이미지', 'Core images'),
  },
  'images-canal': pluginImages('canal', 'Canal'),
  'images-calico': pluginImages('calico', 'Calico'),
  'images-cilium': pluginImages('cilium', 'Cilium'),
  'images-flannel': pluginImages('flannel', 'Flannel'),
  'kube-vip': {
    id: 'kube-vip',
    names: () => ['kube-vip.tar.zst', 'kube-vip.tar.gz', 'kube-vip.tar'],
    listed: false,
    required: false,
    purpose: l('VIP를 올리는 kube-vip 이미지', 'kube-vip image, which holds the VIP'),
  },
}

export const ARTIFACT_NAMES: readonly string[] = Object.values(FILES).flatMap(({ names }) => names('amd64'))

/** Pure. The files that make a release with this plugin, by the names that a folder holds of it so far. */
export function expectedArtifacts(present: ReadonlySet<string>, cni?: Cni): ExpectedArtifact[] {
  return namedFiles(present, 'amd64', cni).map(({ spec: { purpose, required }, name }) => ({ name, purpose, required }))
}

/** Each wanted file under the name it has, or that it should have. */
function namedFiles(
  present: ReadonlySet<string>,
  arch: Arch,
  cni: Cni | undefined,
): { spec: Spec; name: string; found: boolean }[] {
  return wantedFiles(present, arch, cniOf('rke2', cni)).map((spec) => {
    const names = spec.names(arch)
    const name = names.find((candidate) => present.has(candidate))
    return { spec, name: name ?? names[0] ?? spec.id, found: name !== undefined }
  })
}

/**
 * Either the one bundle, with Canal in it, or core and plugin apart; the bundle is asked for when neither is there. Another
 * plugin has an archive of its own beside the bundle or core (docs.rke2.io/install/airgap; rancher/rke2#8823, #9308).
 */
function wantedFiles(present: ReadonlySet<string>, arch: Arch, cni: Rke2Cni): Spec[] {
  const has = (id: Rke2ArtifactId) => FILES[id].names(arch).some((name) => present.has(name))
  const plugin = `images-${cni}` as const
  const split = !has('images') && (has('images-core') || has(plugin))
  const images: Rke2ArtifactId[] = [split ? 'images-core' : 'images', ...(split || cni !== 'canal' ? [plugin] : [])]
  return (['binary', 'checksums', 'installer', ...images, 'kube-vip'] as const).map((id) => FILES[id])
}

/**
 * Looks at a folder with the files of an RKE2 release and checks each against the release's own sha256 file.
 * @throws ARTIFACT_FOLDER_UNUSABLE, ARTIFACT_UNREADABLE; the signal's reason when it is aborted.
 */
export async function inspectArtifacts(
  folder: string,
  { arch = 'amd64', cni, signal, onProgress, sumOf = sha256OfFile }: InspectOptions = {},
): Promise<ArtifactSet> {
  const present = await fileNames(folder)
  const specs = namedFiles(present, arch, cni)
  const sizes = await Promise.all(specs.map(({ name, found }) => (found ? sizeOf(join(folder, name)) : 0)))
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const checksums = await checksumsIn(folder, FILES.checksums.names(arch)[0] ?? '', present)

  let read = 0
  const artifacts: Artifact<Rke2ArtifactId>[] = []
  for (const [index, { spec, name, found }] of specs.entries()) {
    const { id, purpose, required, listed } = spec
    const shared = { id, name, purpose, required, listed }
    if (!found) {
      artifacts.push({ ...shared, state: 'missing', bytes: 0, sha256: '' })
      continue
    }
    const count = (bytes: number) => {
      read += bytes
      onProgress?.({ name, bytes: read, total })
    }
    const sha256 = await summed(join(folder, name), sumOf, count, signal)
    artifacts.push({ ...shared, state: judge(checksums.get(name), sha256), bytes: sizes[index] ?? 0, sha256 })
  }
  return { folder, arch, artifacts, ...(await namesInside(folder, artifacts, signal)) }
}

function judge(listed: string | undefined, found: string): Artifact['state'] {
  if (listed === undefined) return 'unchecked'
  return listed === found ? 'ok' : 'corrupt'
}

/** Names of what is no folder in a folder. @throws ARTIFACT_FOLDER_UNUSABLE */
export async function fileNames(folder: string): Promise<Set<string>> {
  const unusable = (detail: string, cause?: unknown) =>
    new AppError('ARTIFACT_FOLDER_UNUSABLE', { params: { path: folder, detail }, cause })
  if (!isAbsolute(folder) || folder.includes('\0')) throw unusable('not an absolute path')
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return new Set(entries.filter((entry) => !entry.isDirectory()).map((entry) => entry.name))
  } catch (error) {
    throw unusable(systemCode(error), error)
  }
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch((error) => Promise.reject(unreadable(path, error)))
  if (!found.isFile()) throw new AppError('ARTIFACT_UNREADABLE', { params: { path, detail: 'not a file' } })
  return found.size
}

async function checksumsIn(folder: string, name: string, present: ReadonlySet<string>): Promise<Map<string, string>> {
  if (!present.has(name)) return new Map()
  const path = join(folder, name)
  return parseChecksums(await readFile(path, 'utf8').catch((error) => Promise.reject(unreadable(path, error))))
}

async function summed(
  path: string,
  sumOf: SumOf,
  onBytes: (bytes: number) => void,
  signal?: AbortSignal,
): Promise<string> {
  try {
    return await sumOf(path, onBytes, signal)
  } catch (error) {
    signal?.throwIfAborted()
    throw unreadable(path, error)
  }
}

async function namesInside(
  folder: string,
  artifacts: readonly Artifact<Rke2ArtifactId>[],
  signal?: AbortSignal,
): Promise<Pick<ArtifactSet, 'version' | 'kubeVipImage'>> {
  const inside = async (...ids: Rke2ArtifactId[]) => {
    const artifact = artifacts.find(({ id, state }) => ids.includes(id) && state !== 'missing')
    return artifact ? imageNames(join(folder, artifact.name), signal) : []
  }
  const images = await inside('images', 'images-core')
  const kubeVip = await inside('kube-vip')
  return { version: versionFrom(images), kubeVipImage: kubeVip.find((name) => /(^|\/)kube-vip:/.test(name)) ?? null }
}

/** The release named by its runtime image, whose tag has `-` where the release has `+`. */
export function versionFrom(images: readonly string[]): string | null {
  for (const image of images) {
    const [, version, revision] = /\/rke2-runtime:(v\d+\.\d+\.\d+(?:-rc\d+)?)-(rke2r\d+)/.exec(image) ?? []
    if (version && revision) return `${version}+${revision}`
  }
  return null
}

function unreadable(path: string, cause: unknown): AppError {
  return new AppError('ARTIFACT_UNREADABLE', { params: { path, detail: systemCode(cause) }, cause })
}

function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}
