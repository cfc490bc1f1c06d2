import { appendFile, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import type { Cni } from '@astrago/contracts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { inspectArtifacts, versionFrom } from './artifacts.ts'
import { parseChecksums } from './checksums.ts'
import { imageNames } from './image-archive.ts'
import { releaseImages } from './images.ts'

const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'artifacts-'))
})
afterEach(() => rm(folder, { recursive: true }))

const put = (name: string, content: string | Buffer = 'abc') => writeFile(join(folder, name), content)

async function fillFolder(): Promise<void> {
  const listed = ['rke2.linux-amd64.tar.gz', 'rke2-images.linux-amd64.tar.zst']
  for (const name of [...listed, 'install.sh']) await put(name)
  await put('sha256sum-amd64.txt', listed.map((name) => `${ABC}  ${name}\n`).join(''))
}

const states = async (cni?: Cni) =>
  Object.fromEntries((await inspectArtifacts(folder, { cni })).artifacts.map(({ name, state }) => [name, state]))

/** A tar archive with one file, as POSIX.1-1988 has it. */
function tar(name: string, content: string): Buffer {
  const header = Buffer.alloc(512)
  header.write(name)
  header.write(`${Buffer.byteLength(content).toString(8).padStart(11, '0')}\0`, 124)
  return Buffer.concat([header, Buffer.from(content), Buffer.alloc(512 - (Buffer.byteLength(content) % 512))])
}

test('each file is judged by the checksum file of the release', async () => {
  await fillFolder()
  await appendFile(join(folder, 'rke2-images.linux-amd64.tar.zst'), '!')
  expect(await states()).toEqual({
    'rke2.linux-amd64.tar.gz': 'ok',
    'sha256sum-amd64.txt': 'unchecked',
    'install.sh': 'unchecked',
    'rke2-images.linux-amd64.tar.zst': 'corrupt',
    'kube-vip.tar.zst': 'missing',
  })
})

test('core and Canal apart are as good as the bundle; one of them alone misses the other', async () => {
  await fillFolder()
  await rm(join(folder, 'rke2-images.linux-amd64.tar.zst'))
  await put('rke2-images-core.linux-amd64.tar.gz')
  expect(await states()).toMatchObject({
    'rke2-images-core.linux-amd64.tar.gz': 'unchecked',
    'rke2-images-canal.linux-amd64.tar.zst': 'missing',
  })
})

test('a plugin that is not Canal has an archive of its own beside the bundle, or beside core', async () => {
  await fillFolder()
  expect(await states('cilium')).toMatchObject({
    'rke2-images.linux-amd64.tar.zst': 'ok',
    'rke2-images-cilium.linux-amd64.tar.zst': 'missing',
  })
  await rm(join(folder, 'rke2-images.linux-amd64.tar.zst'))
  await put('rke2-images-cilium.linux-amd64.tar.zst')
  const split = await states('cilium')
  expect(split).toMatchObject({
    'rke2-images-core.linux-amd64.tar.zst': 'missing',
    'rke2-images-cilium.linux-amd64.tar.zst': 'unchecked',
  })
  expect(Object.keys(split).join()).not.toContain('canal')
})

test('an empty folder misses everything', async () => {
  expect(new Set(Object.values(await states()))).toEqual(new Set(['missing']))
})

test('names with path parts in a checksum file are not taken', () => {
  const text = `${ABC}  ../../etc/shadow\n${ABC} *ok.tar\n${ABC}  /abs\n${ABC}  ..\nnonsense\n`
  expect([...parseChecksums(text).keys()]).toEqual(['ok.tar'])
})

test.each([
  ['relative/path', 'not an absolute path'],
  ['/no/such/folder', 'ENOENT'],
  [import.meta.filename, 'ENOTDIR'],
  ['/tmp/\0', 'not an absolute path'],
])('%j is no usable folder', async (path, detail) => {
  await expect(inspectArtifacts(path)).rejects.toMatchObject({
    code: 'ARTIFACT_FOLDER_UNUSABLE',
    details: { params: { detail } },
  })
})

