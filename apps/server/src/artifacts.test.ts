import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type ArtifactsView, ROUTES } from '@astrago/contracts'
import { takeLease } from '@astrago/store'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type TemporaryConsole, temporaryConsole } from './testing.ts'

const BINARY = 'rke2.linux-amd64.tar.gz'
const IMAGES = 'rke2-images.linux-amd64.tar.zst'
const SUMS = 'sha256sum-amd64.txt'

let it: TemporaryConsole
let params: { site: string }
beforeEach(async () => {
  it = await temporaryConsole()
  params = { site: it.site.id }
})
afterEach(() => it.remove())

const view = async (): Promise<ArtifactsView> =>
  (await it.reseller(ROUTES.readArtifacts, { params })).body as ArtifactsView

/** The files once nothing is being checked any more. */
async function checked(): Promise<ArtifactsView> {
  for (;;) {
    const found = await view()
    if (!found.files.some(({ state }) => state === 'checking')) return found
    await wait(10)
  }
}
const statesOf = ({ files }: ArtifactsView) =>
  Object.fromEntries(files.filter(({ state }) => state !== 'missing').map(({ name, state }) => [name, state]))

async function send(name: string, content: string | Buffer, { offset = 0, size = content.length } = {}) {
  const answer = await it.app.inject({
    method: 'PUT',
    url: `/api/sites/${it.site.id}/artifacts/files/${encodeURIComponent(name)}?offset=${offset}&size=${size}`,
    headers: { 'x-astrago': '1', cookie: it.resellerCookie, 'content-type': 'application/octet-stream' },
    payload: content,
  })
  return answer.json()
}

const sumOf = (text: string) => createHash('sha256').update(text).digest('hex')

describe('an upload', () => {
  test('takes its name when its last byte is there, and is checked then', async () => {
    await send(SUMS, `${sumOf('binary')}  ${BINARY}\n`)
    expect(await send(BINARY, 'bin', { size: 6 })).toEqual({ offset: 3 })
    const half = (await checked()).files.find(({ name }) => name === BINARY)
    expect(half).toMatchObject({ state: 'uploading', bytes: 3, total: 6, sender: 'kim' })
    expect(await send(BINARY, 'ary', { offset: 3, size: 6 })).toEqual({ offset: 6 })
    expect(statesOf(await checked())).toEqual({ [SUMS]: 'present', [BINARY]: 'ok' })
  })

  test('without the list of checksums is not said to be missing from it', async () => {
    await send(BINARY, 'binary')
    await send(IMAGES, 'images')
    expect(statesOf(await checked())).toEqual({ [BINARY]: 'no-list', [IMAGES]: 'no-list' })
    await send(SUMS, `${sumOf('binary')}  ${BINARY}\n`)
    expect(statesOf(await checked())).toEqual({ [SUMS]: 'present', [BINARY]: 'ok', [IMAGES]: 'unchecked' })
  })

  test('of another file by the same name does not go on where the first stopped', async () => {
    await send(BINARY, 'bin', { size: 6 })
    expect(await send(BINARY, 'xx', { offset: 3, size: 5 })).toMatchObject({
      code: 'UPLOAD_OFFSET_WRONG',
      params: { offset: 0 },
    })
    expect(await send(BINARY, 'other', { size: 5 })).toEqual({ offset: 5 })
    expect(readFileSync(join(it.store.artifacts, it.site.id, BINARY), 'utf8')).toBe('other')
    expect((await view()).files.find(({ name }) => name === BINARY)?.state).not.toBe('uploading')
  })

  test('keeps no byte beyond its size, and the server tells where to go on', async () => {
    expect(await send(BINARY, 'binary and more', { size: 6 })).toEqual({ offset: 6 })
    expect(readFileSync(join(it.store.artifacts, it.site.id, BINARY), 'utf8')).toBe('binary')
    await send(IMAGES, 'abc', { size: 9 })
    expect(await send(IMAGES, 'ghi', { offset: 6, size: 9 })).toMatchObject({ params: { offset: 3 } })
  })

  test.each(['notes.docx', '../../etc/passwd', 'rke2.linux-amd64.tar.gz.part'])(
    '%s is none of a release',
    async (name) => {
      expect(await send(name, 'x')).toEqual({ code: 'ARTIFACT_NOT_OF_RELEASE', params: { name } })
    },
  )

  test('larger than the disk is refused before it begins', async () => {
    expect(await send(IMAGES, 'x', { size: Number.MAX_SAFE_INTEGER })).toMatchObject({ code: 'STORE_DISK_FULL' })
    expect(statesOf(await view())).toEqual({})
  })

  test('is removed, whole or in part; not while something works on the site', async () => {
    await send(BINARY, 'binary')
    await send(IMAGES, 'abc', { size: 9 })
    writeFileSync(join(it.store.artifacts, it.site.id, 'left-over.iso'), 'x')
    expect((await view()).strays).toEqual([{ name: 'left-over.iso', bytes: 1 }])
    for (const name of [BINARY, IMAGES, 'left-over.iso'])
      expect((await it.reseller(ROUTES.removeArtifact, { params: { ...params, name } })).status).toBe(200)
    const empty = await checked()
    expect([statesOf(empty), empty.strays]).toEqual([{}, []])
    await takeLease(it.store.db, it.site.id, 'lee · install')
    const refused = await it.reseller(ROUTES.removeArtifact, { params: { ...params, name: BINARY } })
    expect(refused.body).toMatchObject({ code: 'SITE_BUSY' })
  })

  test('another name than of a file is not removed', async () => {
    for (const name of ['..', '../other', '.hidden'])
      expect((await it.reseller(ROUTES.removeArtifact, { params: { ...params, name } })).body).toMatchObject({
        code: 'NOT_FOUND',
      })
  })
})

