import { execFile } from 'node:child_process'
import { rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { promisify } from 'node:util'
import type { Host } from '@astrago/hosts'
import { canRun } from '@astrago/lab'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LabSite, lineOf } from '../../../test/lab-site.ts'
import { NfsServer } from '../../../test/nfs-server.ts'
import type { PreflightResult } from '../../run.ts'
import { askNfs } from './ask-nfs.ts'

const able = await canRun()
const CHECKS = ['nfs-version-41', 'nfs-export-path', 'nfs-root-write-chown'] as const
const GOOD = ['nfs-export-path pass pass', 'nfs-root-write-chown pass pass', 'nfs-version-41 pass pass']

describe.skipIf(!able.ok)(`an NFS export on real hosts${able.ok ? '' : ` (skipped: ${able.reason})`}`, () => {
  let site: LabSite
  let server: NfsServer

  beforeAll(async () => {
    site = await LabSite.up('nfs', 1)
    server = await NfsServer.make(site.lab.machineAddress)
    await server.serve()
    site.input = { ...site.input, ports: [] }
  })
  afterAll(async () => {
    await site?.lab.down()
    await server?.remove()
  })

  const check = (path: string, signal?: AbortSignal): Promise<PreflightResult> => {
    site.input = {
      ...site.input,
      answers: { 'storage.kind': 'nfs', 'storage.nfsServer': server.address, 'storage.nfsPath': path },
    }
    return site.check({ active: true, only: CHECKS, ...(signal ? { signal } : {}) })
  }
  const said = ({ verdicts }: PreflightResult): string[] =>
    verdicts.map((verdict) => lineOf(verdict).replace(' n001', '')).sort()
  const evidence = ({ records }: PreflightResult) => {
    const found = records[0]?.active?.nfs
    return found && 'value' in found ? found.value : found
  }

  test('one that is as it should be: written to as root, and nothing stays', async () => {
    const result = await check('/good')
    expect(said(result)).toEqual(GOOD)
    expect(evidence(result)).toMatchObject({
      port: 'reserved',
      versions: ['4.1', '4.0'],
      folder: { status: 0, freeBytes: expect.any(Number) },
      file: { owner: expect.stringMatching(/^(0|root)/), written: 0, chowned: 0, removed: 0 },
    })
    expect(await server.filesOf('good')).toEqual(['a-file'])
  })

  test.each([
    ['/read-only', 'nfs-root-write-chown fail readOnly'],
    ['/squash', 'nfs-root-write-chown fail squashed'],
    ['/closed', 'nfs-root-write-chown fail denied'],
  ] as const)('%s is told', async (path, line) => {
    expect(said(await check(path))).toEqual([GOOD[0], line, GOOD[2]])
    expect(await server.filesOf(path.slice(1) as 'squash')).toEqual([])
  })

  test.each([
    ['/gone', 'missing'],
    ['/good/deeper', 'missing'],
    ['/good/a-file', 'file'],
  ])('%s is told', async (path, outcome) => {
    const unknown = 'nfs-root-write-chown unknown not-trusted'
    expect(said(await check(path))).toEqual([`nfs-export-path fail ${outcome}`, unknown, GOOD[2]])
  })

  test('one for reserved ports alone is used from such a port; without python3 that is not known', async () => {
    expect(said(await check('/secure'))).toEqual(GOOD)
    const without = await site.withFault('tools-missing', 'n001', { tools: 'python3' }, () => check('/secure'))
    expect(evidence(without)).toMatchObject({ port: 'tool-missing' })
    expect(said(without).filter((line) => line.includes('fail'))).toEqual([])
    expect(said(without)).toContain('nfs-version-41 pass pass')
    const other = await site.withFault('tools-missing', 'n001', { tools: 'python3' }, () => check('/good'))
    expect(said(other)).toEqual(GOOD)
  })

  /** Root's new file in an export by libnfs, a client that is not ours: whose it is on the server, or the error. */
  async function byLibnfs(name: string): Promise<string> {
    const file = join(server.folder, name, 'by-libnfs')
    const copy = [join(server.folder, 'good', 'a-file'), `nfs://${server.address}/${name}/by-libnfs?version=4`]
    try {
      await promisify(execFile)('nfs-cp', copy, { timeout: 20_000 })
      return (await stat(file)).uid === 0 ? 'root' : 'nobody'
    } catch (error) {
      return /NFS4ERR_\w+/.exec(String((error as { stderr?: string }).stderr))?.[0] ?? String(error)
    } finally {
      await rm(file, { force: true })
    }
  }

  test.each([
    ['good', 'pass pass', 'root'],
    ['secure', 'pass pass', 'root'],
    ['read-only', 'fail readOnly', 'NFS4ERR_ROFS'],
    ['squash', 'fail squashed', 'nobody'],
    ['closed', 'fail denied', 'NFS4ERR_ACCESS'],
    ['gone', 'unknown not-trusted', 'NFS4ERR_NOENT'],
  ])('/%s is %s, and to libnfs %s', async (name, verdict, found) => {
    expect(said(await check(`/${name}`))).toContain(`nfs-root-write-chown ${verdict}`)
    expect(await byLibnfs(name)).toBe(found)
  })

  /** The host, which calls `onCreate` when the file's name is on its way to the server. */
  const watched = (host: Host, onCreate: () => void): Host => ({
    ...host,
    stream(command, options) {
      const tap = new Transform({
        transform(chunk: Buffer, _, done) {
          done(null, chunk)
          if (chunk.includes('.astrago-check-')) onCreate()
        },
      })
      return host.stream(command, { ...options, stdin: (options.stdin as Readable).pipe(tap) })
    },
  })

  test.each(['good', 'squash'] as const)('/%s: aborted in the middle, nothing stays', async (name) => {
    const host = await site.open('n001')
    const abort = new AbortController()
    const question = { server: server.address, path: `/${name}` }
    try {
      const found = await askNfs(
        watched(host, () => abort.abort()),
        question,
        abort.signal,
      )
      expect(found.file).toMatchObject({ created: 0, removed: 0 })
    } finally {
      await host.close()
    }
    expect((await server.filesOf(name)).filter((file) => file !== 'a-file')).toEqual([])
    const running = async () => (await site.lab.ssh('n001', 'pgrep -fc "[S]HUT_WR" || true')).stdout.trim()
    await expect.poll(running, { timeout: 10_000 }).toBe('0')
  })

  test('a server that speaks 4.0 alone, one that is no NFS server, and one that is dead', async () => {
    const unknown = ['nfs-export-path unknown not-trusted', 'nfs-root-write-chown unknown not-trusted']
    await server.serve('0')
    expect(said(await check('/good'))).toEqual([...unknown, 'nfs-version-41 fail old'])
    await server.stop()
    expect(said(await check('/good'))).toEqual([...unknown, 'nfs-version-41 unknown not-trusted'])
    const web = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(2049, server.address)
    try {
      expect(said(await check('/good'))).toEqual([...unknown, 'nfs-version-41 fail other'])
    } finally {
      web.close()
    }
  })
})
