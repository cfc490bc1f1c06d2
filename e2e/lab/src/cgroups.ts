import { mkdir, readdir, readFile, rmdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { attempt, LabError, poll } from './shell.ts'

const MOUNT = '/sys/fs/cgroup'
const PARENT = 'astrago-lab'

/** Hierarchies of a hybrid machine that a host joins; `pids` is the one by which its processes are found. */
const HYBRID = ['pids', 'systemd', 'unified', 'memory', 'cpu', 'devices', 'freezer'] as const

/** A host's root may use null, zero, random, tty, pts, tun and fuse, and no disk of the machine. */
const DEVICES = ['c 1:* rwm', 'c 5:* rwm', 'c 136:* rwm', 'c 10:200 rwm', 'c 10:229 rwm']

export type CgroupLayout = 'hybrid' | 'v2'

/** @throws LabError for a machine with neither cgroups v2 nor v1 and v2 side by side. */
export async function cgroupLayout(): Promise<CgroupLayout> {
  const { stdout } = await attempt('stat', ['--file-system', '--format=%T', MOUNT])
  if (stdout.trim() === 'cgroup2fs') return 'v2'
  const mounted = new Set(await readdir(MOUNT).catch(() => []))
  const missing = HYBRID.filter((hierarchy) => !mounted.has(hierarchy))
  if (missing.length > 0) throw new LabError(`cgroups: ${MOUNT} has no ${missing.join(', ')}`)
  return 'hybrid'
}

/** The groups of a lab (no host), a host, or one part of a host, in every hierarchy; processes are found in the first. */
export function groupsOf(layout: CgroupLayout, index: number, host?: string, part?: 'guard' | 'run'): string[] {
  const below = [PARENT, String(index), host, part].filter((word) => word !== undefined)
  return layout === 'v2' ? [join(MOUNT, ...below)] : HYBRID.map((hierarchy) => join(MOUNT, hierarchy, ...below))
}

/** Makes a host's groups and gives back the files by which a process joins them. */
export async function makeGroups(layout: CgroupLayout, index: number, host: string) {
  const guard = groupsOf(layout, index, host, 'guard')
  const all = groupsOf(layout, index, host, 'run')
  for (const group of [...guard, ...all]) await mkdir(group, { recursive: true })
  if (layout === 'v2') await delegate(index, host)
  else await restrictDevices(index, host)
  const joinFile = (group: string) => join(group, 'cgroup.procs')
  return { guard: guard.slice(0, 1).map(joinFile), run: all.map(joinFile) }
}

/** Best effort: in a container the controllers may not be ours to hand on, and hosts work without. */
async function delegate(index: number, host: string): Promise<void> {
  const { 0: lab = '' } = groupsOf('v2', index)
  for (const group of [MOUNT, join(MOUNT, PARENT), lab, join(lab, host)])
    for (const controller of ['cpu', 'memory', 'pids'])
      await writeFile(join(group, 'cgroup.subtree_control'), `+${controller}`).catch(() => undefined)
}

async function restrictDevices(index: number, host: string): Promise<void> {
  const group = join(MOUNT, 'devices', PARENT, String(index), host, 'run')
  await writeFile(join(group, 'devices.deny'), 'a')
  for (const device of DEVICES) await writeFile(join(group, 'devices.allow'), device)
}

/** Ids of all processes in a group and below it. */
export async function processesIn(group: string): Promise<number[]> {
  const own = await readFile(join(group, 'cgroup.procs'), 'utf8').catch(() => '')
  const entries = await readdir(group, { withFileTypes: true }).catch(() => [])
  const below = await Promise.all(entries.filter((e) => e.isDirectory()).map((e) => processesIn(join(group, e.name))))
  return [...own.split('\n').filter(Boolean).map(Number), ...below.flat()]
}

/** Ends every process of a group, and only these. @throws LabError when one is left after 10 s. */
export async function killGroup(group: string): Promise<void> {
  const gone = await poll(async () => {
    const pids = await processesIn(group)
    for (const pid of pids) kill(pid)
    return pids.length === 0 ? true : undefined
  }, 10_000)
  if (!gone) throw new LabError(`processes in ${group} do not end`)
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

/** Removes a lab's groups; they hold no process any more. */
export async function removeGroups(layout: CgroupLayout, index: number): Promise<void> {
  for (const group of groupsOf(layout, index)) {
    await removeTree(group)
    await rmdir(join(group, '..')).catch(() => undefined) // other labs may be in it
  }
}

async function removeTree(group: string): Promise<void> {
  const entries = await readdir(group, { withFileTypes: true }).catch(() => [])
  for (const entry of entries) if (entry.isDirectory()) await removeTree(join(group, entry.name))
  const gone = await poll(async () => {
    const error = await rmdir(group).then(
      () => undefined,
      (reason: NodeJS.ErrnoException) => reason.code,
    )
    return error === undefined || error === 'ENOENT' ? true : undefined
  }, 2_000)
  if (!gone) throw new LabError(`${group} cannot be removed`)
}
