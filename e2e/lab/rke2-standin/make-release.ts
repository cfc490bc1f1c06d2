import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { zstdCompressSync } from 'node:zlib'

const run = promisify(execFile)
const SCRIPTS = join(import.meta.dirname, 'release')
const UNITS = ['rke2-server.service', 'rke2-agent.service']
const PROGRAMS = ['rke2', 'rke2-killall.sh', 'rke2-uninstall.sh']

export type ReleaseOptions = {
  /** Default v1.35.7+rke2r1. */
  version?: string
  arch?: 'amd64' | 'arm64'
  /** Bytes of each image archive, none of which compress. Default 1 MiB. */
  imageBytes?: number
  /** The archives of images: one bundle, or core and plugin apart. Default `bundle`. */
  images?: 'bundle' | 'split'
  /** The network plugin; one that is not Canal has an archive of its own in any case. Default `canal`. */
  cni?: 'canal' | 'calico' | 'cilium' | 'flannel'
  /** Also an archive of kube-vip's image. Default false. */
  kubeVip?: boolean
}

/**
 * Fills a folder with a stand-in for the files of an RKE2 release: the same names, a true checksum file, and programs
 * that behave as README.md says. Needs `tar`.
 */
export async function makeRelease(folder: string, options: ReleaseOptions = {}): Promise<void> {
  const { version = 'v1.35.7+rke2r1', arch = 'amd64', imageBytes = 1024 * 1024 } = options
  const { images = 'bundle', cni = 'canal', kubeVip } = options
  await mkdir(folder, { recursive: true })
  const bundle = `rke2-images.linux-${arch}.tar.zst`
  const parts = ['core', cni].map((part) => `rke2-images-${part}.linux-${arch}.tar.zst`)
  const runtime = `docker.io/rancher/rke2-runtime:${version.replace('+', '-')}`
  const archives = images === 'split' ? parts : [bundle, ...(cni === 'canal' ? [] : parts.slice(1))]
  for (const name of archives) await makeArchive(join(folder, name), [runtime], imageBytes)
  if (kubeVip) await makeArchive(join(folder, 'kube-vip.tar.zst'), ['ghcr.io/kube-vip/kube-vip:v1.2.3'], imageBytes)
  const sums = new Map<string, string>()
  for (const name of archives) sums.set(name, await sha256(join(folder, name)))

  const tarball = `rke2.linux-${arch}.tar.gz`
  await makeTarball(join(folder, tarball), {
    version,
    images: Object.fromEntries(images === 'bundle' ? sums : [[bundle, ''], ...sums]),
    alternatives: images === 'bundle' ? {} : { [bundle]: parts },
  })
  sums.set(tarball, await sha256(join(folder, tarball)))
  const lines = [...sums].map(([name, sum]) => `${sum}  ${name}\n`)
  await writeFile(join(folder, `sha256sum-${arch}.txt`), lines.join(''))
  await copyFile(join(SCRIPTS, 'install.sh'), join(folder, 'install.sh'))
}

/** What the stand-in checks its images against. */
type Manifest = { version: string; images: Record<string, string>; alternatives: Record<string, string[]> }

async function makeTarball(target: string, manifest: Manifest): Promise<void> {
  await inTemporaryFolder(async (tree) => {
    const put = async (path: string, names: readonly string[]) => {
      await mkdir(join(tree, path), { recursive: true })
      for (const name of names) await copyFile(join(SCRIPTS, name), join(tree, path, name))
    }
    await put('bin', PROGRAMS)
    await put('lib/systemd/system', UNITS)
    await put('share/rke2', ['kubectl'])
    await writeFile(join(tree, 'share/rke2/release.json'), JSON.stringify(manifest))
    await run('tar', ['-czf', target, '-C', tree, '--owner=0', '--group=0', 'bin', 'lib', 'share'])
  })
}

/** An image archive with its list of images at the front, as RKE2's are. */
async function makeArchive(target: string, names: readonly string[], bytes: number): Promise<void> {
  await inTemporaryFolder(async (tree) => {
    await writeFile(join(tree, 'manifest.json'), JSON.stringify([{ Config: '', RepoTags: names, Layers: ['layer'] }]))
    await writeFile(join(tree, 'layer'), randomBytes(bytes))
    await run('tar', ['-cf', join(tree, 'archive'), '-C', tree, 'manifest.json', 'layer'])
    await writeFile(target, zstdCompressSync(await readFile(join(tree, 'archive'))))
  })
}

async function inTemporaryFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'rke2-standin-'))
  try {
    await work(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function sha256(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
}