test('what cannot be read as a file is told by name', async () => {
  await symlink('/dev/null', join(folder, 'install.sh'))
  await expect(inspectArtifacts(folder)).rejects.toMatchObject({ code: 'ARTIFACT_UNREADABLE' })
})

test('progress ends at the sum of all bytes; an abort ends the reading', async () => {
  await fillFolder()
  const seen: { bytes: number; total: number }[] = []
  await inspectArtifacts(folder, { onProgress: (progress) => seen.push(progress) })
  expect(seen.at(-1)?.bytes).toBe(seen.at(-1)?.total)
  await expect(inspectArtifacts(folder, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough')
})

test('the release is read from the front of the image archive, the image of kube-vip from its archive', async () => {
  await fillFolder()
  const manifest = JSON.stringify([{ RepoTags: ['docker.io/rancher/rke2-runtime:v1.36.3-rke2r2'] }])
  await put(
    'rke2-images.linux-amd64.tar.zst',
    zstdCompressSync(Buffer.concat([tar('a', 'x'), tar('manifest.json', manifest)])),
  )
  const index = { manifests: [{ annotations: { 'io.containerd.image.name': 'ghcr.io/kube-vip/kube-vip:v1.2.3' } }] }
  await put('kube-vip.tar.gz', gzipSync(tar('index.json', JSON.stringify(index))))
  expect(await inspectArtifacts(folder)).toMatchObject({
    version: 'v1.36.3+rke2r2',
    kubeVipImage: 'ghcr.io/kube-vip/kube-vip:v1.2.3',
  })
})

test.each([
  ['cut short', zstdCompressSync(tar('manifest.json', '[]')).subarray(0, 20)],
  ['not JSON', zstdCompressSync(tar('manifest.json', 'x'))],
  ['not an archive', Buffer.from('abc')],
])('an archive that is %s names no image', async (_, content) => {
  await put('x.tar.zst', content)
  expect(await imageNames(join(folder, 'x.tar.zst'))).toEqual([])
})

test('a file far into an archive is found however the chunks fall', async () => {
  const manifest = JSON.stringify([{ RepoTags: ['a/b:1'] }])
  const filler = Array.from({ length: 40 }, (_, n) => tar(`layer${n}`, 'x'.repeat(7919 * n)))
  await put('x.tar', Buffer.concat([...filler, tar('manifest.json', manifest)]))
  expect(await imageNames(join(folder, 'x.tar'))).toEqual(['a/b:1'])
})

test('a list inside a layer is not the list of the archive', async () => {
  const planted = tar('manifest.json', JSON.stringify([{ RepoTags: ['evil/b:1'] }])).toString('latin1')
  const layer = tar('layer', 'x'.repeat(512 * 400) + planted)
  await put('x.tar', Buffer.concat([layer, tar('manifest.json', JSON.stringify([{ RepoTags: ['a/b:1'] }]))]))
  expect(await imageNames(join(folder, 'x.tar'))).toEqual(['a/b:1'])
})

test('only a runtime image of a release tells the version', () => {
  expect(versionFrom(['rancher/rke2-runtime:v1.35.7-rke2r1'])).toBe('v1.35.7+rke2r1')
  expect(versionFrom(['rancher/rke2-runtime:latest', 'x/pause:3'])).toBeNull()
})

test('the images of a folder are those in its archives and those in its lists', async () => {
  await put(
    'rke2-images.linux-amd64.tar',
    tar('manifest.json', JSON.stringify([{ RepoTags: ['docker.io/rancher/a:1'] }])),
  )
  await put('rke2-images.linux-amd64.txt', 'docker.io/rancher/a:1\r\n\n# none\ndocker.io/rancher/b:1\n; rm -rf\n')
  await put('notes.txt', 'docker.io/rancher/c:1\n')
  expect(await releaseImages(folder)).toEqual([
    { name: 'docker.io/rancher/a:1', delivered: true },
    { name: 'docker.io/rancher/b:1', delivered: false },
  ])
})
