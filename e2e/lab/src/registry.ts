import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { MAX_LABS } from './addresses.ts'
import { withLock } from './lock.ts'
import type { Look } from './look.ts'
import { REGISTRY } from './paths.ts'
import { LabError } from './shell.ts'

export type HostRecord = { name: string; address: string; hostKeyFingerprint: string }

/** One lab, as `list` and a later `down` find it; written before anything else of the lab is made. */
export type LabRecord = {
  /** Tells this lab from a later one of the same name. */
  id: string
  name: string
  /** Number of its block of addresses, 10.99.INDEX.0/24, and part of all its kernel names. */
  index: number
  folder: string
  /** The process that lives on the lab, if it is one that takes the lab down itself. */
  owner: { pid: number; started: string } | null
  look: Look
  hosts: HostRecord[]
}

const LOCK = join(REGISTRY, 'lock')
const INOTIFY = '/proc/sys/fs/inotify/max_user_instances'
const INOTIFY_BEFORE = join(REGISTRY, 'inotify.before')

/** systemd takes 5 inotify instances a host: at the usual limit of 128, host 26 never gets its sshd. */
const INOTIFY_WANTED = 8192

export async function listLabs(): Promise<LabRecord[]> {
  const names = await readdir(REGISTRY).catch(() => [])
  const files = names.filter((name) => /^\d+$/.test(name)).map((name) => join(REGISTRY, name, 'lab.json'))
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => undefined)))
  return texts
    .filter((text) => text !== undefined)
    .map((text) => JSON.parse(text) as LabRecord)
    .sort((a, b) => a.index - b.index)
}

export async function findLab(name: string): Promise<LabRecord | undefined> {
  return (await listLabs()).find((lab) => lab.name === name)
}

export async function saveLab(lab: LabRecord): Promise<void> {
  const file = join(REGISTRY, String(lab.index), 'lab.json')
  await writeFile(`${file}.new`, JSON.stringify(lab, undefined, 2))
  await rename(`${file}.new`, file)
}

/** The lowest index that no lab holds. */
export function freeIndex(labs: readonly { index: number }[]): number {
  const used = new Set(labs.map((lab) => lab.index))
  for (let index = 0; index < MAX_LABS; index += 1) if (!used.has(index)) return index
  throw new LabError(`all ${MAX_LABS} blocks of addresses are in use`)
}

/** Takes a free block for a lab. @throws LabError when a lab of that name exists. */
export function claim(lab: Omit<LabRecord, 'index'>): Promise<LabRecord> {
  return withLock(LOCK, 30, async () => {
    const labs = await listLabs()
    if (labs.some(({ name }) => name === lab.name)) throw new LabError(`lab ${lab.name} exists`)
    const claimed = { ...lab, index: freeIndex(labs) }
    const fresh = join(REGISTRY, `new-${process.pid}`)
    await rm(fresh, { recursive: true, force: true })
    await mkdir(fresh, { recursive: true })
    await writeFile(join(fresh, 'lab.json'), JSON.stringify(claimed, undefined, 2))
    await rename(fresh, join(REGISTRY, String(claimed.index)))
    await raiseInotify()
    return claimed
  })
}

/** Gives the block back; the last lab also gives back the machine's inotify limit. */
export function release(index: number): Promise<void> {
  return withLock(LOCK, 30, async () => {
    await rm(join(REGISTRY, String(index)), { recursive: true, force: true })
    if ((await listLabs()).length === 0) await restoreInotify()
  })
}

async function raiseInotify(): Promise<void> {
  const before = (await readFile(INOTIFY, 'utf8')).trim()
  if (Number(before) >= INOTIFY_WANTED) return
  await writeFile(INOTIFY_BEFORE, before)
  await writeFile(INOTIFY, String(INOTIFY_WANTED))
}

async function restoreInotify(): Promise<void> {
  const before = await readFile(INOTIFY_BEFORE, 'utf8').catch(() => undefined)
  if (before === undefined) return
  await writeFile(INOTIFY, before)
  await rm(INOTIFY_BEFORE)
}

/** This process, told apart from a later one with the same id by its start time. */
export async function thisProcess(): Promise<{ pid: number; started: string }> {
  return { pid: process.pid, started: (await startTime(process.pid)) ?? '' }
}

/** Whether a living process other than this one holds the lab. */
export async function heldByAnother({ owner }: LabRecord): Promise<boolean> {
  if (owner === null || owner.pid === process.pid) return false
  return (await startTime(owner.pid)) === owner.started
}

/** Field 22 of /proc/PID/stat (proc(5)), counted behind the name, which may hold spaces. */
async function startTime(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
}
