import { randomBytes } from 'node:crypto'
import { isAppError } from '@astrago/contracts'
import type { Host } from '@astrago/hosts'
import { connectFrom, type Reached } from '../connection.ts'
import type { Evidence } from '../evidence.ts'
import { relay } from '../relay.ts'
import { compound } from './compound.ts'
import {
  changeOwner,
  closeFile,
  createFile,
  folderAttributes,
  getHandle,
  lookup,
  ownerAttribute,
  putHandle,
  putRoot,
  remove,
  writeFile,
} from './operations.ts'
import { type Rpc, rpcOver } from './rpc.ts'
import { MINOR_VERSION_MISMATCH, openSession, type Session } from './session.ts'
import { WireError } from './xdr.ts'

const PORT = 2049
const CONNECT_MS = 4_000
const DIRECTORY = 2
/** Somebody other than root and nobody: the user of many database images. */
const ANOTHER = 1001

type Found = Evidence['nfs']
export type NfsQuestion = { server: string; path: string }

/**
 * Lets a host use an NFS export as a volume would: NFS 4.1 as root, from a reserved port where the host can give one, as the
 * kernel's client does. A file of a few bytes is created, written, given to another and removed. Nothing is mounted and
 * nothing installed; the console itself speaks NFS. @throws what the connection to the host throws
 */
export async function askNfs(host: Host, { server, path }: NfsQuestion, signal: AbortSignal): Promise<Found> {
  const { reached, port } = await reach(host, server, signal)
  let found: Found = {
    ...{ server, path, port, reach: reached.result },
    ...{ versions: [], problem: null, folder: null, file: null },
  }
  if (reached.result !== 'open') return found
  const rpc = rpcOver(reached.stream, 'astrago-preflight')
  try {
    const session = await ifSpoken(openSession(rpc))
    if (session) {
      found = { ...found, versions: ['4.1'] }
      found = { ...found, ...(await use(session, path, signal).finally(() => session.end())) }
    }
    return { ...found, versions: [...found.versions, ...(await olderVersions(rpc))] }
  } catch (error) {
    if (error instanceof WireError) return { ...found, problem: error.reason }
    throw error
  } finally {
    rpc.close()
  }
}

/** Null where the server knows no such version. @throws what `answer` throws otherwise */
const ifSpoken = <T>(answer: Promise<T>): Promise<T | null> =>
  answer.catch((error) => {
    if (error instanceof WireError && error.reason === 'version') return null
    throw error
  })

/** The connection outlives an abort, so that what was begun can be removed; each call on it has its own limit. */
async function reach(
  host: Host,
  server: string,
  signal: AbortSignal,
): Promise<{ reached: Reached | Awaited<ReturnType<typeof relay>>; port: Found['port'] }> {
  const outliving = new AbortController().signal
  const byRoot = await relay(host, server, PORT, { timeoutMs: CONNECT_MS, signal: outliving, reserved: true }).catch(
    (error) => {
      if (isAppError(error) && error.code === 'HOST_SUDO_FAILED') return null
      throw error
    },
  )
  if (byRoot && byRoot.result !== 'no-tool') return { reached: byRoot, port: 'reserved' }
  signal.throwIfAborted()
  const reached = await connectFrom(host, server, PORT, outliving)
  return { reached, port: byRoot ? 'tool-missing' : 'no-root' }
}

/** Of 4.0 and 3, those that the server speaks. */
async function olderVersions(rpc: Rpc): Promise<Found['versions']> {
  const four = await ifSpoken(compound(rpc, 0, [putRoot()]))
  const three = await ifSpoken(rpc.call({ version: 3, procedure: 0 }))
  const has40 = four !== null && four.status !== MINOR_VERSION_MISMATCH
  return [...(has40 ? (['4.0'] as const) : []), ...(three ? (['3'] as const) : [])]
}

async function use(session: Session, path: string, signal: AbortSignal): Promise<Pick<Found, 'folder' | 'file'>> {
  const steps = path.split('/').filter(Boolean).map(lookup)
  const [handle, attributes] = [getHandle(), folderAttributes()]
  const done = await session.run([putRoot(), ...steps, handle, attributes])
  const [root, about] = [done.valueOf(handle), done.valueOf(attributes)]
  const folder = {
    status: done.status,
    directory: about?.type === DIRECTORY,
    freeBytes: about?.free === undefined ? null : Number(about.free),
    totalBytes: about?.total === undefined ? null : Number(about.total),
  }
  if (!root || !folder.directory) return { folder, file: null }
  signal.throwIfAborted()
  return { folder, file: await tryFile(session, root) }
}

/**
 * All in one COMPOUND, removal included: the server does it to the end though nobody waits for the answer any more. Only
 * where a step failed the rest is not done, and the file is removed by a call of its own.
 */
async function tryFile(session: Session, folder: Buffer): Promise<Found['file']> {
  const name = `.astrago-check-${randomBytes(8).toString('hex')}`
  const create = createFile(session.client, name)
  const [owner, write, change, removed] = [
    ownerAttribute(),
    writeFile(Buffer.from('astrago\n')),
    changeOwner(ANOTHER),
    remove(name),
  ]
  const back = putHandle(folder)
  const done = await session.run([putHandle(folder), create, owner, write, closeFile(), change, back, removed])
  const created = done.statusOf(create) ?? done.status
  const file = {
    name,
    created,
    owner: done.valueOf(owner)?.owner ?? null,
    written: done.statusOf(write),
    chowned: done.statusOf(change),
    removed: done.statusOf(removed),
  }
  if (created !== 0 || file.removed === 0) return file
  const again = remove(name)
  return { ...file, removed: (await session.run([putHandle(folder), again])).statusOf(again) }
}