describe('a folder of the machine', () => {
  const use = async (path: string | null) =>
    (await it.reseller(ROUTES.useArtifactFolder, { params, body: { path } })).body

  test('is used as it is, judged again when a file of it changes, and given back', async () => {
    const folder = join(it.store.dataDir, 'usb')
    mkdirSync(folder)
    writeFileSync(join(folder, SUMS), `${sumOf('binary')}  ${BINARY}\n`)
    writeFileSync(join(folder, BINARY), 'binary')
    await use(folder)
    expect(statesOf(await checked())).toMatchObject({ [BINARY]: 'ok' })
    writeFileSync(join(folder, BINARY), 'BINARY')
    expect(statesOf(await checked())).toMatchObject({ [BINARY]: 'corrupt' })
    await use(null)
    expect(await checked()).toMatchObject({ folder: null })
    expect(statesOf(await checked())).toEqual({})
  })

  test('that is one too high is refused with the one below it', async () => {
    const above = join(it.store.dataDir, 'media')
    mkdirSync(join(above, 'rke2'), { recursive: true })
    writeFileSync(join(above, 'rke2', BINARY), 'binary')
    expect(await use(above)).toEqual({
      code: 'ARTIFACT_FOLDER_EMPTY',
      params: { path: above, found: join(above, 'rke2') },
    })
    expect((await view()).folder).toBeNull()
  })

  test.each([
    ['/no/such/folder', 'ARTIFACT_FOLDER_UNUSABLE'],
    ['usb/rke2', 'ARTIFACT_FOLDER_UNUSABLE'],
    ['   ', 'VALIDATION_FAILED'],
  ])('%j is refused and nothing changes', async (path, code) => {
    expect(await use(path)).toMatchObject({ code })
    expect((await view()).folder).toBeNull()
  })

  test('that goes away is told in the view, and is used again when it is back', async () => {
    const folder = join(it.store.dataDir, 'usb')
    mkdirSync(folder)
    writeFileSync(join(folder, BINARY), 'binary')
    await use(folder)
    await checked()
    renameSync(folder, `${folder}-pulled`)
    await expect.poll(async () => (await view()).problem).toMatchObject({ code: 'ARTIFACT_FOLDER_UNUSABLE' })
    renameSync(`${folder}-pulled`, folder)
    await expect.poll(async () => (await view()).problem).toBeNull()
  })
})
